//! What documents are made of: the published plan, the version before it, and one participant's talks through all versions.

use crate::dating::shown::surroundings::Surroundings;
use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, Visitor},
    ports::CommandKey,
};
use domain::{
    AssociationId, DatingId, ParticipantId, UnixMillis,
    announced::{Announced, AnnouncedPerson, PaperShelf, people},
    dating::{Dating, Setting},
    fair::Fair,
    opening::Spoken,
    plan::table_of,
};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use std::collections::{BTreeMap, HashMap};

/// A session to be printed.
#[derive(Clone, Debug)]
pub struct Printable {
    pub fair: Fair,
    pub dating: DatingId,
    pub setting: Setting,
    /// The published plan; `None` before the first publication.
    pub now: Option<Announced>,
    /// Those who take part now, also before anything is published.
    pub people: Vec<AnnouncedPerson>,
    /// The version to compare with.
    pub since: Option<Announced>,
    /// The numbers of associations' stands.
    pub stands: HashMap<AssociationId, String>,
    /// What could be talked about, by round and table: in the languages of who sits there; of the plan, and of the version
    /// to compare with.
    pub questions: Questions,
    pub questions_since: Questions,
    /// Personal links, of those whose link is good.
    pub personal: HashMap<ParticipantId, String>,
    /// When it was read, by the clock of the fair's place.
    pub read_at: DateTime,
    /// Begins every link, without a slash at its end.
    pub base_url: String,
}

impl Printable {
    /// By the clock of the fair's place.
    pub fn local(&self, at: UnixMillis) -> DateTime {
        local(&self.fair, at)
    }
}

/// By round (from 0) and table, one entry a language.
pub type Questions = Vec<Vec<Vec<Spoken>>>;

/// A round of one participant in some version of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// From 0.
    pub round: u8,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub table: u16,
    pub partners: Vec<String>,
    /// It was announced once and does not take place any more.
    pub cancelled: bool,
}

/// One participant's talks, those that fell away included.
#[derive(Clone, Debug)]
pub struct Appointments {
    pub fair: Fair,
    pub title: String,
    pub version: u32,
    pub made_at: Timestamp,
    pub list: Vec<Appointment>,
    pub base_url: String,
}

impl Services {
    /// A session as it is printed; `since` is the version that was printed last.
    pub async fn printable(&self, _: &Organiser, slug: &str, id: DatingId, since: Option<u32>) -> Result<Printable> {
        let fair = self.load_fair(slug).await?;
        let dating = self.load_dating(id).await?;
        if dating.fair != fair.id {
            return Err(Error::NotFound);
        }
        let since = match since {
            Some(version) => Some(self.stores.announced.version(id, version).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        let mut stands = HashMap::new();
        for stand in self.stores.market.stands(fair.id).await? {
            for association in stand.associations {
                stands.entry(association).or_insert_with(|| stand.number.clone());
            }
        }
        let revision = self.stores.history.revision(fair.id).await?;
        let market = self.surroundings(fair.id, revision).await?;
        let now = Announced::of(&dating);
        let asked = |plan: &Option<Announced>| plan.as_ref().map(|plan| questions(&market, &dating, plan));
        Ok(Printable {
            read_at: local(&fair, self.now()),
            questions: asked(&now).unwrap_or_default(),
            questions_since: asked(&since).unwrap_or_default(),
            personal: self.personal_addresses(&fair, &dating).await?,
            now,
            people: people(&dating),
            setting: dating.setting,
            dating: id,
            since,
            stands,
            base_url: self.base_url.to_string(),
            fair,
        })
    }

    /// The versions that can be compared with.
    pub async fn paper_shelf(&self, _: &Organiser, id: DatingId) -> Result<PaperShelf> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let versions = self.stores.announced.versions(id).await?;
        let versions = versions.into_iter().map(|(version, at)| (version, local(&fair, at))).collect();
        Ok(PaperShelf { versions, printed: self.stores.announced.printed(id).await? })
    }

    /// A document was printed in that version of the plan; remembered, so that next time only what changed is.
    pub async fn note_printed(
        &self,
        organiser: &Organiser,
        id: DatingId,
        document: &str,
        version: u32,
        key: CommandKey,
    ) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let is_a_key =
            (1..=40).contains(&document.len()) && document.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let versions = self.stores.announced.versions(id).await?;
        if !is_a_key || !versions.iter().any(|(known, _)| *known == version) {
            return Err(Error::NotFound);
        }
        let note = self.note(dating.fair, organiser.name(), "paper.print", format!("{document} {version}"));
        self.stores.announced.note_printed(id, document, version, note.keyed(Some(key))).await?;
        Ok(())
    }

