//! One participant's talks through all versions of the plan, for a calendar: those that fell away are called off there.

use crate::{Error, Result, Services, actor::Visitor};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    announced::{Announced, Standing},
    dating::Setting,
    fair::Fair,
    live::Change,
    plan::table_of,
};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use std::collections::BTreeMap;

/// A round of one participant in some version of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// From 0.
    pub round: u8,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub table: u16,
    pub partners: Vec<String>,
    pub standing: Standing,
}

/// One participant's talks, those that fell away included.
#[derive(Clone, Debug)]
pub struct Appointments {
    pub fair: Fair,
    pub title: String,
    /// Calendars heed what has a higher number than what they know: every step of the session has one, also when another is
    /// taken back.
    pub sequence: u32,
    /// When the session's last step was.
    pub changed_at: Timestamp,
    pub list: Vec<Appointment>,
    pub base_url: String,
}

impl Services {
    /// One participant's talks for a calendar.
    pub async fn appointments(&self, _: Visitor, slug: &str, id: DatingId, who: ParticipantId) -> Result<Appointments> {
        let (fair, dating) = self.public_dating(id).await?;
        if fair.slug.as_str() != slug {
            return Err(Error::NotFound);
        }
        let history = self.stores.announced.history(id).await?;
        let now = Announced::of(&dating);
        // While a plan is made anew, what was announced last may still come.
        let (newest, standing) = match &now {
            Some(now) => (now, Standing::Stands),
            None => (history.last().ok_or(Error::NotFound)?, Standing::Open),
        };
        // Whoever was taken off the list has all their talks called off, in the calendar that still shows them.
        let gone = dating.participant(who).is_err();
        let mut rounds: BTreeMap<u8, Appointment> = BTreeMap::new();
        for before in &history {
            rounds.extend(appointments(&fair, before, who, Standing::CalledOff));
        }
        rounds.extend(appointments(&fair, newest, who, if gone { Standing::CalledOff } else { standing }));
        // So are those of a session that was ended before they began.
        let at = self.now();
        let held = dating.is_over(at).then(|| dating.rounds_begun(at));
        let fallen = rounds.values_mut().filter(|one| held.is_some_and(|held| one.round >= held));
        fallen.for_each(|one| one.standing = Standing::CalledOff);
        if gone && rounds.is_empty() {
            return Err(Error::NotFound);
        }
        let last = self.stores.datings.event(id, dating.revision).await?;
        let changed_at = last.map_or(newest.made_at, |last| last.at);
        for one in rounds.values_mut().filter(|one| one.standing == Standing::Stands) {
            // Once it runs, the clock says more than the plan.
            if let Some((starts, ends)) = dating.talk(one.round, changed_at) {
                (one.starts, one.ends) = (instant(starts), instant(ends));
            }
        }
        Ok(Appointments {
            title: dating.setting.title.to_string(),
            sequence: u32::try_from(dating.revision).unwrap_or(u32::MAX),
            changed_at: instant(changed_at),
            list: rounds.into_values().collect(),
            base_url: self.base_url.to_string(),
            fair,
        })
    }

    /// Whether there was such a session in a fair, and it was removed. With it went what was announced of it: nobody is told
    /// more than that.
    pub async fn was_removed(&self, _: Visitor, slug: &str, id: DatingId) -> Result<bool> {
        let fair = self.public_fair(slug).await?;
        let is_there = self.stores.datings.one(id).await?.is_some();
        Ok(!is_there && self.stores.history.was_told(fair.id, &Change::Dating { id }).await?)
    }
}

fn appointments(
    fair: &Fair,
    plan: &Announced,
    who: ParticipantId,
    standing: Standing,
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
            standing,
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
