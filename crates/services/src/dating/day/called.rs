//! Rounds whose people know where they sit: called out, or their cards printed. Their seats stay as they are.

use crate::{Result, Services, actor::Organiser, ports::CommandKey};
use domain::{
    DatingId, Refusal, UnixMillis,
    control_room::{Frozen, QueueAnswer},
    dating::{Calling, Dating, Deed, Happening},
    fair::Fair,
};

impl Services {
    /// Cards were printed: the next round stays as it is on them, until an organiser thaws it. Rounds after it may change,
    /// and their cards are printed again then. Answers why there is nothing to keep where no round is ahead.
    pub async fn cards_printed(&self, organiser: &Organiser, id: DatingId, key: CommandKey) -> Result<QueueAnswer> {
        let next = |dating: &Dating, now: UnixMillis| {
            if dating.published.is_none() {
                return Err(Refusal::NotPublished);
            }
            let round = dating.rounds_begun(now);
            if dating.rounds_ahead(now).is_empty() {
                return Err(dating.run.over());
            }
            Ok(Deed::Happened { happening: Happening::CallRound { round, how: Calling::Printed } })
        };
        self.without_revision(organiser.name(), id, key, next).await
    }

    /// Why the next round's seats stay as they are.
    pub(in crate::dating) fn frozen(&self, fair: &Fair, dating: &Dating, now: UnixMillis) -> Option<Frozen> {
        if dating.rounds_frozen(now) == 0 || dating.is_over(now) {
            return None;
        }
        if dating.day.called <= dating.rounds_begun(now) {
            return Some(Frozen::OnTheWay);
        }
        let how = dating.day.call.map(|call| call.how).unwrap_or_default();
        let at = dating.day.call.map(|call| self.local(fair, call.at));
        Some(Frozen::Announced { how, at })
    }
}
