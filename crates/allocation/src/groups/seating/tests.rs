//! The score stays true whoever changes seats.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::chance::Chance;
use crate::problem::{Rule, Table};

/// The worth of a state, counted from nothing.
fn counted(seating: &Seating) -> i64 {
    let (n, problem) = (seating.n, seating.problem);
    let mut total = 0;
    for b in 0..n {
        for a in 0..b {
            let together = (0..seating.rounds)
                .filter(|&r| seating.table_of(r, a) == seating.table_of(r, b) && seating.table_of(r, a) < seating.bench)
                .count() as i64;
            if problem.same_group(a, b) || together == 0 {
                continue;
            }
            if problem.may_meet(a, b) {
                total += i64::from(problem.worth(a, b)) - i64::from(seating.repeat) * (together - 1);
            } else {
                total -= i64::from(seating.penalty) * together;
            }
        }
    }
    if seating.evenness.is_some() {
        let dates = |i: usize| {
            let meets = |j: usize| {
                let together = |r: usize| {
                    seating.table_of(r, i) == seating.table_of(r, j) && seating.table_of(r, i) < seating.bench
                };
                problem.may_meet(i, j) && !problem.same_group(i, j) && (0..seating.rounds).any(together)
            };
            (0..n).filter(|&j| j != i && meets(j)).count()
        };
        total += (0..n).map(|i| REWARDS.iter().take(dates(i)).sum::<i64>()).sum::<i64>();
    }
    for r in 0..seating.rounds {
        total += seating.at(r, seating.bench).iter().map(|&i| i64::from(seating.bench_value[i as usize])).sum::<i64>();
    }
    total
}

/// What a first, second, … date is worth in these tests.
const REWARDS: [i64; 8] = [90, 70, 50, 40, 30, 20, 12, 5];

#[test]
fn every_seat_keeps_the_score_true() {
    every_seat(&[]);
    every_seat(&REWARDS);
}

fn every_seat(rewards: &[i64]) {
    let problem = Problem::builder(13, 3)
        .tables(vec![Table::open(4, 0), Table::open(4, 0), Table::open(4, 0)])
        .worth(|a, b| ((a * 7 + b * 3) % 11) as i32)
        .forbid(1, 2, Rule::Veto)
        .together(vec![3, 4])
        .absent(5, 1)
        .repeats(crate::problem::Repeats::Soft(4))
        .seat_all(true)
        .build()
        .unwrap();
    let mut seating = Seating::new(&problem);
    seating.reward(rewards, |_| 0);
    let mut chance = Chance::new(7, 0);
    for _ in 0..2_000 {
        let (r, i, t) = (chance.below(3), chance.below(13), chance.below(4));
        if seating.seat[r * 13 + i] == AWAY {
            continue;
        }
        let j = chance.below(13);
        if seating.seat[r * 13 + j] != AWAY && seating.table_of(r, i) != seating.table_of(r, j) {
            let (before, gain) = (seating.score, seating.swap_gain(r, i, j));
            let tables = (seating.table_of(r, i), seating.table_of(r, j));
            let evened = seating.evened(r, tables, &[i as u32], &[j as u32]);
            seating.swap(r, i, j, gain);
            assert_eq!(seating.score, before + gain + evened);
        } else {
            let (before, a) = (seating.score, seating.table_of(r, i));
            let gain = seating.fit(r, t, i) - seating.fit(r, a, i);
            let evened = if a == t { 0 } else { seating.evened(r, (a, t), &[i as u32], &[]) };
            seating.relocate(r, i, t);
            assert_eq!(seating.score, before + gain + evened);
        }
        assert_eq!(seating.score, counted(&seating));
    }
    assert!(seating.met(0, 6) < 4);
}
