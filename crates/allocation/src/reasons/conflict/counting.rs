//! Conflicts that counting shows: too few seats, too few tables, too few who may meet.

use super::{Conflict, Demand, needed, open_tables, present, seats};
use crate::answer::RuleCount;
use crate::problem::{Problem, Repeats};
use crate::reasons::presence::Presence;

/// Somebody who has to be seated, and too few who may sit with them to fill any table to its minimum.
pub(super) fn without_company(problem: &Problem, r: usize) -> Option<Conflict> {
    let open = open_tables(problem, r);
    for i in present(problem, r).filter(|&i| needed(problem, i)) {
        let usable = open.iter().copied().filter(|&t| problem.pin(i).is_none_or(|pin| pin == t));
        let Some(least) = usable.map(|t| problem.tables()[t].min).min() else { continue };
        let others: Vec<usize> = present(problem, r).filter(|&j| j != i).collect();
        let may = others.iter().filter(|&&j| problem.may_meet(i, j)).count() as u32;
        if may + 1 >= least {
            continue;
        }
        let rules = kept_away(problem, i, &others);
        let company = Demand::Company { person: i as u32, others: may, rules };
        let demands = vec![Demand::Minimum { people: least }, company, seat_of(problem, i)];
        return Some(Conflict { round: Some(r as u32), demands });
    }
    None
}

/// What asks for a seat for somebody: their table, where they are held at one.
fn seat_of(problem: &Problem, i: usize) -> Demand {
    match problem.pin(i) {
        Some(table) => Demand::Pin { person: i as u32, table: table as u32 },
        None => Demand::Seated { people: vec![i as u32] },
    }
}

/// The rules that keep some of these from somebody, with how many each does.
fn kept_away(problem: &Problem, i: usize, others: &[usize]) -> Vec<RuleCount> {
    let mut rules = std::collections::BTreeMap::new();
    for &j in others.iter().filter(|&&j| !problem.may_meet(i, j)) {
        problem.forbidden_by(i, j).into_iter().for_each(|rule| *rules.entry(rule).or_insert(0) += 1);
    }
    rules.into_iter().map(|(rule, people)| RuleCount { rule, people }).collect()
}

/// More people than seats; one too many is enough to show it.
pub(super) fn too_few_seats(problem: &Problem, r: usize) -> Option<Conflict> {
    let open = open_tables(problem, r);
    let seats_there: usize = open.iter().map(|&t| problem.tables()[t].cap as usize).sum();
    let people: Vec<u32> = present(problem, r).filter(|&i| needed(problem, i)).map(|i| i as u32).collect();
    (people.len() > seats_there).then(|| Conflict {
        round: Some(r as u32),
        demands: vec![Demand::Seated { people: people[..=seats_there].to_vec() }, seats(problem, &open)],
    })
}

/// Everybody seated in every round, never the same company twice, and too few who may be met.
pub(super) fn too_few_partners(problem: &Problem) -> Option<Conflict> {
    if problem.repeats() != Repeats::Hard {
        return None;
    }
    let there = Presence::of(problem);
    for i in (0..problem.people()).filter(|&i| needed(problem, i)) {
        let least = |r: usize| {
            let usable = open_tables(problem, r).into_iter().filter(|&t| problem.pin(i).is_none_or(|pin| pin == t));
            usable.map(|t| problem.tables()[t].min.saturating_sub(1)).min().unwrap_or(0)
        };
        let companions = match problem.group_of(i) {
            Some(g) => problem.groups()[g].len() as u32 - 1,
            None => 0,
        };
        let needed: u32 = (0..problem.rounds())
            .filter(|&r| problem.is_present(i, r))
            .map(|r| least(r).saturating_sub(companions))
            .sum();
        let can = |j: usize| j != i && problem.may_meet(i, j) && !problem.same_group(i, j) && there.meet(i, j);
        let others = (0..problem.people()).filter(|&j| can(j)).count() as u32;
        if others < needed {
            let rounds = problem.rounds_present(i) as u32;
            let ever: Vec<usize> = (0..problem.people()).filter(|&j| j != i && there.meet(i, j)).collect();
            let company = Demand::Company { person: i as u32, others, rules: kept_away(problem, i, &ever) };
            let demands = vec![seat_of(problem, i), company, Demand::NeverTwice { rounds }];
            return Some(Conflict { round: None, demands });
        }
    }
    None
}

/// Nobody twice, everybody seated: whoever shares a table in one round needs a table each in the other, so a table
/// seats no more delegations and single people in one round than there are tables in the other.
pub(super) fn too_few_tables(problem: &Problem) -> Option<Conflict> {
    if problem.repeats() != Repeats::Hard || !problem.seat_all() {
        return None;
    }
    let open: Vec<Vec<usize>> = (0..problem.rounds()).map(|r| open_tables(problem, r)).collect();
    for (r, s) in (0..problem.rounds()).flat_map(|r| (0..problem.rounds()).map(move |s| (r, s))).filter(|(r, s)| r != s)
    {
        let both = |&i: &usize| problem.is_present(i, r) && problem.is_present(i, s);
        let people: Vec<usize> = (0..problem.people()).filter(both).collect();
        // One of each delegation: those may share a table as often as they like.
        let first = |&&i: &&usize| {
            problem.group_of(i).is_none_or(|g| problem.groups()[g].iter().map(|&m| m as usize).find(both) == Some(i))
        };
        let units: Vec<u32> = people.iter().filter(first).map(|&i| i as u32).collect();
        let room: usize = open[r].iter().map(|&t| open[s].len().min(problem.tables()[t].cap as usize)).sum();
        if units.len() > room {
            let seated = units[..=room].to_vec();
            let demands =
                vec![Demand::Seated { people: seated }, seats(problem, &open[r]), Demand::NeverTwice { rounds: 2 }];
            return Some(Conflict { round: None, demands });
        }
    }
    None
}
