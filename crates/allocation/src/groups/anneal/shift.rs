//! A delegation, or somebody alone, goes to another table: to free places, or against as many people there.

use crate::chance::{Chance, Metropolis};
use crate::groups::mobility::{Mobility, Unit};
use crate::groups::seating::Seating;

/// Tries to move a unit to another table, chosen by chance.
pub(in crate::groups) fn shift(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    chance: &mut Chance,
    metropolis: &Metropolis,
) {
    let spot = chance.below(free.open.len() + 1);
    let b = free.open.get(spot).copied().unwrap_or(seating.bench);
    shift_to(seating, r, free, unit, b, chance, metropolis);
}

/// Tries to move a unit to a table: to free places, or against as many people there.
#[inline]
pub(super) fn shift_to(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    b: usize,
    chance: &mut Chance,
    metropolis: &Metropolis,
) {
    let tables = seating.problem.tables();
    let a = seating.table_of(r, unit[0] as usize);
    if a == b {
        return;
    }
    let size = unit.len();
    let leaves = seating.at(r, a).len() - size;
    let least = |t: usize| if t == seating.bench { 0 } else { tables[t].min as usize };
    let here = seating.at(r, b).len();
    let joins = b == seating.bench || here + size <= tables[b].cap as usize;
    let joins = joins && (leaves == 0 || leaves >= least(a)) && here + size >= least(b);
    if !joins && (here < size || b == seating.bench || a == seating.bench) {
        return;
    }
    let gain: i64 = unit.iter().map(|&m| seating.fit(r, b, m as usize) - seating.fit(r, a, m as usize)).sum();
    if !joins {
        exchange(seating, r, free, unit, (a, b), (gain, -metropolis.loss(chance)), chance);
    } else if metropolis.accepts(gain + seating.evened(r, (a, b), unit, &[]), chance) {
        unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
    }
}

/// A unit changes places with as many people of another table: mostly one after the other those who fit best to whoever
/// goes already, now and then whoever comes, whole units only.
fn exchange(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    (a, b): (usize, usize),
    (mut gain, least): (i64, i64),
    chance: &mut Chance,
) {
    let size = unit.len();
    let draw = chance.below(64);
    // As with two people: mostly only where nobody has met before, and where those who come back might gain enough.
    let most = gain + size as i64 * i64::from(seating.lured_from(r, b, a));
    let bonds = (size * (size - 1)) as i64 * i64::from(seating.closest() / 3);
    if size > LARGE || draw > 0 && most + bonds < least && !seating.is_evened() {
        return;
    }
    let mut back = [0u32; LARGE];
    let there = seating.at(r, b);
    if there.len() > LARGE || draw < 8 {
        // Whoever comes, whole units only.
        let mut count = 0;
        let start = chance.below(there.len());
        for &m in there[start..].iter().chain(&there[..start]) {
            let v = free.unit_of[m as usize];
            if v == u32::MAX || back[..count].contains(&m) {
                continue;
            }
            let other = &free.units[v as usize];
            if count + other.len() <= size {
                back[count..count + other.len()].copy_from_slice(other);
                count += other.len();
            }
        }
        if count != size {
            return;
        }
        for (k, &m) in back[..size].iter().enumerate() {
            gain += seating.fit(r, a, m as usize) - seating.fit(r, b, m as usize);
            gain -= 2 * unit.iter().map(|&u| seating.pair(r, u as usize, m as usize)).sum::<i64>();
            gain += 2 * back[k + 1..size].iter().map(|&o| seating.pair_at(r, m as usize, o as usize)).sum::<i64>();
        }
    } else {
        let mut left = [(i64::MIN, 0u32); LARGE];
        let mut many = 0;
        for &m in there.iter().filter(|&&m| free.is_alone(m)) {
            let j = m as usize;
            let met: i64 = unit.iter().map(|&u| seating.pair(r, u as usize, j)).sum();
            left[many] = (seating.fit(r, a, j) - seating.fit(r, b, j) - 2 * met, m);
            many += 1;
        }
        if many < size {
            return;
        }
        let left = &mut left[..many];
        for count in 0..size {
            let next = (count + 1..many).fold(count, |next, k| if left[k].0 > left[next].0 { k } else { next });
            left.swap(count, next);
            let (worth, m) = left[count];
            gain += worth;
            back[count] = m;
            for other in &mut left[count + 1..] {
                other.0 += 2 * seating.pair_at(r, m as usize, other.1 as usize);
            }
        }
    }
    let back = &back[..size];
    if gain + seating.evened(r, (a, b), unit, back) >= least {
        unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
        back.iter().for_each(|&m| seating.relocate(r, m as usize, a));
    }
}

/// Larger units do not change places with others.
const LARGE: usize = 16;
