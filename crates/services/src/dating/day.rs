//! The day itself: the clock, and what happens: looked at first, then applied as it was shown.

use super::{
    Saved, on_a_blocking_thread,
    proposing::{Considered, chosen, consider},
};
use crate::{
    Error, Result, Services,
    actor::{Organiser, TimeKeeper},
    ports::CommandKey,
};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    control_room::{Alternative, Choice, Proposal},
    dating::{Attendance, ClockTurn, Dating, Deed, Happening, Outcome},
};

impl Services {
    pub async fn start(&self, who: &TimeKeeper, id: DatingId, expects: i64, key: Option<CommandKey>) -> Result<()> {
        self.turn_clock(who, id, expects, ClockTurn::Start, key).await
    }

    pub async fn turn_clock(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        turn: ClockTurn,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        let now = self.now();
        self.carry_out(&dating, who.name(), Deed::Turned { turn }, Outcome::default(), key, now).await.map(|_| ())
    }

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
    /// Where the session has changed or another round has begun since the proposal, it is `Stale` and has to be looked at
    /// again. `None` where the key was used before.
    pub async fn apply(
        &self,
        organiser: &Organiser,
        id: DatingId,
        choice: Choice,
        happening: Happening,
        key: Option<CommandKey>,
    ) -> Result<Option<Alternative>> {
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
    ) -> Result<Option<Alternative>> {
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
    ) -> Result<Option<Alternative>> {
        let Some(dating) = self.load_once(id, choice.based_on, &key).await? else { return Ok(None) };
        let now = self.now();
        if dating.rounds_begun(now) != choice.rounds_begun {
            return Err(Error::Stale);
        }
        let happening = self.as_known(&dating, happening).await?;
        let considered = self.considered(&dating, &happening, now).await?;
        let (shown, plan) = chosen(considered, choice.approach, &choice.fingerprint).ok_or(Error::Stale)?;
        let outcome = Outcome { plan, ..Outcome::default() };
        match self.carry_out(&dating, who, Deed::Happened { happening }, outcome, key, now).await? {
            Saved::Now(_) => Ok(Some(shown)),
            Saved::Before => Ok(None),
        }
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
