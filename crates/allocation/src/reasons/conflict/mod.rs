//! The smallest set of rules and people that cannot be had together: found by small exhaustive searches, thinned by
//! deleting one demand after the other while the rest still conflicts (deletion filter, Chinneck and Dravnieks 1991).

use serde::{Deserialize, Serialize};

use super::Presence;
use crate::answer::RuleCount;
use crate::check::{Violation, check};
use crate::groups::puzzle::{Open, Outcome, Puzzle};
use crate::plan::Plan;
use crate::problem::{Problem, Repeats, Rule};

/// One thing that is demanded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Demand {
    /// These people are to be seated.
    Seated {
        /// The people.
        people: Vec<u32>,
    },
    /// Somebody stays at a table.
    Pin {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
    },
    /// Two do not meet.
    Apart {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// By which rule.
        rule: Rule,
    },
    /// A delegation stays together.
    Together {
        /// The people.
        people: Vec<u32>,
    },
    /// The tables that are open have so many seats in all, `largest` at most at one.
    Seats {
        /// Number of open tables.
        tables: u32,
        /// Seats at all of them.
        seats: u32,
        /// Seats at the largest.
        largest: u32,
    },
    /// A used table seats so many at least.
    Minimum {
        /// The smallest minimum of the open tables in question.
        people: u32,
    },
    /// So many others may sit with somebody; not enough.
    Company {
        /// The participant.
        person: u32,
        /// Others who may sit with them.
        others: u32,
        /// Rules that keep others away, with their number.
        rules: Vec<RuleCount>,
    },
    /// Nobody meets twice in so many rounds.
    NeverTwice {
        /// Rounds somebody is there.
        rounds: u32,
    },
}

/// Demands that cannot be met together; without any one of them the others can (as far as this proof looks).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The round in which they clash; `None` = over all rounds.
    pub round: Option<u32>,
    /// The demands.
    pub demands: Vec<Demand>,
}

/// The smallest conflict found, if any. `plan` is the nearest plan: what it breaks tells where to look.
///
/// Sound: what is returned cannot be kept. Not complete: large puzzles stay unproven.
pub fn conflict(problem: &Problem, plan: &Plan) -> Option<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    for r in 0..problem.rounds() {
        found.extend(without_company(problem, r));
        found.extend(too_few_seats(problem, r));
    }
    found.extend(too_few_partners(problem));
    found.extend(too_few_tables(problem));
    if found.is_empty() {
        found.extend(puzzles(problem, plan));
    }
    found.into_iter().min_by_key(|conflict| (weight(conflict), conflict.round))
}

/// Small sets first: demands, then the people they name.
fn weight(conflict: &Conflict) -> (usize, usize) {
    let people = |demand: &Demand| match demand {
        Demand::Seated { people } | Demand::Together { people } => people.len(),
        Demand::Apart { .. } => 2,
        _ => 1,
    };
    (conflict.demands.len(), conflict.demands.iter().map(people).sum())
}

/// Whether somebody has to have a seat.
fn needed(problem: &Problem, i: usize) -> bool {
    problem.seat_all() || problem.pin(i).is_some()
}

fn open_tables(problem: &Problem, r: usize) -> Vec<usize> {
    (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).collect()
}

fn present(problem: &Problem, r: usize) -> impl Iterator<Item = usize> {
    (0..problem.people()).filter(move |&i| problem.is_present(i, r))
}

fn seats(problem: &Problem, open: &[usize]) -> Demand {
    let caps = || open.iter().map(|&t| problem.tables()[t].cap);
    Demand::Seats { tables: open.len() as u32, seats: caps().sum(), largest: caps().max().unwrap_or(0) }
}

/// Somebody who has to be seated, and too few who may sit with them to fill any table to its minimum.
fn without_company(problem: &Problem, r: usize) -> Option<Conflict> {
    let open = open_tables(problem, r);
    for i in present(problem, r).filter(|&i| needed(problem, i)) {
        let usable = open.iter().copied().filter(|&t| problem.pin(i).is_none_or(|pin| pin == t));
        let Some(least) = usable.map(|t| problem.tables()[t].min).min() else { continue };
        let others: Vec<usize> = present(problem, r).filter(|&j| j != i).collect();
        let may = others.iter().filter(|&&j| problem.may_meet(i, j)).count() as u32;
        if may + 1 >= least {
            continue;
        }
        let mut rules = std::collections::BTreeMap::new();
        for &j in others.iter().filter(|&&j| !problem.may_meet(i, j)) {
            problem.forbidden_by(i, j).into_iter().for_each(|rule| *rules.entry(rule).or_insert(0) += 1);
        }
        let rules = rules.into_iter().map(|(rule, people)| RuleCount { rule, people }).collect();
        let mut demands =
            vec![Demand::Minimum { people: least }, Demand::Company { person: i as u32, others: may, rules }];
        demands.push(match problem.pin(i) {
            Some(table) => Demand::Pin { person: i as u32, table: table as u32 },
            None => Demand::Seated { people: vec![i as u32] },
        });
        return Some(Conflict { round: Some(r as u32), demands });
    }
    None
}

