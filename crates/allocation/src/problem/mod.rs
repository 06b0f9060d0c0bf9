//! What is to be decided, in numbers only: people, tables, rounds, what a meeting is worth and which meetings may not be.

use serde::{Deserialize, Serialize};

mod builder;
mod judging;
mod otherwise;
mod wrong;

pub use builder::Builder;
pub use otherwise::Loosened;
pub use wrong::{ProblemError, Wrong};

/// Most people a problem may have; pairs are kept densely (n * (n - 1) / 2 entries).
pub const MAX_PEOPLE: usize = 6_000;
/// Most tables a problem may have.
pub const MAX_TABLES: usize = 6_000;
/// Most rounds a problem may have.
pub const MAX_ROUNDS: usize = 500;
/// Largest absolute value of a pair's affinity and of a cost.
pub const MAX_WORTH: i32 = 1_000_000;

/// The rule that keeps two people from meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The two must never meet (asked for by somebody).
    Veto,
    /// The two have no language in common and a common language is required.
    Language,
    /// The two stand on the same side and only cross pairs are wanted.
    SameSide,
}

impl Rule {
    const ALL: [Rule; 3] = [Rule::Veto, Rule::Language, Rule::SameSide];

    fn bit(self) -> u8 {
        match self {
            Rule::Veto => 1,
            Rule::Language => 2,
            Rule::SameSide => 4,
        }
    }
}

/// Whether two people may meet more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Never.
    Hard,
    /// They may, but each meeting after the first costs this much (0 or more).
    Soft(i32),
}

/// A table: at most `cap` people, at least `min` when it is used at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Seats (1 or more).
    pub cap: u32,
    /// Fewest people at a used table; an empty table is always fine.
    pub min: u32,
    /// Rounds (from 0) in which the table is not available.
    #[serde(default)]
    pub closed: Vec<u32>,
}

impl Table {
    /// A table that is open in every round.
    pub fn open(cap: u32, min: u32) -> Self {
        Table { cap, min, closed: Vec::new() }
    }
}

/// A valid allocation problem. Made by [`Problem::builder`] or read by [`crate::format`].
///
/// People are `0..people()`, tables `0..tables().len()`, rounds `0..rounds()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    people: usize,
    rounds: usize,
    tables: Vec<Table>,
    open: Vec<bool>,
    sides: Vec<u8>,
    present: Vec<bool>,
    worth: Vec<i32>,
    rules: Vec<u8>,
    groups: Vec<Vec<u32>>,
    group_of: Vec<Option<u32>>,
    pins: Vec<Option<u32>>,
    limits: Vec<Option<u32>>,
    repeats: Repeats,
    seat_all: bool,
}

impl Problem {
    /// Starts a problem of `people` participants and `rounds` rounds.
    pub fn builder(people: usize, rounds: usize) -> Builder {
        Builder::new(people, rounds)
    }

    /// Number of participants.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Number of rounds.
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// The tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Whether a table is available in a round.
    pub fn is_open(&self, table: usize, round: usize) -> bool {
        self.open[round * self.tables.len() + table]
    }

    /// The side a participant stands on.
    pub fn side(&self, person: usize) -> u8 {
        self.sides[person]
    }

    /// Whether a participant is there in a round.
    pub fn is_present(&self, person: usize, round: usize) -> bool {
        self.present[round * self.people + person]
    }

    /// Number of rounds a participant is there.
    pub fn rounds_present(&self, person: usize) -> usize {
        (0..self.rounds).filter(|&r| self.is_present(person, r)).count()
    }

    /// What the first meeting of two different people is worth (0 within a delegation; meaningless when forbidden).
    pub fn worth(&self, a: usize, b: usize) -> i32 {
        if self.same_group(a, b) { 0 } else { self.worth[triangle(a, b)] }
    }

    /// Whether two different people may sit at one table. Members of a delegation always may.
    pub fn may_meet(&self, a: usize, b: usize) -> bool {
        self.rules[triangle(a, b)] == 0 || self.same_group(a, b)
    }

    /// The rules that keep two different people apart, whether or not a delegation overrides them.
    pub fn forbidden_by(&self, a: usize, b: usize) -> Vec<Rule> {
        let bits = self.rules[triangle(a, b)];
        Rule::ALL.into_iter().filter(|rule| bits & rule.bit() != 0).collect()
    }

    /// Whether two different people belong to one delegation.
    pub fn same_group(&self, a: usize, b: usize) -> bool {
        self.group_of[a].is_some() && self.group_of[a] == self.group_of[b]
    }

    /// The delegations: at one table whenever present.
    pub fn groups(&self) -> &[Vec<u32>] {
        &self.groups
    }

    /// The delegation of a participant.
    pub fn group_of(&self, person: usize) -> Option<usize> {
        self.group_of[person].map(|group| group as usize)
    }

    /// The table a participant has to sit at in every round they are there.
    pub fn pin(&self, person: usize) -> Option<usize> {
        self.pins[person].map(|table| table as usize)
    }

    /// The most different people that a participant wants to meet; `None` = as many as can be.
    pub fn limit(&self, person: usize) -> Option<u32> {
        self.limits[person]
    }

    /// Whether two people may meet more than once, and at what cost.
    pub fn repeats(&self) -> Repeats {
        self.repeats
    }

    /// Whether everybody present has to be seated.
    pub fn seat_all(&self) -> bool {
        self.seat_all
    }
}

/// Index of an unordered pair of different people in a triangular table.
fn triangle(a: usize, b: usize) -> usize {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high * (high - 1) / 2 + low
}
