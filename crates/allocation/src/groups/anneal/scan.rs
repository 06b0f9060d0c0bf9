//! From one table to all others: only where two people might gain enough are people looked at.

use crate::chance::{Chance, Metropolis};
use crate::groups::mobility::Mobility;
use crate::groups::seating::Seating;

/// Looks from one table at all others for two people who may change places; returns how much was looked at.
#[inline]
pub(super) fn scan(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    chance: &mut Chance,
    metropolis: &Metropolis,
) -> u64 {
    let many = free.open.len();
    if many < 2 {
        return 1;
    }
    let a = free.open[chance.below(many)];
    let draw = chance.bits10();
    // The bound does not know people who have met in another round: now and then everybody is looked at.
    if draw.is_multiple_of(128) {
        for (k, &b) in free.open.iter().enumerate().filter(|&(_, &b)| b != a) {
            look(seating, r, (a, b), -metropolis.draws(draw)[k & 63], true, chance);
        }
        return (many * (seating.at(r, a).len() * 2 + 1)) as u64;
    }
    let mut looked = seating.bench as u64;
    let mut from = 0;
    while from < seating.bench {
        let lured = &seating.lured(r, a)[from..];
        let draws = metropolis.draws((draw + from) & 1023);
        let width = lured.len().min(BLOCK);
        let (lured, draws) = (&lured[..width], &draws[..width]);
        // All negative: nobody is lured enough.
        let sign = lured.iter().zip(draws).fold(-1, |sign, (gain, draw)| sign & (gain + draw));
        if sign >= 0 {
            let draws: [i32; BLOCK] = std::array::from_fn(|k| draws.get(k).copied().unwrap_or(0));
            for (k, draw) in draws.into_iter().enumerate().take(width) {
                if seating.lured(r, a)[from + k] + draw >= 0 {
                    looked += (2 * seating.at(r, a).len()) as u64;
                    look(seating, r, (a, from + k), -draw, false, chance);
                }
            }
        }
        from += width;
    }
    looked
}

/// So many tables are compared at once.
const BLOCK: usize = 16;

/// Two people of these tables change places, if there are two who do not lose too much by it.
fn look(seating: &mut Seating, r: usize, tables: (usize, usize), least: i32, all: bool, chance: &mut Chance) {
    if let Some((i, j)) = seating.partners(r, tables, least, all, chance) {
        let gain = seating.swap_gain(r, i, j);
        if gain + seating.evened(r, tables, &[i as u32], &[j as u32]) >= i64::from(least) {
            seating.swap(r, i, j, gain);
        }
    }
}
