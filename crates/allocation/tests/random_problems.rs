//! Random small problems of every family: the judge finds nothing broken, proofs hold, the same seed gives the same plan.
#![allow(clippy::unwrap_used)]

use allocation::{
    Budget, Fairness, Options, Problem, Reason, RepairInput, Repeats, Rule, Status, Table, check, check_repair, prove,
    repair, solve,
};
use proptest::prelude::*;

/// A small stream of numbers, so that a whole problem follows from one seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.roll(many) == 0
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    TwoSided,
    OneSided,
    Groups,
    Uniform,
}

/// A problem of a kind; with `rough` also vetoes, delegations, pins, absences and closed tables.
fn problem(kind: Kind, people: usize, rounds: usize, rough: bool, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let cap = match kind {
        Kind::TwoSided | Kind::OneSided => 2,
        Kind::Groups => 3 + dice.roll(3) as u32,
        Kind::Uniform => 2 + dice.roll(4) as u32,
    };
    let groups = matches!(kind, Kind::Groups | Kind::Uniform);
    let spare = dice.roll(2);
    let count =
        if groups { people.div_ceil(cap as usize) + spare } else { (people / 2).max(1) - dice.roll(2).min(people / 4) };
    let min = if groups { dice.roll(2) as u32 + 1 } else { 2 };
    let mut tables = vec![Table::open(cap, min); count];
    let worths: Vec<i32> = (0..people * people).map(|_| dice.roll(100) as i32).collect();
    let mut builder = Problem::builder(people, rounds)
        .sides((0..people).map(|_| dice.roll(2) as u8).collect::<Vec<_>>())
        .worth(|a, b| if kind == Kind::Uniform { 1 } else { worths[a * people + b] })
        .repeats(if groups { Repeats::Soft(dice.roll(50) as i32) } else { Repeats::Hard })
        .seat_all(groups);
    if kind == Kind::TwoSided {
        let sides: Vec<usize> = (0..people).map(|_| dice.roll(2)).collect();
        builder = builder.sides(sides.iter().map(|&side| side as u8).collect());
        for b in 0..people {
            for a in (0..b).filter(|&a| sides[a] == sides[b]) {
                builder = builder.forbid(a, b, Rule::SameSide);
            }
        }
    }
    if rough {
        for _ in 0..dice.roll(4) {
            let (a, b) = (dice.roll(people), dice.roll(people));
            if a != b {
                builder = builder.forbid(a, b, if dice.one_in(2) { Rule::Veto } else { Rule::Language });
            }
        }
        for _ in 0..dice.roll(people) {
            builder = builder.absent(dice.roll(people), dice.roll(rounds));
        }
        if people > 6 && dice.one_in(2) {
            builder = builder.together(vec![0, 1]);
        }
        if groups && people > 2 && dice.one_in(2) {
            builder = builder.pin(2, dice.roll(count));
        }
        if !groups && dice.one_in(2) {
            tables[0].closed = vec![dice.roll(rounds) as u32];
        }
    }
    builder.tables(tables).build().unwrap()
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::TwoSided), Just(Kind::OneSided), Just(Kind::Groups), Just(Kind::Uniform)]
}

fn fairness() -> impl Strategy<Value = Fairness> {
    prop_oneof![Just(Fairness::Off), Just(Fairness::Default), Just(Fairness::Leximin)]
}

