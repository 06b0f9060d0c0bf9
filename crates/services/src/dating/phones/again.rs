//! "We would like to meet again": said by phones that hold a link, shown where both said it, counted for the summary.

use crate::{
    NoteWords, Result, Services,
    actor::{PassHolder, TimeKeeper},
};
use domain::{DatingId, ParticipantId, Refusal, live::Change, wish_again::met};

impl Services {
    /// Says or takes back that the holder would like to meet somebody again whom they have met. What one side says leaves
    /// no line in any log; once both said it, it stays, since a phone that took it down would tell of a no.
    pub async fn say_again(&self, holder: &PassHolder, whom: ParticipantId, yes: bool) -> Result<()> {
        let (fair, dating) = self.public_dating(holder.dating()).await?;
        let begun = dating.rounds_begun(self.now());
        if !met(&dating, holder.who(), begun).iter().any(|(_, other)| *other == whom) {
            return Err(Refusal::UnknownParticipant(whom).into());
        }
        let id = dating.id;
        let note = self.note(fair.id, "–", "again", &dating.setting.title).tells(Change::Again { id });
        let said = self.stores.wishes.say(id, holder.who(), whom, yes, note).await?;
        self.tell(fair.id, &said.receipt).await;
        Ok(())
    }

    /// How many pairs said it both ways. Who they are, only they know.
    pub async fn mutual_again(&self, _: &TimeKeeper, id: DatingId) -> Result<u64> {
        Ok(self.stores.wishes.mutual(self.load_dating(id).await?.id).await?)
    }
}
