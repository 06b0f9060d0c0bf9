//! The programme: what happens when and where. Times are civil times at the fair's place.

use crate::{Bilingual, FairId, ItemId, taxonomy::Hue};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// The form of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Opening,
    Workshop,
    Stage,
    Forum,
    Talk,
    Dating,
    Tour,
    Break,
}

/// One item of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    pub fair: FairId,
    pub kind: ItemKind,
    pub hue: Hue,
    pub title: Bilingual,
    pub summary: Bilingual,
    pub place: String,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    #[serde(with = "crate::civil")]
    pub ends: DateTime,
    /// Languages it is held in, ISO 639 codes.
    pub languages: Vec<String>,
    pub step_free: bool,
}
