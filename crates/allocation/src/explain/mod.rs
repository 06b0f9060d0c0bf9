//! Why a plan is as it is, as data: each pair, each person, what each rule costs, and what cannot be kept together.

use serde::{Deserialize, Serialize};

use crate::affinity::Parts;
use crate::answer::{Answer, Status};
use crate::check::check;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats, Rule};
use crate::reasons::conflict::{Conflict, conflict};
use crate::reasons::presence::Presence;

pub(crate) mod prices;

use prices::{RulePrice, prices};

/// Everything a page or a moderator may want to know about a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Explanation {
    /// Why those who meet meet, round by round.
    pub pairs: Vec<PairReason>,
    /// What each participant gets.
    pub people: Vec<PersonReason>,
    /// What the rules cost, those that play a part.
    pub rules: Vec<RulePrice>,
    /// What cannot be kept together, where no plan keeps every rule and a small proof of it was found.
    pub conflict: Option<Conflict>,
}

/// Why two sit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairReason {
    /// The round.
    pub round: u32,
    /// The table.
    pub table: u32,
    /// The participant with the smaller id.
    pub a: u32,
    /// The participant with the larger id.
    pub b: u32,
    /// What the meeting adds (0 when they have met before, less where repeats cost).
    pub worth: i32,
    /// The parts of the affinity; `None` where every pair is worth the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
}

/// What one participant gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonReason {
    /// The participant.
    pub person: u32,
    /// Different people met.
    pub dates: u32,
    /// Most that could be, if nobody else mattered.
    pub possible: u32,
    /// Rounds they are there.
    pub present: u32,
    /// Rounds they are there and have no seat.
    pub sat_out: u32,
    /// People they wished to meet.
    pub wishes: u32,
    /// Of these, those who may and can be met at all.
    pub wishes_possible: u32,
    /// Of these, those they meet.
    pub wishes_kept: u32,
    /// For somebody who has nobody to meet: what lifting one rule would give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relaxing: Vec<Relaxing>,
}

/// What lifting one rule would give somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relaxing {
    /// The rule.
    pub rule: Rule,
    /// People they could meet then.
    pub partners: u32,
    /// The best affinity among them.
    pub best: i32,
}

/// Explains an answer. `parts` tells the parts of a pair's affinity where there are such, `wishes` whom somebody wished
/// to meet.
pub fn explain(
    problem: &Problem,
    answer: &Answer,
    parts: &dyn Fn(u32, u32) -> Option<Parts>,
    wishes: &dyn Fn(u32) -> Vec<u32>,
) -> Explanation {
    Explanation {
        pairs: pairs(problem, &answer.plan, parts),
        people: people(problem, &answer.plan, wishes),
        rules: prices(problem, answer, 0),
        conflict: if answer.status == Status::Infeasible { conflict(problem, &answer.plan) } else { None },
    }
}

fn pairs(problem: &Problem, plan: &Plan, parts: &dyn Fn(u32, u32) -> Option<Parts>) -> Vec<PairReason> {
    let n = problem.people();
    let mut met = std::collections::HashSet::new();
    let mut found = Vec::new();
    for (r, tables) in plan.rounds.iter().enumerate() {
        for (t, sitting) in tables.iter().enumerate() {
            for (k, &x) in sitting.iter().enumerate() {
                for &y in &sitting[k + 1..] {
                    let (a, b) = (x.min(y), x.max(y));
                    let (i, j) = (a as usize, b as usize);
                    if j >= n || i == j || problem.same_group(i, j) {
                        continue;
                    }
                    let worth = match (met.insert((a, b)), problem.repeats()) {
                        (true, _) => problem.worth(i, j),
                        (false, Repeats::Soft(cost)) => -cost,
                        (false, Repeats::Hard) => 0,
                    };
                    found.push(PairReason { round: r as u32, table: t as u32, a, b, worth, parts: parts(a, b) });
                }
            }
        }
    }
    found
}

fn people(problem: &Problem, plan: &Plan, wishes: &dyn Fn(u32) -> Vec<u32>) -> Vec<PersonReason> {
    let n = problem.people();
    let report = check(problem, plan);
    let there = Presence::of(problem);
    let mut meets: Vec<Vec<u32>> = vec![Vec::new(); n];
    for (a, b) in (0..plan.rounds.len()).flat_map(|r| plan.pairs(r)).filter(|&(_, b)| (b as usize) < n) {
        meets[a as usize].push(b);
        meets[b as usize].push(a);
    }
    (0..n)
        .map(|i| {
            let can = |j: usize| there.can_meet(problem, i, j);
            let partners = (0..n).filter(|&j| can(j)).count();
            let slots = there.seats_beside(problem, i);
            let wished: Vec<usize> = wishes(i as u32).into_iter().map(|j| j as usize).filter(|&j| j < n).collect();
            PersonReason {
                person: i as u32,
                dates: report.people[i].dates,
                possible: partners.min(slots) as u32,
                present: problem.rounds_present(i) as u32,
                sat_out: report.people[i].sat_out,
                wishes: wished.len() as u32,
                wishes_possible: wished.iter().filter(|&&j| can(j)).count() as u32,
                wishes_kept: wished.iter().filter(|&&j| meets[i].contains(&(j as u32))).count() as u32,
                relaxing: if partners == 0 { relaxing(problem, &there, i) } else { Vec::new() },
            }
        })
        .collect()
}

fn relaxing(problem: &Problem, there: &Presence, i: usize) -> Vec<Relaxing> {
    let mut found: Vec<Relaxing> = Vec::new();
    for j in (0..problem.people()).filter(|&j| j != i && !problem.same_group(i, j) && there.meet(i, j)) {
        // Only where this rule alone stands between them.
        if let [rule] = problem.forbidden_by(i, j)[..] {
            let worth = problem.worth(i, j);
            match found.iter_mut().find(|known| known.rule == rule) {
                Some(known) => (known.partners, known.best) = (known.partners + 1, known.best.max(worth)),
                None => found.push(Relaxing { rule, partners: 1, best: worth }),
            }
        }
    }
    found
}
