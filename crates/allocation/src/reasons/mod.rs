//! What a moderator should know about a plan: who has nobody to meet and why, who sits out, what cannot be.

use std::collections::BTreeMap;

use crate::answer::{Reason, RuleCount, SitOut};
use crate::check::{Report, check};
use crate::plan::Plan;
use crate::problem::{Problem, Repeats, Rule};

pub(crate) mod conflict;
pub(crate) mod presence;

pub use presence::find_room_together;

use presence::Presence;

/// The reasons that can be read off a problem and its plan.
pub(crate) fn reasons(problem: &Problem, plan: &Plan, report: &Report) -> Vec<Reason> {
    let mut found = seats(problem);
    let n = problem.people();
    let largest: Vec<usize> = (0..problem.rounds())
        .map(|r| {
            let open = (0..problem.tables().len()).filter(|&t| problem.is_open(t, r));
            open.map(|t| problem.tables()[t].cap as usize).max().unwrap_or(0)
        })
        .collect();
    let there = Presence::of(problem);
    for i in 0..n {
        let person = i as u32;
        if (0..problem.rounds()).all(|r| !problem.is_present(i, r) || largest[r] < 2) {
            continue;
        }
        let slots = there.seats_beside(problem, i);
        let partners = (0..n).filter(|&j| there.can_meet(problem, i, j)).count();
        let allowed = |j: &usize| *j != i && problem.may_meet(i, *j) && !problem.same_group(i, *j);
        let never = (0..n).filter(allowed).filter(|&j| !there.meet(i, j)).count() as u32;
        let possible = if problem.repeats() == Repeats::Hard || partners < slots { partners.min(slots) } else { slots };
        let possible = problem.limit(i).map_or(possible, |limit| possible.min(limit as usize));
        let got = report.people.get(i).map_or(0, |p| p.dates);
        if partners == 0 {
            let mut rules: BTreeMap<Rule, u32> = BTreeMap::new();
            for j in (0..n).filter(|&j| j != i && !problem.same_group(i, j)) {
                problem.forbidden_by(i, j).into_iter().for_each(|rule| *rules.entry(rule).or_default() += 1);
            }
            let rules = rules.into_iter().map(|(rule, people)| RuleCount { rule, people }).collect();
            found.push(Reason::NobodyToMeet { person, rules, never_there_together: never });
        } else if (got as usize) < possible && largest.iter().all(|&cap| cap <= 2) {
            found.push(Reason::FewerDates { person, got, possible: possible as u32 });
        }
    }
    sitting_out(problem, plan, &mut found);
    found
}

/// The same for any plan, whoever made it.
pub fn reasons_for(problem: &Problem, plan: &Plan) -> Vec<Reason> {
    reasons(problem, plan, &check(problem, plan))
}

/// Proofs by counting that not everybody can be seated.
fn seats(problem: &Problem) -> Vec<Reason> {
    let mut found = Vec::new();
    if !problem.seat_all() {
        return found;
    }
    for r in 0..problem.rounds() {
        let open: Vec<_> =
            (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).map(|t| &problem.tables()[t]).collect();
        let present = (0..problem.people()).filter(|&i| problem.is_present(i, r)).count();
        let seats: usize = open.iter().map(|table| table.cap as usize).sum();
        if present > seats {
            found.push(Reason::TooFewSeats { round: r as u32, present: present as u32, seats: seats as u32 });
            continue;
        }
        // Which numbers of people some choice of tables can seat, each between its minimum and its seats.
        let mut reach = vec![false; present + 1];
        reach[0] = true;
        for table in &open {
            let before = reach.clone();
            let least = (table.min as usize).max(1);
            // A window sum keeps this linear in the number of people.
            let mut sums = vec![0usize; present + 2];
            (0..=present).for_each(|k| sums[k + 1] = sums[k] + usize::from(before[k]));
            for (k, reached) in reach.iter_mut().enumerate().filter(|&(k, _)| k >= least) {
                let from = k.saturating_sub(table.cap as usize);
                *reached |= sums[k - least + 1] > sums[from];
            }
        }
        if !reach[present] {
            found.push(Reason::NumbersDoNotFit { round: r as u32, present: present as u32 });
        }
    }
    found
}

fn sitting_out(problem: &Problem, plan: &Plan, found: &mut Vec<Reason>) {
    let n = problem.people();
    let mut out: Vec<Vec<(u32, SitOut)>> = vec![Vec::new(); n];
    for r in 0..problem.rounds().min(plan.rounds.len()) {
        let seats = plan.seats(r, n);
        let open: usize = (0..problem.tables().len())
            .filter(|&t| problem.is_open(t, r))
            .map(|t| problem.tables()[t].cap as usize)
            .sum();
        let benched: Vec<usize> = (0..n).filter(|&i| problem.is_present(i, r) && seats[i].is_none()).collect();
        let present = (0..n).filter(|&i| problem.is_present(i, r)).count();
        // When those left over could not even meet each other, numbers or sides are to blame.
        for &i in &benched {
            let why = if present > open && present - benched.len() + 1 >= open {
                SitOut::TooFewTables
            } else if benched.iter().all(|&j| j == i || problem.forbidden_by(i, j).contains(&Rule::SameSide)) {
                SitOut::NumbersDoNotPair
            } else {
                SitOut::NoPartnerLeft
            };
            out[i].push((r as u32, why));
        }
    }
    for (i, rounds) in out.iter().enumerate() {
        for kind in [SitOut::TooFewTables, SitOut::NumbersDoNotPair, SitOut::NoPartnerLeft] {
            let these: Vec<u32> = rounds.iter().filter(|&&(_, why)| why == kind).map(|&(r, _)| r).collect();
            if !these.is_empty() {
                found.push(Reason::SitsOut { person: i as u32, rounds: these, why: kind });
            }
        }
    }
}
