//! Dating sessions, each kept as one aggregate.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, FairId,
    dating::{Dating, Rules, Setting},
};

/// A session that does not exist yet: no participants, no plan.
#[derive(Clone, Debug)]
pub struct NewDating {
    pub fair: FairId,
    pub setting: Setting,
    pub rules: Rules,
}

#[async_trait]
pub trait DatingStore: Send + Sync {
    /// All sessions of a fair by their beginning.
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Dating>>;
    async fn one(&self, id: DatingId) -> StoreResult<Option<Dating>>;
    async fn create(&self, new: NewDating, note: Note) -> StoreResult<(DatingId, Receipt)>;
    /// Saves the session, expecting `dating.revision`; the row gets `dating.revision + 1`. A repeated key is found
    /// before the revision is compared.
    async fn save(&self, dating: &Dating, note: Note) -> StoreResult<Receipt>;
    /// Expects `revision`.
    async fn remove(&self, id: DatingId, revision: i64, note: Note) -> StoreResult<Receipt>;
}
