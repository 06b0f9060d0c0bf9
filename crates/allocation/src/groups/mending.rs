//! Seats mended by hand, before any search: nobody is left without one who could have it, no table under its minimum.

use super::mobility::{Mobility, mobility};
use super::seating::Seating;

/// Seats those who were left without a seat (walk-ins, people whose table closed), then mends the minimum.
pub(crate) fn mend(seating: &mut Seating, r: usize) {
    let problem = seating.problem;
    let tables = problem.tables();
    let free = mobility(problem, r);
    for i in (0..seating.n).filter(|&i| problem.is_present(i, r)) {
        let closed = seating.table_of(r, i) < seating.bench && !problem.is_open(seating.table_of(r, i), r);
        match problem.pin(i) {
            Some(t) => seating.relocate(r, i, t),
            None if closed => seating.relocate(r, i, seating.bench),
            None => {}
        }
    }
    // A delegation follows its pinned member, or gathers where most of it sits.
    for group in problem.groups() {
        let there: Vec<usize> = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).collect();
        let pinned = there.iter().find_map(|&i| problem.pin(i));
        let seats: Vec<usize> = there.iter().map(|&i| seating.table_of(r, i)).collect();
        let split = seats.windows(2).any(|pair| pair[0] != pair[1]);
        if pinned.is_some() || split {
            let home = pinned.or_else(|| {
                let room = |t: usize| {
                    let others = seating.at(r, t).iter().filter(|i| !group.contains(i)).count();
                    t != seating.bench && others + there.len() <= tables[t].cap as usize
                };
                let share = |t: usize| seats.iter().filter(|&&s| s == t).count();
                seats.iter().copied().filter(|&t| room(t)).max_by_key(|&t| (share(t), t))
            });
            there.iter().for_each(|&i| seating.relocate(r, i, home.unwrap_or(seating.bench)));
        }
    }
    // Tables with too many (a pinned person came, seats were taken away) send somebody to the bench.
    for &t in &free.open {
        while seating.at(r, t).len() > tables[t].cap as usize {
            let movable = seating.at(r, t).iter().copied().filter(|&i| free.unit_of[i as usize] != u32::MAX);
            let Some(leaver) = movable.min_by_key(|&i| (seating.fit(r, t, i as usize), i)) else { break };
            let unit = &free.units[free.unit_of[leaver as usize] as usize];
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, seating.bench));
        }
    }
    let mut waiting: Vec<usize> =
        (0..free.units.len()).filter(|&u| seating.table_of(r, free.units[u][0] as usize) == seating.bench).collect();
    // Whoever has fewest dates comes first, where that counts.
    let dates = |u: usize| free.units[u].iter().map(|&i| seating.dates(i as usize)).min();
    waiting.sort_by_key(|&u| (std::cmp::Reverse(free.units[u].len()), dates(u), u));
    for u in waiting {
        let unit = &free.units[u];
        let gain = |t: usize| unit.iter().map(|&i| seating.fit(r, t, i as usize)).sum::<i64>();
        let bench = gain(seating.bench);
        let room = |t: usize| seating.at(r, t).len() + unit.len() <= tables[t].cap as usize;
        let used = |t: usize| seating.at(r, t).len() + unit.len() >= tables[t].min as usize;
        let best = free.open.iter().copied().filter(|&t| room(t)).max_by_key(|&t| (used(t), gain(t)));
        if let Some(t) = best.filter(|&t| problem.seat_all() || used(t) && gain(t) > bench) {
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, t));
        }
    }
    mend_minimum(seating, r, &free);
}

/// Tables under their minimum get people from tables above theirs, or are given up.
pub(super) fn mend_minimum(seating: &mut Seating, r: usize, free: &Mobility) {
    let tables = seating.problem.tables();
    for _ in 0..4 * seating.n + 4 {
        let short = |s: &Seating, t: usize| !s.at(r, t).is_empty() && s.at(r, t).len() < tables[t].min as usize;
        let Some(&t) = free.open.iter().find(|&&t| short(seating, t)) else { return };
        let missing = tables[t].min as usize - seating.at(r, t).len();
        // Giving the table up is possible when nobody there is pinned and the others have room, or may sit out.
        let sitting = seating.at(r, t).to_vec();
        let movable = sitting.iter().all(|&i| free.unit_of[i as usize] != u32::MAX);
        if movable && give_up(seating, r, t, free) {
            continue;
        }
        let mut best: Option<(i64, usize, usize)> = None;
        for (u, unit) in free.units.iter().enumerate() {
            let home = seating.table_of(r, unit[0] as usize);
            let spare = home == seating.bench
                || home != t && seating.at(r, home).len() >= unit.len() + tables[home].min as usize;
            if home == t || !spare || seating.at(r, t).len() + unit.len() > tables[t].cap as usize {
                continue;
            }
            let gain: i64 =
                unit.iter().map(|&i| seating.fit(r, t, i as usize) - seating.fit(r, home, i as usize)).sum();
            let key = (gain, usize::MAX - unit.len().abs_diff(missing), u);
            if best.is_none_or(|known| key > known) {
                best = Some(key);
            }
        }
        match best {
            Some((_, _, u)) => free.units[u].iter().for_each(|&i| seating.relocate(r, i as usize, t)),
            None if movable => sitting.iter().for_each(|&i| seating.relocate(r, i as usize, seating.bench)),
            None => return,
        }
    }
}

/// Tries to spread the people of one table over the others; `false` (and nothing changed) when there is no room.
fn give_up(seating: &mut Seating, r: usize, t: usize, free: &Mobility) -> bool {
    let tables = seating.problem.tables();
    let sitting = seating.at(r, t).to_vec();
    let before = seating.score;
    let mut moved: Vec<u32> = Vec::new();
    for &i in &sitting {
        if seating.table_of(r, i as usize) != t {
            continue;
        }
        let unit = &free.units[free.unit_of[i as usize] as usize];
        let gain = |s: &Seating, to: usize| unit.iter().map(|&m| s.fit(r, to, m as usize)).sum::<i64>();
        let room = |s: &Seating, to: usize| {
            let here = s.at(r, to).len();
            here > 0 && here + unit.len() <= tables[to].cap as usize && here + unit.len() >= tables[to].min as usize
        };
        let best =
            free.open.iter().copied().filter(|&to| to != t && room(seating, to)).max_by_key(|&to| gain(seating, to));
        match best {
            Some(to) => unit.iter().for_each(|&m| seating.relocate(r, m as usize, to)),
            None => {
                moved.iter().for_each(|&m| seating.relocate(r, m as usize, t));
                return false;
            }
        }
        moved.extend(unit);
    }
    if seating.score < before - i64::from(seating.penalty) {
        moved.iter().for_each(|&m| seating.relocate(r, m as usize, t));
        return false;
    }
    true
}
