//! What is left to decide when some rounds are fixed, as a problem of its own: the most that a repair can be worth.

use super::{first_open, fixed_rounds};
use crate::answer::{Budget, Fairness, Options, RepairInput};
use crate::check::check;
use crate::pairs::Pairs;
use crate::problem::{Problem, Repeats, Rule, Table};
use crate::proof::bounds;
use crate::proof::certificate::{Certificate, prove};
use crate::solve::solve;

/// What the rounds to come can still add, as a problem of its own, and what the fixed rounds are worth already.
///
/// A bound of the rest plus that worth bounds every repair; `insist check` proves it so. `None` where no round is open.
pub fn rest(problem: &Problem, input: &RepairInput) -> Option<(Problem, i64)> {
    let first = first_open(problem, input);
    let (n, open) = (problem.people(), problem.rounds() - first);
    if open == 0 {
        return None;
    }
    let fixed = fixed_rounds(problem, input, first);
    let mut met = vec![false; n * n];
    for (a, b) in (0..first).flat_map(|r| fixed.pairs(r)).filter(|&(_, b)| (b as usize) < n) {
        met[a as usize * n + b as usize] = true;
    }
    let again = |a: usize, b: usize| met[a * n + b] && !problem.same_group(a, b);
    let tables = problem.tables().iter().map(|table| {
        let closed = table.closed.iter().filter(|&&r| r as usize >= first).map(|&r| r - first as u32);
        Table { closed: closed.collect(), ..table.clone() }
    });
    let mut builder = Problem::builder(n, open)
        .tables(tables.collect())
        .sides((0..n).map(|i| problem.side(i)).collect())
        .worth(|a, b| match problem.repeats() {
            Repeats::Soft(cost) if again(a, b) => -cost,
            _ => problem.worth(a, b),
        })
        .repeats(problem.repeats())
        .seat_all(problem.seat_all());
    for b in 0..n {
        for a in 0..b {
            let no_more = problem.repeats() == Repeats::Hard && again(a, b);
            if no_more || !problem.same_group(a, b) && !problem.may_meet(a, b) {
                builder = builder.forbid(a, b, Rule::Veto);
            }
        }
        for r in (first..problem.rounds()).filter(|&r| !problem.is_present(b, r)) {
            builder = builder.absent(b, r - first);
        }
        if let Some(limit) = problem.limit(b) {
            let had = (0..n).filter(|&a| a != b && again(a, b)).count() as u32;
            builder = builder.limit(b, limit.saturating_sub(had));
        }
        if let Some(table) = problem.pin(b) {
            builder = builder.pin(b, table);
        }
    }
    for group in problem.groups() {
        builder = builder.together(group.clone());
    }
    Some((builder.build().ok()?, check(problem, &fixed).objective))
}

/// The most that any repair could be worth (without its costs), and the proof of it over the [`rest`].
pub fn repair_bound(problem: &Problem, input: &RepairInput, budget: &Budget) -> Option<(i64, Certificate)> {
    let (rest, had) = rest(problem, input)?;
    let pairs = Pairs::of(&rest).filter(|pairs| pairs.is_uniform() && pairs.sides().is_some());
    if pairs.is_some() {
        let options = Options { fairness: Fairness::Off, ..Options::default() };
        let proof = solve(&rest, &options, &Budget { steps: 0, ..*budget }).certificate?;
        return Some((had + prove(&rest, &proof)?, proof));
    }
    let counted = bounds::counted(&rest);
    let best = bounds::better(&rest, counted, bounds::drifted(&rest, budget));
    Some((had + prove(&rest, &best)?, best))
}
