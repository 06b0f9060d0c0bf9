//! Upper bounds for problems that no method here solves exactly: prices found by simple means, proven by [`prove`].

use super::capacity::{Capacity, capacity};
use super::certificate::{Certificate, prove};
use crate::answer::Budget;
use crate::pairs::flow::{NONE, Sides, choose};
use crate::problem::{Problem, Repeats};

/// The best of the bounds that counting alone gives: all pairs, all meetings at the tables, all dates of people.
pub(crate) fn counted(problem: &Problem) -> Certificate {
    let n = problem.people();
    let mut highest = 0;
    let mut own = vec![0i64; n];
    for b in 0..n {
        for a in (0..b).filter(|&a| problem.may_meet(a, b)) {
            let worth = i64::from(problem.worth(a, b));
            highest = highest.max(worth);
            own[a] = own[a].max(worth);
            own[b] = own[b].max(worth);
        }
    }
    let zero = Certificate { scale: 2, people: vec![0; n], ..Certificate::default() };
    let tables = Certificate { tables: 2 * highest, ..zero.clone() };
    let people = Certificate { people: vec![highest; n], ..zero.clone() };
    let singly = Certificate { people: own, ..zero.clone() };
    let all = [zero, tables, people, singly];
    let value = |certificate: &Certificate| prove(problem, certificate).unwrap_or(i64::MAX);
    let mut best = 0;
    for k in 1..all.len() {
        if value(&all[k]) < value(&all[best]) {
            best = k;
        }
    }
    all.into_iter().nth(best).unwrap_or_default()
}

/// Prices from the fractional relaxation: everybody has so many dates, the tables so many meetings, each pair once.
///
/// It is a flow on two copies of everybody (each pair once in both directions), which is exact for the relaxation.
pub(crate) fn relaxed(problem: &Problem) -> Certificate {
    let room = capacity(problem);
    relaxed_with(problem, &room, &vec![0; problem.people()])
}

/// The better of a proof and one that knows of meetings nobody can avoid: whoever has to have a partner in every round
/// pays for more meetings than there are others to meet, half the cost of each.
///
/// As all their dates take place in any case, half the cost may be taken off the price of each, and every first meeting
/// is then worth so much more: the same relaxation with other worths.
pub(crate) fn forced(problem: &Problem, known: Certificate) -> Certificate {
    let Repeats::Soft(cost) = problem.repeats() else { return known };
    let room = capacity(problem);
    if cost == 0 || !room.all.contains(&true) {
        return known;
    }
    let more: Vec<i32> = room.all.iter().map(|&all| if all { cost } else { 0 }).collect();
    let mut found = match problem.people() <= RELAXED_EXACTLY {
        true => relaxed_with(problem, &room, &more),
        false => Certificate { scale: 2, people: vec![0; problem.people()], ..Certificate::default() },
    };
    found.people.iter_mut().zip(&more).for_each(|(price, &more)| *price -= i64::from(more));
    better(problem, known, found)
}

/// Up to so many people the exact relaxation is a matter of a second or two.
pub(crate) const RELAXED_EXACTLY: usize = 600;

/// The relaxation where a first meeting brings each of the two half of what `more` says besides.
fn relaxed_with(problem: &Problem, room: &Capacity, more: &[i32]) -> Certificate {
    let n = problem.people();
    let meetings = u64::try_from(room.meetings).unwrap_or(0);
    let limit: Vec<u32> =
        room.dates.iter().chain(&room.dates).map(|&dates| u32::try_from(dates.min(n as i64)).unwrap_or(0)).collect();
    let mut worth = vec![NONE; n * n];
    for (a, b) in possible_pairs(problem) {
        worth[a * n + b] = problem.worth(a, b) + (more[a] + more[b]) / 2;
        worth[b * n + a] = worth[a * n + b];
    }
    let sides = Sides { left: n, right: n, worth: &worth, limit: &limit, total: 2 * meetings, reward: &|_, _| 0 };
    let chosen = choose(&sides);
    let people = (0..n).map(|i| chosen.prices[i] + chosen.prices[n + i]).collect();
    Certificate { scale: 2, people, tables: 2 * chosen.total_price, ..Certificate::default() }
}

fn possible_pairs(problem: &Problem) -> impl Iterator<Item = (usize, usize)> {
    let all = (0..problem.people()).flat_map(|b| (0..b).map(move |a| (a, b)));
    let meet = |a: usize, b: usize| (0..problem.rounds()).any(|r| problem.is_present(a, r) && problem.is_present(b, r));
    let apart = |a: usize, b: usize| problem.pin(a).is_some_and(|t| problem.pin(b).is_some_and(|other| other != t));
    all.filter(move |&(a, b)| problem.may_meet(a, b) && !problem.same_group(a, b) && !apart(a, b) && meet(a, b))
}

