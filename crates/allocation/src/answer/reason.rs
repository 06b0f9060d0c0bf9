//! What a moderator should know about a plan, as data.

use serde::{Deserialize, Serialize};

use crate::problem::Rule;

/// Why somebody sits out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SitOut {
    /// More people are there than the tables can take.
    TooFewTables,
    /// An odd number is there, or one side is larger than the other.
    NumbersDoNotPair,
    /// Everybody they might still meet is taken, forbidden or already met.
    NoPartnerLeft,
}

/// Something a moderator should know, as plain data: the page finds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// A participant has nobody to meet at all.
    NobodyToMeet {
        /// The participant.
        person: u32,
        /// How many others each rule keeps away (one other may be counted under several rules).
        rules: Vec<RuleCount>,
        /// Others who are allowed but never there at the same time.
        never_there_together: u32,
    },
    /// A participant gets fewer dates than there are people and rounds for.
    FewerDates {
        /// The participant.
        person: u32,
        /// Different people met.
        got: u32,
        /// Most this participant could get if nobody else mattered.
        possible: u32,
    },
    /// A participant is there but not seated in these rounds.
    SitsOut {
        /// The participant.
        person: u32,
        /// The rounds.
        rounds: Vec<u32>,
        /// Why.
        why: SitOut,
    },
    /// Proof that not everybody can be seated: more people than seats.
    TooFewSeats {
        /// The round.
        round: u32,
        /// People present.
        present: u32,
        /// Seats at open tables.
        seats: u32,
    },
    /// Proof that not everybody can be seated: no choice of tables fits the number of people.
    NumbersDoNotFit {
        /// The round.
        round: u32,
        /// People present.
        present: u32,
    },
    /// Proof that a pin cannot be kept: nobody is left to fill the table to its minimum.
    PinWithoutPartner {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
    },
    /// The search found no plan that keeps every rule; this is no proof that none exists.
    NoPlanFound {
        /// Rules broken by the nearest plan.
        broken: u32,
    },
}

/// A rule and how many people it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How many.
    pub people: u32,
}
