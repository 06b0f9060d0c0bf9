//! What resting costs in a repair of one-to-one tables, so that it falls on all alike.

use crate::answer::Fairness;
use crate::check::Report;
use crate::groups::evenness::spread;
use crate::pairs::Pairs;
use crate::problem::Problem;

/// How much evenness counts in a repair, beside what was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evening {
    /// What was announced stays, however often somebody rests.
    Never,
    /// A promised talk is given up for somebody who rests three times more often, not for less.
    Apart,
    /// As if nothing had been announced.
    Fully,
}

/// What the rests of a repaired plan cost at one-to-one tables: with the affinity it tells which of two repairs is better.
/// Nothing at other tables, where a seat is worth more or less by its company.
///
/// The first rest costs `rest_step`, the second twice as much, and so on. Somebody rests in a round they are there for and
/// meet nobody new in; who comes later is not owed what they missed.
pub(super) fn cost_of_rests(problem: &Problem, report: &Report, fairness: Fairness) -> i64 {
    if fairness == Fairness::Off || Pairs::of(problem).is_none() {
        return 0;
    }
    let step = rest_step(problem);
    let dates = |i: usize| report.people.get(i).map_or(0, |person| i64::from(person.dates));
    (0..problem.people()).map(|i| rests_cost(step, problem.rounds_present(i) as i64 - dates(i))).sum()
}

/// What so many rests of one person cost together.
pub(super) fn rests_cost(step: i64, rests: i64) -> i64 {
    step * rests.max(0) * (rests.max(0) + 1) / 2
}

/// What one rest more than somebody else's costs where nothing was announced.
pub(super) fn rest_step(problem: &Problem) -> i64 {
    (spread(problem) / 2).max(1)
}
