//! What is asked of the engine besides the problem, and what it answers: plan, proof, reasons.

use serde::{Deserialize, Serialize};

use crate::plan::{Changes, Plan};
use crate::proof::certificate::Certificate;

mod budget;
mod reason;

pub use budget::{Budget, Job, Progress};
pub use reason::{Reason, RuleCount, SitOut};

/// How much the engine cares that dates are spread evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fairness {
    /// Affinity alone.
    Off,
    /// Each further date of a person is worth less: nobody is starved for a little affinity.
    #[default]
    Default,
    /// Whoever has fewest dates comes first, then the next, then affinity.
    Leximin,
}

/// Wishes to the solver that are not part of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Everything random is derived from this: same problem, options and steps, same plan.
    pub seed: u64,
    /// How much evenness counts.
    pub fairness: Fairness,
}

/// What is known about a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No better plan exists (in the sense of the chosen fairness), and the certificate proves it.
    Optimal,
    /// Every hard rule is kept; a better plan may exist, but none above the bound.
    Feasible,
    /// No plan that keeps every hard rule was found; the reasons say whether none can exist.
    Infeasible,
}

/// A plan and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who sits where.
    pub plan: Plan,
    /// Affinity of all different pairs that meet, less the cost of repeats (as `check` counts it).
    pub objective: i64,
    /// No plan has a larger objective than this (on affinity, whatever the fairness).
    pub bound: Option<i64>,
    /// How good the plan is known to be.
    pub status: Status,
    /// What a moderator should know.
    pub reasons: Vec<Reason>,
    /// Proof of the bound or of optimality; [`crate::certificate::prove`] checks it.
    pub certificate: Option<Certificate>,
    /// Proof of the bound on affinity, where `certificate` proves the optimum with the rewards of fairness.
    pub bound_certificate: Option<Certificate>,
    /// For a repair: what differs from the announced plan.
    pub changes: Option<Changes>,
}

/// What a repair has to respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairInput {
    /// The plan people were told.
    pub announced: Plan,
    /// Rounds `0..done_rounds` have been played and never change.
    pub done_rounds: usize,
    /// So many rounds after the played ones have their cards out: they only lose people who are gone.
    pub frozen_rounds: usize,
    /// Cost of each changed seat.
    pub cost_seat: i32,
    /// Cost of each announced pair that could meet and no longer does.
    pub cost_pair: i32,
}
