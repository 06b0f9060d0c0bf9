//! One-to-one plans against trying everything, certificates against tampering, and what must not change a proven best.
#![allow(clippy::unwrap_used)]

use allocation::{
    Answer, Budget, Certificate, Fairness, OddSet, Options, Problem, Rule, Status, Table, check, prove, solve,
};
use proptest::prelude::*;

/// Is told the pairs of a plan.
type Visit<'v> = dyn FnMut(&[(usize, usize)]) + 'v;

/// Everything a small one-to-one problem is made of, so that it can be built again with a difference.
#[derive(Debug, Clone)]
struct Day {
    sides: Option<Vec<u8>>,
    rounds: usize,
    tables: usize,
    worth: Vec<Vec<i32>>,
    vetoes: Vec<(usize, usize)>,
    limits: Vec<Option<u32>>,
    absent: Vec<(usize, usize)>,
}

impl Day {
    fn people(&self) -> usize {
        self.worth.len()
    }

    fn problem(&self) -> Problem {
        let n = self.people();
        let mut builder = Problem::builder(n, self.rounds)
            .tables(vec![Table::open(2, 2); self.tables])
            .worth(|a, b| self.worth[a.max(b)][a.min(b)]);
        if let Some(sides) = &self.sides {
            builder = builder.sides(sides.clone());
            for (b, side) in sides.iter().enumerate() {
                for a in (0..b).filter(|&a| sides[a] == *side) {
                    builder = builder.forbid(a, b, Rule::SameSide);
                }
            }
        }
        for &(a, b) in &self.vetoes {
            builder = builder.forbid(a, b, Rule::Veto);
        }
        for (i, limit) in self.limits.iter().enumerate() {
            if let Some(limit) = limit {
                builder = builder.limit(i, *limit);
            }
        }
        for &(person, round) in &self.absent {
            builder = builder.absent(person, round);
        }
        builder.build().unwrap()
    }

    /// The same day with everybody under another number.
    fn renamed(&self, to: &[usize]) -> Day {
        let n = self.people();
        let mut day = self.clone();
        for a in 0..n {
            for b in 0..n {
                day.worth[to[a].max(to[b])][to[a].min(to[b])] = self.worth[a.max(b)][a.min(b)];
            }
            day.limits[to[a]] = self.limits[a];
            if let (Some(sides), Some(before)) = (&mut day.sides, &self.sides) {
                sides[to[a]] = before[a];
            }
        }
        day.vetoes = self.vetoes.iter().map(|&(a, b)| (to[a], to[b])).collect();
        day.absent = self.absent.iter().map(|&(i, r)| (to[i], r)).collect();
        day
    }

    /// Visits the pairs of every valid plan.
    fn every_plan(&self, visit: &mut Visit) {
        self.seat_on(&self.problem(), 0, 0, 0, &mut vec![false; self.people()], &mut Vec::new(), visit);
    }

    #[allow(clippy::too_many_arguments)]
    fn seat_on(
        &self,
        problem: &Problem,
        r: usize,
        from: usize,
        used: usize,
        busy: &mut Vec<bool>,
        pairs: &mut Vec<(usize, usize)>,
        visit: &mut Visit,
    ) {
        if r == self.rounds {
            return visit(pairs);
        }
        // End the round here, or seat one more pair, in order.
        self.seat_on(problem, r + 1, 0, 0, &mut vec![false; self.people()], pairs, visit);
        if used == self.tables {
            return;
        }
        let n = self.people();
        let dates = |pairs: &[(usize, usize)], i: usize| pairs.iter().filter(|p| p.0 == i || p.1 == i).count() as u32;
        for k in from..n * n {
            let (a, b) = (k / n, k % n);
            let free = a < b && !busy[a] && !busy[b] && problem.is_present(a, r) && problem.is_present(b, r);
            if !free || !problem.may_meet(a, b) || pairs.contains(&(a, b)) {
                continue;
            }
            if [a, b].iter().any(|&i| problem.limit(i).is_some_and(|limit| dates(pairs, i) >= limit)) {
                continue;
            }
            (busy[a], busy[b]) = (true, true);
            pairs.push((a, b));
            self.seat_on(problem, r, k + 1, used + 1, busy, pairs, visit);
            pairs.pop();
            (busy[a], busy[b]) = (false, false);
        }
    }

    fn affinity(&self, pairs: &[(usize, usize)]) -> i64 {
        pairs.iter().map(|&(a, b)| i64::from(self.worth[b][a])).sum()
    }

