//! Fairs, and the founding of a whole one at once.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    AssociationId, Bilingual, FairId, UnixMillis,
    dating::Dating,
    fair::{Fair, LegalTexts, Phase},
    market::{Hall, Stand},
    profile::Profile,
    programme::Item,
    taxonomy::Field,
    text::{Slug, Title},
};
use jiff::civil::Date;

/// A fair that does not exist yet.
#[derive(Clone, Debug)]
pub struct NewFair {
    pub slug: Slug,
    pub title: Title,
    pub claim: Bilingual,
    pub date: Date,
    pub venue: String,
    pub address: String,
    pub timezone: String,
    pub phase: Phase,
    pub legal: LegalTexts,
}

/// A fair with everything in it. Ids inside are local: they tie the parts together and are replaced when stored
/// (field, association, hall and stand ids wherever they are named, also in profiles' `fields` and `wishes`, in stands
/// and in participants; dating and item ids, and every `fair`).
#[derive(Clone, Debug)]
pub struct Founding {
    pub fair: NewFair,
    pub fields: Vec<Field>,
    pub associations: Vec<(AssociationId, Profile)>,
    pub halls: Vec<Hall>,
    pub stands: Vec<Stand>,
    pub items: Vec<Item>,
    pub datings: Vec<Dating>,
}

#[async_trait]
pub trait FairStore: Send + Sync {
    /// All fairs, newest day first.
    async fn all(&self) -> StoreResult<Vec<Fair>>;
    async fn by_slug(&self, slug: &Slug) -> StoreResult<Option<Fair>>;
    async fn by_id(&self, id: FairId) -> StoreResult<Option<Fair>>;
    /// A new fair with all its parts, in one transaction; `Taken` where the slug exists. `actor` and `at` for the audit.
    async fn found(&self, founding: Founding, actor: &str, at: UnixMillis) -> StoreResult<Fair>;
    /// Saves name, day, place, phase and texts, expecting `fair.revision`; the row gets `fair.revision + 1`.
    async fn save(&self, fair: &Fair, note: Note) -> StoreResult<Receipt>;
    /// The database answers (a real query).
    async fn ping(&self) -> StoreResult<()>;
}
