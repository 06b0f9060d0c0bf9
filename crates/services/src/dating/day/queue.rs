//! Commands that are safe without knowing the session's revision: those a console kept while it had no network, quick
//! marks, and what organisers say to everybody.

use super::clock::as_told;
use crate::{
    Error, Result, Services,
    actor::{Organiser, REHEARSAL, TimeKeeper},
    dating::{mending::plays_differently, steps::Saved},
    ports::CommandKey,
};
use domain::{
    DatingId, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Part},
    control_room::{QueueAnswer, Queued},
    dating::{Attendance, Dating, Deed, Happening, Outcome},
    refusal::Input,
};

/// How often a command is tried that others are faster than.
const TRIES: usize = 24;

impl Services {
    /// Carries out one queued command, or says why it no longer fits. Whoever is marked or walks in is noted and the plan is
    /// left as it is: where it does not fit any more, the answer asks for mending it, which somebody looks at.
    pub async fn queued(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        command: Queued,
        key: CommandKey,
    ) -> Result<QueueAnswer> {
        let command = self.as_may_be_noted(who, id, command).await?;
        let name = if matches!(command, Queued::Rehearsed { .. }) { REHEARSAL } else { who.name() };
        self.without_revision(name, id, key, |dating, now| fits(dating, &command, now)).await
    }

    /// What only organisers note, they alone send later; whoever walked in is known by the profile of now.
    async fn as_may_be_noted(&self, who: &TimeKeeper, id: DatingId, command: Queued) -> Result<Queued> {
        let Queued::Note { happening, begun } = command else { return Ok(command) };
        if !who.may_organise() {
            return Err(Error::Forbidden);
        }
        if !happening.can_wait() {
            return Err(Refusal::Malformed(Input::Text).into());
        }
        let dating = self.load_dating(id).await?;
        Ok(Queued::Note { happening: self.as_known(&dating, happening).await?, begun })
    }

    /// Notes something that asks for no other plan: an announcement, or a round that was called or thawed.
    pub async fn note_happening(
        &self,
        organiser: &Organiser,
        id: DatingId,
        happening: Happening,
        key: CommandKey,
    ) -> Result<QueueAnswer> {
        if happening.asks_for_plan() {
            return Err(Error::Stale);
        }
        self.without_revision(organiser.name(), id, key, |_, _| Ok(Deed::Happened { happening: happening.clone() }))
            .await
    }

    pub(super) async fn without_revision(
        &self,
        who: &str,
        id: DatingId,
        key: CommandKey,
        deed: impl Fn(&Dating, UnixMillis) -> Result<Deed, Refusal>,
    ) -> Result<QueueAnswer> {
        let key = Some(key);
        for _ in 0..TRIES {
            let dating = self.load_dating(id).await?;
            if self.was_done(dating.fair, &key).await? {
                return Ok(QueueAnswer::Repeated);
            }
            let now = self.now();
            let deed = match deed(&dating, now) {
                Ok(deed) => deed,
                Err(because) => return Ok(QueueAnswer::NoLongerFits { because }),
            };
            match self.carry_out(&dating, who, deed, Outcome::default(), key.clone(), now).await {
                Ok(Saved::Now(after, _)) => {
                    let mend = after.plan.is_some() && plays_differently(&dating, &after, now);
                    return Ok(QueueAnswer::Applied { revision: after.revision, mend });
                }
                Ok(Saved::Before) => return Ok(QueueAnswer::Repeated),
                Err(Error::Refused(because)) => return Ok(QueueAnswer::NoLongerFits { because }),
                Err(Error::Stale) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Stale)
    }
}

/// The deed that a queued command is now.
fn fits(dating: &Dating, command: &Queued, now: UnixMillis) -> Result<Deed, Refusal> {
    match command {
        Queued::Mark { who, was, attendance } => marked(dating, *who, *was, *attendance),
        Queued::Turn { turn, meant_for } => {
            let on: Option<(u8, Part)> = match dating.moment(now) {
                Moment::On { round, part, .. } => Some((round, part)),
                Moment::Waiting => None,
                Moment::Over => return Err(dating.run.over()),
            };
            if on != *meant_for {
                return Err(Refusal::ClockMovedOn);
            }
            Ok(Deed::Turned { turn: as_told(dating, *turn, now) })
        }
        Queued::Note { happening, begun } => {
            if happening.is_about_the_next_round() && dating.rounds_begun(now) != *begun {
                return Err(Refusal::ClockMovedOn);
            }
            Ok(Deed::Happened { happening: happening.clone() })
        }
        Queued::Rehearsed { .. } if dating.rehearsal.is_none() => Err(Refusal::Malformed(Input::Text)),
        Queued::Rehearsed { who, was, attendance } => marked(dating, *who, *was, *attendance),
    }
}

/// A note about somebody who was shown as `was`: what others noted meanwhile stands, unless it is the same.
fn marked(dating: &Dating, who: ParticipantId, was: Attendance, attendance: Attendance) -> Result<Deed, Refusal> {
    let known = dating.participant(who)?.attendance;
    if known != was && known != attendance {
        return Err(Refusal::MarkedMeanwhile);
    }
    Ok(Deed::Happened { happening: Happening::Mark { who, attendance } })
}
