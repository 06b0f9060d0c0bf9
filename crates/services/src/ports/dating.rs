//! Dating sessions, each kept as one aggregate beside the log it is the fold of.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, FairId, RequestId, UnixMillis,
    dating::{Dating, Deed, Event},
};

/// A step of a session's log without what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedStep {
    pub step: i64,
    pub at: UnixMillis,
    pub actor: String,
    pub deed: Deed,
}

#[async_trait]
pub trait DatingStore: Send + Sync {
    /// All sessions of a fair by their beginning.
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Dating>>;
    async fn one(&self, id: DatingId) -> StoreResult<Option<Dating>>;
    /// Adds a session to the note's fair, with an id of its own and revision 1, and begins its log with it.
    async fn create(&self, new: Dating, note: Note) -> StoreResult<(DatingId, Receipt)>;
    /// Saves the session as `event` left it, and the event, expecting the row at the revision before it (`dating.revision`
    /// is `event.step`). A repeated key is found before the revision is compared.
    async fn save(&self, dating: &Dating, event: &Event, note: Note) -> StoreResult<Receipt>;
    /// The same, and accepts what a phone had asked of the session; `Stale` too where that is not open any more.
    async fn save_answering(
        &self,
        dating: &Dating,
        event: &Event,
        request: RequestId,
        note: Note,
    ) -> StoreResult<Receipt>;
    /// Expects `revision`; the log goes with the session.
    async fn remove(&self, id: DatingId, revision: i64, note: Note) -> StoreResult<Receipt>;
    /// The newest steps of a log, newest first.
    async fn steps(&self, id: DatingId, limit: u64) -> StoreResult<Vec<LoggedStep>>;
    /// One step with what came of it.
    async fn event(&self, id: DatingId, step: i64) -> StoreResult<Option<Event>>;
    /// The whole log in order.
    async fn log(&self, id: DatingId) -> StoreResult<Vec<Event>>;
}
