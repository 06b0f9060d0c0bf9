//! A little of every kind of move in one round, and the plain one: two people by chance.

use super::NEAR;
use super::resettle::resettle;
use super::scan::scan;
use super::shift::{shift, shift_to};
use crate::chance::{Chance, Metropolis};
use crate::groups::mobility::Mobility;
use crate::groups::seating::{AWAY, Seating};

/// A little of every kind of move in one round; returns how much was looked at.
pub(super) fn turn(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    near: &[u32],
    chance: &mut Chance,
    metropolis: &Metropolis,
    late: bool,
) -> u64 {
    let mut looked = 1;
    // As often as each table, each delegation looks at all others.
    let several = free.several.len();
    if several > 0 && chance.below(4 * free.open.len().max(1)) < several {
        let unit = &free.units[free.several[chance.below(several)]];
        for k in 0..=free.open.len() {
            let b = free.open.get(k).copied().unwrap_or(seating.bench);
            shift_to(seating, r, free, unit, b, chance, metropolis);
        }
        looked += free.open.len() as u64;
    }
    if free.loose {
        for _ in 0..8 {
            let unit = &free.units[chance.below(free.units.len())];
            shift(seating, r, free, unit, chance, metropolis);
        }
        looked += 8;
        if chance.below(16) == 0 {
            resettle(seating, r, free, chance, metropolis, late);
            looked += 64;
        }
    }
    if seating.takes_turns() && free.singles.len() > 1 {
        for _ in 0..4 {
            take_turns(seating, r, free, chance, metropolis);
        }
        looked += 16;
    }
    if free.loose || chance.below(8) == 0 {
        step(seating, r, free, near, chance, metropolis);
        looked += 1;
    }
    looked + scan(seating, r, free, chance, metropolis)
}

/// Tries one move: a unit to a free place, or two units (or a unit and as many singles) changing places.
#[inline]
fn step(seating: &mut Seating, r: usize, free: &Mobility, near: &[u32], chance: &mut Chance, metropolis: &Metropolis) {
    // In a large room a random partner hardly ever fits.
    let share = (seating.n / 4).min(128);
    let singles = free.singles.len();
    if singles > 1 && chance.below(16) != 0 {
        let i = free.singles[chance.below(singles)] as usize;
        let j = match chance.below(256) < share {
            false => free.singles[chance.below(singles)] as usize,
            true => {
                // To where somebody sits who suits them.
                let liked = near[i * NEAR + chance.below(NEAR)] as usize;
                let t = seating.seat[r * seating.n + liked];
                if t == AWAY {
                    return;
                }
                let there = seating.at(r, t as usize);
                let j = there[chance.below(there.len())] as usize;
                if free.unit_of[j] == u32::MAX || free.units[free.unit_of[j] as usize].len() > 1 {
                    return;
                }
                j
            }
        };
        let (a, b) = (seating.table_of(r, i), seating.table_of(r, j));
        let gain = || seating.swap_gain(r, i, j) + seating.evened(r, (a, b), &[i as u32], &[j as u32]);
        if a != b && metropolis.accepts(gain(), chance) {
            seating.relocate(r, i, b);
            seating.relocate(r, j, a);
        }
        return;
    }
    let unit = &free.units[chance.below(free.units.len())];
    shift(seating, r, free, unit, chance, metropolis);
}

/// Somebody with few dates (of three by chance) and somebody with many try to change places.
fn take_turns(seating: &mut Seating, r: usize, free: &Mobility, chance: &mut Chance, metropolis: &Metropolis) {
    let draws: [u32; 6] = std::array::from_fn(|_| free.singles[chance.below(free.singles.len())]);
    let dates = |&i: &u32| seating.dates(i as usize);
    let (few, many) = draws.split_at(3);
    let (Some(&few), Some(&many)) = (few.iter().min_by_key(|i| dates(i)), many.iter().max_by_key(|i| dates(i))) else {
        return;
    };
    let (i, j) = (few as usize, many as usize);
    let (a, b) = (seating.table_of(r, i), seating.table_of(r, j));
    if a != b && metropolis.accepts(seating.swap_gain(r, i, j) + seating.evened(r, (a, b), &[few], &[many]), chance) {
        seating.relocate(r, i, b);
        seating.relocate(r, j, a);
    }
}