/// Prices of the same relaxation, with the limit on meetings across the sides, by letting every price drift to where
/// its own limit is just met (half the way in each sweep): near the optimum within some dozen sweeps of n * n steps.
pub(crate) fn drifted(problem: &Problem, budget: &Budget) -> Certificate {
    const SCALE: i64 = 64;
    let n = problem.people();
    let room = capacity(problem);
    let mut allowed = vec![false; n * n];
    possible_pairs(problem).for_each(|(a, b)| (allowed[a * n + b], allowed[b * n + a]) = (true, true));
    let worth: Vec<i64> = (0..n * n)
        .map(|k| if allowed[k] { SCALE * i64::from(problem.worth(k / n, k % n)) } else { i64::MIN / 4 })
        .collect();
    let mut now = Certificate { scale: SCALE, people: vec![0; n], ..Certificate::default() };
    let mut best = (prove(problem, &now).unwrap_or(i64::MAX), now.clone());
    let mut left: Vec<i64> = Vec::with_capacity(n);
    let mut across: Vec<i64> = Vec::new();
    let mut every: Vec<i64> = Vec::new();
    let crowded = room.dates.iter().sum::<i64>() > 2 * room.meetings;
    for sweep in 0..SWEEPS {
        if budget.is_over() {
            break;
        }
        let before = now.people.clone();
        across.clear();
        every.clear();
        for i in 0..n {
            left.clear();
            for j in (0..n).filter(|&j| allowed[i * n + j]) {
                let apart = problem.side(i) != problem.side(j);
                let value = worth[i * n + j] - before[j] - now.tables;
                if apart && j < i {
                    across.push(value - before[i]);
                }
                let value = if apart { value - now.mixed } else { value };
                if crowded && j < i {
                    every.push(value - before[i] + now.tables);
                }
                left.push(value);
            }
            let target = nth_largest(&mut left, room.dates[i]).max(0);
            now.people[i] = (before[i] + target) / 2;
        }
        now.mixed = (now.mixed + nth_largest(&mut across, room.mixed).max(0)) / 2;
        if crowded {
            now.tables = (now.tables + nth_largest(&mut every, room.meetings).max(0)) / 2;
        }
        if sweep % 8 == 7 {
            let value = prove(problem, &now).unwrap_or(i64::MAX);
            if value < best.0 {
                best = (value, now.clone());
            }
        }
    }
    best.1
}

/// Enough for prices to settle.
const SWEEPS: usize = 96;

/// The value at which `many` are above; less than nothing when there are not so many.
fn nth_largest(values: &mut [i64], many: i64) -> i64 {
    match usize::try_from(many) {
        Ok(many) if many < values.len() => *values.select_nth_unstable_by(many, |a, b| b.cmp(a)).1,
        _ => i64::MIN / 2,
    }
}

/// The same prices where everybody's dates are rewarded as well: a proof for affinity and rewards together.
///
/// What the rewards of average dates are worth is taken from everybody and charged to the tables instead: whoever has
/// more dates than others then has none to gain. The best of all such shares, by halving (the proof is convex in it).
pub(crate) fn rewarded(problem: &Problem, from: &Certificate, rewards: &[i64]) -> Certificate {
    let shared = |share: i64| Certificate {
        rewards: rewards.to_vec(),
        people: from.people.iter().map(|price| price - share * from.scale).collect(),
        tables: from.tables + 2 * share * from.scale,
        vectors: Vec::new(),
        ..from.clone()
    };
    // The proof bends only where a further reward falls below the share.
    let shares: Vec<i64> = std::iter::once(0).chain(rewards.iter().rev().copied()).collect();
    let value = |k: usize| prove(problem, &shared(shares[k])).unwrap_or(i64::MAX);
    let (mut low, mut high) = (0, shares.len() - 1);
    while low < high {
        let middle = (low + high) / 2;
        if value(middle) <= value(middle + 1) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    shared(shares[low])
}

/// The better of two proofs.
pub(crate) fn better(problem: &Problem, one: Certificate, other: Certificate) -> Certificate {
    let value = |certificate: &Certificate| prove(problem, certificate).unwrap_or(i64::MAX);
    if value(&other) < value(&one) { other } else { one }
}
