//! An association leaves the fair: which sessions it takes part in, and what these are without it.

use crate::{Result, Services, dating::steps::decide};
use domain::{
    AssociationId, FairId, UnixMillis,
    dating::{Dating, Deed, Event, Outcome},
};

impl Services {
    /// The sessions an association takes part in. Those that are over keep its name as history, and rehearsals are copies; what
    /// was called off may take place after all.
    pub(crate) async fn sessions_with(&self, fair: FairId, who: AssociationId) -> Result<Vec<Dating>> {
        let (mut all, now) = (self.stores.datings.all(fair).await?, self.now());
        let takes_part = |dating: &Dating| dating.participants.iter().any(|p| p.association == Some(who));
        let is_to_come = |dating: &Dating| dating.run.is_called_off() || !dating.is_over(now);
        all.retain(|dating| dating.rehearsal.is_none() && is_to_come(dating) && takes_part(dating));
        Ok(all)
    }
}

/// Whether somebody would be missing at a table.
pub(crate) fn has_seats(dating: &Dating) -> bool {
    dating.plan.is_some() || dating.published.is_some() || dating.has_started()
}

/// A session that is being set up, without the association, and the event that says so.
pub(crate) fn without(dating: &Dating, who: AssociationId, actor: &str, now: UnixMillis) -> Result<(Dating, Event)> {
    let others = dating.participants.iter().filter(|p| p.association != Some(who));
    let deed = Deed::Chosen { participants: others.cloned().collect() };
    Ok(decide(dating, actor, deed, Outcome::default(), &None, now)?)
}
