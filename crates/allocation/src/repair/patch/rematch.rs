//! Whole rounds matched anew: each by itself where that gains, then two at a time while the budget lasts.

use super::{Judged, Repair, better_of};
use crate::answer::Budget;
use crate::chance::Chance;
use crate::pairs::flow::NONE;
use crate::pairs::matching::{TwoSides, best_round};
use crate::plan::Plan;

/// What matching one pair of people anew costs in steps of the local search (measured: about as much time).
const STEPS_PER_PAIR: u64 = 4;

/// So many shakes without a better plan are enough.
const FRUITLESS: u32 = 4000;

/// Something small added to what pairs are worth, so that others come together: up to `most`, the same for a pair each time.
#[derive(Clone, Copy)]
struct Blur {
    seed: u64,
    most: usize,
}

impl Blur {
    fn of(self, a: usize, b: usize) -> i32 {
        let (low, high) = (a.min(b) as u64, a.max(b) as u64);
        Chance::new(self.seed, high << 32 | low).below(self.most) as i32
    }
}

impl Repair<'_> {
    /// What matching a round anew costs, in steps.
    fn cost(&self, sides: TwoSides) -> u64 {
        let n = self.pairs.problem.people() as u64;
        let cost = match sides {
            Some((left, right)) => (left.len() * right.len()) as u64 * STEPS_PER_PAIR,
            None => n * n * STEPS_PER_PAIR * 2,
        };
        cost.max(1)
    }

    /// Each round as a whole, where that gains more than the changes cost; `false` when nothing was gained.
    pub(super) fn rematch(&mut self, sides: TwoSides, steps: &mut u64, budget: &Budget) -> bool {
        let cost = self.cost(sides);
        let (mut improved, mut last) = (false, None);
        // Once around without a gain is enough.
        for r in self.rounds().cycle() {
            if last == Some(r) || *steps < cost || budget.is_over() {
                break;
            }
            *steps -= cost;
            let before = self.plan[r].clone();
            self.set(r, Vec::new());
            let (found, gain) = self.matched(sides, r, &before, None);
            self.set(r, if gain > 0 { found } else { before });
            improved |= gain > 0;
            last = if gain > 0 { Some(r) } else { last.or(Some(r)) };
        }
        // Two whose talk moved on to nobody's gain may meet where they sit out now, even for no worth at all.
        self.patch(sides);
        improved
    }

    /// The best matching of an empty round and what it is worth more than another one; blurred where that is asked for.
    fn matched(&self, sides: TwoSides, r: usize, other: &[(u32, u32)], blur: Option<Blur>) -> (Vec<(u32, u32)>, i64) {
        let rewards: Vec<i64> = (0..self.pairs.problem.people()).map(|i| self.reward(i)).collect();
        let value = |a: usize, b: usize| self.value(r, &rewards, a, b);
        let sum = |these: &[(u32, u32)]| -> i64 {
            these.iter().map(|&(a, b)| i64::from(value(a as usize, b as usize))).sum()
        };
        let blurred = |a: usize, b: usize| match value(a, b) {
            NONE => NONE,
            value => blur.map_or(value, |blur| value.saturating_add(blur.of(a, b))),
        };
        let found = best_round(self.pairs, sides, r, &blurred);
        let gain = sum(&found) - sum(other);
        (found, gain)
    }

    /// All rounds as in another plan: first what has to go, since nobody meets twice on the way.
    fn restore(&mut self, plan: &[Vec<(u32, u32)>]) {
        let changed: Vec<usize> = self.rounds().filter(|&r| self.plan[r] != plan[r]).collect();
        changed.iter().for_each(|&r| self.set(r, Vec::new()));
        changed.iter().for_each(|&r| self.set(r, plan[r].clone()));
    }

    /// While the budget lasts: two rounds matched by blurred values, then all of them anew where that gains. The best by
    /// the repair's own score is kept, and it is never bought with promised talks for less than they are dear.
    pub(super) fn shake(
        &mut self,
        sides: TwoSides,
        best: (Judged, Plan),
        chance: &mut Chance,
        steps: &mut u64,
        budget: &Budget,
    ) -> Plan {
        let (cost, rounds) = (self.cost(sides), self.rounds());
        let mut best = best;
        let (mut plan, mut worth) = (self.plan.clone(), self.worth());
        let mut fruitless = 0;
        while *steps >= 2 * cost && !budget.is_over() && rounds.len() > 1 && fruitless < FRUITLESS {
            *steps -= 2 * cost;
            let r = rounds.start + chance.below(rounds.len());
            let s = rounds.start + (r - rounds.start + 1 + chance.below(rounds.len() - 1)) % rounds.len();
            let most = (self.highest as usize >> (1 + chance.below(4))).max(2);
            let blur = Blur { seed: chance.below(1 << 30) as u64, most: most.min(1 << 20) };
            self.set(r, Vec::new());
            self.set(s, Vec::new());
            for round in [r, s] {
                let (found, _) = self.matched(sides, round, &[], Some(blur));
                self.set(round, found);
            }
            self.rematch(sides, steps, budget);
            let reached = self.worth();
            fruitless += 1;
            if reached < worth {
                self.restore(&plan);
                continue;
            }
            if reached > worth || self.plan != plan {
                let judged = (best.0, Plan::default());
                let (now, found) = better_of(judged, self);
                if now > best.0 {
                    (best, fruitless) = ((now, found), 0);
                }
            }
            (plan, worth) = (self.plan.clone(), reached);
        }
        best.1
    }
}
