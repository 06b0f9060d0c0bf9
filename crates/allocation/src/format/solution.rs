//! A solution as it is written and read again.

use serde::{Deserialize, Serialize};

use super::Instance;
use super::values::parse;
use crate::answer::{Answer, Reason, Status};
use crate::explain::prices::prices;
use crate::explain::{Explanation, explain};
use crate::plan::Changes;
use crate::problem::ProblemError;
use crate::proof::certificate::Certificate;
use crate::repair::alternatives::Disturbance;
use crate::repair::effect::{Effect, effect};
use crate::repair::rest;

/// A solution as it is written: `rounds` is what a judge needs, the rest says what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Solution {
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
    /// The objective the engine counted.
    #[serde(default)]
    pub objective: Option<i64>,
    /// No plan is worth more than this.
    #[serde(default)]
    pub bound: Option<i64>,
    /// Bound less objective, in ten-thousandths of the bound.
    #[serde(default)]
    pub gap: Option<i64>,
    /// How good the plan is known to be.
    #[serde(default)]
    pub status: Option<Status>,
    /// What a moderator should know.
    #[serde(default)]
    pub reasons: Reasons,
    /// Proof of the bound.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// Proof of the bound, where `certificate` proves the optimum with the rewards of fairness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_certificate: Option<Certificate>,
    /// For a repair: what it changes, gains and costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// For a repair: ways out to choose from, fewest changes first; each with its own `rounds`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Seconds the engine worked, as the caller's clock says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elapsed: Option<Seconds>,
}

/// The reasons in a solution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reasons {
    /// Who has nobody to meet, who sits out, what cannot be.
    pub notes: Vec<Reason>,
    /// Pairs, people, rules and conflicts explained.
    #[serde(flatten)]
    pub explained: Explanation,
}

/// A way to mend a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// How much it may disturb.
    pub kind: Disturbance,
    /// What it changes, gains and costs.
    pub effect: Effect,
    /// What differs from the announced plan, seat by seat.
    pub changes: Option<Changes>,
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
}

/// A time in seconds, kept in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Seconds {
    /// Thousandths of a second.
    pub milliseconds: u64,
}

impl From<f64> for Seconds {
    fn from(seconds: f64) -> Self {
        // Casting saturates: neither infinity nor a negative time does harm.
        Seconds { milliseconds: (seconds * 1000.0) as u64 }
    }
}

impl From<Seconds> for f64 {
    fn from(time: Seconds) -> Self {
        time.milliseconds as f64 / 1000.0
    }
}

impl From<&Answer> for Solution {
    fn from(answer: &Answer) -> Self {
        let gap = answer.bound.filter(|&bound| bound > 0).map(|bound| {
            let missing = i128::from(bound) - i128::from(answer.objective);
            (missing * 10_000 / i128::from(bound)) as i64
        });
        Solution {
            rounds: answer.plan.rounds.clone(),
            objective: Some(answer.objective),
            bound: answer.bound,
            gap,
            status: Some(answer.status),
            reasons: Reasons { notes: answer.reasons.clone(), ..Reasons::default() },
            certificate: answer.certificate.clone(),
            bound_certificate: answer.bound_certificate.clone(),
            ..Solution::default()
        }
    }
}

impl Solution {
    /// An answer with everything that can be said about it.
    pub fn explained(instance: &Instance, answer: &Answer) -> Self {
        let mut solution = Solution::from(answer);
        let parts = |a, b| instance.parts(a, b);
        let wishes = |i| instance.wishes(i).to_vec();
        solution.reasons.explained = explain(&instance.problem, answer, &parts, &wishes);
        if let Some(input) = &instance.repair {
            solution.effect = Some(effect(&instance.problem, input, &answer.plan));
            // Its certificate speaks of the rounds that are still open.
            let open = rest(&instance.problem, input);
            solution.reasons.explained.rules = open.map_or(Vec::new(), |(rest, had)| prices(&rest, answer, had));
        }
        solution
    }
}

/// Reads a solution as this engine writes it; other keys are ignored.
pub fn read_solution(text: &str) -> Result<Solution, ProblemError> {
    parse(text)
}

/// Writes a solution in JSON, in one line.
pub fn write(solution: &Solution) -> Result<String, serde_json::Error> {
    serde_json::to_string(solution)
}

/// Writes an answer as a solution in JSON, without explanations.
pub fn write_solution(answer: &Answer) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Solution::from(answer))
}
