//! One small case for each rule of the judge.
#![allow(clippy::unwrap_used)]

use allocation::{Builder, Plan, Problem, RepairInput, Repeats, Rule, Table, Violation, changes, check, check_repair};

/// Six people, two rounds, two tables of two to three; everybody is worth ten to everybody.
fn house() -> Builder {
    Problem::builder(6, 2)
        .tables(vec![Table::open(3, 2), Table::open(3, 2)])
        .sides(vec![0, 0, 0, 1, 1, 1])
        .worth(|_, _| 10)
        .repeats(Repeats::Soft(4))
}

fn plan(rounds: &[&[&[u32]]]) -> Plan {
    Plan { rounds: rounds.iter().map(|round| round.iter().map(|table| table.to_vec()).collect()).collect() }
}

fn broken(builder: Builder, rounds: &[&[&[u32]]]) -> Vec<Violation> {
    check(&builder.build().unwrap(), &plan(rounds)).broken
}

#[test]
fn a_good_plan_is_counted() {
    let report = check(&house().build().unwrap(), &plan(&[&[&[0, 1, 2], &[3, 4, 5]], &[&[0, 1, 3], &[2, 4, 5]]]));
    assert!(report.is_valid());
    // Ten different pairs, two of them twice (0-1 and 4-5).
    assert_eq!((report.objective, report.pairs, report.repeats, report.cross_pairs), (10 * 10 - 2 * 4, 10, 2, 4));
    assert_eq!((report.dates_min, report.dates_sum, report.dates_max), (3, 20, 4));
    assert_eq!((report.people[3].moves, report.people[0].moves), (1, 0));
    assert!((report.dates_mean() - 10.0 / 3.0).abs() < 1e-9);
}

#[test]
fn rounds_and_tables_are_as_many_as_there_are() {
    assert_eq!(broken(house(), &[&[]]), [Violation::WrongRounds { found: 1, wanted: 2 }]);
    assert_eq!(broken(house(), &[&[&[], &[], &[]], &[]]), [Violation::TooManyTables { round: 0 }]);
}

#[test]
fn tables_hold_between_minimum_and_seats() {
    let found = broken(house(), &[&[&[0, 1, 2, 3], &[4]], &[]]);
    let over = Violation::OverCapacity { round: 0, table: 0, people: 4 };
    let under = Violation::UnderMinimum { round: 0, table: 1, people: 1 };
    assert_eq!(found, [over, under]);
}

#[test]
fn a_closed_table_stays_empty() {
    let closed = Table { cap: 3, min: 2, closed: vec![1] };
    let found = broken(house().tables(vec![closed, Table::open(3, 2)]), &[&[&[0, 1], &[]], &[&[0, 2], &[]]]);
    assert_eq!(found, [Violation::ClosedTable { round: 1, table: 0 }]);
}

#[test]
fn nobody_sits_twice_or_is_a_stranger_or_absent() {
    let found = broken(house().absent(5, 0), &[&[&[0, 1], &[0, 2]], &[]]);
    assert_eq!(found, [Violation::SeatedTwice { round: 0, person: 0 }]);
    let found = broken(house(), &[&[&[0, 1, 77], &[]], &[]]);
    assert_eq!(found, [Violation::UnknownPerson { round: 0, table: 0, person: 77 }]);
    let found = broken(house().absent(5, 0), &[&[&[0, 5], &[]], &[]]);
    assert_eq!(found, [Violation::Absent { round: 0, person: 5 }]);
}

#[test]
fn everybody_present_is_seated_where_that_is_asked() {
    let found = broken(house().seat_all(true).absent(5, 1), &[&[&[0, 1, 2], &[3, 4, 5]], &[&[0, 3], &[1, 2]]]);
    assert_eq!(found, [Violation::NotSeated { round: 1, person: 4 }]);
}

#[test]
fn delegations_stay_whole_and_earn_nothing() {
    let found = broken(house().together(vec![0, 1]), &[&[&[0, 2], &[1, 3]], &[&[0, 1], &[]]]);
    assert_eq!(found, [Violation::Split { round: 0, group: 0 }]);
    let report = check(&house().together(vec![0, 1]).build().unwrap(), &plan(&[&[&[0, 1], &[]], &[&[0, 1], &[]]]));
    assert_eq!((report.is_valid(), report.objective, report.repeats), (true, 0, 0));
}

#[test]
fn pins_hold() {
    let found = broken(house().pin(0, 1), &[&[&[2, 3], &[0, 1]], &[&[0, 1], &[]]]);
    assert_eq!(found, [Violation::OffPin { round: 1, person: 0, table: 1 }]);
}

#[test]
fn those_who_must_not_meet_do_not() {
    for rule in [Rule::Veto, Rule::Language, Rule::SameSide] {
        let found = broken(house().forbid(0, 1, rule), &[&[&[0, 1], &[]], &[]]);
        assert_eq!(found, [Violation::Forbidden { round: 0, a: 0, b: 1, rule }]);
    }
}

#[test]
fn nobody_meets_again_where_that_is_forbidden() {
    let found = broken(house().repeats(Repeats::Hard), &[&[&[0, 1], &[]], &[&[], &[1, 0]]]);
    assert_eq!(found, [Violation::MetAgain { round: 1, a: 0, b: 1 }]);
}

#[test]
fn a_repair_is_judged_by_what_people_were_told() {
    let told = plan(&[&[&[0, 1, 2], &[3, 4, 5]], &[&[0, 3, 4], &[1, 2, 5]]]);
    let input = RepairInput { announced: told.clone(), done_rounds: 1, frozen_rounds: 0, cost_seat: 6, cost_pair: 4 };
    let problem = house().absent(5, 1).build().unwrap();
    // 1 changes tables: one seat, and the announced pair 1-2.
    let after = plan(&[&[&[0, 1, 2], &[3, 4, 5]], &[&[0, 1, 3], &[2, 4]]]);
    let judged = check_repair(&problem, &input, &after);
    assert!(judged.report.is_valid());
    assert_eq!((judged.changed_seats, judged.lost_pairs), (2, 3));
    assert_eq!(judged.score, judged.report.objective - 2 * 6 - 3 * 4);
    let differences = changes(&told, &after);
    assert_eq!((differences.seats.len(), differences.lost.len(), differences.added.len()), (3, 5, 3));

    let past = plan(&[&[&[0, 1, 3], &[2, 4, 5]], &[&[0, 3, 4], &[1, 2]]]);
    assert_eq!(check_repair(&problem, &input, &past).report.broken, [Violation::PlayedRoundChanged { round: 0 }]);
}

#[test]
fn a_frozen_round_only_loses_those_who_are_gone() {
    let told = plan(&[&[&[0, 1], &[2, 3]], &[&[0, 2], &[1, 3]]]);
    let input = RepairInput { announced: told, done_rounds: 0, frozen_rounds: 1, cost_seat: 6, cost_pair: 4 };
    let problem = house().absent(3, 0).absent(3, 1).absent(4, 0).absent(5, 0).build().unwrap();
    // Person 2 is left alone at their table: nobody can mend that any more.
    let kept = plan(&[&[&[0, 1], &[2]], &[&[0, 2], &[1, 4]]]);
    assert_eq!(check_repair(&problem, &input, &kept).report.broken, []);
    let moved = plan(&[&[&[0, 1, 2], &[]], &[&[0, 2], &[1, 4]]]);
    assert_eq!(check_repair(&problem, &input, &moved).report.broken, [Violation::FrozenRoundChanged { round: 0 }]);
}
