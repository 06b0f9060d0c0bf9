//! Everyone meets new people (the social golfer problem): plans for equal tables where every pair is worth the same.
//!
//! Constructions first. Orthogonal Latin squares give g tables of at most g people g + 1 rounds without a repeat when g
//! is a prime power, fewer rounds otherwise (MacNeish 1922); order 3m + 1 by Bose, Shrikhande and Parker (1960).
//! Cyclic starters: one base round over m copies of Z_w and a few fixed points, developed by adding 1, meets nobody
//! twice when all differences in it differ; such a round is found by annealing.

use crate::answer::Budget;
use crate::chance::Chance;

mod differences;
mod field;
mod latin;
mod rotation;
mod transversals;
mod turning;
pub(crate) mod uniform;

use latin::squares;
use rotation::Rotation;
use turning::Turning;

/// A plan as tables of people, by round.
pub(crate) type Rounds = Vec<Vec<Vec<u32>>>;

/// `rounds` rounds of `tables` tables of `size` people each, everybody (`tables * size`) seated: the best plan that the
/// constructions give, with its number of repeated meetings.
pub(crate) fn construct(
    tables: usize,
    size: usize,
    rounds: usize,
    chance: &mut Chance,
    budget: &Budget,
    steps: u64,
) -> Option<(Rounds, u64)> {
    let mut best: Option<(Rounds, u64)> = None;
    let mut offer = |plan: Rounds| {
        let repeats = repeats(&plan, tables * size);
        if best.as_ref().is_none_or(|known| repeats < known.1) {
            best = Some((plan, repeats));
        }
        repeats == 0
    };
    if size == 2 && offer(circle(tables, rounds)) {
        return best;
    }
    if size <= tables
        && let Some(plan) = squares(tables, size, rounds)
        && offer(plan)
    {
        return best;
    }
    if let Some(plan) = differences::develop(tables, size, rounds, budget, steps)
        && offer(plan)
    {
        return best;
    }
    let mut left = steps;
    // With more rounds than there are new people to meet, no plan is without repeats.
    let perfect = rounds * (size - 1) < tables * size;
    let rotations = if perfect { Rotation::all(tables, size, rounds) } else { Vec::new() };
    for rotation in rotations.iter().chain(&rotations) {
        if rotation.plan(rounds, chance, budget, &mut left).is_some_and(&mut offer) {
            return best;
        }
    }
    let turnings = Turning::all(tables, size, rounds);
    for attempt in 0..200 {
        // Mostly the first group, longer and longer.
        let turning = match attempt % 4 {
            3 => turnings.get(1 + attempt / 4 % turnings.len().max(1)),
            _ => turnings.first(),
        };
        let Some(turning) = turning else { continue };
        // The rest of the time is for exchanges in the best of these plans.
        if budget.is_over() || left == 0 || budget.spent.is_some_and(|spent| spent() > 700) {
            break;
        }
        if attempt > 0
            && let Some(rotation) = rotations.get(attempt % rotations.len().max(1))
            && rotation.plan(rounds, chance, budget, &mut left).is_some_and(&mut offer)
        {
            break;
        }
        let tries = (250_000u64 << (attempt / 4).min(6)).min(left);
        if perfect && transversals::plan(tables, size, rounds, chance, budget, tries / 2).is_some_and(&mut offer) {
            break;
        }
        left -= tries;
        let (_, base) = turning.starter(chance, budget, tries);
        if offer(turning.develop(&base, rounds)) {
            break;
        }
    }
    best
}

/// Meetings after the first, counted.
pub(crate) fn repeats(plan: &Rounds, people: usize) -> u64 {
    let mut met = vec![0u32; people * people];
    let mut repeats = 0;
    for sitting in plan.iter().flatten() {
        for (k, &a) in sitting.iter().enumerate() {
            for &b in &sitting[k + 1..] {
                let pair = a.min(b) as usize * people + a.max(b) as usize;
                repeats += u64::from(met[pair] > 0);
                met[pair] += 1;
            }
        }
    }
    repeats
}

/// The circle method: `2 * tables` people, a new partner in each of `2 * tables - 1` rounds (then again from the start).
fn circle(tables: usize, rounds: usize) -> Rounds {
    let turning = 2 * tables - 1;
    (0..rounds)
        .map(|r| {
            let at = |k: usize| ((r + k) % turning) as u32;
            let first = vec![at(0), turning as u32];
            std::iter::once(first).chain((1..tables).map(|k| vec![at(k), at(turning - k)])).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn without_repeats(tables: usize, size: usize, rounds: usize) {
        let mut chance = Chance::new(3, 0);
        let budget = Budget::steps(20_000_000);
        let (plan, repeats) = construct(tables, size, rounds, &mut chance, &budget, budget.steps).unwrap();
        assert_eq!((plan.len(), repeats), (rounds, 0), "{tables} tables of {size}");
        for round in &plan {
            let mut all: Vec<u32> = round.iter().flatten().copied().collect();
            all.sort_unstable();
            assert_eq!(all, (0..(tables * size) as u32).collect::<Vec<_>>());
            assert!(round.iter().all(|table| table.len() == size));
        }
    }

    #[test]
    fn known_designs_come_out_without_a_repeat() {
        without_repeats(6, 2, 11);
        without_repeats(5, 5, 6);
        without_repeats(8, 8, 9);
        without_repeats(9, 4, 9);
        without_repeats(12, 3, 3);
        without_repeats(10, 10, 4);
        without_repeats(5, 3, 7);
        without_repeats(8, 4, 10);
        without_repeats(9, 4, 11);
        without_repeats(7, 4, 9);
        without_repeats(7, 3, 10);
    }
}