const STEPS: u64 = 60_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_valid_and_proofs_hold(
        kind in kinds(), fairness in fairness(), people in 2usize..22, rounds in 1usize..6, rough: bool, seed: u64,
    ) {
        let problem = problem(kind, people, rounds, rough, seed);
        let options = Options { seed, fairness };
        let answer = solve(&problem, &options, &Budget::steps(STEPS));
        let report = check(&problem, &answer.plan);
        prop_assert_eq!(answer.objective, report.objective);
        prop_assert_eq!(answer.status == Status::Infeasible, !report.is_valid(), "{:?}", report.broken);
        if matches!(kind, Kind::TwoSided | Kind::OneSided) {
            prop_assert!(report.is_valid(), "{:?}", report.broken);
        }
        let numbers = |reason: &Reason| matches!(reason, Reason::NumbersDoNotFit { .. } | Reason::TooFewSeats { .. });
        if !rough && !report.is_valid() {
            prop_assert!(answer.reasons.iter().any(numbers), "{:?} {:?}", report.broken, problem);
        }
        if report.is_valid() {
            prop_assert!(!answer.reasons.iter().any(numbers), "{:?}", answer.reasons);
        }
        if let Some(bound) = answer.bound.filter(|_| report.is_valid()) {
            prop_assert!(bound >= answer.objective);
        }
        if let Some(certificate) = &answer.certificate {
            let rewarded = |dates: u32| certificate.rewards.iter().take(dates as usize).sum::<i64>();
            let reached = report.objective + report.people.iter().map(|p| rewarded(p.dates)).sum::<i64>();
            let proven = prove(&problem, certificate).unwrap();
            prop_assert!(!report.is_valid() || proven >= reached);
            if answer.status == Status::Optimal {
                prop_assert!(proven == reached || answer.bound == Some(answer.objective));
            }
        }
        prop_assert_eq!(&solve(&problem, &options, &Budget::steps(STEPS)), &answer);
    }

    #[test]
    fn a_whole_two_sided_day_is_solved_to_the_optimum(
        fairness in fairness(), people in 2usize..40, rounds in 1usize..8, seed: u64,
    ) {
        let problem = problem(Kind::TwoSided, people, rounds, false, seed);
        let answer = solve(&problem, &Options { seed, fairness }, &Budget::steps(0));
        prop_assert_eq!(answer.status, Status::Optimal);
    }

    #[test]
    fn a_repair_leaves_played_rounds_untouched(
        kind in kinds(), people in 4usize..20, rounds in 2usize..6, done in 0usize..6, frozen in 0usize..2, seed: u64,
    ) {
        let whole = problem(kind, people, rounds, false, seed);
        let announced = solve(&whole, &Options { seed, fairness: Fairness::Off }, &Budget::steps(STEPS)).plan;
        prop_assume!(check(&whole, &announced).is_valid());
        let done = done.min(rounds - 1);
        // Somebody leaves for good after the played rounds.
        let gone = (seed % people as u64) as usize;
        let worth = |a: usize, b: usize| whole.worth(a, b);
        let mut builder = Problem::builder(people, rounds)
            .tables(whole.tables().to_vec())
            .sides((0..people).map(|i| whole.side(i)).collect())
            .worth(worth)
            .repeats(whole.repeats())
            .seat_all(whole.seat_all());
        for b in 0..people {
            for a in 0..b {
                for rule in whole.forbidden_by(a, b) {
                    builder = builder.forbid(a, b, rule);
                }
            }
        }
        for r in done..rounds {
            builder = builder.absent(gone, r);
        }
        let now = builder.build().unwrap();
        let input = RepairInput { announced, done_rounds: done, frozen_rounds: frozen, cost_seat: 6, cost_pair: 4 };
        let answer = repair(&now, &input, &Options { seed, fairness: Fairness::Off }, &Budget::steps(STEPS));
        prop_assert_eq!(&answer.plan.rounds[..done], &input.announced.rounds[..done]);
        let judged = check_repair(&now, &input, &answer.plan);
        prop_assert_eq!(answer.status == Status::Infeasible, !judged.report.is_valid(), "{:?}", judged.report.broken);
        if matches!(kind, Kind::TwoSided | Kind::OneSided) {
            prop_assert!(judged.report.is_valid(), "{:?}", judged.report.broken);
        }
    }
}

/// Every partial matching of the allowed pairs, as sums need them.
fn matchings(problem: &Problem, most: usize) -> Vec<Vec<(usize, usize)>> {
    let n = problem.people();
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for b in 0..n {
        for a in (0..b).filter(|&a| problem.may_meet(a, b)) {
            let more: Vec<_> = all
                .iter()
                .filter(|m| m.len() < most && m.iter().all(|&(x, y)| ![x, y].contains(&a) && ![x, y].contains(&b)))
                .map(|m| m.iter().copied().chain([(a, b)]).collect())
                .collect();
            all.extend(more);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_flow_finds_what_trying_everything_finds(rounds in 1usize..3, seed: u64) {
        let problem = problem(Kind::TwoSided, 6, rounds, false, seed);
        let answer = solve(&problem, &Options { seed, fairness: Fairness::Off }, &Budget::steps(0));
        let all = matchings(&problem, problem.tables().len());
        let worth = |m: &[(usize, usize)]| m.iter().map(|&(a, b)| i64::from(problem.worth(a, b))).sum::<i64>();
        let best = if rounds == 1 {
            all.iter().map(|m| worth(m)).max().unwrap()
        } else {
            let apart = |m: &[(usize, usize)], o: &[(usize, usize)]| m.iter().all(|pair| !o.contains(pair));
            all.iter().flat_map(|m| all.iter().filter(|o| apart(m, o)).map(|o| worth(m) + worth(o))).max().unwrap()
        };
        prop_assert_eq!(answer.objective, best);
        prop_assert_eq!(answer.bound, Some(best));
    }
}
