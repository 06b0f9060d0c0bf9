//! Plans as they were announced, version by version. They are written with the session that announces them.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, UnixMillis,
    announced::{Announced, Printed},
};

#[async_trait]
pub trait AnnouncedStore: Send + Sync {
    /// Version and time of every plan that was published, newest first. [`super::DatingStore::save`] adds one when it saves a
    /// session whose published version is not known yet; what is known is never changed.
    async fn versions(&self, dating: DatingId) -> StoreResult<Vec<(u32, UnixMillis)>>;
    async fn version(&self, dating: DatingId, version: u32) -> StoreResult<Option<Announced>>;
    /// All of them, oldest first.
    async fn history(&self, dating: DatingId) -> StoreResult<Vec<Announced>>;
    /// How each document was printed last, by the document's key.
    async fn printed(&self, dating: DatingId) -> StoreResult<Vec<Printed>>;
    /// A document was printed in a version; never goes back to an older one.
    async fn note_printed(&self, dating: DatingId, document: &str, version: u32, note: Note) -> StoreResult<Receipt>;
}
