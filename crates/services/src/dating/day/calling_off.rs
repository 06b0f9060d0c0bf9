//! A session is called off for everybody, or takes place after all. Organisers only.

use crate::{Error, Result, Services, actor::Organiser, ports::CommandKey};
use domain::{DatingId, Refusal, control_room::QueueAnswer, dating::Deed};

impl Services {
    /// Calls the session off, before its start or while it runs, whatever else is done to it meanwhile.
    pub async fn call_off(&self, organiser: &Organiser, id: DatingId, key: CommandKey) -> Result<()> {
        match self.without_revision(organiser.name(), id, key, |_, _| Ok(Deed::CalledOff)).await? {
            QueueAnswer::Applied { .. } | QueueAnswer::Repeated => Ok(()),
            QueueAnswer::NoLongerFits { because } => Err(because.into()),
        }
    }

    /// Takes that back: the session waits again, or its clock goes on where it stood.
    pub async fn hold_after_all(&self, organiser: &Organiser, id: DatingId, key: CommandKey) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let key = Some(key);
        if self.was_done(dating.fair, &key).await? {
            return Ok(());
        }
        if !dating.run.is_called_off() {
            return Err(Error::Stale);
        }
        for step in dating.steps.done.iter().rev() {
            let event = self.stores.datings.event(id, *step).await?.ok_or(Error::NotFound)?;
            if *event.deed.done() == Deed::CalledOff {
                return self.undo(&organiser.clone().into(), id, dating.revision, *step, key).await.map(|_| ());
            }
        }
        Err(Refusal::NotTheLastStep.into())
    }
}
