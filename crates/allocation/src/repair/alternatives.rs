//! Up to three ways to mend a plan, where they differ: fewest changes, balanced, best; each with what it gains and costs.

use serde::{Deserialize, Serialize};

use super::rests::{Evening, cost_of_rests};
use super::seats::seat_near;
use super::{first_open, fixed_rounds, known, repair_evenly, rest};
use crate::answer::{Answer, Budget, Options, RepairInput};
use crate::check::check_repair;
use crate::pairs::Pairs;
use crate::problem::{MAX_WORTH, Problem};
use crate::solve::solve;

/// How much a repair may disturb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disturbance {
    /// As few changed seats and lost pairs as possible.
    Fewest,
    /// Changes that gain more than they cost.
    Balanced,
    /// The best plan for the rounds to come, whatever changes.
    Any,
}

/// Repairs to choose from, where they differ, fewest changes first: each next one changes more and is worth more. They
/// share the budget.
///
/// Played and frozen rounds are the same in all of them. Nothing is offered that another one beats in both respects.
pub fn alternatives(
    problem: &Problem,
    input: &RepairInput,
    options: &Options,
    budget: &Budget,
) -> Vec<(Disturbance, Answer)> {
    let balanced = shared(budget, (0, 450), |budget| repair_evenly(problem, input, options, Evening::Apart, budget));
    shared(budget, (450, 1000), |budget| alternatives_to(balanced, problem, input, options, budget))
}

/// The same, where a balanced repair is known already.
pub fn alternatives_to(
    balanced: Answer,
    problem: &Problem,
    input: &RepairInput,
    options: &Options,
    budget: &Budget,
) -> Vec<(Disturbance, Answer)> {
    let (dear, free) = (|cost: i32| cost.max(1).saturating_mul(16).min(MAX_WORTH), |_: i32| 0);
    let priced = |cost: &dyn Fn(i32) -> i32| RepairInput {
        cost_seat: cost(input.cost_seat),
        cost_pair: cost(input.cost_pair),
        ..input.clone()
    };
    // The first is little more than the patch.
    let worked = |part, input: &RepairInput, evening| {
        shared(budget, part, |budget| repair_evenly(problem, input, options, evening, budget))
    };
    let fewest = worked((0, 150), &priced(&dear), Evening::Apart);
    let searched = worked((150, 1000), &priced(&free), Evening::Fully);
    let mut all = vec![fewest, balanced, searched];
    all.extend(anew(problem, input, options, budget));

    let standing = |answer: &Answer| {
        let judged = check_repair(problem, input, &answer.plan);
        let seats = i64::from(input.cost_seat.max(1)) * i64::from(judged.changed_seats);
        let pairs = i64::from(input.cost_pair.max(1)) * i64::from(judged.lost_pairs);
        let rests = cost_of_rests(problem, &judged.report, options.fairness);
        (judged.report.broken.len(), seats + pairs, judged.report.objective - rests, judged.score - rests)
    };
    let mut ranked: Vec<(Answer, (usize, i64, i64, i64))> =
        all.into_iter().map(|a| (standing(&a), a)).map(|(s, a)| (a, s)).collect();
    let broken = ranked.iter().map(|(_, standing)| standing.0).min().unwrap_or(0);
    ranked.retain(|(_, standing)| standing.0 == broken);
    ranked.sort_by_key(|(_, (_, disturbed, objective, _))| (*disturbed, -objective));
    let mut offered: Vec<(Answer, (usize, i64, i64, i64))> = Vec::new();
    for (answer, standing) in ranked {
        if offered.last().is_none_or(|(_, (_, _, objective, _))| standing.2 > *objective) {
            offered.push((answer, standing));
        }
    }
    named(offered.into_iter().map(|(answer, standing)| (answer, standing.3)).collect())
}

/// Names for what is offered, fewest changes first: the ends by their place, between them whichever scores best.
fn named(mut offered: Vec<(Answer, i64)>) -> Vec<(Disturbance, Answer)> {
    let last = offered.pop();
    let mut between = offered.into_iter();
    let first = between.next();
    let middle = between.max_by_key(|(_, score)| *score);
    let kinds = [Disturbance::Fewest, Disturbance::Balanced, Disturbance::Any];
    let found = match (first, middle, last) {
        (Some(first), middle, last) => [(kinds[0], Some(first)), (kinds[1], middle), (kinds[2], last)],
        (None, _, only) => [(kinds[0], only), (kinds[1], None), (kinds[2], None)],
    };
    found.into_iter().filter_map(|(kind, offer)| Some((kind, offer?.0))).collect()
}

/// Runs with its share of the budget, from one thousandth to another.
fn shared<T>(budget: &Budget, (from, to): (u32, u32), work: impl FnOnce(&Budget) -> T) -> T {
    let part = u128::from(budget.steps) * u128::from(to - from) / 1000;
    let spent = || {
        let used = budget.spent.map_or(0, |spent| spent());
        used.saturating_sub(from).saturating_mul(1000) / (to - from)
    };
    let spent: Option<&dyn Fn() -> u32> = if budget.spent.is_some() { Some(&spent) } else { None };
    let steps = if budget.steps == u64::MAX { u64::MAX } else { part as u64 };
    work(&Budget { steps, spent, ..*budget })
}

/// One-to-one across two sides with nobody coming or going any more: the rest is solved to the optimum, and its rounds
/// are put in the order that keeps most announced pairs.
fn anew(problem: &Problem, input: &RepairInput, options: &Options, budget: &Budget) -> Option<Answer> {
    let (rest, _) = rest(problem, input)?;
    let first = first_open(problem, input);
    let pairs = Pairs::of(&rest)?;
    let (left, right) = pairs.sides()?;
    // About what the flow takes, in steps of the local search.
    let price = (left.len() * right.len() * rest.rounds()) as u64;
    if !pairs.is_uniform() || budget.steps < price || budget.is_over() {
        return None;
    }
    let best = solve(&rest, options, &Budget { steps: 0, ..*budget });
    let mut left_over: Vec<Vec<(u32, u32)>> = (0..rest.rounds()).map(|r| best.plan.pairs(r)).collect();
    let mut ordered: Vec<Vec<(u32, u32)>> = vec![Vec::new(); first];
    for r in first..problem.rounds() {
        let told = input.announced.pairs(r);
        let common = |round: &Vec<(u32, u32)>| round.iter().filter(|pair| told.binary_search(pair).is_ok()).count();
        let (k, _) = left_over.iter().enumerate().max_by_key(|(k, round)| (common(round), usize::MAX - k))?;
        ordered.push(left_over.swap_remove(k));
    }
    let whole = Pairs::of(problem)?;
    let told: Vec<_> = (0..problem.rounds()).map(|r| input.announced.seats(r, problem.people())).collect();
    let mut plan = seat_near(&whole, &ordered, &told, first);
    plan.rounds[..first].clone_from_slice(&fixed_rounds(problem, input, first).rounds[..first]);
    let valid = check_repair(problem, input, &plan).report.is_valid();
    Some(known(problem, input, plan, valid))
}
