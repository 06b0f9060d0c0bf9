//! What can be wrong with the input, and where.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Something is wrong with the input: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{place}: {reason}")]
pub struct ProblemError {
    /// Where it is wrong, as a path into the input: `participants[3].absent[0]`.
    pub place: String,
    /// What is wrong.
    pub reason: Wrong,
}

impl ProblemError {
    /// An error at a place.
    pub fn at(place: impl fmt::Display, reason: Wrong) -> Self {
        ProblemError { place: place.to_string(), reason }
    }
}

/// What can be wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wrong {
    /// The text cannot be read as the format asks.
    #[error("cannot be read: {detail}")]
    Unreadable {
        /// The parser's own words.
        detail: String,
    },
    /// A value lies outside what is allowed.
    #[error("{value} is outside {least}..={most}")]
    OutOfRange {
        /// The value given.
        value: i64,
        /// Smallest allowed value.
        least: i64,
        /// Largest allowed value.
        most: i64,
    },
    /// A name or kind that the format does not know.
    #[error("{value:?} is not known here")]
    Unknown {
        /// The value given.
        value: String,
    },
    /// A participant that does not exist.
    #[error("there is no participant {id}")]
    NoSuchPerson {
        /// The id given.
        id: i64,
    },
    /// A table that does not exist.
    #[error("there is no table {id}")]
    NoSuchTable {
        /// The id given.
        id: i64,
    },
    /// A round that does not exist.
    #[error("there is no round {round}")]
    NoSuchRound {
        /// The round given.
        round: i64,
    },
    /// Ids have to count 0, 1, 2, … in order.
    #[error("id {found} where {wanted} is expected (ids count from 0 in order)")]
    IdOutOfOrder {
        /// The id found.
        found: i64,
        /// The id expected there.
        wanted: i64,
    },
    /// The same thing twice where it may stand once.
    #[error("{id} stands here twice")]
    Twice {
        /// What stands twice.
        id: i64,
    },
    /// A pair of somebody with themself.
    #[error("{id} is paired with itself")]
    WithItself {
        /// The participant.
        id: i64,
    },
    /// A used table would need more people than it has seats.
    #[error("a minimum of {min} does not fit {cap} seats")]
    MinimumAboveSeats {
        /// The minimum.
        min: i64,
        /// The seats.
        cap: i64,
    },
    /// A delegation larger than every table.
    #[error("{size} people cannot sit together: the largest table has {cap} seats")]
    DelegationTooLarge {
        /// People in the delegation.
        size: usize,
        /// Seats of the largest table.
        cap: u32,
    },
    /// People pinned to one table although they must never meet.
    #[error("{a} and {b} are pinned to table {table} but must not meet")]
    PinAgainstRule {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// The table.
        table: u32,
    },
    /// A delegation whose members are pinned to different tables.
    #[error("{a} and {b} belong together but are pinned to different tables")]
    PinAgainstTogether {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
    },
    /// More people pinned to a table than it has seats.
    #[error("{people} people are pinned to table {table} with {cap} seats")]
    PinOverSeats {
        /// People pinned there.
        people: usize,
        /// The table.
        table: u32,
        /// Its seats.
        cap: u32,
    },
    /// Somebody pinned to a table that is closed while they are there.
    #[error("{person} is pinned to table {table}, which is closed in round {round}")]
    PinAgainstClosed {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
        /// The round.
        round: u32,
    },
}
