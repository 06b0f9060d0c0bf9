//! Whole tables: an empty one is opened, or the people of one go elsewhere.

use crate::chance::{Chance, Metropolis};
use crate::groups::mobility::Mobility;
use crate::groups::seating::Seating;

/// Opens an empty table with as many people as it needs, or sends the people of a table elsewhere.
///
/// Only `late` does a whole table sit out: early it would be the cheap way out of what better seats can mend.
pub(super) fn resettle(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    chance: &mut Chance,
    metropolis: &Metropolis,
    late: bool,
) {
    if free.open.is_empty() {
        return;
    }
    let before = seating.score;
    let table = free.open[chance.below(free.open.len())];
    let out = late && !seating.problem.seat_all();
    let mut moved: Vec<(u32, usize)> = Vec::new();
    let done = match seating.at(r, table).is_empty() {
        true => fill(seating, r, free, table, chance, &mut moved),
        false => clear(seating, r, free, (table, out), chance, &mut moved),
    };
    if !done || !metropolis.accepts(seating.score - before, chance) {
        moved.iter().rev().for_each(|&(m, home)| seating.relocate(r, m as usize, home));
    }
}

/// People come to an empty table until it has its minimum: of four units by chance, always the one who gains most.
fn fill(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    table: usize,
    chance: &mut Chance,
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let tables = seating.problem.tables();
    let (least, most) = (tables[table].min.max(1) as usize, tables[table].cap as usize);
    for _ in 0..4 * least {
        let here = seating.at(r, table).len();
        if here >= least {
            return true;
        }
        let draws: [usize; 4] = std::array::from_fn(|_| chance.below(free.units.len()));
        let gain = |u: usize| -> i64 {
            let home = seating.table_of(r, free.units[u][0] as usize);
            let people = free.units[u].iter().map(|&m| m as usize);
            people.map(|m| seating.fit(r, table, m) - seating.fit(r, home, m)).sum()
        };
        let can = |&u: &usize| {
            let (home, size) = (seating.table_of(r, free.units[u][0] as usize), free.units[u].len());
            let left = seating.at(r, home).len() - size;
            let enough = home == seating.bench || left == 0 || left >= tables[home].min as usize;
            home != table && here + size <= most && enough
        };
        if let Some(u) = draws.into_iter().filter(can).max_by_key(|&u| gain(u)) {
            for &m in &free.units[u] {
                moved.push((m, seating.table_of(r, m as usize)));
                seating.relocate(r, m as usize, table);
            }
        }
    }
    false
}

/// Everybody at a table goes: each to where they gain most, or all together to an empty table or out.
///
/// A table at its minimum is left by nobody alone, and nobody comes to an empty table alone: what is amiss there is only
/// mended by all at once.
fn clear(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    (table, may_rest): (usize, bool),
    chance: &mut Chance,
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let (tables, size) = (seating.problem.tables(), seating.at(r, table).len());
    let fits =
        |&&t: &&usize| seating.at(r, t).is_empty() && (tables[t].min as usize..=tables[t].cap as usize).contains(&size);
    let empty = free.open.iter().filter(fits).count();
    let out = usize::from(may_rest);
    let ways = 1 + out + empty.min(1);
    let way = if ways == 1 { 0 } else { chance.below(ways) };
    if way == 0 {
        return spread_out(seating, r, free, (table, may_rest), moved);
    }
    let to = match way <= out {
        true => seating.bench,
        false => free.open.iter().filter(fits).nth(chance.below(empty)).copied().unwrap_or(seating.bench),
    };
    let sitting = seating.at(r, table).to_vec();
    if sitting.iter().any(|&m| free.unit_of[m as usize] == u32::MAX) {
        return false;
    }
    for m in sitting {
        moved.push((m, table));
        seating.relocate(r, m as usize, to);
    }
    true
}

/// Everybody at a table goes to another that is in use, or out where they may, each to where they gain most.
fn spread_out(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    (table, may_rest): (usize, bool),
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let tables = seating.problem.tables();
    while let Some(&first) = seating.at(r, table).first() {
        let unit = free.unit_of[first as usize];
        if unit == u32::MAX {
            return false;
        }
        let unit = &free.units[unit as usize];
        let room = |t: &usize| {
            let here = seating.at(r, *t).len();
            *t != table && here > 0 && here + unit.len() <= tables[*t].cap as usize
        };
        let gain = |t: usize| unit.iter().map(|&m| seating.fit(r, t, m as usize)).sum::<i64>();
        let out = may_rest.then_some(seating.bench);
        let ways = out.into_iter().chain(free.open.iter().copied().filter(room));
        let Some(to) = ways.max_by_key(|&t| gain(t)) else { return false };
        for &m in unit {
            moved.push((m, table));
            seating.relocate(r, m as usize, to);
        }
    }
    true
}