    /// How many people have no, one, two, … dates fewer than others: the smaller, the fairer.
    fn dates(&self, pairs: &[(usize, usize)]) -> Vec<u32> {
        let mut dates = vec![0; self.people()];
        pairs.iter().for_each(|&(a, b)| (dates[a], dates[b]) = (dates[a] + 1, dates[b] + 1));
        dates
    }

    fn best(&self) -> i64 {
        let mut best = 0;
        self.every_plan(&mut |pairs| best = best.max(self.affinity(pairs)));
        best
    }
}

fn day(two_sided: bool, people: std::ops::Range<usize>, rounds: usize, rough: bool) -> impl Strategy<Value = Day> {
    people.prop_flat_map(move |n| {
        let worth = prop::collection::vec(prop::collection::vec(-5i32..60, n), n);
        let sides = prop::collection::vec(0u8..2, n);
        let vetoes = prop::collection::vec((0..n, 0..n), 0..3);
        let limits = prop::collection::vec(prop::option::weighted(0.2, 0u32..3), n);
        let absent = prop::collection::vec((0..n, 0..rounds), if rough { 0..4 } else { 0..1 });
        let tables = if n < 2 { 1..2 } else { 1..n / 2 + 1 };
        (worth, sides, vetoes, limits, absent, tables).prop_map(
            move |(worth, sides, vetoes, limits, absent, tables)| {
                let vetoes = vetoes.into_iter().filter(|(a, b)| a != b).collect();
                Day { sides: two_sided.then_some(sides), rounds, tables, worth, vetoes, limits, absent }
            },
        )
    })
}

fn answer(problem: &Problem, fairness: Fairness) -> Answer {
    let answer = solve(problem, &Options { seed: 7, fairness }, &Budget::steps(1000));
    let report = check(problem, &answer.plan);
    assert!(report.is_valid(), "{:?}", report.broken);
    assert_eq!(answer.objective, report.objective);
    answer
}

fn fairness() -> impl Strategy<Value = Fairness> {
    prop_oneof![Just(Fairness::Off), Just(Fairness::Default), Just(Fairness::Leximin)]
}

