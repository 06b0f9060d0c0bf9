//! The sign on a table: who sits there now and next, what to begin with; and the way to it.

use crate::{AssociationId, DatingId, HallId, UnixMillis, opening::Spoken, text::Title, views::ClockFace};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// Where a session's tables stand. A hall's plan knows the place, not each table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// What the programme or the plan calls it: "Lindensaal".
    pub place: String,
    /// The hall whose plan shows it, with its name and floor.
    pub hall: Option<(HallId, String, i8)>,
}

/// Somebody at a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitter {
    pub name: Title,
    pub association: Option<AssociationId>,
}

/// One round at one table. Rounds count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRound {
    pub round: u8,
    pub sitters: Vec<Sitter>,
    pub question: Vec<Spoken>,
}

/// What a table's QR code leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSign {
    /// Of the fair's public history.
    pub revision: i64,
    pub dating: DatingId,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    pub number: u16,
    pub clock: ClockFace,
    pub version: u32,
    pub made_at: UnixMillis,
    #[serde(with = "crate::civil")]
    pub made_local: DateTime,
    /// First round (from 0) in which the table cannot be used.
    pub closed_from: Option<u8>,
    pub way: Option<Way>,
    pub rounds: Vec<TableRound>,
}
