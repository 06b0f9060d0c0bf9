//! Group tables mended: gaps are filled by hand, then seats change where that gains more than it disturbs.

use std::cmp::Reverse;

use super::fixed_rounds;
use crate::answer::{Budget, Options, RepairInput};
use crate::chance::{Chance, Heat};
use crate::check::check_repair;
use crate::groups::anneal::anneal_all;
use crate::groups::evenness;
use crate::groups::mending::mend;
use crate::groups::puzzle::seat_broken_rounds;
use crate::groups::relief::give_way;
use crate::groups::seating::Seating;
use crate::pairs::matching::Met;
use crate::plan::Plan;
use crate::problem::Problem;

/// Group tables, where nobody shall be left alone at a table even where the rules would allow it.
pub(super) fn mend_in_company(
    problem: &Problem,
    input: &RepairInput,
    first: usize,
    options: &Options,
    budget: &Budget,
) -> Plan {
    let mended = |problem: &Problem, budget: &Budget| {
        let mut plan = mend_groups(problem, input, first, options, budget);
        give_way(problem, &mut plan, first);
        seat_broken_rounds(problem, &plan, first).unwrap_or(plan)
    };
    if let Some(kinder) = problem.in_company() {
        let plan = mended(&kinder, budget);
        let judged = |plan: &Plan| check_repair(&kinder, input, plan);
        let found = judged(&plan);
        if found.report.is_valid() {
            // The patch may leave nobody alone as well, and be more.
            let patch = mended(problem, &Budget { steps: 0, ..*budget });
            let known = judged(&patch);
            return if known.report.is_valid() && known.score > found.score { patch } else { plan };
        }
    }
    mended(problem, budget)
}

/// Group tables: people without a seat fill gaps, tables under their minimum merge, then seats change where it pays.
fn mend_groups(problem: &Problem, input: &RepairInput, first: usize, options: &Options, budget: &Budget) -> Plan {
    if problem.rounds() * (problem.tables().len() + 1) * problem.people() > AT_ONCE {
        return mend_round_by_round(problem, input, first, options, budget);
    }
    let change = input.cost_seat.max(input.cost_pair).saturating_mul(2);
    let rewards = evenness::rewards(problem, options.fairness);
    let size = problem.rounds() * (problem.tables().len() + 1) * problem.people();
    let replicas = budget.replicas.min((AT_ONCE / size.max(1)) as u32).max(1);
    let mut walks: Vec<(Seating, Chance)> = Vec::new();
    for replica in 0..u64::from(replicas) {
        let mut seating = Seating::against(problem, change);
        seating.load(&input.announced);
        seating.reward(&rewards, |_| 0);
        seating.bind(input, first);
        for r in first..problem.rounds() {
            mend(&mut seating, r);
        }
        walks.push((seating, Chance::new(options.seed, replica << 8 | 1)));
    }
    let fixed = fixed_rounds(problem, input, first);
    let whole = |mut plan: Plan| {
        plan.rounds[..first].clone_from_slice(&fixed.rounds[..first]);
        plan
    };
    // The search counts in its own way (what is forbidden is dear there, not ruled out): the judge has the last word.
    let value = |plan: &Plan| {
        let judged = check_repair(problem, input, plan);
        let even = evenness::rewarded(&judged.report, &rewards);
        (judged.report.is_valid(), Reverse(judged.report.broken.len()), judged.score + even)
    };
    let patch = whole(walks.first().map_or_else(Plan::default, |(seating, _)| seating.plan()));
    let steps = budget.steps.min(1 << 40);
    let heat = Heat { start: 4 << 10, halvings: 5000 };
    let all = walks.iter_mut().map(|(seating, chance)| (seating, chance));
    let found = whole(anneal_all(all, first, heat, steps, budget).1);
    if value(&found) > value(&patch) { found } else { patch }
}

/// Rounds times tables times people up to which all rounds are mended together (the state takes four bytes of each).
const AT_ONCE: usize = 100_000_000;

/// The same for what would not fit in memory at once: each round by itself, knowing who has met in those before it.
fn mend_round_by_round(
    problem: &Problem,
    input: &RepairInput,
    first: usize,
    options: &Options,
    budget: &Budget,
) -> Plan {
    let n = problem.people();
    let mut plan = fixed_rounds(problem, input, first);
    let mut met = Met::new(n);
    let known = |plan: &Plan, r| plan.pairs(r).into_iter().filter(|&(_, b)| (b as usize) < n).collect::<Vec<_>>();
    (0..first).for_each(|r| met.set(&known(&plan, r), true));
    let share = Budget { steps: (budget.steps / problem.rounds() as u64).min(200_000), ..*budget };
    for r in first..problem.rounds() {
        let Some(alone) = problem.only_round(r, |a, b| met.has(a, b)) else { continue };
        let announced = Plan { rounds: vec![input.announced.rounds.get(r).cloned().unwrap_or_default()] };
        let told = RepairInput { announced, done_rounds: 0, frozen_rounds: 0, ..*input };
        plan.rounds[r] = mend_groups(&alone, &told, 0, options, &share).rounds.swap_remove(0);
        met.set(&known(&plan, r), true);
    }
    plan
}