/// Affinity and rewards, as the certificate counts them, of the best plan there is.
fn best_rewarded(day: &Day, certificate: &Certificate) -> i64 {
    let mut best = i64::MIN;
    day.every_plan(&mut |pairs| {
        let rewarded = |dates: u32| certificate.rewards.iter().take(dates as usize).sum::<i64>();
        let value = day.affinity(pairs) + day.dates(pairs).into_iter().map(rewarded).sum::<i64>();
        best = best.max(value);
    });
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn a_two_sided_day_is_solved_to_what_trying_everything_finds(
        day in day(true, 2..7, 2, false), fairness in fairness(),
    ) {
        let day = Day { absent: Vec::new(), ..day };
        let problem = day.problem();
        let found = answer(&problem, fairness);
        prop_assert_eq!(found.status, Status::Optimal);
        let certificate = found.certificate.unwrap();
        prop_assert_eq!(prove(&problem, &certificate).unwrap(), best_rewarded(&day, &certificate));
        prop_assert_eq!(found.bound.unwrap(), day.best());
    }

    #[test]
    fn leximin_puts_those_with_fewest_dates_first_and_then_affinity(day in day(true, 2..7, 2, false)) {
        let day = Day { absent: Vec::new(), ..day };
        let found = answer(&day.problem(), Fairness::Leximin);
        let mut best = (Vec::new(), i64::MIN);
        day.every_plan(&mut |pairs| {
            let mut dates = day.dates(pairs);
            dates.sort_unstable();
            best = best.clone().max((dates, day.affinity(pairs)));
        });
        let report = check(&day.problem(), &found.plan);
        let mut dates: Vec<u32> = report.people.iter().map(|person| person.dates).collect();
        dates.sort_unstable();
        prop_assert_eq!((dates, found.objective), best);
    }

    #[test]
    fn a_one_sided_day_is_bounded_and_often_proven(
        small in day(false, 2..7, 2, true), long in day(false, 2..6, 3, true), fairness in fairness(),
    ) {
        for day in [small, long] {
            let problem = day.problem();
            let found = answer(&problem, fairness);
            prop_assert!(found.bound.unwrap() >= day.best());
            let certificate = found.certificate.unwrap();
            let best = best_rewarded(&day, &certificate);
            prop_assert!(prove(&problem, &certificate).unwrap() >= best);
            if found.status == Status::Optimal {
                let report = check(&problem, &found.plan);
                let rewarded = |dates: u32| certificate.rewards.iter().take(dates as usize).sum::<i64>();
                let reached = found.objective + report.people.iter().map(|person| rewarded(person.dates)).sum::<i64>();
                prop_assert!(reached == best || found.objective == day.best(), "{reached} {best}");
            }
        }
    }

    #[test]
    fn no_price_list_proves_less_than_there_is(
        day in day(false, 2..6, 2, true), prices in prop::collection::vec(-3i64..40, 6), tables in 0i64..20,
        sets in prop::collection::vec((prop::collection::btree_set(0u32..6, 1..6), 0i64..30, 0usize..6), 0..4),
    ) {
        let problem = day.problem();
        let n = day.people();
        let sets = sets.into_iter().map(|(people, price, borders)| {
            let people: Vec<u32> = people.into_iter().filter(|&i| (i as usize) < n).collect();
            let all = (0..n as u32).flat_map(|a| (a + 1..n as u32).map(move |b| (a, b)));
            let border = all.filter(|(a, b)| people.contains(a) != people.contains(b)).take(borders).collect();
            OddSet { people, border, price }
        });
        let people = prices[..n].to_vec();
        let certificate = Certificate { scale: 1, people, tables, sets: sets.collect(), ..Certificate::default() };
        prop_assert!(prove(&problem, &certificate).unwrap() >= day.best());
    }

    #[test]
    fn renaming_people_changes_nothing(
        day in prop_oneof![day(true, 2..16, 4, false), day(false, 2..16, 4, false)], seed: u64,
    ) {
        let mut to: Vec<usize> = (0..day.people()).collect();
        to.sort_by_key(|&i| (i as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (one, other) = (answer(&day.problem(), Fairness::Off), answer(&day.renamed(&to).problem(), Fairness::Off));
        if one.status == Status::Optimal && other.status == Status::Optimal {
            prop_assert_eq!(one.objective, other.objective);
        }
        prop_assert!(one.bound.unwrap() >= other.objective && other.bound.unwrap() >= one.objective);
    }

    #[test]
    fn relaxing_a_rule_never_lowers_the_best(
        day in prop_oneof![day(true, 2..16, 4, false), day(false, 2..16, 4, false)], which in 0usize..4,
    ) {
        let mut relaxed = day.clone();
        match which {
            0 => relaxed.vetoes.clear(),
            1 => relaxed.limits.iter_mut().for_each(|limit| *limit = None),
            2 => relaxed.tables += 1,
            _ => relaxed.rounds += 1,
        }
        let (strict, free) = (answer(&day.problem(), Fairness::Off), answer(&relaxed.problem(), Fairness::Off));
        prop_assert!(free.bound.unwrap() >= strict.objective);
        if free.status == Status::Optimal {
            prop_assert!(free.objective >= strict.objective);
        }
    }
}

/// Five people who all like each other, two rounds: each round leaves one of them alone.
fn five() -> Problem {
    Problem::builder(5, 2).tables(vec![Table::open(2, 2); 2]).worth(|_, _| 10).build().unwrap()
}

#[test]
fn an_odd_set_is_part_of_the_proof() {
    let found = answer(&five(), Fairness::Off);
    assert_eq!((found.objective, found.bound, found.status), (40, Some(40), Status::Optimal));
}

#[test]
fn a_falsified_certificate_is_refused() {
    let problem = five();
    let whole = OddSet { people: vec![0, 1, 2, 3, 4], border: Vec::new(), price: 10 };
    let honest = Certificate { scale: 1, people: vec![0; 5], sets: vec![whole.clone()], ..Certificate::default() };
    assert_eq!(prove(&problem, &honest), Some(40));
    let with = |set: OddSet| Certificate { sets: vec![set], ..honest.clone() };
    // Somebody counted twice, a stranger, a price below nothing, borders that are none.
    assert_eq!(prove(&problem, &with(OddSet { people: vec![0, 0, 1], ..whole.clone() })), None);
    assert_eq!(prove(&problem, &with(OddSet { people: vec![0, 1, 9], ..whole.clone() })), None);
    assert_eq!(prove(&problem, &with(OddSet { price: -1, ..whole.clone() })), None);
    assert_eq!(prove(&problem, &with(OddSet { border: vec![(0, 1)], ..whole.clone() })), None);
    let pair = OddSet { people: vec![0], border: vec![(0, 1)], price: 3 };
    assert!(prove(&problem, &with(pair.clone())).is_some());
    assert_eq!(prove(&problem, &with(OddSet { border: vec![(0, 1), (0, 1)], ..pair.clone() })), None);
    assert_eq!(prove(&problem, &with(OddSet { border: vec![(1, 0)], ..pair.clone() })), None);
    assert_eq!(prove(&problem, &with(OddSet { border: vec![(0, 9)], ..pair })), None);
    assert_eq!(prove(&problem, &Certificate { tables: -1, ..honest.clone() }), None);
    assert_eq!(prove(&problem, &Certificate { rewards: vec![1, 2], ..honest.clone() }), None);
    assert_eq!(prove(&problem, &Certificate { people: vec![0; 4], ..honest.clone() }), None);
    assert_eq!(prove(&problem, &Certificate { scale: 0, ..honest }), None);
}

#[test]
fn nobody_meets_more_people_than_they_want() {
    let build = |cap: u32| {
        Problem::builder(9, 4).tables(vec![Table::open(cap, 2); 4]).worth(|_, _| 10).limit(3, 1).limit(4, 0).limit(5, 2)
    };
    for problem in [build(2).build().unwrap(), build(3).build().unwrap()] {
        let report = check(&problem, &answer(&problem, Fairness::Default).plan);
        let dates: Vec<u32> = (3..6).map(|i| report.people[i].dates).collect();
        assert!(dates[0] <= 1 && dates[1] == 0 && dates[2] <= 2, "{dates:?}");
    }
}

/// Two sides of ten, six rounds; the tables as told.
fn across(tables: Vec<Table>, worths: u64) -> Problem {
    let worth = move |a: usize, b: usize| ((a * 37 + b * 101) as u64 * (worths | 1) / 7 % 90) as i32;
    let sides: Vec<u8> = (0..20).map(|i| (i % 2) as u8).collect();
    let mut builder = Problem::builder(20, 6).tables(tables).sides(sides.clone()).worth(worth);
    for b in 0..20 {
        for a in (0..b).filter(|&a| sides[a] == sides[b]) {
            builder = builder.forbid(a, b, Rule::SameSide);
        }
    }
    builder.build().unwrap()
}

#[test]
fn a_seat_that_stands_alone_or_a_smaller_minimum_does_not_hide_the_optimum() {
    let options = Options { seed: 1, fairness: Fairness::Off };
    for worths in [3, 17, 91] {
        let strict = vec![Table::open(2, 2); 8];
        let best = solve(&across(strict.clone(), worths), &options, &Budget::steps(10_000));
        assert_eq!(best.status, Status::Optimal);
        for more in [Table::open(1, 1), Table::open(1, 0)] {
            let problem = across([strict.clone(), vec![more]].concat(), worths);
            let answer = solve(&problem, &options, &Budget::steps(10_000));
            assert_eq!((answer.objective, answer.status), (best.objective, Status::Optimal));
            assert_eq!(answer.certificate.and_then(|proof| prove(&problem, &proof)), Some(best.objective));
        }
        let mut mixed = strict.clone();
        mixed[3].min = 1;
        let problem = across(mixed, worths);
        let answer = solve(&problem, &options, &Budget::steps(10_000));
        assert_eq!((answer.objective, answer.status), (best.objective, Status::Optimal));
        // A larger table allows more: never less than without it, and never a false proof.
        let mut larger = strict.clone();
        larger[0].cap = 3;
        let problem = across(larger, worths);
        let answer = solve(&problem, &options, &Budget::steps(10_000));
        assert!(check(&problem, &answer.plan).is_valid());
        assert!(answer.objective >= best.objective, "{} below {}", answer.objective, best.objective);
        assert!(answer.bound.unwrap() >= answer.objective);
    }
}

#[test]
fn meetings_that_nobody_can_avoid_are_in_the_bound() {
    let worth = |a: usize, b: usize| ((a * 7 + b * 13) % 50) as i32;
    let problem = Problem::builder(6, 8)
        .tables(vec![Table::open(2, 2); 3])
        .worth(worth)
        .repeats(allocation::Repeats::Soft(40))
        .seat_all(true)
        .build()
        .unwrap();
    let answer = solve(&problem, &Options { seed: 1, fairness: Fairness::Off }, &Budget::steps(200_000));
    // 24 meetings of 15 pairs.
    let all: i64 = (0..6).flat_map(|b| (0..b).map(move |a| i64::from(worth(a, b)))).sum();
    assert_eq!((answer.objective, answer.status), (all - 9 * 40, Status::Optimal));
    assert_eq!(answer.certificate.and_then(|proof| prove(&problem, &proof)), Some(all - 9 * 40));
}
