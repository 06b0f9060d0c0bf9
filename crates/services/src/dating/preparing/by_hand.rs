//! Moving somebody by hand before a session begins: tried first, then done, whatever it breaks.

use crate::{
    Result, Services,
    actor::Organiser,
    dating::mending::{Worked, with_seats},
    ports::CommandKey,
};
use domain::{
    DatingId, Refusal, UnixMillis,
    dating::{Dating, Deed, MoveSeat, Outcome},
    plan::BrokenRule,
};

impl Services {
    /// Which rules a move would break; nothing is saved.
    pub async fn try_move(&self, _: &Organiser, id: DatingId, expects: i64, step: MoveSeat) -> Result<Vec<BrokenRule>> {
        let dating = self.load_expected(id, expects).await?;
        Ok(self.moved(&dating, step, self.now()).await?.broken)
    }

    /// Moves somebody by hand, whatever it breaks: the organiser was shown. Nobody else is before it is published. Returns
    /// what the plan breaks now.
    pub async fn move_participant(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        step: MoveSeat,
        key: Option<CommandKey>,
    ) -> Result<Vec<BrokenRule>> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(Vec::new()) };
        let now = self.now();
        let moved = self.moved(&dating, step, now).await?;
        let outcome = Outcome { plan: Some(moved.plan), ..Outcome::default() };
        self.carry_out(&dating, organiser.name(), Deed::Moved { step }, outcome, key, now).await?;
        Ok(moved.broken)
    }

    async fn moved(&self, dating: &Dating, step: MoveSeat, now: UnixMillis) -> Result<Worked> {
        let seats = dating.moved_by_hand(step, now)?;
        let plan = dating.plan.as_ref().ok_or(Refusal::NoPlan)?;
        let table = self.at_the_table(dating).await?;
        with_seats(dating, &table, seats, plan, now)
    }
}
