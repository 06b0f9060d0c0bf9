//! Halls and stands, and the programme.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    AssociationId, FairId, ItemId, StandId,
    market::{Hall, Presence, Stand},
    programme::Item,
};

/// The market as placing finds it.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    pub halls: Vec<Hall>,
    pub stands: Vec<Stand>,
    /// Associations without a stand, alphabetical.
    pub homeless: Vec<AssociationId>,
}

/// Who gets a stand, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placing {
    /// Empty stands, and who takes them; nobody is there yet.
    pub filled: Vec<(StandId, AssociationId)>,
    /// New stands in halls that exist; their ids are replaced.
    pub stands: Vec<Stand>,
    /// A new hall with its stands; its id is replaced.
    pub further: Option<(Hall, Vec<Stand>)>,
}

impl Placing {
    /// Who has a stand by it.
    pub fn placed(&self) -> impl Iterator<Item = AssociationId> {
        let new = self.stands.iter().chain(self.further.iter().flat_map(|(_, stands)| stands));
        let filled = self.filled.iter().map(|(_, association)| *association);
        filled.chain(new.flat_map(|stand| stand.associations.iter().copied()))
    }
}

/// How places are given: a rule of the fair, followed while nobody else can write to it.
pub type PlaceRule = Box<dyn FnOnce(Ground) -> StoreResult<Placing> + Send>;

#[async_trait]
pub trait MarketStore: Send + Sync {
    async fn halls(&self, fair: FairId) -> StoreResult<Vec<Hall>>;
    async fn stands(&self, fair: FairId) -> StoreResult<Vec<Stand>>;
    /// Adds a hall; its id is replaced.
    async fn add_hall(&self, hall: Hall, note: Note) -> StoreResult<(domain::HallId, Receipt)>;
    /// Adds stands; their ids are replaced and returned in order.
    async fn add_stands(&self, stands: Vec<Stand>, note: Note) -> StoreResult<(Vec<StandId>, Receipt)>;
    /// Gives places by a rule, in one transaction with what the rule looks at. Returns how many associations got one; the
    /// log is told that, and the name of a hall that was added. Writes nothing where nobody gets any.
    async fn place(&self, rule: PlaceRule, note: Note) -> StoreResult<(usize, Receipt)>;
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
