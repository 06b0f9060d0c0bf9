//! Rehearsals: a session copied, run faster, with invented trouble.

use crate::{
    NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper},
};
use domain::{DatingId, Refusal, dating::Happening, live::Change};

impl Services {
    /// A copy of a session to train with; what happens in it follows from the seed.
    pub async fn rehearse(&self, organiser: &Organiser, id: DatingId, seed: Option<u64>) -> Result<DatingId> {
        let dating = self.load_dating(id).await?;
        if dating.plan.is_none() {
            return Err(Refusal::NoPlan.into());
        }
        let copy = dating.to_rehearse(seed.unwrap_or_else(|| self.chance.seed()));
        let note = self.note(dating.fair, organiser.name(), "dating.rehearse", &dating.setting.title);
        let (id, receipt) = self.stores.datings.create(copy, note.tells(Change::Fair)).await?;
        self.tell(dating.fair, &receipt).await;
        Ok(id)
    }

    /// What happens next in a rehearsal, if something is due; whoever trains decides what to do about it.
    pub async fn next_in_rehearsal(&self, _: &TimeKeeper, id: DatingId) -> Result<Option<Happening>> {
        Ok(self.load_dating(id).await?.next_in_rehearsal(self.now()))
    }
}
