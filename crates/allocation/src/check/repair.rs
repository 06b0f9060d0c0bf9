//! The judge of repairs: what was played or promised against what has become of it.

use serde::{Deserialize, Serialize};

use super::{Report, Violation, check};
use crate::answer::RepairInput;
use crate::plan::Plan;
use crate::problem::Problem;

/// What a repair breaks, is worth and costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairReport {
    /// The repaired plan judged as a whole, with changed played or frozen rounds among what is broken.
    pub report: Report,
    /// Seats that somebody still there was told and no longer has, in the rounds to come.
    pub changed_seats: u32,
    /// Announced pairs, both still there, that no longer meet in that round.
    pub lost_pairs: u32,
    /// The objective less `cost_seat` per changed seat and `cost_pair` per lost pair.
    pub score: i64,
}

/// Judges a repair. What a played round breaks, left as it was, is history and not held against it. In a frozen round a table that only lost people may fall under its minimum, and people who were
/// not announced there may stay without a seat: nobody can mend that any more.
pub fn check_repair(problem: &Problem, input: &RepairInput, plan: &Plan) -> RepairReport {
    let n = problem.people();
    let mut report = check(problem, plan);
    let frozen = input.done_rounds..input.done_rounds.saturating_add(input.frozen_rounds).min(problem.rounds());
    let (mut untouched, mut history) = (Vec::new(), Vec::new());
    for r in 0..frozen.end.min(plan.rounds.len()).min(input.announced.rounds.len()) {
        let played = r < input.done_rounds;
        let keep = |sitting: &Vec<u32>| -> Vec<u32> {
            let there = |&&i: &&u32| played || ((i as usize) < n && problem.is_present(i as usize, r));
            let mut kept: Vec<u32> = sitting.iter().filter(there).copied().collect();
            kept.sort_unstable();
            kept
        };
        let used = |tables: &[Vec<u32>]| -> Vec<(usize, Vec<u32>)> {
            tables.iter().map(keep).enumerate().filter(|(_, sitting)| !sitting.is_empty()).collect()
        };
        let round = r as u32;
        if used(&plan.rounds[r]) != used(&input.announced.rounds[r]) {
            report.broken.push(match played {
                true => Violation::PlayedRoundChanged { round },
                false => Violation::FrozenRoundChanged { round },
            });
        } else if played {
            history.push(round);
        } else {
            untouched.push(round);
        }
    }
    report.broken.retain(|violation| violation.round().is_none_or(|round| !history.contains(&round)));
    report.broken.retain(|violation| match violation {
        Violation::UnderMinimum { round, .. }
        | Violation::NotSeated { round, .. }
        | Violation::ClosedTable { round, .. }
        | Violation::Split { round, .. }
        | Violation::OffPin { round, .. } => !untouched.contains(round),
        _ => true,
    });
    let (mut changed_seats, mut lost_pairs) = (0, 0);
    for r in input.done_rounds..problem.rounds() {
        let (was, is) = (input.announced.seats(r, n), plan.seats(r, n));
        let there = |i: &usize| problem.is_present(*i, r);
        changed_seats += (0..n).filter(there).filter(|&i| was[i].is_some() && was[i] != is[i]).count() as u32;
        for (a, b) in input.announced.pairs(r) {
            let (a, b) = (a as usize, b as usize);
            if a < n && b < n && there(&a) && there(&b) && (is[a].is_none() || is[a] != is[b]) {
                lost_pairs += 1;
            }
        }
    }
    let score = report.objective
        - i64::from(input.cost_seat) * i64::from(changed_seats)
        - i64::from(input.cost_pair) * i64::from(lost_pairs);
    report.broken.sort();
    RepairReport { report, changed_seats, lost_pairs, score }
}
