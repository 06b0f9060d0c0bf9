//! Links for projectors.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{DatingId, FairId, ScreenId, UnixMillis, text::Title};

/// A link that does not exist yet.
#[derive(Clone, Debug)]
pub struct NewScreen {
    pub dating: DatingId,
    pub name: Title,
}

/// A link that has not been revoked. Its token is sealed over `id`, `fair` and `made`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenRow {
    pub id: ScreenId,
    pub fair: FairId,
    pub dating: DatingId,
    pub name: Title,
    pub made: UnixMillis,
}

#[async_trait]
pub trait ScreenStore: Send + Sync {
    /// All links of a session, oldest first.
    async fn of(&self, dating: DatingId) -> StoreResult<Vec<ScreenRow>>;
    async fn one(&self, id: ScreenId) -> StoreResult<Option<ScreenRow>>;
    async fn make(&self, new: NewScreen, note: Note) -> StoreResult<(ScreenId, Receipt)>;
    /// `NotFound` where it is gone, or of another fair than the note's.
    async fn remove(&self, id: ScreenId, note: Note) -> StoreResult<Receipt>;
}
