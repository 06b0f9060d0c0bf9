//! One participant's talks as a calendar (RFC 5545): the same talk keeps its name in every version, a newer version
//! replaces the older one, and a talk that fell away is called off.

use domain::ParticipantId;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use jiff::Timestamp;

/// What a calendar says; instants, so that every device shows its own zone right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Host and session, which make the talks' names unique in the world: `fair.example.org`, `4`.
    pub host: String,
    pub dating: i64,
    pub who: ParticipantId,
    pub name: String,
    /// Version of the plan; becomes the sequence number of every talk.
    pub version: u32,
    /// When this version was made.
    pub made_at: Timestamp,
    pub talks: Vec<Talk>,
}

/// One round of a participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// From 0.
    pub round: u8,
    pub starts: Timestamp,
    pub ends: Timestamp,
    /// "Runde 3: Chor am Hafen".
    pub title: String,
    /// "Tisch 12, Bürgerhaus".
    pub place: String,
    pub text: String,
    pub link: String,
    /// It was announced once and does not take place.
    pub cancelled: bool,
}

/// The calendar as text, with line ends, folding and escapes as the standard wants them.
pub fn ics(agenda: &Agenda) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//INSIST//Speed-Dating//DE"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name(&agenda.name)
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT5M"));
    for talk in &agenda.talks {
        let mut event = Event::new();
        event
            .uid(&format!("round-{}.{}.{}@{}", talk.round + 1, agenda.who, agenda.dating, agenda.host))
            .append_property(("DTSTAMP", instant(agenda.made_at).as_str()))
            .append_property(("LAST-MODIFIED", instant(agenda.made_at).as_str()))
            .append_property(("DTSTART", instant(talk.starts).as_str()))
            .append_property(("DTEND", instant(talk.ends).as_str()))
            .sequence(agenda.version)
            .summary(&talk.title)
            .location(&talk.place)
            .description(&talk.text)
            .status(if talk.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if !talk.link.is_empty() {
            event.url(&talk.link);
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
