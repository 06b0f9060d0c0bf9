//! What a moderator is told: why two sit together, what a person gets, what a rule costs, what cannot be kept together.
#![allow(clippy::unwrap_used)]

use allocation::{
    Answer, Budget, Conflict, Demand, Explanation, Loosened, Options, PriceKnown, Problem, Relaxing, Repeats, Rule,
    Status, Table, conflict, explain, solve,
};
use proptest::prelude::*;

fn solved(problem: &Problem) -> Answer {
    solve(problem, &Options::default(), &Budget::steps(20_000))
}

fn explained(problem: &Problem) -> (Answer, Explanation) {
    let answer = solved(problem);
    let explanation = explain(problem, &answer, &|_, _| None, &|i| if i == 0 { vec![3, 1] } else { Vec::new() });
    (answer, explanation)
}

/// Everybody is to be seated at tables of so many.
fn hall(people: usize, caps: &[u32]) -> allocation::Builder {
    Problem::builder(people, 1)
        .tables(caps.iter().map(|&cap| Table::open(cap, 1)).collect())
        .worth(|_, _| 1)
        .repeats(Repeats::Soft(1))
        .seat_all(true)
}

fn clash(problem: &Problem) -> Conflict {
    let (answer, explanation) = explained(problem);
    assert_eq!(answer.status, Status::Infeasible);
    explanation.conflict.unwrap()
}

/// The people a conflict wants seated.
fn seated(conflict: &Conflict) -> Vec<u32> {
    let people = |demand: &Demand| match demand {
        Demand::Seated { people } => people.clone(),
        _ => Vec::new(),
    };
    conflict.demands.iter().flat_map(people).collect()
}

#[test]
fn four_who_avoid_each_other_and_three_tables() {
    let mut builder = hall(11, &[4, 4, 4]);
    for (a, b) in [(1, 4), (1, 6), (1, 9), (4, 6), (4, 9), (6, 9), (0, 2), (0, 3)] {
        builder = builder.forbid(a, b, Rule::Veto);
    }
    let found = clash(&builder.build().unwrap());
    assert_eq!((found.round, seated(&found)), (Some(0), vec![1, 4, 6, 9]));
    let apart = found.demands.iter().filter(|demand| matches!(demand, Demand::Apart { .. })).count();
    assert_eq!((apart, found.demands.len()), (6, 8));
    assert!(found.demands.contains(&Demand::Seats { tables: 3, seats: 12, largest: 4 }));
}

#[test]
fn three_delegations_of_three_and_two_tables_of_five() {
    let mut builder = hall(10, &[5, 5]);
    for start in [0, 3, 6] {
        builder = builder.together(vec![start, start + 1, start + 2]);
    }
    let found = clash(&builder.build().unwrap());
    let together = found.demands.iter().filter(|demand| matches!(demand, Demand::Together { .. })).count();
    assert_eq!((together, seated(&found).len()), (3, 3));
}

#[test]
fn one_more_than_there_are_seats() {
    let found = clash(&hall(9, &[4, 4]).build().unwrap());
    assert_eq!(seated(&found).len(), 9);
    assert!(found.demands.contains(&Demand::Seats { tables: 2, seats: 8, largest: 4 }));
}

#[test]
fn somebody_nobody_may_sit_with() {
    let mut builder = hall(6, &[3, 3]).tables(vec![Table::open(3, 2), Table::open(3, 2), Table::open(3, 2)]);
    for other in [0, 1, 2, 3, 5] {
        builder = builder.forbid(4, other, if other < 3 { Rule::Veto } else { Rule::Language });
    }
    let problem = builder.build().unwrap();
    let found = clash(&problem);
    assert_eq!(seated(&found), [4]);
    let (_, explanation) = explained(&problem);
    let person = &explanation.people[4];
    assert_eq!(person.possible, 0);
    let lifting = |rule, partners| Relaxing { rule, partners, best: 1 };
    assert_eq!(person.relaxing, [lifting(Rule::Veto, 3), lifting(Rule::Language, 2)]);
}

#[test]
fn more_rounds_than_others() {
    let builder = Problem::builder(4, 5).tables(vec![Table::open(2, 2); 2]).worth(|_, _| 5).seat_all(true);
    let found = clash(&builder.build().unwrap());
    assert_eq!(found.round, None);
    assert!(found.demands.contains(&Demand::NeverTwice { rounds: 5 }));
}

#[test]
fn ten_people_three_tables_and_nobody_twice() {
    // Whoever shares a table first needs a table each then: three tables of three are the most.
    let builder = Problem::builder(10, 2).tables(vec![Table::open(4, 2); 3]).worth(|_, _| 5).seat_all(true);
    let found = clash(&builder.build().unwrap());
    assert_eq!((found.round, seated(&found).len()), (None, 10));
    assert!(found.demands.contains(&Demand::NeverTwice { rounds: 2 }));
}

#[test]
fn a_table_that_needs_three_and_two_people_left_for_it() {
    let mut builder = hall(6, &[]).tables(vec![Table::open(4, 3); 2]);
    for (a, b) in [(0, 1), (0, 2), (0, 3), (4, 5)] {
        builder = builder.forbid(a, b, Rule::Veto);
    }
    let found = clash(&builder.build().unwrap());
    assert_eq!((found.round, seated(&found)), (Some(0), vec![0, 1, 2, 3, 4, 5]));
    assert!(found.demands.contains(&Demand::Minimum { people: 3 }));
}

