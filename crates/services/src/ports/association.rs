//! Associations and the fields of activity they name.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    AssociationId, Bilingual, FairId, FieldId,
    profile::{Association, Profile},
    taxonomy::{Field, Hue},
};

/// A field that an import brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewField {
    pub parent: Option<FieldId>,
    pub name: Bilingual,
    pub hue: Hue,
}

/// One write of several in a transaction.
#[derive(Clone, Debug)]
pub enum AssociationWrite {
    Create(Profile),
    /// Expects `revision`.
    Update {
        id: AssociationId,
        revision: i64,
        profile: Profile,
    },
    /// Expects `revision`; also takes it off its stands.
    Remove {
        id: AssociationId,
        revision: i64,
    },
}

#[async_trait]
pub trait AssociationStore: Send + Sync {
    /// All of a fair, alphabetical.
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Association>>;
    async fn one(&self, fair: FairId, id: AssociationId) -> StoreResult<Option<Association>>;
    async fn fields(&self, fair: FairId) -> StoreResult<Vec<Field>>;
    /// Adds fields; returns their ids in order. Those whose German name exists already give the existing id.
    async fn add_fields(&self, fair: FairId, fields: Vec<NewField>) -> StoreResult<Vec<FieldId>>;
    /// All writes or none. Returns the ids of the created ones in order.
    async fn write(&self, writes: Vec<AssociationWrite>, note: Note) -> StoreResult<(Vec<AssociationId>, Receipt)>;
}
