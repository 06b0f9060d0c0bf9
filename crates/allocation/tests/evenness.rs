//! Group tables where not everybody can have the same: seats, rounds and dates are spread, and the figures say so.
#![allow(clippy::unwrap_used)]

use allocation::{Answer, Budget, Fairness, Options, Problem, Repeats, Report, Rule, Table, check, prove, solve};

const ALL: [Fairness; 3] = [Fairness::Off, Fairness::Default, Fairness::Leximin];

fn solved(problem: &Problem, fairness: Fairness) -> (Answer, Report) {
    let answer = solve(problem, &Options { seed: 4, fairness }, &Budget::steps(3_000_000));
    let report = check(problem, &answer.plan);
    assert!(report.is_valid(), "{:?}", report.broken);
    assert_eq!(report.objective, answer.objective);
    assert!(answer.bound.unwrap() >= answer.objective);
    (answer, report)
}

fn sat_out(report: &Report) -> (u32, u32) {
    let rounds = || report.people.iter().map(|person| person.sat_out);
    (rounds().min().unwrap(), rounds().max().unwrap())
}

/// Somebody with a small number is liked by everybody, somebody with a large one by nobody.
fn liked(a: usize, b: usize) -> i32 {
    100 - (a + b) as i32 + ((a * 37 + b * 11) % 13) as i32
}

#[test]
fn whoever_sits_out_takes_turns() {
    // 20 seats for 26 people: in six rounds everybody sits out once or twice.
    let room = Problem::builder(26, 6)
        .tables(vec![Table::open(5, 4); 4])
        .worth(liked)
        .repeats(Repeats::Soft(40))
        .build()
        .unwrap();
    let [off, default, leximin] = ALL.map(|fairness| solved(&room, fairness).1);
    assert!(sat_out(&off).1 >= 3, "affinity alone leaves somebody out of half the rounds");
    for report in [&default, &leximin] {
        assert_eq!(sat_out(report), (1, 2));
        assert!(report.dates_min >= 14, "{}..{}", report.dates_min, report.dates_max);
    }
    assert!(leximin.dates_min >= default.dates_min);
}

#[test]
fn large_and_small_tables_take_turns() {
    let tables = (0..11).map(|t| Table::open(if t < 3 { 8 } else { 4 }, 3)).collect();
    let room = Problem::builder(56, 4).tables(tables).worth(liked).repeats(Repeats::Soft(40)).seat_all(true);
    let room = room.build().unwrap();
    let [off, default, leximin] = ALL.map(|fairness| solved(&room, fairness).1);
    assert!(default.dates_min > off.dates_min, "{} {}", default.dates_min, off.dates_min);
    // 24 seats of 56 bring seven dates, the others three: once or twice for everybody.
    assert_eq!((leximin.dates_min, leximin.dates_max), (16, 20));
    assert!(off.objective >= default.objective && default.objective >= leximin.objective);
}

#[test]
fn whoever_comes_late_is_seated_first() {
    let mut room = Problem::builder(27, 6).tables(vec![Table::open(4, 3); 5]).worth(liked).repeats(Repeats::Soft(40));
    for late in 20..27 {
        room = (0..3).fold(room, |room, r| room.absent(late, r));
    }
    let room = room.build().unwrap();
    let seated = |report: &Report, i: usize| room.rounds_present(i) as u32 - report.people[i].sat_out;
    let fewest = |fairness| (20..27).map(|i| seated(&solved(&room, fairness).1, i)).min().unwrap();
    assert!(fewest(Fairness::Off) < 3);
    assert_eq!(fewest(Fairness::Default), 3);
    assert_eq!(fewest(Fairness::Leximin), 3);
}

#[test]
fn no_reward_is_worth_breaking_a_rule() {
    // Nobody may sit with the last one but the first two: three seats are never free for them.
    let mut room =
        Problem::builder(13, 4).tables(vec![Table::open(4, 2); 3]).worth(liked).repeats(Repeats::Soft(10)).limit(3, 4);
    for other in 2..12 {
        room = room.forbid(other, 12, Rule::Veto);
    }
    let room = room.build().unwrap();
    for fairness in ALL {
        let (_, report) = solved(&room, fairness);
        assert!(report.people[12].dates <= 2 && report.people[3].dates <= 4);
        assert!(fairness != Fairness::Leximin || report.people[12].dates == 2);
    }
}

#[test]
fn the_proof_says_in_which_sense_a_plan_is_best() {
    // Everybody can meet everybody once: best in every sense.
    let even = |people: usize, tables: usize, rounds: usize| {
        Problem::builder(people, rounds).tables(vec![Table::open(4, 3); tables]).worth(|_, _| 1).build().unwrap()
    };
    for fairness in ALL {
        let room = even(16, 4, 5);
        let (answer, report) = solved(&room, fairness);
        assert_eq!(answer.status, allocation::Status::Optimal);
        assert_eq!((report.dates_min, report.dates_max), (15, 15));
    }
    // Eight of nine sit in three rounds: no plan gives everybody the same.
    let room = even(9, 2, 3);
    for fairness in [Fairness::Default, Fairness::Leximin] {
        let (answer, report) = solved(&room, fairness);
        let certificate = answer.certificate.as_ref().unwrap();
        let rewards = |dates: u32| certificate.rewards.iter().take(dates as usize).sum::<i64>();
        let reached = answer.objective + report.people.iter().map(|person| rewards(person.dates)).sum::<i64>();
        let proven = prove(&room, certificate).unwrap();
        assert!(!certificate.rewards.is_empty() && reached <= proven);
        assert_eq!(answer.status == allocation::Status::Optimal, reached == proven);
        assert_eq!(prove(&room, answer.bound_certificate.as_ref().unwrap()), answer.bound);
        assert!(sat_out(&report).1 <= 1);
    }
}