/// More people than seats; one too many is enough to show it.
fn too_few_seats(problem: &Problem, r: usize) -> Option<Conflict> {
    let open = open_tables(problem, r);
    let seats_there: usize = open.iter().map(|&t| problem.tables()[t].cap as usize).sum();
    let people: Vec<u32> = present(problem, r).filter(|&i| needed(problem, i)).map(|i| i as u32).collect();
    (people.len() > seats_there).then(|| Conflict {
        round: Some(r as u32),
        demands: vec![Demand::Seated { people: people[..=seats_there].to_vec() }, seats(problem, &open)],
    })
}

/// Everybody seated in every round, never the same company twice, and too few who may be met.
fn too_few_partners(problem: &Problem) -> Option<Conflict> {
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
            let seated = Demand::Seated { people: vec![i as u32] };
            let company = Demand::Company { person: i as u32, others, rules: Vec::new() };
            return Some(Conflict { round: None, demands: vec![seated, company, Demand::NeverTwice { rounds }] });
        }
    }
    None
}

/// Nobody twice, everybody seated: whoever shares a table in one round needs a table each in the other, so a table
/// seats no more delegations and single people in one round than there are tables in the other.
fn too_few_tables(problem: &Problem) -> Option<Conflict> {
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

/// At most so many people are looked at together.
const MOST_PEOPLE: usize = 24;
/// At most so many people are looked at with the minimums of the tables: those need everybody who is there.
const MOST_IN_A_ROOM: usize = 60;
/// So many seats are tried before a puzzle is left unproven.
const MOST_TRIES: u32 = 200_000;

/// Demands on a few people in one round, without minimums: what those few cannot have, nobody else can mend. With a
/// minimum only where they are all who are there.
#[derive(Clone)]
struct Clash<'a> {
    problem: &'a Problem,
    open: Vec<usize>,
    demands: Vec<Demand>,
}

/// Looks around what the nearest plan breaks.
fn puzzles(problem: &Problem, plan: &Plan) -> Vec<Conflict> {
    let report = check(problem, plan);
    let mut found = Vec::new();
    'rounds: for r in 0..problem.rounds() {
        let mut seeds: Vec<u32> = Vec::new();
        for violation in report.broken.iter().filter(|violation| violation.round() == Some(r as u32)) {
            match *violation {
                Violation::Forbidden { a, b, .. } => seeds.extend([a, b]),
                Violation::NotSeated { person, .. } | Violation::OffPin { person, .. } => seeds.push(person),
                Violation::Split { group, .. } => seeds.extend(&problem.groups()[group as usize]),
                Violation::OverCapacity { table, .. } | Violation::UnderMinimum { table, .. } => {
                    seeds.extend(plan.rounds[r].get(table as usize).into_iter().flatten());
                }
                _ => {}
            }
        }
        seeds.retain(|&i| problem.is_present(i as usize, r));
        seeds.sort_unstable();
        seeds.dedup();
        if seeds.is_empty() {
            continue;
        }
        let mut clash = Clash { problem, open: open_tables(problem, r), demands: Vec::new() };
        for size in [6, 12, MOST_PEOPLE] {
            clash.demands = demands(problem, r, &around(problem, r, &seeds, size));
            if clash.is_impossible() {
                found.push(Conflict { round: Some(r as u32), demands: clash.thinned() });
                continue 'rounds;
            }
        }
        found.extend(whole_room(clash, r));
    }
    found
}

/// Everybody who is there, with the minimums of the tables.
fn whole_room(mut clash: Clash, r: usize) -> Option<Conflict> {
    let problem = clash.problem;
    let people: Vec<usize> = present(problem, r).collect();
    let least = clash.open.iter().map(|&t| problem.tables()[t].min).min()?;
    if !problem.seat_all() || people.len() > MOST_IN_A_ROOM {
        return None;
    }
    clash.demands = demands(problem, r, &people);
    clash.demands.push(Demand::Minimum { people: least });
    clash.is_impossible().then(|| Conflict { round: Some(r as u32), demands: clash.thinned() })
}

/// The seeds and those most bound to them: delegations, pins, and whoever may not meet most of those chosen.
fn around(problem: &Problem, r: usize, seeds: &[u32], size: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = seeds.iter().map(|&i| i as usize).take(size).collect();
    let mut others: Vec<usize> = present(problem, r).filter(|&i| needed(problem, i) && !chosen.contains(&i)).collect();
    while chosen.len() < size && !others.is_empty() {
        let bound = |i: usize| {
            let with = |&&j: &&usize| problem.same_group(i, j) || !problem.may_meet(i, j);
            (
                chosen.iter().filter(with).count(),
                problem.pin(i).is_some(),
                problem.group_of(i).is_some(),
                usize::MAX - i,
            )
        };
        let Some(k) = (0..others.len()).max_by_key(|&k| bound(others[k])) else { break };
        chosen.push(others.swap_remove(k));
    }
    chosen.retain(|&i| needed(problem, i) || problem.group_of(i).is_some());
    chosen
}

