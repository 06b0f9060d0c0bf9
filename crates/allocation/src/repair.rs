//! Mends an announced plan for those who are there now: a patch first, then exchanges that gain more than they disturb.

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Budget, Options, RepairInput, Status};
use crate::chance::Chance;
use crate::check::check_repair;
use crate::flow::NONE;
use crate::groups;
use crate::matching::{Met, best_round};
use crate::pairs::Pairs;
use crate::plan::{Plan, changes};
use crate::problem::{MAX_WORTH, Problem};
use crate::seating::Seating;
use crate::solve::judged;

/// The announced plan mended for those who are there: played rounds stay, frozen rounds only lose people who are gone.
pub fn repair(problem: &Problem, input: &RepairInput, options: &Options, budget: &Budget) -> Answer {
    let first = input.done_rounds.saturating_add(input.frozen_rounds).min(problem.rounds());
    let by_pairs = Pairs::of(problem).map(|pairs| patch_pairs(&pairs, input, first, budget));
    let plan = match by_pairs.filter(|plan| check_repair(problem, input, plan).report.is_valid()) {
        Some(plan) => plan,
        None => mend_groups(problem, input, first, options, budget),
    };
    let valid = check_repair(problem, input, &plan).report.is_valid();
    let mut answer = judged(problem, plan, None, None);
    if valid {
        // Rounds already played may break what has become a rule since: nobody can mend those.
        answer.status = Status::Feasible;
        answer.reasons.retain(|reason| !matches!(reason, crate::answer::Reason::NoPlanFound { .. }));
    }
    answer.changes = Some(changes(&input.announced, &answer.plan));
    answer
}

/// How much a repair may disturb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disturbance {
    /// As few changed seats and lost pairs as possible.
    Fewest,
    /// Changes that gain more than they cost.
    Balanced,
    /// The best plan for the rounds to come, whatever changes.
    Any,
}

/// Repairs to choose from, where they differ: each with its plan, what it is worth and what it changes. Each gets the
/// whole budget's steps; the first is the quickest.
pub fn alternatives(
    problem: &Problem,
    input: &RepairInput,
    options: &Options,
    budget: &Budget,
) -> Vec<(Disturbance, Answer)> {
    let mut found: Vec<(Disturbance, Answer)> = Vec::new();
    for kind in [Disturbance::Fewest, Disturbance::Balanced, Disturbance::Any] {
        let cost = |told: i32| match kind {
            Disturbance::Fewest => told.max(1).saturating_mul(16).min(MAX_WORTH),
            Disturbance::Balanced => told,
            Disturbance::Any => 0,
        };
        let (cost_seat, cost_pair) = (cost(input.cost_seat), cost(input.cost_pair));
        let priced = RepairInput { cost_seat, cost_pair, ..input.clone() };
        let answer = repair(problem, &priced, options, budget);
        if found.iter().all(|(_, known)| known.plan != answer.plan) {
            found.push((kind, answer));
        }
    }
    found
}

/// The rounds that cannot be changed: played ones as they were, frozen ones without those who are gone.
fn fixed_rounds(problem: &Problem, input: &RepairInput, first: usize) -> Plan {
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    for r in 0..first.min(input.announced.rounds.len()) {
        for (t, sitting) in input.announced.rounds[r].iter().enumerate().take(problem.tables().len()) {
            let stays =
                |i: u32| r < input.done_rounds || (i as usize) < problem.people() && problem.is_present(i as usize, r);
            plan.rounds[r][t] = sitting.iter().copied().filter(|&i| stays(i)).collect();
        }
    }
    plan
}

/// One-to-one: each open round is matched anew, where keeping an announced pair or seat counts what it is worth to people.
fn patch_pairs(pairs: &Pairs, input: &RepairInput, first: usize, budget: &Budget) -> Plan {
    let problem = pairs.problem;
    let (n, rounds) = (problem.people(), problem.rounds());
    let sides = pairs.sides();
    let mut met = Met::of(problem);
    let fixed = fixed_rounds(problem, input, first);
    (0..first).for_each(|r| met.set(&fixed.pairs(r), true));
    // Announced pairs that still can be, and the seats people were told.
    let mut kept: Vec<Vec<(u32, u32)>> = vec![Vec::new(); rounds];
    let told: Vec<Vec<Option<u32>>> = (0..rounds).map(|r| input.announced.seats(r, n)).collect();
    for r in first..rounds {
        for (a, b) in input.announced.pairs(r) {
            let (i, j) = (a as usize, b as usize);
            let can = i < n && j < n && pairs.is_there(i, r) && pairs.is_there(j, r) && pairs.worth(i, j) != NONE;
            let open = can && told[r][i].is_some_and(|t| problem.is_open(t as usize, r));
            if open && !met.has(i, j) {
                kept[r].push((a, b));
                met.set(&[(a, b)], true);
            }
        }
    }
    let mut plan = kept.clone();
    // Patch: only people without a partner, over pairs that nobody else was promised.
    for r in first..rounds {
        let mut busy = vec![false; n];
        plan[r].iter().for_each(|&(a, b)| (busy[a as usize], busy[b as usize]) = (true, true));
        let value = |a: usize, b: usize| {
            if busy[a] || busy[b] || met.has(a, b) {
                return NONE;
            }
            let seat = told[r][a].is_some() || told[r][b].is_some();
            match pairs.worth(a, b) {
                NONE => NONE,
                worth => worth + if seat { input.cost_seat } else { 0 },
            }
        };
        let mut found = best_round(pairs, sides.as_ref(), r, &value);
        found.truncate(pairs.room(r).saturating_sub(plan[r].len()));
        met.set(&found, true);
        plan[r].extend(found);
    }
    let seated = |plan: &[Vec<(u32, u32)>]| -> Plan {
        let mut result = seat_near(pairs, plan, &told, first);
        result.rounds[..first].clone_from_slice(&fixed.rounds[..first]);
        result
    };
    let patch = seated(&plan);
    // Then each round as a whole, where that gains more than the changes cost.
    let mut gained = true;
    while gained && !budget.is_over() {
        gained = false;
        for r in first..rounds {
            if budget.is_over() {
                break;
            }
            met.set(&plan[r], false);
            let value = |a: usize, b: usize| {
                let worth = pairs.worth(a, b);
                if worth == NONE || met.has(a, b) {
                    return NONE;
                }
                let pair = (a.min(b) as u32, a.max(b) as u32);
                let bonus = if kept[r].binary_search(&pair).is_ok() {
                    input.cost_pair.saturating_add(input.cost_seat.saturating_mul(2))
                } else if told[r][a].is_some() || told[r][b].is_some() {
                    input.cost_seat
                } else {
                    0
                };
                worth.saturating_add(bonus)
            };
            let sum = |these: &[(u32, u32)]| -> i64 {
                these.iter().map(|&(a, b)| i64::from(value(a as usize, b as usize))).sum()
            };
            let found = best_round(pairs, sides.as_ref(), r, &value);
            let better = sum(&found) > sum(&plan[r]);
            if better {
                gained = true;
                plan[r] = found;
            }
            met.set(&plan[r], true);
        }
    }
    let improved = seated(&plan);
    let score = |plan: &Plan| {
        let judged = check_repair(problem, input, plan);
        (judged.report.is_valid(), judged.score)
    };
    if score(&improved) > score(&patch) { improved } else { patch }
}

