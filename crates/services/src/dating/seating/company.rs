//! Nobody sits alone who need not: those a search left without company sit down with others where there is room, or together
//! at a table that is free.

use allocation::{Answer, Plan, Problem, RepairInput, check_repair};
use std::collections::HashSet;

/// People who sit down as one: somebody alone, or those of a delegation who are there.
type Unit = Vec<u32>;

/// The answer with company for everybody who can have it without breaking a rule or meeting anybody twice, rounds that cannot
/// be changed left as they are.
pub(in crate::dating) fn in_company(problem: &Problem, input: &RepairInput, mut answer: Answer) -> Answer {
    let mut plan = answer.plan.clone();
    let mut met: HashSet<(u32, u32)> = plan.rounds.iter().flatten().flat_map(|sitting| pairs(sitting)).collect();
    for round in input.done_rounds..plan.rounds.len().min(problem.rounds()) {
        while let Some((table, people)) = better_seats(problem, &plan, &met, round) {
            plan.rounds[round].iter_mut().for_each(|sitting| sitting.retain(|i| !people.contains(i)));
            plan.rounds[round][table].extend(people);
            met.extend(pairs(&plan.rounds[round][table]));
        }
    }
    let judged = |plan: &Plan| {
        let report = check_repair(problem, input, plan).report;
        (std::cmp::Reverse(report.broken.len()), report.objective)
    };
    if plan != answer.plan && judged(&plan) >= judged(&answer.plan) {
        answer.objective = judged(&plan).1;
        answer.plan = plan;
    }
    answer
}

/// A table of a round, and those who have no company and could sit down there: of all ways the one that is worth most.
fn better_seats(problem: &Problem, plan: &Plan, met: &HashSet<(u32, u32)>, round: usize) -> Option<(usize, Unit)> {
    let alone = lonely(problem, plan, round);
    let mut best: Option<(i64, usize, Unit)> = None;
    let tables = plan.rounds[round].iter().enumerate().filter(|(table, _)| problem.is_open(*table, round));
    for (table, sitting) in tables {
        let (least, most) = (problem.tables()[table].min as usize, problem.tables()[table].cap as usize);
        for (place, unit) in alone.iter().enumerate() {
            let hosts: Unit = sitting.iter().copied().filter(|i| !unit.contains(i)).collect();
            let others = alone[place + 1..].iter().filter(|_| hosts.is_empty());
            let company = others.map(|other| (other.as_slice(), true)).chain([(hosts.as_slice(), false)]);
            for (with, comes_too) in company.filter(|(with, _)| !with.is_empty()) {
                let fits = (least..=most).contains(&(unit.len() + with.len()));
                let worth = fits.then(|| worth(problem, met, unit, with)).flatten();
                let Some(worth) = worth.filter(|worth| best.as_ref().is_none_or(|(known, ..)| worth > known)) else {
                    continue;
                };
                let people = unit.iter().chain(with.iter().filter(|_| comes_too)).copied().collect();
                best = Some((worth, table, people));
            }
        }
    }
    best.map(|(_, table, people)| (table, people))
}

/// Who is there in a round, is held at no table, and sits by themselves or nowhere.
fn lonely(problem: &Problem, plan: &Plan, round: usize) -> Vec<Unit> {
    let company = |i: u32| plan.rounds[round].iter().find(|sitting| sitting.contains(&i)).map_or(0, Vec::len);
    let here = |i: &u32| problem.is_present(*i as usize, round);
    let unit = |i: u32| match problem.group_of(i as usize) {
        Some(group) => problem.groups()[group].iter().copied().filter(here).collect(),
        None => vec![i],
    };
    let people = (0..problem.people() as u32).filter(here);
    let units = people.map(|i| (i, unit(i))).filter(|(i, unit)| unit.first() == Some(i)).map(|(_, unit)| unit);
    units.filter(|unit| unit.iter().all(|i| problem.pin(*i as usize).is_none() && company(*i) < 2)).collect()
}

/// What it is worth that all of these meet all of those for the first time; `None` where they may not.
fn worth(problem: &Problem, met: &HashSet<(u32, u32)>, these: &[u32], those: &[u32]) -> Option<i64> {
    let mut sum = 0;
    for (a, b) in these.iter().flat_map(|a| those.iter().map(move |b| (*a.min(b), *a.max(b)))) {
        if met.contains(&(a, b)) || !problem.may_meet(a as usize, b as usize) {
            return None;
        }
        sum += i64::from(problem.worth(a as usize, b as usize));
    }
    Some(sum)
}

fn pairs(sitting: &[u32]) -> Vec<(u32, u32)> {
    let all = sitting.iter().enumerate();
    all.flat_map(|(k, a)| sitting[k + 1..].iter().map(|b| (*a.min(b), *a.max(b)))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use allocation::{Budget, Builder, Options, Rule, Table};

    fn hall(people: usize, tables: usize, cap: u32) -> Builder {
        let tables = vec![Table { cap, min: 2, closed: Vec::new() }; tables];
        Problem::builder(people, 1).tables(tables).worth(|_, _| 1)
    }

    fn seated(problem: &Problem, round: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
        let answer = allocation::solve(problem, &Options::default(), &Budget::steps(0));
        let answer = Answer { plan: Plan { rounds: vec![round] }, ..answer };
        let announced = answer.plan.clone();
        let input = RepairInput { announced, done_rounds: 0, frozen_rounds: 0, cost_seat: 0, cost_pair: 0 };
        in_company(problem, &input, answer).plan.rounds.remove(0)
    }

    #[test]
    fn two_who_are_alone_sit_down_at_a_table_that_is_free() {
        let problem = hall(4, 2, 2).build().unwrap();
        assert_eq!(seated(&problem, vec![vec![0, 1], vec![]]), [[0, 1], [2, 3]]);
    }

    #[test]
    fn somebody_alone_joins_others_and_brings_their_delegation() {
        let problem = hall(5, 1, 4).together(vec![3, 4]).build().unwrap();
        // Where there are two seats left, the two who stay together take them.
        assert_eq!(seated(&problem, vec![vec![0, 1]]), [[0, 1, 3, 4]]);
    }

    #[test]
    fn whoever_must_not_meet_stays_apart() {
        let problem = hall(3, 1, 3).forbid(0, 2, Rule::Veto).build().unwrap();
        assert_eq!(seated(&problem, vec![vec![0, 1]]), [[0, 1]]);
    }
}
