//! A first seating, round by round: what the search begins with.

use super::mending::mend_minimum;
use super::mobility::mobility;
use super::seating::Seating;
use super::sizes::targets;
use crate::chance::Chance;

/// A first seating of the rounds `from..`: pins, delegations, then one after the other where they fit best.
pub(super) fn construct(seating: &mut Seating, from: usize, chance: &mut Chance) {
    for r in from..seating.rounds {
        construct_round(seating, r, chance);
    }
}

fn construct_round(seating: &mut Seating, r: usize, chance: &mut Chance) {
    let problem = seating.problem;
    let target = targets(problem, r);
    let free = mobility(problem, r);
    for i in (0..seating.n).filter(|&i| problem.is_present(i, r)) {
        if let Some(t) = problem.pin(i) {
            seating.relocate(r, i, t);
            for &m in problem.group_of(i).map_or(&[][..], |g| &problem.groups()[g]) {
                if problem.is_present(m as usize, r) {
                    seating.relocate(r, m as usize, t);
                }
            }
        }
    }
    let mut units = free.units.clone();
    chance.shuffle(&mut units);
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    for unit in &units {
        let room = |t: usize, limit: usize| seating.at(r, t).len() + unit.len() <= limit;
        let gain = |t: usize| unit.iter().map(|&i| seating.fit(r, t, i as usize)).sum::<i64>();
        let planned = free.open.iter().copied().filter(|&t| room(t, target[t])).max_by_key(|&t| gain(t));
        let seat = match planned {
            Some(t) => Some(t),
            None if unit.len() > 1 || problem.seat_all() => free
                .open
                .iter()
                .copied()
                .filter(|&t| room(t, problem.tables()[t].cap as usize))
                .max_by_key(|&t| (seating.at(r, t).len().min(target[t]), gain(t))),
            None => None,
        };
        if let Some(t) = seat {
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, t));
        }
    }
    mend_minimum(seating, r, &free);
}
