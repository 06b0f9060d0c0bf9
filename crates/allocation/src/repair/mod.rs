//! Mends an announced plan for those who are there now: a patch at once, then changes that gain more than they disturb.

use crate::answer::{Answer, Budget, Options, Reason, RepairInput, Status};
use crate::check::check_repair;
use crate::judged::judged;
use crate::pairs::Pairs;
use crate::plan::{Plan, changes};
use crate::problem::Problem;

pub(crate) mod alternatives;
pub(crate) mod effect;
mod groups;
mod patch;
mod rest;
mod rests;
mod seats;

use groups::mend_in_company;
use patch::patch_pairs;
pub use rest::{repair_bound, rest};
use rests::Evening;

/// The announced plan mended for those who are there: played rounds stay, frozen rounds only lose people who are gone.
///
/// Without steps it is the patch: only people who lost their seat or partner, or just came, get new ones. Steps are
/// spent on changes that gain more than `cost_seat` and `cost_pair` say they cost.
pub fn repair(problem: &Problem, input: &RepairInput, options: &Options, budget: &Budget) -> Answer {
    repair_evenly(problem, input, options, Evening::Never, budget)
}

/// The same, where evenness may count against what was announced.
fn repair_evenly(
    problem: &Problem,
    input: &RepairInput,
    options: &Options,
    evening: Evening,
    budget: &Budget,
) -> Answer {
    let first = first_open(problem, input);
    let by_pairs = Pairs::of(problem).map(|pairs| patch_pairs(&pairs, input, first, options, evening, budget));
    let valid = |plan: &Plan| check_repair(problem, input, plan).report.is_valid();
    match by_pairs.filter(valid) {
        Some(plan) => known(problem, input, plan, true),
        None => {
            let plan = mend_in_company(problem, input, first, options, budget);
            let valid = valid(&plan);
            known(problem, input, plan, valid)
        }
    }
}

/// The first round that may be changed.
fn first_open(problem: &Problem, input: &RepairInput) -> usize {
    input.done_rounds.saturating_add(input.frozen_rounds).min(problem.rounds())
}

/// What is known about a repaired plan.
fn known(problem: &Problem, input: &RepairInput, plan: Plan, valid: bool) -> Answer {
    let mut answer = judged(problem, plan, None, None);
    if valid {
        // Rounds already played may break what has become a rule since: nobody can mend those.
        answer.status = Status::Feasible;
        answer.reasons.retain(|reason| !matches!(reason, Reason::NoPlanFound { .. }));
    }
    answer.changes = Some(changes(&input.announced, &answer.plan));
    answer
}

/// The rounds that cannot be changed: played ones as they were, frozen ones without those who are gone.
fn fixed_rounds(problem: &Problem, input: &RepairInput, first: usize) -> Plan {
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    for r in 0..first.min(input.announced.rounds.len()) {
        for (t, sitting) in input.announced.rounds[r].iter().enumerate().take(problem.tables().len()) {
            let stays =
                |i: u32| r < input.done_rounds || (i as usize) < problem.people() && problem.is_present(i as usize, r);
            plan.rounds[r][t] = sitting.iter().copied().filter(|&i| stays(i)).collect();
        }
    }
    plan
}
