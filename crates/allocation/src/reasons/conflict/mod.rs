//! The smallest set of rules and people that cannot be had together: found by small exhaustive searches, thinned by
//! deleting one demand after the other while the rest still conflicts (deletion filter, Chinneck and Dravnieks 1991).

use serde::{Deserialize, Serialize};

use crate::answer::RuleCount;
use crate::plan::Plan;
use crate::problem::{Problem, Rule};

mod around;
mod clash;
mod counting;

use around::puzzles;
use counting::{too_few_partners, too_few_seats, too_few_tables, without_company};

/// One thing that is demanded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Demand {
    /// These people are to be seated.
    Seated {
        /// The people.
        people: Vec<u32>,
    },
    /// Somebody stays at a table.
    Pin {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
    },
    /// Two do not meet.
    Apart {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// By which rule.
        rule: Rule,
    },
    /// A delegation stays together.
    Together {
        /// The people.
        people: Vec<u32>,
    },
    /// The tables that are open have so many seats in all, `largest` at most at one.
    Seats {
        /// Number of open tables.
        tables: u32,
        /// Seats at all of them.
        seats: u32,
        /// Seats at the largest.
        largest: u32,
    },
    /// A used table seats so many at least.
    Minimum {
        /// The smallest minimum of the open tables in question.
        people: u32,
    },
    /// So many others may sit with somebody; not enough.
    Company {
        /// The participant.
        person: u32,
        /// Others who may sit with them.
        others: u32,
        /// Rules that keep others away, with their number.
        rules: Vec<RuleCount>,
    },
    /// Nobody meets twice in so many rounds.
    NeverTwice {
        /// Rounds somebody is there.
        rounds: u32,
    },
}

/// Demands that cannot be met together; without any one of them the others can (as far as this proof looks).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The round in which they clash; `None` = over all rounds.
    pub round: Option<u32>,
    /// The demands.
    pub demands: Vec<Demand>,
}

/// The smallest conflict found, if any. `plan` is the nearest plan: what it breaks tells where to look.
///
/// Sound: what is returned cannot be kept. Not complete: large puzzles stay unproven.
pub fn conflict(problem: &Problem, plan: &Plan) -> Option<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    for r in 0..problem.rounds() {
        found.extend(without_company(problem, r));
        found.extend(too_few_seats(problem, r));
    }
    found.extend(too_few_partners(problem));
    found.extend(too_few_tables(problem));
    if found.is_empty() {
        found.extend(puzzles(problem, plan));
    }
    found.into_iter().min_by_key(|conflict| (weight(conflict), conflict.round))
}

/// Small sets first: demands, then the people they name.
fn weight(conflict: &Conflict) -> (usize, usize) {
    let people = |demand: &Demand| match demand {
        Demand::Seated { people } | Demand::Together { people } => people.len(),
        Demand::Apart { .. } => 2,
        _ => 1,
    };
    (conflict.demands.len(), conflict.demands.iter().map(people).sum())
}

/// Whether somebody has to have a seat.
fn needed(problem: &Problem, i: usize) -> bool {
    problem.seat_all() || problem.pin(i).is_some()
}

fn open_tables(problem: &Problem, r: usize) -> Vec<usize> {
    (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).collect()
}

fn present(problem: &Problem, r: usize) -> impl Iterator<Item = usize> {
    (0..problem.people()).filter(move |&i| problem.is_present(i, r))
}

fn seats(problem: &Problem, open: &[usize]) -> Demand {
    let caps = || open.iter().map(|&t| problem.tables()[t].cap);
    Demand::Seats { tables: open.len() as u32, seats: caps().sum(), largest: caps().max().unwrap_or(0) }
}
