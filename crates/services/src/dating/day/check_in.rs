//! The desk at the door: who is expected, checking somebody in, and taking that back.

use crate::{Error, Result, Services, actor::TimeKeeper, ports::CommandKey};
use domain::{
    DatingId, ParticipantId, Refusal, UnixMillis,
    check_in::{CheckedIn, Guest, GuestList},
    clock::{Moment, Run},
    control_room::QueueAnswer,
    dating::{Attendance, Dating, Deed, Happening},
    profile::name_key,
};
use jiff::{SignedDuration, civil::DateTime};
use std::ops::Range;

/// How far back it is looked what somebody was before they were checked in.
const STEPS_BACK: u64 = 500;

impl Services {
    /// The guests of the session asked for, or of the one at hand: that which runs, else the next; none where a fair has no
    /// session.
    pub async fn guests_at_the_door(
        &self,
        who: &TimeKeeper,
        slug: &str,
        asked: Option<DatingId>,
    ) -> Result<Option<GuestList>> {
        let id = match asked {
            Some(id) => Some(id),
            None => {
                let (fair, now) = (self.load_fair(slug).await?, self.now());
                at_hand(&self.stores.datings.all(fair.id).await?, now, self.local(&fair, now))
            }
        };
        match id {
            Some(id) => Ok(Some(self.guests(who, id).await?)),
            None => Ok(None),
        }
    }

    pub async fn guests(&self, _: &TimeKeeper, id: DatingId) -> Result<GuestList> {
        let dating = self.load_dating(id).await?;
        let revision = self.stores.history.revision(dating.fair).await?;
        let mut guests: Vec<Guest> = dating
            .participants
            .iter()
            .map(|p| Guest { who: p.id, name: p.name.clone(), attendance: p.attendance })
            .collect();
        guests.sort_by_cached_key(|guest| name_key(guest.name.as_str()));
        let clock = self.face(&dating);
        Ok(GuestList { revision, dating: id, title: dating.setting.title.clone(), clock, guests })
    }

    /// Marks somebody arrived, whatever else happens to the session meanwhile. Checking in twice is checking in once.
    ///
    /// Nobody is moved by it, not even for somebody who had been missing: the control room is asked whether the plan is to
    /// be made to fit, by those who see what that would change.
    pub async fn check_in(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        guest: ParticipantId,
        key: Option<CommandKey>,
    ) -> Result<CheckedIn> {
        self.note_at_the_door(who, id, guest, Attendance::Arrived, key).await
    }

    /// Takes back that somebody was checked in: they are again what they were before.
    pub async fn take_back_check_in(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        guest: ParticipantId,
        key: Option<CommandKey>,
    ) -> Result<CheckedIn> {
        let before = self.before_arriving(id, guest).await?;
        self.note_at_the_door(who, id, guest, before, key).await
    }

    /// A key that was used before notes nothing more, whatever has been noted since.
    async fn note_at_the_door(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        guest: ParticipantId,
        attendance: Attendance,
        key: Option<CommandKey>,
    ) -> Result<CheckedIn> {
        let key = key.or_else(|| CommandKey::parse(&self.browser_mark())).ok_or(Error::Forbidden)?;
        let mark = |dating: &Dating, _: UnixMillis| match dating.participant(guest)?.attendance {
            // Two who note the same agree.
            known if known == attendance => Err(Refusal::MarkedMeanwhile),
            // Only who is here can turn out not to be.
            known if attendance != Attendance::Arrived && known != Attendance::Arrived => Err(Refusal::MarkedMeanwhile),
            _ => Ok(Deed::Happened { happening: Happening::Mark { who: guest, attendance } }),
        };
        let again = match self.without_revision(who.name(), id, key, mark).await? {
            QueueAnswer::Applied { .. } | QueueAnswer::Repeated => false,
            QueueAnswer::NoLongerFits { because: Refusal::MarkedMeanwhile } => true,
            QueueAnswer::NoLongerFits { because } => return Err(because.into()),
        };
        let dating = self.load_dating(id).await?;
        let participant = dating.participant(guest)?;
        let now = self.now();
        let on = dating.talking(now).filter(|round| participant.sits(*round, true));
        let at_once = on.and_then(|round| next_table(&dating, guest, round..round + 1)).map(|(_, table)| table);
        let next = next_table(&dating, guest, dating.rounds_ahead(now));
        Ok(CheckedIn { name: participant.name.clone(), attendance: participant.attendance, again, at_once, next })
    }

    /// What was noted of somebody before they were marked as arrived; expected where the log does not tell.
    async fn before_arriving(&self, id: DatingId, guest: ParticipantId) -> Result<Attendance> {
        let arrived = Happening::Mark { who: guest, attendance: Attendance::Arrived };
        let is_it = |deed: &Deed| matches!(deed.done(), Deed::Happened { happening } if *happening == arrived);
        let steps = self.stores.datings.steps(id, STEPS_BACK).await?;
        let Some(step) = steps.into_iter().find(|step| is_it(&step.deed)) else { return Ok(Attendance::Expected) };
        let before = self.stores.datings.event(id, step.step).await?.and_then(|event| event.outcome.before);
        let was = before.and_then(|was| was.participants.into_iter().find(|p| p.id == guest)).map(|p| p.attendance);
        Ok(was.filter(|was| *was != Attendance::Arrived).unwrap_or_default())
    }
}

/// The first of these rounds in which somebody has a table of the published plan. A session that has not begun is all ahead.
fn next_table(dating: &Dating, who: ParticipantId, mut rounds: Range<u8>) -> Option<(u8, u16)> {
    let plan = dating.published.as_ref()?;
    let seat = |round: u8| Some((round, dating.table_number(plan.table_of(round.into(), who)?)));
    rounds.find_map(seat)
}

/// By the clock of the fair's place.
fn planned_end(dating: &Dating) -> DateTime {
    let timing = dating.setting.timing();
    let all = i64::from(timing.rounds) * (timing.talk_ms + timing.change_ms);
    dating.setting.starts.saturating_add(SignedDuration::from_millis(all))
}

/// Rehearsals are nobody's to come to; what is over is only looked at where nothing else is left. To what was called off
/// people come all the same, until it would have been over.
fn at_hand(sessions: &[Dating], now: UnixMillis, local: DateTime) -> Option<DatingId> {
    let real = || sessions.iter().filter(|one| one.rehearsal.is_none());
    let is_on = |one: &&Dating| matches!(one.moment(now), Moment::On { .. });
    let is_ahead = |one: &&Dating| one.run == Run::Waiting || one.run.is_called_off() && local < planned_end(one);
    let next = || real().filter(is_ahead).min_by_key(|one| (one.setting.starts, one.run.is_called_off()));
    real().find(is_on).or_else(next).or_else(|| real().next_back()).map(|one| one.id)
}
