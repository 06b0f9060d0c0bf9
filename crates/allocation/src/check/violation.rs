//! The hard rules, each as what it means to break it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Rule;

/// A hard rule that a plan breaks: where and with whom, in plain data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Violation {
    /// The plan does not have as many rounds as the problem.
    WrongRounds {
        /// Rounds in the plan.
        found: usize,
        /// Rounds asked for.
        wanted: usize,
    },
    /// A round names more tables than there are.
    TooManyTables {
        /// The round.
        round: u32,
    },
    /// Somebody who does not exist.
    UnknownPerson {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// The id found.
        person: u32,
    },
    /// More people than seats.
    OverCapacity {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// People there.
        people: u32,
    },
    /// A used table with fewer people than it needs.
    UnderMinimum {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// People there.
        people: u32,
    },
    /// People at a table that is closed in this round.
    ClosedTable {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
    },
    /// Somebody has two seats in one round.
    SeatedTwice {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// Somebody is seated who is not there.
    Absent {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// Somebody has no seat although everybody has to be seated.
    NotSeated {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// A delegation does not sit at one table.
    Split {
        /// The round.
        round: u32,
        /// The delegation (its index).
        group: u32,
    },
    /// Somebody pinned to a table does not sit there.
    OffPin {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
        /// The table they are pinned to.
        table: u32,
    },
    /// Two who must not meet sit together.
    Forbidden {
        /// The round.
        round: u32,
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// The rule that forbids it.
        rule: Rule,
    },
    /// Two meet again although nobody may.
    MetAgain {
        /// The round of the further meeting.
        round: u32,
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
    },
    /// Somebody meets more people than they want to.
    OverLimit {
        /// The participant.
        person: u32,
        /// Different people met.
        dates: u32,
        /// Most they want to meet.
        limit: u32,
    },
    /// A played round is not what was played.
    PlayedRoundChanged {
        /// The round.
        round: u32,
    },
    /// A round whose cards are out has been changed by more than taking away people who are gone.
    FrozenRoundChanged {
        /// The round.
        round: u32,
    },
}

impl Violation {
    /// The round it is broken in, where it is broken in one.
    pub fn round(&self) -> Option<u32> {
        match *self {
            Violation::WrongRounds { .. } | Violation::OverLimit { .. } => None,
            Violation::TooManyTables { round }
            | Violation::UnknownPerson { round, .. }
            | Violation::OverCapacity { round, .. }
            | Violation::UnderMinimum { round, .. }
            | Violation::ClosedTable { round, .. }
            | Violation::SeatedTwice { round, .. }
            | Violation::Absent { round, .. }
            | Violation::NotSeated { round, .. }
            | Violation::Split { round, .. }
            | Violation::OffPin { round, .. }
            | Violation::Forbidden { round, .. }
            | Violation::MetAgain { round, .. }
            | Violation::PlayedRoundChanged { round }
            | Violation::FrozenRoundChanged { round } => Some(round),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some(round) = self.round() {
            write!(f, "round {round}: ")?;
        }
        match self {
            Violation::WrongRounds { found, wanted } => write!(f, "{found} rounds instead of {wanted}"),
            Violation::TooManyTables { .. } => write!(f, "more tables than there are"),
            Violation::UnknownPerson { table, person, .. } => write!(f, "nobody is called {person} (table {table})"),
            Violation::OverCapacity { table, people, .. } => {
                write!(f, "{people} people are too many for table {table}")
            }
            Violation::UnderMinimum { table, people, .. } => write!(f, "{people} people are too few for table {table}"),
            Violation::ClosedTable { table, .. } => write!(f, "table {table} is closed"),
            Violation::SeatedTwice { person, .. } => write!(f, "{person} has two seats"),
            Violation::Absent { person, .. } => write!(f, "{person} is seated and not there"),
            Violation::NotSeated { person, .. } => write!(f, "{person} has no seat"),
            Violation::Split { group, .. } => write!(f, "delegation {group} is split"),
            Violation::OffPin { person, table, .. } => write!(f, "{person} is not at table {table}"),
            Violation::Forbidden { a, b, rule, .. } => match rule {
                Rule::Veto => write!(f, "{a} and {b} must not meet"),
                Rule::Language => write!(f, "{a} and {b} have no language in common"),
                Rule::SameSide => write!(f, "{a} and {b} stand on the same side"),
            },
            Violation::MetAgain { a, b, .. } => write!(f, "{a} and {b} have met before"),
            Violation::OverLimit { person, dates, limit } => {
                write!(f, "{person} meets {dates} people and wants to meet {limit} at most")
            }
            Violation::PlayedRoundChanged { .. } => write!(f, "has been played and is changed"),
            Violation::FrozenRoundChanged { .. } => write!(f, "has its cards out and is changed"),
        }
    }
}
