//! One participant's talks as a calendar (RFC 5545): the same talk keeps its name in every version, a newer version
//! replaces the older one, and a talk that fell away is called off.

use crate::words;
use domain::{DatingId, Locale, ParticipantId, announced::Standing};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use jiff::Timestamp;

/// What a calendar says; instants, so that every device shows its own zone right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    pub locale: Locale,
    /// Host and session, which make the talks' names unique in the world: `fair.example.org`, `4`.
    pub host: String,
    pub dating: DatingId,
    pub who: ParticipantId,
    /// "Speed-Dating am Nachmittag".
    pub session: String,
    pub venue: String,
    /// The page on which the participant sees the newest state.
    pub link: String,
    /// Sequence number of every talk: never lower than what was told before, and higher where something is told otherwise.
    pub sequence: u32,
    /// When it became so.
    pub changed_at: Timestamp,
    pub talks: Vec<Talk>,
}

/// One round of a participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// From 0.
    pub round: u8,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub table: u16,
    pub partners: Vec<String>,
    pub standing: Standing,
}

const PRODUCT: &str = "-//INSIST//Speed-Dating//DE";

/// The calendar as text, with line ends, folding and escapes as the standard wants them.
///
/// It is published (`METHOD:PUBLISH`) also where every talk is called off. RFC 5546 lets what is published be `CANCELLED`
/// (3.2.1), and a newer `SEQUENCE` of the same `UID` replaces what a calendar knows, whether it asks again or is given the
/// file once more. `METHOD:CANCEL` (3.2.5) is a message of an organiser whom the calendar knows from the invitation; there
/// is none here, it would be about all talks or none, and none of them could be held after all.
pub fn ics(agenda: &Agenda) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", PRODUCT))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name(&agenda.session)
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT5M"));
    for talk in &agenda.talks {
        calendar.push(event(agenda, talk));
    }
    calendar.to_string()
}

/// The calendar of a session that is no more. Whoever subscribed asks on for years: a calendar without talks takes down those
/// it still shows, where an error would leave them and be reported for ever. Which they were went with the session, so none
/// can be named as called off. A calendar holds something in any case (RFC 5545, 3.6): here the zone its times were in.
pub fn emptied() -> String {
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        &format!("PRODID:{PRODUCT}"),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "BEGIN:VTIMEZONE",
        "TZID:UTC",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
    ];
    lines.map(|line| format!("{line}\r\n")).concat()
}

fn event(agenda: &Agenda, talk: &Talk) -> Event {
    let locale = agenda.locale;
    let round = words::round_n(locale, usize::from(talk.round) + 1);
    let table = format!("{} {}", words::table(locale), talk.table);
    let partners = match talk.partners.as_slice() {
        [] => words::nobody_across(locale),
        partners => partners.join(", "),
    };
    let place = if agenda.venue.is_empty() { table.clone() } else { format!("{table}, {}", agenda.venue) };
    let mut event = Event::new();
    event
        .uid(&format!("round-{}.{}.{}@{}", talk.round + 1, agenda.who, agenda.dating, agenda.host))
        .append_property(("DTSTAMP", instant(agenda.changed_at).as_str()))
        .append_property(("LAST-MODIFIED", instant(agenda.changed_at).as_str()))
        .append_property(("DTSTART", instant(talk.starts).as_str()))
        .append_property(("DTEND", instant(talk.ends).as_str()))
        .sequence(agenda.sequence)
        .summary(&format!("{table}: {partners}"))
        .location(&place)
        .description(&format!("{}, {round}\n{}", agenda.session, agenda.link))
        .url(&agenda.link)
        .status(match talk.standing {
            Standing::Stands => EventStatus::Confirmed,
            Standing::Open => EventStatus::Tentative,
            Standing::CalledOff => EventStatus::Cancelled,
        });
    event.done()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