    /// One participant's talks for a calendar.
    pub async fn appointments(&self, _: Visitor, slug: &str, id: DatingId, who: ParticipantId) -> Result<Appointments> {
        let (fair, dating) = self.public_dating(id).await?;
        if fair.slug.as_str() != slug {
            return Err(Error::NotFound);
        }
        let now = Announced::of(&dating).ok_or(Error::NotFound)?;
        // Whoever was taken off the list has all their talks called off, in the calendar that still shows them.
        let gone = dating.participant(who).is_err();
        let mut rounds: BTreeMap<u8, Appointment> = BTreeMap::new();
        for before in self.stores.announced.history(id).await? {
            rounds.extend(appointments(&fair, &before, who, true));
        }
        rounds.extend(appointments(&fair, &now, who, gone));
        // So are those of a session that was ended before they began.
        let at = self.now();
        let held = dating.is_over(at).then(|| dating.rounds_begun(at));
        let ended_early = held.is_some_and(|held| held < dating.setting.rounds);
        let fallen = rounds.values_mut().filter(|one| held.is_some_and(|held| one.round >= held));
        fallen.for_each(|one| one.cancelled = true);
        if gone && rounds.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(Appointments {
            title: dating.setting.title.to_string(),
            // Calendars heed what has a higher number than what they know.
            version: now.version + u32::from(gone || ended_early),
            made_at: instant(now.made_at),
            list: rounds.into_values().collect(),
            base_url: self.base_url.to_string(),
            fair,
        })
    }
}

/// Those who have left the session since say nothing about the question any more.
fn questions(market: &Surroundings, dating: &Dating, plan: &Announced) -> Questions {
    let of_table = |round: u8, seated: &Vec<ParticipantId>| {
        let sitters: Vec<_> = seated.iter().filter_map(|who| dating.participant(*who).ok()).collect();
        market.question(&sitters, round)
    };
    let of_round =
        |(round, tables): (u8, &Vec<Vec<ParticipantId>>)| tables.iter().map(|seated| of_table(round, seated)).collect();
    (0..).zip(&plan.seats).map(of_round).collect()
}

fn appointments(
    fair: &Fair,
    plan: &Announced,
    who: ParticipantId,
    cancelled: bool,
) -> impl Iterator<Item = (u8, Appointment)> {
    (0..plan.setting.rounds).filter_map(move |round| {
        let index = table_of(&plan.seats, round.into(), who)?;
        let seated = plan.seats.get(usize::from(round))?.get(index)?;
        let others = seated.iter().filter(|id| **id != who);
        let partners = others.filter_map(|id| plan.people.iter().find(|p| p.id == *id)).map(|p| p.name.to_string());
        let (starts, ends) = times(&plan.setting, round);
        let appointment = Appointment {
            round,
            starts: absolute(fair, starts),
            ends: absolute(fair, ends),
            table: plan.setting.tables.get(index)?.number,
            partners: partners.collect(),
            cancelled,
        };
        Some((round, appointment))
    })
}

/// When a round (from 0) is planned to begin and end.
pub fn times(setting: &Setting, round: u8) -> (DateTime, DateTime) {
    let timing = setting.timing();
    let after = |ms: i64| setting.starts.saturating_add(SignedDuration::from_millis(ms));
    let starts = i64::from(round) * (timing.talk_ms + timing.change_ms);
    (after(starts), after(starts + timing.talk_ms))
}

fn zone(fair: &Fair) -> TimeZone {
    TimeZone::get(&fair.timezone).unwrap_or(TimeZone::UTC)
}

fn absolute(fair: &Fair, at: DateTime) -> Timestamp {
    zone(fair).to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}

fn instant(at: UnixMillis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn local(fair: &Fair, at: UnixMillis) -> DateTime {
    let at = zone(fair).to_datetime(instant(at));
    at.round(jiff::Unit::Second).unwrap_or(at)
}
