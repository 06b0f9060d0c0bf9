//! Who would like to meet whom again. Only a yes is a row; taking it back leaves nothing, as long as it is not mutual.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{DatingId, FairId, ParticipantId};

/// What saying it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Both say it now.
    pub mutual: bool,
    pub receipt: Receipt,
}

#[async_trait]
pub trait WishStore: Send + Sync {
    /// Says it (`yes`) or takes it back; saying it twice is saying it once, and what both said is not taken back. The note
    /// is told and written down only where two have found each other by it: a wish of one side leaves no trace but its row.
    async fn say(
        &self,
        dating: DatingId,
        who: ParticipantId,
        whom: ParticipantId,
        yes: bool,
        note: Note,
    ) -> StoreResult<Said>;
    /// Whom somebody named, and whether it is mutual.
    async fn said_by(&self, dating: DatingId, who: ParticipantId) -> StoreResult<Vec<(ParticipantId, bool)>>;
    /// How many pairs said it both ways.
    async fn mutual(&self, dating: DatingId) -> StoreResult<u64>;
    /// Forgets all wishes of a fair.
    async fn forget(&self, fair: FairId) -> StoreResult<()>;
}
