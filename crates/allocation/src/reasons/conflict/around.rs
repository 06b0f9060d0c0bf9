//! Where to look for a conflict that counting does not show: around what the nearest plan breaks, then at a whole room.

use super::clash::{Clash, demands};
use super::{Conflict, Demand, needed, open_tables, present};
use crate::check::{Violation, check};
use crate::plan::Plan;
use crate::problem::Problem;

/// At most so many people are looked at together.
const MOST_PEOPLE: usize = 24;
/// At most so many people are looked at with the minimums of the tables: those need everybody who is there.
const MOST_IN_A_ROOM: usize = 60;

/// Looks around what the nearest plan breaks.
pub(super) fn puzzles(problem: &Problem, plan: &Plan) -> Vec<Conflict> {
    let report = check(problem, plan);
    let mut found = Vec::new();
    'rounds: for r in 0..problem.rounds() {
        let mut seeds: Vec<u32> = Vec::new();
        for violation in report.broken.iter().filter(|violation| violation.round() == Some(r as u32)) {
            match *violation {
                Violation::Forbidden { a, b, .. } => seeds.extend([a, b]),
                Violation::NotSeated { person, .. } | Violation::OffPin { person, .. } => seeds.push(person),
                Violation::Split { group, .. } => seeds.extend(&problem.groups()[group as usize]),
                Violation::OverCapacity { table, .. } | Violation::UnderMinimum { table, .. } => {
                    seeds.extend(plan.rounds[r].get(table as usize).into_iter().flatten());
                }
                _ => {}
            }
        }
        seeds.retain(|&i| problem.is_present(i as usize, r));
        seeds.sort_unstable();
        seeds.dedup();
        if seeds.is_empty() {
            continue;
        }
        let mut clash = Clash { problem, open: open_tables(problem, r), demands: Vec::new() };
        for size in [6, 12, MOST_PEOPLE] {
            clash.demands = demands(problem, r, &around(problem, r, &seeds, size));
            if clash.is_impossible() {
                found.push(Conflict { round: Some(r as u32), demands: clash.thinned() });
                continue 'rounds;
            }
        }
        found.extend(whole_room(clash, r));
    }
    found
}

/// Everybody who is there, with the minimums of the tables.
fn whole_room(mut clash: Clash, r: usize) -> Option<Conflict> {
    let problem = clash.problem;
    let people: Vec<usize> = present(problem, r).collect();
    let least = clash.open.iter().map(|&t| problem.tables()[t].min).min()?;
    if !problem.seat_all() || people.len() > MOST_IN_A_ROOM {
        return None;
    }
    clash.demands = demands(problem, r, &people);
    clash.demands.push(Demand::Minimum { people: least });
    clash.is_impossible().then(|| Conflict { round: Some(r as u32), demands: clash.thinned() })
}

/// The seeds and those most bound to them: delegations, pins, and whoever may not meet most of those chosen.
fn around(problem: &Problem, r: usize, seeds: &[u32], size: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = seeds.iter().map(|&i| i as usize).take(size).collect();
    let mut others: Vec<usize> = present(problem, r).filter(|&i| needed(problem, i) && !chosen.contains(&i)).collect();
    while chosen.len() < size && !others.is_empty() {
        let bound = |i: usize| {
            let with = |&&j: &&usize| problem.same_group(i, j) || !problem.may_meet(i, j);
            (
                chosen.iter().filter(with).count(),
                problem.pin(i).is_some(),
                problem.group_of(i).is_some(),
                usize::MAX - i,
            )
        };
        let Some(k) = (0..others.len()).max_by_key(|&k| bound(others[k])) else { break };
        chosen.push(others.swap_remove(k));
    }
    chosen.retain(|&i| needed(problem, i) || problem.group_of(i).is_some());
    chosen
}
