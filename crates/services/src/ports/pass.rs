//! Personal links: the server's secret they are made from, and which generation of whose counts.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, ParticipantId,
    pass::{PassChange, PassState},
};

#[async_trait]
pub trait PassStore: Send + Sync {
    /// The secret all links of this database are sealed with. `fresh` becomes it at the very first call; of two processes
    /// that call at once, both get the same.
    async fn secret(&self, fresh: [u8; 32]) -> StoreResult<[u8; 32]>;
    /// The states of all whose link was ever changed; everybody else has the first generation.
    async fn of(&self, dating: DatingId) -> StoreResult<Vec<(ParticipantId, PassState)>>;
    async fn one(&self, dating: DatingId, who: ParticipantId) -> StoreResult<PassState>;
    async fn change(
        &self,
        dating: DatingId,
        who: ParticipantId,
        change: PassChange,
        note: Note,
    ) -> StoreResult<Receipt>;
}
