//! What phones asked of the desk.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, FairId, ParticipantId, RequestId, UnixMillis,
    request::{Ask, Request, RequestState},
};

/// A request that does not exist yet.
#[derive(Clone, Copy, Debug)]
pub struct NewRequest {
    pub dating: DatingId,
    pub who: ParticipantId,
    pub ask: Ask,
}

/// What became of placing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    Placed(RequestId, Receipt),
    /// One of this kind is open already.
    Open,
    TooMany,
}

#[async_trait]
pub trait RequestStore: Send + Sync {
    /// Open requests of a session, oldest first.
    async fn open(&self, dating: DatingId) -> StoreResult<Vec<Request>>;
    /// All requests of one participant, newest first.
    async fn of(&self, dating: DatingId, who: ParticipantId) -> StoreResult<Vec<Request>>;
    async fn one(&self, id: RequestId) -> StoreResult<Option<Request>>;
    /// Places a request, open and at `note.at`, unless one of its kind is open or the participant has placed `limit` since
    /// `since`. A repeated key is found before either is looked at.
    async fn place(&self, new: NewRequest, limit: u64, since: UnixMillis, note: Note) -> StoreResult<Placed>;
    /// Settles an open request of a session; `Stale` where somebody settled it before.
    async fn settle(&self, dating: DatingId, id: RequestId, state: RequestState, note: Note) -> StoreResult<Receipt>;
    /// Forgets all requests of a fair.
    async fn forget(&self, fair: FairId) -> StoreResult<()>;
}
