//! Associations and the fields of activity they name.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    AssociationId, FairId,
    dating::{Dating, Event},
    profile::{Association, Profile},
    taxonomy::Field,
};

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
    /// Whether the stand it stands on is reached without steps; says nothing where it has none.
    Stand {
        id: AssociationId,
        step_free: bool,
    },
    /// Expects `revision`; also takes it off its stands.
    Remove {
        id: AssociationId,
        revision: i64,
    },
}

/// What is written together or not at all.
#[derive(Clone, Debug, Default)]
pub struct Together {
    /// The newest revision of the fair's public history that all of this was worked out from: any other one is `Stale`.
    pub based_on: i64,
    /// Fields to add. Their ids mean something within `associations` only and are replaced there; those whose German name
    /// exists already are the existing ones.
    pub fields: Vec<Field>,
    pub associations: Vec<AssociationWrite>,
    /// Sessions as their events left them, as [`super::DatingStore::save`] takes them.
    pub sessions: Vec<(Dating, Event)>,
}

#[async_trait]
pub trait AssociationStore: Send + Sync {
    /// All of a fair, alphabetical.
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Association>>;
    async fn one(&self, fair: FairId, id: AssociationId) -> StoreResult<Option<Association>>;
    async fn fields(&self, fair: FairId) -> StoreResult<Vec<Field>>;
    /// All writes or none. Returns the ids of the created ones in order.
    async fn write(&self, writes: Vec<AssociationWrite>, note: Note) -> StoreResult<(Vec<AssociationId>, Receipt)>;
    /// Like [`AssociationStore::write`], with what goes with it.
    async fn write_together(&self, all: Together, note: Note) -> StoreResult<(Vec<AssociationId>, Receipt)>;
}
