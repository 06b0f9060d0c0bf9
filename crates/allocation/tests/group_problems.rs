//! Random rooms with group tables: whatever is asked of them, the judge finds nothing broken and no proof is false.
#![allow(clippy::unwrap_used)]

use allocation::{
    Answer, Budget, Certificate, Fairness, Options, Problem, Reason, Repeats, Rule, Status, Table, check, conflict,
    prove, solve,
};
use proptest::prelude::*;

/// A small stream of numbers, so that a whole room follows from one seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

/// Tables of different sizes and minimums, vetoes, delegations, pins, absences, closed tables; often room to spare.
fn room(people: usize, rounds: usize, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let mut tables = Vec::new();
    let mut seats = 0;
    let spare = dice.roll(4);
    while seats < people + spare {
        let cap = 3 + dice.roll(6);
        tables.push(Table::open(cap as u32, 1 + dice.roll(3) as u32));
        seats += cap;
    }
    let count = tables.len();
    if dice.roll(3) == 0 {
        tables.push(Table { cap: 5, min: 2, closed: vec![dice.roll(rounds) as u32] });
    }
    let uniform = dice.roll(4) == 0;
    let worths: Vec<i32> = (0..people * people).map(|_| dice.roll(120) as i32 - 5).collect();
    let hard = dice.roll(3) == 0 && rounds < 4 && people > 14;
    let mut builder = Problem::builder(people, rounds)
        .tables(tables)
        .sides((0..people).map(|_| dice.roll(2) as u8).collect())
        .worth(|a, b| if uniform { 1 } else { worths[a * people + b] })
        .repeats(if hard { Repeats::Hard } else { Repeats::Soft(dice.roll(60) as i32) })
        .seat_all(dice.roll(4) != 0);
    for _ in 0..dice.roll(people / 2) {
        let (a, b) = (dice.roll(people), dice.roll(people));
        if a > 2 && b > 2 && a != b {
            builder = builder.forbid(a, b, Rule::Veto);
        }
    }
    for _ in 0..dice.roll(people) {
        builder = builder.absent(dice.roll(people), dice.roll(rounds));
    }
    if dice.roll(2) == 0 {
        builder = builder.together(vec![0, 1, 2][..2 + dice.roll(2)].to_vec());
    }
    if dice.roll(2) == 0 {
        builder = builder.pin(3, dice.roll(count));
    }
    builder.build().unwrap()
}

fn options(seed: u64) -> Options {
    let fairness = [Fairness::Off, Fairness::Default, Fairness::Leximin][(seed % 3) as usize];
    Options { seed, fairness }
}

/// What a plan is worth with the rewards of a certificate.
fn rewarded(room: &Problem, answer: &Answer, certificate: &Certificate) -> i64 {
    let dates = check(room, &answer.plan).people.into_iter().map(|person| person.dates as usize);
    answer.objective + dates.map(|dates| certificate.rewards.iter().take(dates).sum::<i64>()).sum::<i64>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_room_with_any_rules_gets_a_valid_plan(people in 9usize..40, rounds in 1usize..6, seed: u64) {
        let room = room(people, rounds, seed);
        let answer = solve(&room, &options(seed), &Budget::steps(400_000));
        let report = check(&room, &answer.plan);
        prop_assert_eq!(answer.objective, report.objective);
        prop_assert_eq!(answer.status == Status::Infeasible, !report.is_valid());
        if report.is_valid() {
            prop_assert!(answer.bound.is_none_or(|bound| bound >= answer.objective));
            let certificate = answer.certificate.as_ref().unwrap();
            let reached = rewarded(&room, &answer, certificate);
            prop_assert!(prove(&room, certificate).is_some_and(|proven| proven >= reached));
            // A plan that spends no steps at all is no better.
            let quick = solve(&room, &options(seed), &Budget::steps(0));
            let less = rewarded(&room, &quick, certificate);
            prop_assert!(!check(&room, &quick.plan).is_valid() || less <= reached, "{less} {reached}");
        } else {
            // Either it is proven that there is none, or nobody may meet again and that leaves too little.
            let known = |reason: &Reason| !matches!(reason, Reason::NoPlanFound { .. } | Reason::FewerDates { .. });
            let proven = answer.reasons.iter().any(known) || conflict(&room, &answer.plan).is_some();
            prop_assert!(proven || room.repeats() == Repeats::Hard, "{:?} {:?}", report.broken, room.tables());
        }
    }

    #[test]
    fn whatever_vectors_somebody_brings_they_prove_nothing_false(people in 9usize..24, rounds in 1usize..5, seed: u64) {
        let room = room(people, rounds, seed);
        let answer = solve(&room, &options(seed), &Budget::steps(50_000));
        prop_assume!(check(&room, &answer.plan).is_valid());
        let mut dice = Dice(seed ^ 1);
        let mut brought = |many: usize, around: usize| -> Vec<i64> {
            (0..many).map(|_| dice.roll(2 * around) as i64 - around as i64).collect()
        };
        for around in [1, 60, 700, 4_000] {
            let certificate = Certificate {
                scale: 64,
                people: brought(people, 64 * 50).into_iter().map(i64::abs).collect(),
                vectors: (0..people).map(|_| brought(3, around)).collect(),
                ..Certificate::default()
            };
            prop_assert!(prove(&room, &certificate).unwrap() >= answer.objective);
        }
    }
}

