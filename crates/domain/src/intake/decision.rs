//! What an organiser decides about rows that may be associations the fair has already.

use crate::AssociationId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What shall become of a row. Doubtful rows need one; any other row may have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is an association of its own, however alike the names are.
    AsNew,
    /// It is this association.
    Update(AssociationId),
    /// It is not imported.
    Skip,
}

/// Decisions by the line of the file.
pub type Decisions = BTreeMap<u32, Decision>;
