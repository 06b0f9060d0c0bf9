//! What happens on the day: looked at first, then applied as it was shown.

use crate::{
    Error, Result, Services,
    actor::{Organiser, REHEARSAL, TimeKeeper},
    dating::{
        mending::{Considered, chosen, consider},
        on_a_blocking_thread,
        steps::Saved,
    },
    ports::CommandKey,
};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    control_room::{Alternative, Choice, Proposal},
    dating::{Attendance, Dating, Deed, Event, Happening, Outcome, Restore},
    live::Reach,
};
use std::collections::BTreeSet;

/// How often a choice is tried that others are faster than.
const TRIES: usize = 4;
/// More steps than these since something was looked at are not gone through: it is looked at again.
const MOST_SINCE: i64 = 120;

/// A choice that was carried out.
#[derive(Clone, Debug)]
pub struct Applied {
    pub alternative: Alternative,
    pub reach: Reach,
}

impl Services {
    /// What would change, for somebody to look at first; nothing is saved.
    pub async fn propose(&self, _: &Organiser, id: DatingId, happening: Happening) -> Result<Proposal> {
        self.proposal(id, happening).await
    }

    /// The same for what a time keeper may note: whether somebody is there.
    pub async fn propose_mark(
        &self,
        _: &TimeKeeper,
        id: DatingId,
        who: ParticipantId,
        attendance: Attendance,
    ) -> Result<Proposal> {
        self.proposal(id, Happening::Mark { who, attendance }).await
    }

    /// Notes what happened and takes over the alternative that was chosen, exactly as it was shown; everybody is told if
    /// they knew the plan before.
    ///
    /// Where another round has begun since the proposal, somebody has noted something of the same, or other seats come out,
    /// it is `Stale` and has to be looked at again; what else was done meanwhile is no matter. `None` where the key was used
    /// before.
    pub async fn apply(
        &self,
        organiser: &Organiser,
        id: DatingId,
        choice: Choice,
        happening: Happening,
        key: Option<CommandKey>,
    ) -> Result<Option<Applied>> {
        self.apply_choice(organiser.name(), id, choice, happening, key).await
    }

    /// The same for what a time keeper may note.
    pub async fn apply_mark(
        &self,
        keeper: &TimeKeeper,
        id: DatingId,
        choice: Choice,
        who: ParticipantId,
        attendance: Attendance,
        key: Option<CommandKey>,
    ) -> Result<Option<Applied>> {
        self.apply_choice(keeper.name(), id, choice, Happening::Mark { who, attendance }, key).await
    }

    async fn proposal(&self, id: DatingId, happening: Happening) -> Result<Proposal> {
        let dating = self.load_dating(id).await?;
        let happening = self.as_known(&dating, happening).await?;
        Ok(self.considered(&dating, &happening, self.now()).await?.proposal)
    }

    async fn apply_choice(
        &self,
        who: &str,
        id: DatingId,
        choice: Choice,
        happening: Happening,
        key: Option<CommandKey>,
    ) -> Result<Option<Applied>> {
        for _ in 0..TRIES {
            let dating = self.load_dating(id).await?;
            if self.was_done(dating.fair, &key).await? {
                return Ok(None);
            }
            let applied = self.apply_to(&dating, who, &choice, happening.clone(), key.clone()).await;
            // Where somebody was faster by a blink, it is seen at the next look whether that matters.
            let outrun =
                matches!(applied, Err(Error::Stale)) && self.load_dating(id).await?.revision != dating.revision;
            if !outrun {
                return applied;
            }
        }
        Err(Error::Stale)
    }

    async fn apply_to(
        &self,
        dating: &Dating,
        who: &str,
        choice: &Choice,
        happening: Happening,
        key: Option<CommandKey>,
    ) -> Result<Option<Applied>> {
        let now = self.now();
        let who = if choice.rehearsed && dating.rehearsal.is_some() { REHEARSAL } else { who };
        if dating.rounds_begun(now) != choice.rounds_begun {
            return Err(Error::Stale);
        }
        let happening = self.as_known(dating, happening).await?;
        self.may_answer(dating, choice.answers, &happening).await?;
        self.untouched_since(dating, choice.based_on, &happening, now).await?;
        let considered = self.considered(dating, &happening, now).await?;
        let (shown, plan) = chosen(considered, choice.approach, &choice.fingerprint).ok_or(Error::Stale)?;
        // A move by hand is taken literally: it looks at nobody else.
        let unplanned = happening.step().is_none().then(BTreeSet::new);
        let outcome = Outcome { plan, unplanned, ..Outcome::default() };
        let deed = (Deed::Happened { happening }, outcome, choice.answers);
        match self.carry_out_answering(dating, who, deed, key, now).await? {
            Saved::Now(_, reach) => Ok(Some(Applied { alternative: shown, reach })),
            Saved::Before => Ok(None),
        }
    }

    /// `Stale` where something was noted since `revision` that the happening would overwrite without anybody having seen it.
    async fn untouched_since(
        &self,
        dating: &Dating,
        revision: i64,
        happening: &Happening,
        now: UnixMillis,
    ) -> Result<()> {
        if revision == dating.revision {
            return Ok(());
        }
        if !(0..=MOST_SINCE).contains(&(dating.revision - revision)) {
            return Err(Error::Stale);
        }
        let mut after = dating.clone();
        after.happen(happening, now)?;
        let ours = Restore::between(dating, &after);
        for step in revision + 1..=dating.revision {
            let event = self.stores.datings.event(dating.id, step).await?.ok_or(Error::Stale)?;
            if touched(&event).is_none_or(|theirs| ours.meets(&theirs)) {
                return Err(Error::Stale);
            }
        }
        Ok(())
    }

    async fn considered(&self, dating: &Dating, happening: &Happening, now: UnixMillis) -> Result<Considered> {
        // Somebody who walks in may be of an association that the session did not look at before.
        let mut known = dating.clone();
        known.happen(happening, now)?;
        let table = self.at_the_table(&known).await?;
        let (dating, happening) = (dating.clone(), happening.clone());
        on_a_blocking_thread(move || consider(&dating, &table, &happening, now)).await?
    }
}

/// What an event changed, as it was before or is again; `None` for set-up, which may change anything.
fn touched(event: &Event) -> Option<Restore> {
    match event.deed {
        Deed::Published => Some(Restore::default()),
        Deed::Undone { .. } => event.outcome.restored.clone(),
        _ => event.outcome.before.clone(),
    }
}
