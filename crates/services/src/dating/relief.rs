//! Where a search ends with a plan that breaks a rule although people may sit out, those it is about rest, and gaps are
//! filled again: resting is a shortfall that is told and shared out, a broken rule is neither.

use allocation::{Answer, Budget, Options, Plan, Problem, RepairInput, Violation, check_repair};

/// The answer with a plan that breaks less, where there is one. Rounds that cannot be changed stay.
pub(super) fn relieved(problem: &Problem, input: &RepairInput, options: &Options, mut answer: Answer) -> Answer {
    let broken = |plan: &Plan| check_repair(problem, input, plan).report.broken;
    if problem.seat_all() || broken(&answer.plan).is_empty() {
        return answer;
    }
    let mut calm = answer.plan.clone();
    let next = |calm: &Plan| {
        let all = broken(calm);
        all.iter().find_map(|one| Some((one.round()? as usize, who_rests(problem, input, calm, &all, one)?)))
    };
    while let Some((round, resting)) = next(&calm) {
        calm.rounds[round].iter_mut().for_each(|sitting| sitting.retain(|i| !resting.contains(i)));
    }
    let told = RepairInput { announced: calm.clone(), ..input.clone() };
    let filled = allocation::repair(problem, &told, options, &Budget::steps(0)).plan;
    for better in [calm, filled] {
        let (before, after) = (broken(&answer.plan).len(), broken(&better).len());
        // Gaps are filled at no other price.
        if after < before || after == 0 {
            answer.objective = allocation::check(problem, &better).objective;
            answer.plan = better;
        }
    }
    answer
}

/// Who leaves a table so that a rule is kept; nobody where somebody held at a table would be left there by themselves, or
/// where nobody would leave.
fn who_rests(
    problem: &Problem,
    input: &RepairInput,
    plan: &Plan,
    all: &[Violation],
    one: &Violation,
) -> Option<Vec<u32>> {
    let round = one.round().map(|round| round as usize).filter(|round| *round >= input.done_rounds)?;
    let tables = plan.rounds.get(round)?;
    let unit = |i: u32| match problem.group_of(i as usize) {
        Some(group) => problem.groups()[group].clone(),
        None => vec![i],
    };
    let held = |i: &u32| problem.pin(*i as usize).is_some();
    let may_go = |people: &[u32]| people.iter().all(|i| unit(*i).iter().all(|i| !held(i)));
    let sits = |i: u32| tables.iter().position(|sitting| sitting.contains(&i));
    let everybody = |table: usize| tables.get(table).map(|sitting| sitting.iter().flat_map(|i| unit(*i)).collect());
    let leaving: Option<Vec<u32>> = match *one {
        Violation::Forbidden { a, b, .. } | Violation::MetAgain { a, b, .. } => {
            let table = sits(a)?;
            let stays_in_company = |people: &[u32]| {
                let rest: Vec<u32> = tables[table].iter().copied().filter(|i| !people.contains(i)).collect();
                rest.len() >= problem.tables()[table].min as usize || may_go(&rest)
            };
            let named = |i: &u32| all.iter().filter(|other| is_about(other, round, *i)).count();
            let units = [unit(a), unit(b)].into_iter().filter(|unit| may_go(unit) && stays_in_company(unit));
            units.max_by_key(|unit| (unit.iter().map(named).sum::<usize>(), std::cmp::Reverse(unit.len())))
        }
        Violation::UnderMinimum { table, .. } | Violation::ClosedTable { table, .. } => everybody(table as usize),
        Violation::Split { group, .. } => problem.groups().get(group as usize).cloned(),
        Violation::OverCapacity { table, .. } => {
            tables.get(table as usize)?.iter().map(|i| unit(*i)).filter(|unit| may_go(unit)).min_by_key(Vec::len)
        }
        _ => None,
    };
    leaving.filter(|people| may_go(people) && people.iter().any(|i| sits(*i).is_some()))
}

fn is_about(violation: &Violation, round: usize, person: u32) -> bool {
    match *violation {
        Violation::Forbidden { round: r, a, b, .. } | Violation::MetAgain { round: r, a, b } => {
            r as usize == round && (a == person || b == person)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use allocation::{Rule, Table, check};

    fn tables(count: usize, cap: u32) -> Vec<Table> {
        vec![Table { cap, min: 2, closed: Vec::new() }; count]
    }

    fn answered(problem: &Problem, rounds: Vec<Vec<Vec<u32>>>) -> Answer {
        let answer = allocation::solve(problem, &Options::default(), &Budget::steps(0));
        Answer { plan: Plan { rounds }, ..answer }
    }

    fn relief(problem: &Problem, rounds: Vec<Vec<Vec<u32>>>, done_rounds: usize) -> Plan {
        let answer = answered(problem, rounds);
        let input =
            RepairInput { announced: answer.plan.clone(), done_rounds, frozen_rounds: 0, cost_seat: 0, cost_pair: 0 };
        relieved(problem, &input, &Options::default(), answer).plan
    }

    #[test]
    fn two_who_must_not_meet_rest_and_whoever_can_sits_down_again() {
        let problem = Problem::builder(3, 1).tables(tables(1, 2)).forbid(0, 1, Rule::Veto).build().unwrap();
        let plan = relief(&problem, vec![vec![vec![0, 1]]], 0);
        assert!(check(&problem, &plan).is_valid(), "{plan:?}");
    }

    #[test]
    fn what_was_played_stays_and_what_breaks_nothing_too() {
        let problem = Problem::builder(4, 2).tables(tables(2, 2)).worth(|_, _| 1).build().unwrap();
        let again = vec![vec![vec![0, 1], vec![2, 3]], vec![vec![0, 1], vec![2, 3]]];
        let plan = relief(&problem, again.clone(), 1);
        assert_eq!(plan.rounds[0], again[0]);
        assert!(check(&problem, &plan).is_valid(), "{plan:?}");
        let valid = vec![vec![vec![0, 1], vec![2, 3]], vec![vec![0, 2], vec![1, 3]]];
        assert_eq!(relief(&problem, valid.clone(), 1).rounds, valid);
    }

    #[test]
    fn somebody_held_at_a_table_is_not_left_there_alone() {
        let problem =
            Problem::builder(2, 1).tables(tables(1, 2)).forbid(0, 1, Rule::SameSide).pin(0, 0).build().unwrap();
        assert_eq!(relief(&problem, vec![vec![vec![0, 1]]], 0).rounds, [[[0, 1]]]);
    }
}