fn demands(problem: &Problem, r: usize, people: &[usize]) -> Vec<Demand> {
    let mut found = Vec::new();
    for (k, &i) in people.iter().enumerate() {
        if problem.seat_all() {
            found.push(Demand::Seated { people: vec![i as u32] });
        }
        if let Some(table) = problem.pin(i) {
            found.push(Demand::Pin { person: i as u32, table: table as u32 });
        }
        for &j in people[..k].iter().filter(|&&j| !problem.may_meet(i, j)) {
            // One rule that forbids it is enough for the clash.
            let rule = problem.forbidden_by(i, j).first().copied();
            found.extend(rule.map(|rule| Demand::Apart { a: i.min(j) as u32, b: i.max(j) as u32, rule }));
        }
    }
    for group in problem.groups() {
        let here: Vec<u32> = group.iter().copied().filter(|&i| problem.is_present(i as usize, r)).collect();
        if here.len() > 1 && here.iter().all(|&i| people.contains(&(i as usize))) {
            found.push(Demand::Together { people: here });
        }
    }
    found
}

impl Clash<'_> {
    /// A smallest part of the demands that still conflicts, with the seats they meet; people seated stand in one list.
    fn thinned(mut self) -> Vec<Demand> {
        // Everybody who is there may be the one a table still needs.
        let whole = self.demands.iter().any(|demand| matches!(demand, Demand::Minimum { .. }));
        let mut k = 0;
        while k < self.demands.len() {
            if whole && matches!(self.demands[k], Demand::Seated { .. } | Demand::Minimum { .. }) {
                k += 1;
                continue;
            }
            let demand = self.demands.remove(k);
            if !self.is_impossible() {
                self.demands.insert(k, demand);
                k += 1;
            }
        }
        let (seated, mut rest): (Vec<Demand>, Vec<Demand>) =
            self.demands.into_iter().partition(|demand| matches!(demand, Demand::Seated { .. }));
        let mut people: Vec<u32> = Vec::new();
        for demand in seated {
            if let Demand::Seated { people: these } = demand {
                people.extend(these);
            }
        }
        people.sort_unstable();
        if !people.is_empty() {
            rest.push(Demand::Seated { people });
        }
        rest.push(seats(self.problem, &self.open));
        rest
    }

    /// Whether no seating meets the demands; `false` too when that could not be decided.
    fn is_impossible(&self) -> bool {
        let mut units: Vec<Vec<u32>> = Vec::new();
        let mut join = |people: &[u32]| {
            let mut unit: Vec<u32> = people.to_vec();
            units.retain(|other: &Vec<u32>| {
                let common = other.iter().any(|i| unit.contains(i));
                if common {
                    unit.extend(other);
                }
                !common
            });
            unit.sort_unstable();
            unit.dedup();
            units.push(unit);
        };
        let mut must: Vec<u32> = Vec::new();
        for demand in &self.demands {
            match demand {
                Demand::Together { people } => join(people),
                Demand::Seated { people } => {
                    must.extend(people);
                    people.iter().for_each(|&i| join(&[i]));
                }
                Demand::Pin { person, .. } => {
                    must.push(*person);
                    join(&[*person]);
                }
                _ => {}
            }
        }
        // A delegation nobody has to seat can sit out as a whole.
        units.retain(|unit| unit.iter().any(|i| must.contains(i)));
        units.sort_by_key(|unit| (std::cmp::Reverse(unit.len()), unit[0]));
        let apart = |a: u32, b: u32| {
            self.demands.iter().any(|demand| match demand {
                Demand::Apart { a: x, b: y, .. } => (*x, *y) == (a.min(b), a.max(b)),
                _ => false,
            })
        };
        let pin = |unit: &[u32]| -> Result<Option<usize>, ()> {
            let mut table = None;
            for demand in &self.demands {
                if let Demand::Pin { person, table: t } = demand
                    && unit.contains(person)
                {
                    if table.is_some_and(|known| known != *t as usize) {
                        return Err(());
                    }
                    table = Some(*t as usize);
                }
            }
            // Whoever is held at a table that is closed has none.
            table.map(|t| self.open.iter().position(|&open| open == t).ok_or(())).transpose()
        };
        let Ok(pins) = units.iter().map(|unit| pin(unit)).collect::<Result<Vec<_>, ()>>() else { return true };
        let clash: Vec<Vec<bool>> = units
            .iter()
            .map(|u| units.iter().map(|v| u.iter().any(|&a| v.iter().any(|&b| a != b && apart(a, b)))).collect())
            .collect();
        if (0..units.len()).any(|u| clash[u][u]) {
            return true;
        }
        let least = self.demands.iter().any(|demand| matches!(demand, Demand::Minimum { .. }));
        let open = |&t: &usize| {
            let table = &self.problem.tables()[t];
            Open { table: t, cap: table.cap as usize, min: if least { table.min as usize } else { 0 } }
        };
        let tables: Vec<Open> = self.open.iter().map(open).collect();
        matches!(Puzzle { units, clash, pins, tables }.seat(MOST_TRIES), Outcome::Impossible)
    }
}
