//! Problems in which every pair is worth the same: fitted to the constructions, then searched where those leave repeats.

use crate::answer::{Budget, Options};
use crate::chance::Chance;
use crate::golfer;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

/// The number and size of equal tables that a problem needs, when nothing else about it matters.
fn shape(problem: &Problem) -> Option<(usize, usize)> {
    let n = problem.people();
    let tables = problem.tables();
    let size = tables.first()?.cap as usize;
    let open = |t: usize| (0..problem.rounds()).all(|r| problem.is_open(t, r));
    let alike = (0..tables.len()).all(|t| tables[t].cap as usize == size && open(t));
    let there = (0..n).all(|i| problem.rounds_present(i) == problem.rounds() && problem.pin(i).is_none());
    if n < 2 || size < 2 || !alike || !there || !problem.groups().is_empty() {
        return None;
    }
    let worth = problem.worth(0, 1);
    let same = (0..n).all(|b| (0..b).all(|a| problem.may_meet(a, b) && problem.worth(a, b) == worth));
    let used = n.div_ceil(size);
    (same && worth > 0 && used <= tables.len()).then_some((used, size))
}

/// A plan by construction. Where tables cannot all be full, some places of a larger plan stay empty.
pub(crate) fn construct(problem: &Problem, options: &Options, budget: &Budget) -> Option<Plan> {
    let (tables, size) = shape(problem)?;
    let mut chance = Chance::new(options.seed, 3);
    let steps = budget.steps.min(1 << 32) / 2;
    let rounds = problem.rounds();
    let most = if problem.repeats() == Repeats::Hard { 0 } else { u64::MAX };
    let (found, repeats) = golfer::construct(tables, size, rounds, &mut chance, budget, steps)?;
    if repeats > most {
        return None;
    }
    let n = problem.people();
    let empty = tables * size - n;
    // The last points are the fixed ones of a cyclic plan: they never share a table, so gaps spread over tables.
    let mut plan = Plan::empty(rounds, problem.tables().len());
    for (r, round) in found.iter().enumerate() {
        for (t, sitting) in round.iter().enumerate() {
            plan.rounds[r][t] = sitting.iter().copied().filter(|&i| (i as usize) < n).collect();
            plan.rounds[r][t].sort_unstable();
        }
    }
    let spread = plan.rounds.iter().flatten().enumerate().all(|(k, sitting)| {
        let table = &problem.tables()[k % problem.tables().len()];
        sitting.is_empty() || sitting.len() >= table.min as usize
    });
    (empty == 0 || spread).then_some(plan)
}
