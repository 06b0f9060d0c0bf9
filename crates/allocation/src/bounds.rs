//! Upper bounds for problems that no method here solves exactly: prices found by simple means, proven by [`prove`].

use crate::answer::Budget;
use crate::certificate::{Certificate, capacity, prove};
use crate::flow::{NONE, Sides, choose};
use crate::problem::Problem;

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
/// It is a flow on two copies of everybody (each pair once in both directions), which is exact for the relaxation. At
/// group tables the meetings across the two sides are limited too; their price is searched for while there is time.
pub(crate) fn relaxed(problem: &Problem, budget: &Budget) -> Certificate {
    let n = problem.people();
    let room = capacity(problem);
    let meetings = u64::try_from(room.meetings).unwrap_or(0);
    let limit: Vec<u32> =
        room.dates.iter().chain(&room.dates).map(|&dates| u32::try_from(dates.min(n as i64)).unwrap_or(0)).collect();
    let priced = |mixed: i32| -> (i64, Certificate) {
        let mut worth = vec![NONE; n * n];
        for b in 0..n {
            for a in (0..b).filter(|&a| problem.may_meet(a, b) && !problem.same_group(a, b)) {
                if (0..problem.rounds()).any(|r| problem.is_present(a, r) && problem.is_present(b, r)) {
                    let across = if problem.side(a) == problem.side(b) { 0 } else { mixed };
                    worth[a * n + b] = problem.worth(a, b) - across;
                    worth[b * n + a] = worth[a * n + b];
                }
            }
        }
        let sides = Sides { left: n, right: n, worth: &worth, limit: &limit, total: 2 * meetings, reward: &|_, _| 0 };
        let chosen = choose(&sides);
        let people = (0..n).map(|i| chosen.prices[i] + chosen.prices[n + i]).collect();
        let certificate = Certificate {
            scale: 2,
            people,
            tables: 2 * chosen.total_price,
            mixed: 2 * i64::from(mixed),
            ..Certificate::default()
        };
        (prove(problem, &certificate).unwrap_or(i64::MAX), certificate)
    };
    let mut best = priced(0);
    let across = (0..n).any(|b| (0..b).any(|a| problem.side(a) != problem.side(b)));
    if room.one_to_one || !across {
        return best.1;
    }
    // The bound is convex in the price: steps that halve.
    let mut at = 0;
    let mut step = 16;
    while step > 0 && !budget.is_over() {
        let better = [at + step, at - step].into_iter().filter(|&price| price >= 0).find_map(|price| {
            let found = priced(price);
            (found.0 < best.0).then_some((price, found))
        });
        match better {
            Some((price, found)) => (at, best) = (price, found),
            None => step /= 2,
        }
    }
    best.1
}

/// The better of two proofs.
pub(crate) fn better(problem: &Problem, one: Certificate, other: Certificate) -> Certificate {
    let value = |certificate: &Certificate| prove(problem, certificate).unwrap_or(i64::MAX);
    if value(&other) < value(&one) { other } else { one }
}
