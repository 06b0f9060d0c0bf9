//! Halls and stands, and the programme.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    FairId, ItemId, StandId,
    market::{Hall, Presence, Stand},
    programme::Item,
};

#[async_trait]
pub trait MarketStore: Send + Sync {
    async fn halls(&self, fair: FairId) -> StoreResult<Vec<Hall>>;
    async fn stands(&self, fair: FairId) -> StoreResult<Vec<Stand>>;
    /// Adds a hall; its id is replaced.
    async fn add_hall(&self, hall: Hall, note: Note) -> StoreResult<(domain::HallId, Receipt)>;
    /// Adds stands; their ids are replaced and returned in order.
    async fn add_stands(&self, stands: Vec<Stand>, note: Note) -> StoreResult<(Vec<StandId>, Receipt)>;
    /// Saves a stand as it is; `NotFound` where the fair of the note has none of that id.
    async fn save_stand(&self, stand: &Stand, note: Note) -> StoreResult<Receipt>;
    async fn set_presence(&self, stand: StandId, presence: Presence, note: Note) -> StoreResult<Receipt>;
}

#[async_trait]
pub trait ProgrammeStore: Send + Sync {
    /// All items of a fair by their beginning.
    async fn items(&self, fair: FairId) -> StoreResult<Vec<Item>>;
    /// Adds an item; its id is replaced.
    async fn add(&self, item: Item, note: Note) -> StoreResult<(ItemId, Receipt)>;
    /// Saves items as they are, all or none, each expecting the revision it carries; their next one is counted by the store.
    async fn save(&self, items: &[Item], note: Note) -> StoreResult<Receipt>;
    /// Removes an item, expecting its revision.
    async fn remove(&self, id: ItemId, revision: i64, note: Note) -> StoreResult<Receipt>;
}