/// Tables for the pairs of a repaired plan: whoever was told a table stays there, or their new partner comes to it.
fn seat_near(pairs: &Pairs, plan: &[Vec<(u32, u32)>], told: &[Vec<Option<u32>>], first: usize) -> Plan {
    let problem = pairs.problem;
    let n = problem.people();
    let mut result = pairs.seat(plan);
    for r in first..problem.rounds() {
        let mut free = vec![false; problem.tables().len()];
        pairs.open[r].iter().for_each(|&t| free[t] = true);
        let mut seats: Vec<Vec<u32>> = vec![Vec::new(); problem.tables().len()];
        let mut partner: Vec<Option<u32>> = vec![None; n];
        for &(a, b) in &plan[r] {
            (partner[a as usize], partner[b as usize]) = (Some(b), Some(a));
        }
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            if let Some(t) = problem.pin(i) {
                free[t] = false;
                match partner[i] {
                    Some(_) => {}
                    None if pairs.alone => seats[t] = vec![i as u32],
                    None => {}
                }
            }
        }
        let home = |i: u32| told[r][i as usize].map(|t| t as usize);
        let mut waiting: Vec<(u32, u32)> = Vec::new();
        for &(a, b) in &plan[r] {
            match problem.pin(a as usize).or(problem.pin(b as usize)) {
                Some(t) => seats[t] = vec![a, b],
                None if home(a).is_some() && home(a) == home(b) && home(a).is_some_and(|t| free[t]) => {
                    if let Some(t) = home(a) {
                        free[t] = false;
                        seats[t] = vec![a, b];
                    }
                }
                None => waiting.push((a, b)),
            }
        }
        // Each waiting pair wants one of at most two tables, each table is wanted by at most two pairs: those with a
        // single choice first, then any; around a cycle everybody gets one.
        loop {
            let wants = |pair: &(u32, u32), free: &[bool]| -> Vec<usize> {
                let mut tables: Vec<usize> =
                    [home(pair.0), home(pair.1)].into_iter().flatten().filter(|&t| free[t]).collect();
                tables.dedup();
                tables
            };
            let next = waiting
                .iter()
                .enumerate()
                .map(|(k, pair)| (wants(pair, &free).len(), k))
                .filter(|&(choices, _)| choices > 0)
                .min();
            let Some((_, k)) = next else { break };
            let pair = waiting.swap_remove(k);
            if let Some(&t) = wants(&pair, &free).first() {
                free[t] = false;
                seats[t] = vec![pair.0, pair.1];
            }
        }
        let mut others = pairs.open[r].iter().copied().filter(|&t| free[t]).collect::<Vec<_>>().into_iter();
        for (a, b) in waiting {
            if let Some(t) = others.next() {
                seats[t] = vec![a, b];
            }
        }
        if pairs.alone && problem.seat_all() {
            for i in (0..n).filter(|&i| problem.is_present(i, r) && partner[i].is_none() && problem.pin(i).is_none()) {
                if let Some(t) = others.next() {
                    seats[t] = vec![i as u32];
                }
            }
        }
        seats.iter_mut().for_each(|sitting| sitting.sort_unstable());
        result.rounds[r] = seats;
    }
    result
}

/// Group tables: people without a seat fill gaps, tables under their minimum merge, then seats change where it pays.
fn mend_groups(problem: &Problem, input: &RepairInput, first: usize, options: &Options, budget: &Budget) -> Plan {
    let mut chance = Chance::new(options.seed, 1);
    let change = input.cost_seat.max(input.cost_pair).saturating_mul(2);
    let mut seating = Seating::against(problem, change);
    seating.load(&input.announced);
    seating.bind(input, first);
    for r in first..problem.rounds() {
        groups::mend(&mut seating, r);
    }
    let steps = budget.steps.min(1 << 40);
    let (_, mut plan) = groups::anneal(&mut seating, first, &mut chance, (4 << 10, 5), steps, budget);
    plan.rounds[..first].clone_from_slice(&fixed_rounds(problem, input, first).rounds[..first]);
    plan
}
