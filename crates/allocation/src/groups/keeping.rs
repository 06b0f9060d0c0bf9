//! A plan that keeps every rule, before anything is asked of its worth.
//!
//! Annealing by worth treats a broken rule as dearer than all that can be won: it never walks through one, and where rules
//! leave little room it stays caught where it began. Here rules are all that counts, and at first they may be broken on the
//! way: two by chance change places, at a heat that falls slowly enough.

use super::anneal::shift;
use super::mobility::{Mobility, mobility};
use super::seating::Seating;
use crate::answer::{Budget, Job};
use crate::chance::{Chance, Heat, Metropolis, cooled};
use crate::check::check;
use crate::plan::Plan;
use crate::problem::Problem;

/// What a broken rule costs, and how a walk cools down: in the end hardly any look breaks a rule.
const COST: i32 = 1000;
const HEAT: Heat = Heat { start: COST as i64 * 922, halvings: 2300 };
/// Moves of the first walk for each seat of the plan; each further one has twice as many.
const MOVES: u64 = 8_000;
/// In so many slices a walk cools down.
const SLICES: u64 = 256;
/// Of the time and the steps at hand so many thousandths at most.
const SHARE: u32 = 700;

/// A plan that keeps every rule, found from one that does not; `None` where none was found in a part of the time.
pub(crate) fn keep_rules(problem: &Problem, from: &Plan, seed: u64, budget: &Budget) -> Option<Plan> {
    let by_rules = problem.by_rules(COST);
    let over = || (budget.stop)() || budget.spent.is_some_and(|spent| spent() >= SHARE);
    let replicas = u64::from(budget.replicas.max(1));
    let mut moves = MOVES * (problem.people() * problem.rounds()) as u64;
    let mut left = (u128::from(budget.steps) * u128::from(SHARE) / 1000) as u64 / replicas;
    let mut attempt = 0;
    while moves <= left {
        let mut walks: Vec<Walk> =
            (0..replicas).map(|replica| Walk::new(&by_rules, from, seed, attempt << 32 | replica << 8 | 1)).collect();
        for slice in 0..SLICES {
            if over() {
                return None;
            }
            let temperature = cooled(HEAT, (slice * 1000 / SLICES) as u32);
            let jobs = walks.iter_mut().map(|walk| Box::new(move || walk.go(moves / SLICES, temperature)) as Job);
            (budget.run)(jobs.collect());
            let kept = walks.iter().filter(|walk| walk.seating.score >= 0).map(|walk| walk.seating.plan());
            if let Some(plan) = kept.into_iter().find(|plan| check(problem, plan).is_valid()) {
                return Some(plan);
            }
        }
        left -= moves;
        (attempt, moves) = (attempt + 1, moves.saturating_mul(2));
    }
    None
}

/// One walk through plans that break rules.
struct Walk<'p> {
    seating: Seating<'p>,
    chance: Chance,
    free: Vec<Mobility>,
    /// Rounds in which anybody can move.
    rounds: Vec<usize>,
    metropolis: Metropolis,
}

impl<'p> Walk<'p> {
    fn new(by_rules: &'p Problem, from: &Plan, seed: u64, stream: u64) -> Self {
        let mut seating = Seating::new(by_rules);
        seating.load(from);
        let free: Vec<Mobility> = (0..seating.rounds).map(|r| mobility(by_rules, r)).collect();
        seating.watch(|r, i| free[r].is_alone(i as u32));
        let rounds = (0..seating.rounds).filter(|&r| !free[r].units.is_empty()).collect();
        Walk { seating, chance: Chance::new(seed, stream), free, rounds, metropolis: Metropolis::new() }
    }

    /// So many moves at one temperature, fewer where every rule is kept earlier.
    fn go(&mut self, moves: u64, temperature: i64) {
        self.metropolis.set(temperature);
        for _ in 0..if self.rounds.is_empty() { 0 } else { moves } {
            if self.seating.score >= 0 {
                return;
            }
            let r = self.rounds[self.chance.below(self.rounds.len())];
            let (free, singles) = (&self.free[r], self.free[r].singles.len());
            // Where seats stay empty, which ones do matters as much as who sits together.
            if singles < 2 || self.chance.below(if free.loose { 4 } else { 16 }) == 0 {
                let unit = &free.units[self.chance.below(free.units.len())];
                shift(&mut self.seating, r, free, unit, &mut self.chance, &self.metropolis);
                continue;
            }
            let [i, j] = [0; 2].map(|_| free.singles[self.chance.below(singles)] as usize);
            let (a, b) = (self.seating.table_of(r, i), self.seating.table_of(r, j));
            if a != b {
                let gain = self.seating.swap_gain(r, i, j);
                if self.metropolis.accepts(gain, &mut self.chance) {
                    self.seating.swap(r, i, j, gain);
                }
            }
        }
    }
}
