//! Annealing of a whole plan: exchanges of people, of delegations and of free places, by gains that cost a look-up each.
//!
//! Hardly one exchange in ten thousand is worth it when a plan is good. So whole tables are compared first: what anybody
//! there would gain at most by going to the other table, in both directions. Only where the sum may be enough are the
//! people looked at one by one.

use crate::answer::{Budget, Job, Progress};
use crate::chance::{Chance, Heat, Metropolis, cooled};
use crate::groups::mobility::{Mobility, mobility};
use crate::groups::seating::{AWAY, Seating};
use crate::plan::Plan;

mod resettle;
mod scan;
mod shift;
mod turn;

pub(super) use shift::shift;
use turn::turn;

/// So many of the people who suit somebody best are remembered for each.
const NEAR: usize = 32;

/// Anneals the rounds `from..` of a seating and returns the best plan met, by the search's own score.
pub(crate) fn anneal(
    seating: &mut Seating,
    from: usize,
    chance: &mut Chance,
    heat: Heat,
    steps: u64,
    budget: &Budget,
) -> (i64, Plan) {
    anneal_all(std::iter::once((seating, chance)), from, heat, steps, budget)
}

/// The same for several seatings, each with its own chance: they walk at the same time where the caller can do that,
/// slice by slice, share the steps evenly and know nothing of each other; the best wins, the first among equals.
pub(crate) fn anneal_all<'s, 'p: 's>(
    seatings: impl Iterator<Item = (&'s mut Seating<'p>, &'s mut Chance)>,
    from: usize,
    heat: Heat,
    steps: u64,
    budget: &Budget,
) -> (i64, Plan) {
    let mut walks: Vec<Walk> = seatings.map(|(seating, chance)| Walk::new(seating, from, chance)).collect();
    let share = steps / walks.len().max(1) as u64;
    let largest = (share / 256).clamp(BATCH, 256 * BATCH);
    // Under a clock nobody knows yet how long a look takes: the first slices are small, so that a short time is kept.
    let mut slice = if budget.spent.is_some() { BATCH } else { largest };
    let (mut done, mut down) = (0, false);
    while done < share && walks.iter().any(|walk| !walk.rounds.is_empty()) {
        let used = budget.used(done, share);
        if used >= 1000 {
            break;
        }
        // The last moments are for the way down from the best plan met.
        let cooling = used < DOWN;
        if !cooling && !down {
            walks.iter_mut().for_each(|walk| walk.turn_back(from));
            down = true;
        }
        let temperature = if cooling { cooled(heat, used * 1000 / DOWN) } else { 0 };
        let looks = slice.min(share - done);
        let jobs = walks.iter_mut().map(|walk| Box::new(move || walk.go(looks, temperature, used > 500)) as Job);
        (budget.run)(jobs.collect());
        done += looks;
        slice = (slice * 2).min(largest);
        if let Some(progress) = budget.progress {
            let objective = walks.iter().max_by_key(|walk| walk.best.0).map_or(0, |walk| walk.affinity);
            progress(Progress { steps: done * walks.len() as u64, objective, bound: None });
        }
    }
    let best = (0..walks.len()).rev().max_by_key(|&k| walks[k].best.0);
    best.map_or((0, Plan::default()), |k| walks[k].finish(from))
}

/// Thousandths of the time after which nothing worse is accepted any more.
const DOWN: u32 = 980;

/// One walk through the plans.
struct Walk<'s, 'p> {
    seating: &'s mut Seating<'p>,
    chance: &'s mut Chance,
    free: Vec<Mobility>,
    /// Rounds in which anybody can move.
    rounds: Vec<usize>,
    near: Vec<u32>,
    metropolis: Metropolis,
    best: (i64, Vec<u32>),
    /// What the best plan is worth without rewards of evenness.
    affinity: i64,
}

impl<'s, 'p> Walk<'s, 'p> {
    fn new(seating: &'s mut Seating<'p>, from: usize, chance: &'s mut Chance) -> Self {
        let free: Vec<Mobility> = (0..seating.rounds).map(|r| mobility(seating.problem, r)).collect();
        let rounds = (from..seating.rounds).filter(|&r| !free[r].units.is_empty()).collect();
        let unit = |r: usize, i: usize| free[r].unit_of[i];
        seating.watch(|r, i| unit(r, i) != u32::MAX && free[r].units[unit(r, i) as usize].len() == 1);
        let best = (seating.score, seating.seat.clone());
        let near = seating.near(NEAR);
        let affinity = seating.affinity();
        Walk { seating, chance, free, rounds, near, metropolis: Metropolis::new(), best, affinity }
    }

    /// Looks at so many things at one temperature; with `often` the best plan is noted in between.
    fn go(&mut self, looks: u64, temperature: i64, often: bool) {
        self.metropolis.set(temperature);
        let mut left = if self.rounds.is_empty() { 0 } else { looks };
        while left > 0 {
            let r = self.rounds[self.chance.below(self.rounds.len())];
            let mut batch = BATCH.min(left);
            left -= batch;
            while batch > 0 {
                let looked = turn(self.seating, r, &self.free[r], &self.near, self.chance, &self.metropolis, often);
                batch = batch.saturating_sub(looked);
            }
            if often {
                self.note();
            }
        }
        self.note();
    }

    fn note(&mut self) {
        if self.seating.score > self.best.0 {
            (self.best.0, self.affinity) = (self.seating.score, self.seating.affinity());
            self.best.1.copy_from_slice(&self.seating.seat);
        }
    }

    /// Puts the best plan met back into the seating and returns it.
    fn finish(&mut self, from: usize) -> (i64, Plan) {
        self.seating.lure.clear();
        self.turn_back(from);
        (self.best.0, self.seating.plan())
    }

    /// Puts the best plan met back into the seating.
    fn turn_back(&mut self, from: usize) {
        for r in from..self.seating.rounds {
            for i in 0..self.seating.n {
                let t = self.best.1[r * self.seating.n + i];
                if t != AWAY {
                    self.seating.relocate(r, i, t as usize);
                }
            }
        }
    }
}

/// So many things are looked at in one round before the next: its part of the state stays near.
const BATCH: u64 = 2048;