#[test]
fn a_last_table_with_too_few_takes_people_from_full_ones_in_the_proof_as_well() {
    // 26 at tables of four, three at least: five full tables and two of three, 36 meetings a round.
    let tables = vec![Table::open(4, 3); 7];
    let room = Problem::builder(26, 3).tables(tables).worth(|_, _| 1).repeats(Repeats::Soft(0)).seat_all(true);
    let answer = solve(&room.build().unwrap(), &Options { seed: 1, fairness: Fairness::Off }, &Budget::steps(400_000));
    assert_eq!((answer.objective, answer.bound, answer.status), (108, Some(108), Status::Optimal));
}

#[test]
fn everybody_gets_a_seat_where_only_small_tables_are_for_so_few() {
    // The largest table needs four, and only three are there.
    let tables = vec![Table::open(6, 4), Table::open(3, 2), Table::open(2, 2)];
    let room = Problem::builder(3, 1).tables(tables).worth(|_, _| 10).repeats(Repeats::Soft(40)).seat_all(true);
    let answer = solve(&room.build().unwrap(), &options(0), &Budget::steps(10_000));
    assert_eq!((answer.objective, answer.status), (30, Status::Optimal));
}

#[test]
fn two_delegations_kept_at_one_table_that_cannot_hold_both_are_answered_with_what_cannot_be() {
    let tables = vec![Table::open(3, 2), Table::open(4, 2)];
    let room = Problem::builder(7, 3).tables(tables).worth(|_, _| 5).repeats(Repeats::Soft(1)).seat_all(true);
    let room = room.together(vec![0, 1]).together(vec![2, 3]).pin(0, 0).pin(2, 0).build().unwrap();
    let answer = solve(&room, &options(1), &Budget::steps(2_000));
    assert_eq!(answer.status, Status::Infeasible);
    let fullest = answer.plan.rounds.iter().map(|tables| tables[0].len()).max();
    assert!(fullest <= Some(4), "{:?}", answer.plan);
}

#[test]
fn nobody_is_answered_with_the_empty_plan() {
    let room = Problem::builder(0, 2).tables(vec![Table::open(4, 2)]).build().unwrap();
    assert_eq!(solve(&room, &options(0), &Budget::steps(10_000)).objective, 0);
}

#[test]
fn a_rule_is_kept_by_resting_where_people_may_rest() {
    // Only two of each table may sit together.
    let mut room = Problem::builder(12, 3).tables(vec![Table::open(4, 3); 3]).worth(|_, _| 10);
    for b in 0..12 {
        room = (0..b).filter(|a| (a + b) % 3 != 0).fold(room, |room, a| room.forbid(a, b, Rule::Veto));
    }
    let room = room.build().unwrap();
    assert!(check(&room, &solve(&room, &options(0), &Budget::steps(50_000)).plan).is_valid());
}

#[test]
fn what_no_walk_finds_is_found_by_trying_everything() {
    let seed = 16_895_333_618_471_968_467;
    let answer = solve(&room(9, 3, seed), &options(seed), &Budget::steps(400_000));
    assert_ne!(answer.status, Status::Infeasible, "{:?}", answer.reasons);
}

#[test]
fn steps_spent_never_make_a_plan_worse() {
    let seed = 17_298_055_545_951_588_376;
    let room = room(17, 3, seed);
    let worth = |steps| {
        let answer = solve(&room, &options(seed), &Budget::steps(steps));
        rewarded(&room, &answer, answer.certificate.as_ref().unwrap())
    };
    assert!(worth(0) <= worth(100_000));
}

/// 29 people at six tables of five for five rounds, a delegation, vetoes, somebody held at a table, two who are away now
/// and then: nobody may meet twice, and everybody is to sit.
fn a_full_hall(people: usize, rounds: usize, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let worths: Vec<i32> = (0..people * people).map(|_| dice.roll(120) as i32).collect();
    Problem::builder(people, rounds)
        .tables(vec![Table::open(5, 3); 6])
        .worth(|a, b| worths[a * people + b])
        .forbid(0, 1, Rule::Veto)
        .forbid(2, 3, Rule::Veto)
        .together(vec![5, 6, 7])
        .pin(8, 3)
        .absent(4, 0)
        .absent(4, rounds - 1)
        .absent(9, 2)
        .repeats(Repeats::Hard)
        .seat_all(true)
        .build()
        .unwrap()
}

#[test]
fn rules_that_leave_little_room_are_kept_all_the_same() {
    for (people, rounds) in [(29, 5), (30, 5), (28, 6)] {
        let problem = a_full_hall(people, rounds, 5);
        let answer = solve(&problem, &Options { seed: 1, ..Options::default() }, &Budget::steps(12_000_000));
        let broken = check(&problem, &answer.plan).broken;
        assert!(broken.is_empty(), "{people} people, {rounds} rounds: {broken:?}");
    }
}
