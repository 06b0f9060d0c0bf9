//! What the rules cost: how much more affinity there would be without each.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Budget, Fairness, Options, Status};
use crate::pairs::Pairs;
use crate::problem::{Loosened, Problem};
use crate::proof::certificate::prove;
use crate::solve::solve;

/// What a rule costs in affinity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePrice {
    /// The rule.
    pub rule: Loosened,
    /// How much more affinity there would be without it.
    pub costs: i64,
    /// How much of that is no rule's fault: what could be missing from the best plan that keeps them all.
    pub gap: i64,
    /// How that is known.
    pub known: PriceKnown,
}

/// How the price of a rule is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceKnown {
    /// Solved once more without the rule, both times to the proven optimum.
    Exactly,
    /// No more than this: the prices of the plan's certificate, summed up over what the rule forbids, plus the gap.
    AtMost,
}

/// People times people times rounds up to which a problem is solved again to learn the price of a rule.
const SOLVED_AGAIN: usize = 4_000_000;

/// `had` is what the answer is worth beyond the problem: played rounds, where the problem is the rest.
pub(crate) fn prices(problem: &Problem, answer: &Answer, had: i64) -> Vec<RulePrice> {
    let small = problem.people() * problem.people() * problem.rounds() <= SOLVED_AGAIN;
    let mut found = Vec::new();
    for rule in Loosened::ALL {
        let Some(without) = problem.without(rule) else { continue };
        let exact = (small && answer.status == Status::Optimal).then(|| best_affinity(&without)).flatten();
        let price = match (exact, answer.bound) {
            (Some(best), Some(bound)) => Some((best + had - bound, 0, PriceKnown::Exactly)),
            _ => {
                let proofs = [&answer.bound_certificate, &answer.certificate];
                let most = proofs.into_iter().flatten().find(|proof| proof.rewards.is_empty());
                let more =
                    |problem: &Problem, proof| Some(prove(problem, proof)?.saturating_add(had) - answer.objective);
                most.and_then(|proof| Some((more(&without, proof)?, more(problem, proof)?, PriceKnown::AtMost)))
            }
        };
        found.extend(price.map(|(costs, gap, known)| RulePrice { rule, costs: costs.max(0), gap: gap.max(0), known }));
    }
    found
}

/// The proven best affinity, where that is a matter of one flow.
fn best_affinity(problem: &Problem) -> Option<i64> {
    let pairs = Pairs::of(problem)?;
    if !pairs.is_uniform() || pairs.sides().is_none() {
        return None;
    }
    let options = Options { fairness: Fairness::Off, ..Options::default() };
    let answer = solve(problem, &options, &Budget::steps(0));
    (answer.status == Status::Optimal).then_some(answer.objective)
}
