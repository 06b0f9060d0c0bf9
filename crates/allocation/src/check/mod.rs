//! The judge: whether a plan keeps every hard rule, and what it is worth. Shares no code with the search.

use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

mod repair;
mod report;
mod violation;

pub use repair::{RepairReport, check_repair};
pub use report::{PersonReport, Report};
pub use violation::Violation;

/// Judges a plan.
pub fn check(problem: &Problem, plan: &Plan) -> Report {
    let n = problem.people();
    let mut report = Report { people: vec![PersonReport::default(); n], ..Report::default() };
    if plan.rounds.len() != problem.rounds() {
        let (found, wanted) = (plan.rounds.len(), problem.rounds());
        report.broken.push(Violation::WrongRounds { found, wanted });
    }
    let mut met: Vec<(u32, u32, u32)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; n];
    for r in 0..problem.rounds().min(plan.rounds.len()) {
        let seat = judge_round(problem, plan, r, &mut report.broken, &mut met);
        for i in 0..n {
            if seat[i].is_none() && problem.is_present(i, r) {
                report.people[i].sat_out += 1;
            }
            if before[i].is_some() && seat[i].is_some() && seat[i] != before[i] {
                report.people[i].moves += 1;
            }
        }
        before = seat;
    }
    let cost = match problem.repeats() {
        Repeats::Hard => 0,
        Repeats::Soft(cost) => i64::from(cost),
    };
    met.sort_unstable();
    for meetings in met.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (a, b, _) = meetings[0];
        let (i, j) = (a as usize, b as usize);
        if problem.same_group(i, j) {
            continue;
        }
        for rule in problem.forbidden_by(i, j) {
            report.broken.extend(meetings.iter().map(|&(.., round)| Violation::Forbidden { round, a, b, rule }));
        }
        if problem.repeats() == Repeats::Hard {
            report.broken.extend(meetings[1..].iter().map(|&(.., round)| Violation::MetAgain { round, a, b }));
        }
        let worth = if problem.may_meet(i, j) { i64::from(problem.worth(i, j)) } else { 0 };
        report.objective += worth - cost * (meetings.len() as i64 - 1);
        report.repeats += meetings.len() as u32 - 1;
        report.pairs += 1;
        report.cross_pairs += u32::from(problem.side(i) != problem.side(j));
        for person in [i, j] {
            report.people[person].dates += 1;
            report.people[person].quality += worth;
        }
    }
    for (i, person) in report.people.iter().enumerate() {
        if let Some(limit) = problem.limit(i).filter(|&limit| person.dates > limit) {
            report.broken.push(Violation::OverLimit { person: i as u32, dates: person.dates, limit });
        }
    }
    report.dates_min = report.people.iter().map(|p| p.dates).min().unwrap_or(0);
    report.dates_max = report.people.iter().map(|p| p.dates).max().unwrap_or(0);
    report.dates_sum = report.people.iter().map(|p| u64::from(p.dates)).sum();
    report.broken.sort();
    report
}

/// Judges one round by itself, notes who meets, and returns everybody's table.
fn judge_round(
    problem: &Problem,
    plan: &Plan,
    r: usize,
    broken: &mut Vec<Violation>,
    met: &mut Vec<(u32, u32, u32)>,
) -> Vec<Option<usize>> {
    let round = r as u32;
    let mut seat: Vec<Option<usize>> = vec![None; problem.people()];
    if plan.rounds[r].len() > problem.tables().len() {
        broken.push(Violation::TooManyTables { round });
    }
    for (t, sitting) in plan.rounds[r].iter().enumerate().take(problem.tables().len()) {
        let (table, people) = (t as u32, sitting.len() as u32);
        if people > problem.tables()[t].cap {
            broken.push(Violation::OverCapacity { round, table, people });
        }
        if people > 0 && people < problem.tables()[t].min {
            broken.push(Violation::UnderMinimum { round, table, people });
        }
        if people > 0 && !problem.is_open(t, r) {
            broken.push(Violation::ClosedTable { round, table });
        }
        for &person in sitting {
            let Some(place) = seat.get_mut(person as usize) else {
                broken.push(Violation::UnknownPerson { round, table, person });
                continue;
            };
            if place.replace(t).is_some() {
                broken.push(Violation::SeatedTwice { round, person });
            }
            if !problem.is_present(person as usize, r) {
                broken.push(Violation::Absent { round, person });
            }
        }
        let known: Vec<u32> = sitting.iter().copied().filter(|&i| (i as usize) < problem.people()).collect();
        for (k, &a) in known.iter().enumerate() {
            for &b in known[k + 1..].iter().filter(|&&b| b != a) {
                met.push((a.min(b), a.max(b), round));
            }
        }
    }
    for (i, place) in seat.iter().enumerate().filter(|&(i, _)| problem.is_present(i, r)) {
        let person = i as u32;
        if problem.seat_all() && place.is_none() {
            broken.push(Violation::NotSeated { round, person });
        }
        if let Some(table) = problem.pin(i).filter(|&table| *place != Some(table)) {
            broken.push(Violation::OffPin { round, person, table: table as u32 });
        }
    }
    for (g, group) in problem.groups().iter().enumerate() {
        let mut places = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).map(|i| seat[i]);
        if let Some(first) = places.next()
            && places.any(|place| place != first)
        {
            broken.push(Violation::Split { round, group: g as u32 });
        }
    }
    seat
}