#[test]
fn what_can_be_kept_is_no_conflict() {
    let problem = hall(11, &[4, 4, 4]).forbid(1, 4, Rule::Veto).together(vec![5, 6]).build().unwrap();
    let (answer, explanation) = explained(&problem);
    assert_ne!(answer.status, Status::Infeasible);
    assert_eq!(explanation.conflict, None);
}

#[test]
fn a_veto_on_the_best_pair_costs_what_it_is_worth() {
    // 0 and 1 face 2 and 3; without the veto 0-2 and 1-3 would meet for 100 and 1.
    let worth = |a: usize, b: usize| [[100, 7], [5, 1]][a.min(1)][(b.max(2) - 2).min(1)];
    let problem = Problem::builder(4, 1)
        .tables(vec![Table::open(2, 2); 2])
        .sides(vec![1, 1, 0, 0])
        .worth(worth)
        .forbid(0, 1, Rule::SameSide)
        .forbid(2, 3, Rule::SameSide)
        .forbid(0, 2, Rule::Veto)
        .build()
        .unwrap();
    let (answer, explanation) = explained(&problem);
    assert_eq!((answer.objective, answer.status), (12, Status::Optimal));
    let veto = explanation.rules.iter().find(|price| price.rule == Loosened::Vetoes).unwrap();
    assert_eq!((veto.costs, veto.gap, veto.known), (89, 0, PriceKnown::Exactly));
    assert_eq!(
        explanation.pairs.iter().map(|pair| (pair.a, pair.b, pair.worth)).collect::<Vec<_>>(),
        [(0, 3, 7), (1, 2, 5)]
    );
    let first = &explanation.people[0];
    assert_eq!((first.wishes, first.wishes_possible, first.wishes_kept), (2, 1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// On problems small enough to try everything: a conflict is named only where there is no seating at all.
    #[test]
    fn a_conflict_is_never_invented(people in 3usize..8, vetoes in prop::collection::vec((0usize..8, 0usize..8), 0..14), pins in prop::collection::vec((0usize..8, 0usize..2), 0..3), least in prop::array::uniform3(1usize..4)) {
        let caps = [3, 2, 3];
        let least = [least[0], least[1].min(2), least[2]];
        let table = |t: usize| Table::open(caps[t] as u32, least[t] as u32);
        let mut builder = hall(people, &[]).tables((0..3).map(table).collect());
        for &(a, b) in vetoes.iter().filter(|(a, b)| a != b && *a < people && *b < people) {
            builder = builder.forbid(a, b, Rule::Veto);
        }
        let mut pinned = [false; 8];
        for &(i, t) in pins.iter().filter(|(i, _)| *i < people) {
            if !std::mem::replace(&mut pinned[i], true) {
                builder = builder.pin(i, t);
            }
        }
        let Ok(problem) = builder.build() else { return Ok(()) };
        let possible = (0..3usize.pow(people as u32)).any(|code| {
            let at = |i: usize| code / 3usize.pow(i as u32) % 3;
            let here = |t: usize| (0..people).filter(|&i| at(i) == t).count();
            let fits = (0..3).all(|t| here(t) <= caps[t] && (here(t) == 0 || here(t) >= least[t]));
            let free = (0..people).all(|b| (0..b).all(|a| at(a) != at(b) || problem.may_meet(a, b)));
            fits && free && (0..people).all(|i| problem.pin(i).is_none_or(|t| t == at(i)))
        });
        let answer = solved(&problem);
        let named = conflict(&problem, &answer.plan);
        prop_assert_eq!(possible, answer.status != Status::Infeasible);
        prop_assert_eq!(possible, named.is_none(), "{:?}", named);
    }
}

/// What somebody could have, by the explanation of a plan.
fn possible(problem: &Problem) -> Vec<u32> {
    explained(problem).1.people.iter().map(|person| person.possible).collect()
}

#[test]
fn whoever_stays_together_takes_the_places_at_their_table() {
    // Three who stay together leave two seats of five: ten others in five rounds.
    let tables = vec![Table::open(5, 3); 6];
    let hall = Problem::builder(29, 5).tables(tables).worth(|_, _| 1).repeats(Repeats::Soft(1)).together(vec![5, 6, 7]);
    let possible_here = possible(&hall.build().unwrap());
    assert_eq!((possible_here[5], possible_here[0]), (10, 20));
    // Two at tables for two meet nobody, and nobody meets them.
    let pairs = Problem::builder(6, 5).tables(vec![Table::open(2, 2); 3]).worth(|_, _| 1).together(vec![0, 1]);
    let pairs = pairs.repeats(Repeats::Soft(1)).build().unwrap();
    assert_eq!(possible(&pairs), [0, 0, 3, 3, 3, 3]);
    let told = allocation::reasons_for(&pairs, &solved(&pairs).plan);
    let alone = told.iter().filter_map(|reason| match reason {
        allocation::Reason::NobodyToMeet { person, .. } => Some(*person),
        _ => None,
    });
    assert_eq!(alone.collect::<Vec<_>>(), [0, 1]);
}
