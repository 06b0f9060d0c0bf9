//! The search as a whole: how it begins, how warm it walks, and what is done where its walks end with a rule broken.

use super::anneal::{anneal, anneal_all};
use super::evenness;
use super::keeping::keep_rules;
use super::opening::construct;
use super::puzzle::seat_broken_rounds;
use super::relief::give_way;
use super::seating::{Seating, fits_in_memory};
use crate::answer::{Budget, Options};
use crate::chance::{Chance, Heat};
use crate::check::check;
use crate::pairs::matching::Met;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

/// The best plan found by annealing, from a given plan or from a construction of its own: the best of several walks
/// with streams of chance of their own. Where people may sit out, none of them breaks a rule that they could keep so.
///
/// Where the walks end with a rule broken, what was mended by giving way, or by trying everything in a round, is walked on
/// from; where people may rest and nobody may meet again, the first seating by itself may be more than a walk keeps. The
/// best of all is taken.
pub(crate) fn search(problem: &Problem, from: Option<&Plan>, options: &Options, budget: &Budget) -> Plan {
    let begin = from.map_or(Begin::Anew, Begin::Good);
    let strict = strictly_begun(problem, begin, options, budget);
    let plan = walk(problem, strict.as_ref().map_or(begin, Begin::Strict), options, budget);
    let kept = check(problem, &plan).is_valid();
    if budget.steps == 0 || kept && (problem.seat_all() || problem.repeats() != Repeats::Hard) {
        return if kept { plan } else { mended(problem, plan) };
    }
    let again = |begin, steps| mended(problem, walk(problem, begin, options, &Budget { steps, ..*budget }));
    let mut ways = vec![mended(problem, plan), again(begin, 0)];
    if !kept {
        ways.push(again(Begin::Good(&ways[0]), budget.steps / 4));
    }
    let rewards = evenness::rewards(problem, options.fairness);
    // The first of those that are worth the same.
    ways.reverse();
    ways.into_iter().max_by_key(|plan| evenness::value(problem, plan, &rewards)).unwrap_or_default()
}

/// What a walk begins with.
#[derive(Clone, Copy)]
enum Begin<'a> {
    /// A first seating of its own.
    Anew,
    /// A plan that keeps the rules and was never asked what it is worth.
    Strict(&'a Plan),
    /// A plan that is good already.
    Good(&'a Plan),
}

/// Where everybody is to be seated and a first seating breaks rules: a plan that keeps them, if one is found. A walk does
/// not leave what keeps every rule again, and may not get there by itself.
fn strictly_begun(problem: &Problem, begin: Begin, options: &Options, budget: &Budget) -> Option<Plan> {
    let strict = problem.seat_all() && problem.repeats() == Repeats::Hard;
    if budget.steps == 0 || !strict || !fits_in_memory(problem, budget.replicas) {
        return None;
    }
    let first = walk(problem, begin, options, &Budget { steps: 0, ..*budget });
    if check(problem, &first).is_valid() {
        return None;
    }
    keep_rules(problem, &first, options.seed, budget)
}

/// A plan in which whoever may gives way to the rules, and rounds that still break some are seated by trying everything.
fn mended(problem: &Problem, mut plan: Plan) -> Plan {
    give_way(problem, &mut plan, 0);
    seat_broken_rounds(problem, &plan, 0).unwrap_or(plan)
}

fn walk(problem: &Problem, begin: Begin, options: &Options, budget: &Budget) -> Plan {
    let mut chance = Chance::new(options.seed, 0);
    let steps = budget.steps.min(1 << 40);
    if !fits_in_memory(problem, budget.replicas) {
        return one_round_at_a_time(problem, options, &mut chance, steps, budget);
    }
    let rewards = evenness::rewards(problem, options.fairness);
    let mut walks: Vec<(Seating, Chance)> = Vec::new();
    for replica in 0..u64::from(budget.replicas.max(1)) {
        let mut chance = Chance::new(options.seed, replica << 8);
        let mut seating = Seating::new(problem);
        seating.reward(&rewards, |_| 0);
        match begin {
            Begin::Good(plan) | Begin::Strict(plan) => seating.load(plan),
            Begin::Anew => construct(&mut seating, 0, &mut chance),
        }
        walks.push((seating, chance));
    }
    let largest = walks.first().map_or(1, |(seating, _)| i64::from(seating.largest));
    // Measured: most is won where tables are still changing but no longer fall apart. Hotter is lost time; cooler a walk
    // hardly moves any more.
    let heat = match (begin, spread(problem)) {
        (Begin::Good(_), _) => Heat { start: largest * 256, halvings: 3000 },
        (_, 0) => Heat { start: (largest + 2 * rewards.last().unwrap_or(&0)) * 300, halvings: 1000 },
        (_, spread) => Heat { start: spread * 580, halvings: 300 },
    };
    anneal_all(walks.iter_mut().map(|(seating, chance)| (seating, chance)), 0, heat, steps, budget).1
}

/// For problems whose whole state would not fit in memory: each round by itself, knowing who has met before.
fn one_round_at_a_time(problem: &Problem, options: &Options, chance: &mut Chance, steps: u64, budget: &Budget) -> Plan {
    let n = problem.people();
    let rewards = evenness::rewards(problem, options.fairness);
    let mut dates = vec![0u32; n];
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    let mut met = Met::new(n);
    for r in 0..problem.rounds() {
        let Some(alone) = problem.only_round(r, |a, b| met.has(a, b)) else { return plan };
        let mut seating = Seating::new(&alone);
        let pairs = (0..n).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs.filter(|&(a, b)| met.has(a, b)).for_each(|(a, b)| seating.have_met(a, b));
        seating.reward(&rewards, |i| dates[i]);
        construct(&mut seating, 0, chance);
        let share = (steps / problem.rounds() as u64).min(2_000_000);
        let heat = Heat { start: spread(&alone) * 256, halvings: 4000 };
        let found = anneal(&mut seating, 0, chance, heat, share, budget).1;
        plan.rounds[r].clone_from(&found.rounds[0]);
        for (a, b) in found.pairs(0) {
            if !met.has(a as usize, b as usize) && !problem.same_group(a as usize, b as usize) {
                dates[a as usize] += 1;
                dates[b as usize] += 1;
            }
            met.set(&[(a, b)], true);
        }
    }
    plan
}

/// Mean absolute deviation of the worths of pairs that may meet.
fn spread(problem: &Problem) -> i64 {
    let n = problem.people();
    let worths = || (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).filter(|&(a, b)| problem.may_meet(a, b));
    let count = worths().count().max(1) as i64;
    let mean = worths().map(|(a, b)| i64::from(problem.worth(a, b))).sum::<i64>() / count;
    worths().map(|(a, b)| (i64::from(problem.worth(a, b)) - mean).abs()).sum::<i64>() / count
}
