//! One-to-one with anybody: the best choice of pairs by linear programming with odd sets, then spread over the rounds.
//!
//! The relaxation gives everybody so many dates, the tables so many meetings. Three families of rows cut off what no
//! plan can be: in a round an odd set of people leaves one of them without a partner inside (Edmonds 1965), and an odd
//! number of dates and bordering pairs cannot be halved (blossoms of capacitated b-matchings; found in the graph itself
//! by Letchford, Reinelt and Theis 2004). Worths are blurred by less than one point in all, so that one optimum stands
//! out; the prices prove it for the true worths, rounded down.

use super::colour::{FREE, colour_any};
use super::two_sided::rewards;
use super::{Pairs, Rounds, shake, timetable};
use crate::answer::{Answer, Budget, Options, Status};
use crate::chance::Chance;
use crate::judged::judged;
use crate::proof::capacity::capacity;
use crate::proof::certificate::prove;

mod choice;
mod cuts;
mod model;
mod odd_sets;
mod simplex;

use choice::{Choice, blurred, choose_any};

/// The best plan found, with the bound of the relaxation. `None` when the relaxation could not be solved.
///
/// Not every best choice can be spread over the rounds, so others of the same worth are tried: each seed blurs anew.
pub(crate) fn solve(pairs: &Pairs, options: &Options, budget: &Budget) -> Option<Answer> {
    let problem = pairs.problem;
    let mut sets = Vec::new();
    let plain = choose_any(pairs, &[], options.seed, &mut sets, budget)?;
    let bound = plain.certificate.clone();
    let most = 1 << 50 >> blurred(&capacity(problem).dates);
    let rewards = rewards(options.fairness, problem.rounds(), pairs.spread(), problem.people(), most);
    let mut choice = match rewards.is_empty() {
        true => plain,
        false => choose_any(pairs, &rewards, options.seed, &mut sets, budget).unwrap_or(plain),
    };
    let judge = |choice: &Choice, plan: &[Vec<(u32, u32)>]| {
        judged(problem, pairs.seat(plan), Some(choice.certificate.clone()), Some(&bound))
    };
    let mut chance = Chance::new(options.seed, 3);
    let mut best: Option<(i64, Rounds)> = None;
    for attempt in 1..=ATTEMPTS {
        let plan = match pairs.is_uniform() {
            true => spread(pairs, &choice.pairs, &mut chance),
            false => timetable::begin(pairs, None, &choice.pairs, &rewards, &mut chance),
        };
        let answer = judge(&choice, &plan);
        if answer.status == Status::Optimal {
            return Some(answer);
        }
        let value = if answer.status == Status::Infeasible { i64::MIN } else { answer.objective };
        if best.as_ref().is_none_or(|&(known, _)| known < value) {
            best = Some((value, plan));
        }
        if attempt == ATTEMPTS || budget.is_over() || !pairs.is_uniform() || !choice.whole {
            break;
        }
        match choose_any(pairs, &rewards, options.seed.wrapping_add(attempt), &mut sets, budget) {
            Some(other) => choice = other,
            None => break,
        }
    }
    let (_, mut plan) = best?;
    let most = prove(problem, &choice.certificate).filter(|_| choice.certificate.rewards == rewards);
    shake::search(pairs, None, &mut plan, &rewards, most, &mut chance, budget);
    let answer = judge(&choice, &plan);
    (answer.status != Status::Infeasible).then_some(answer)
}

/// So many best choices are tried.
const ATTEMPTS: u64 = 16;

/// Pairs by round; a pair that finds no round is left out.
fn spread(pairs: &Pairs, chosen: &[(u32, u32)], chance: &mut Chance) -> Rounds {
    let (n, rounds) = (pairs.problem.people(), pairs.problem.rounds());
    let room = pairs.room(0);
    let colours = colour_any(n, chosen, rounds, room as u64, chance, 300 * chosen.len() + 10_000);
    let mut plan = vec![Vec::new(); rounds];
    for (&pair, &colour) in chosen.iter().zip(&colours).filter(|&(_, &colour)| colour != FREE) {
        plan[colour as usize].push(pair);
    }
    plan.iter_mut().for_each(|round| round.truncate(room));
    plan
}
