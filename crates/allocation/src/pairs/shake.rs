//! Rounds are shaken and matched anew: the search that follows the first placing of pairs.

use super::flow::NONE;
use super::matching::{Met, TwoSides, best_round_rewarded};
use super::timetable::{FREE, Timetable, value};
use super::{Pairs, Rounds};
use crate::answer::Budget;
use crate::chance::Chance;

struct Search<'a, 'b> {
    pairs: &'a Pairs<'b>,
    sides: TwoSides<'a>,
    rewards: &'a [i64],
    table: Timetable<'a, 'b>,
    met: Met,
    dates: Vec<usize>,
}

impl Search<'_, '_> {
    /// Replaces the pairs of a round.
    fn set(&mut self, r: usize, pairs: &[(u32, u32)]) {
        let before = self.table.round(r);
        self.met.set(&before, false);
        before.iter().flat_map(|&(a, b)| [a, b]).for_each(|i| self.dates[i as usize] -= 1);
        self.met.set(pairs, true);
        pairs.iter().flat_map(|&(a, b)| [a, b]).for_each(|i| self.dates[i as usize] += 1);
        self.table.set_round(r, pairs);
    }

    /// The best matching of a round, given all the others.
    fn anew(&mut self, r: usize) {
        self.set(r, &[]);
        let worth = |a: usize, b: usize| if self.met.has(a, b) { NONE } else { self.pairs.worth(a, b) };
        let reward = |i: usize| self.rewards.get(self.dates[i]).copied().unwrap_or(0);
        let found = best_round_rewarded(self.pairs, self.sides, r, &worth, &reward);
        self.set(r, &found);
    }

    /// Back to a plan: first what has to go, since nobody may meet twice on the way.
    fn restore(&mut self, plan: &[Vec<(u32, u32)>]) {
        let changed: Vec<usize> = (0..plan.len()).filter(|&r| self.table.round(r) != plan[r]).collect();
        changed.iter().for_each(|&r| self.set(r, &[]));
        changed.iter().for_each(|&r| self.set(r, &plan[r]));
    }

    /// Exchanges paths and cycles of pairs between two rounds, which changes nothing but the rounds.
    fn shake(&mut self, r: usize, s: usize, chance: &mut Chance) {
        for _ in 0..1 + chance.below(8) {
            let from = chance.below(self.pairs.problem.people()) as u32;
            let (one, other) = if chance.below(2) == 0 { (r, s) } else { (s, r) };
            // Paths are taken from their ends, cycles from anywhere.
            if let Some(chain) = self.table.chain(from, one, other)
                && (self.table.at(other, from) == FREE || chain.last() == Some(&self.table.at(other, from)))
            {
                self.table.exchange(&chain, one, other);
            }
        }
    }

    fn plan(&self) -> Rounds {
        (0..self.pairs.problem.rounds()).map(|r| self.table.round(r)).collect()
    }
}

/// Shakes and matches anew until `most` is reached or the budget is used. Everybody's 1st, 2nd, … date counts what
/// `rewards` say besides its affinity.
pub(crate) fn search(
    pairs: &Pairs,
    sides: TwoSides,
    plan: &mut Rounds,
    rewards: &[i64],
    most: Option<i64>,
    chance: &mut Chance,
    budget: &Budget,
) {
    let (n, rounds) = (pairs.problem.people(), plan.len());
    let (table, met, dates) = (Timetable::new(pairs), Met::of(pairs.problem), vec![0; n]);
    let mut search = Search { pairs, sides, rewards, table, met, dates };
    search.restore(plan);
    *plan = search.plan();
    let mut best = value(pairs, plan, rewards);
    // A matching costs about as much as so many simple moves.
    let cost = (n * n / 8).max(64) as u64;
    let mut steps = budget.steps / cost;
    let mut touched: Vec<usize> = (0..rounds).collect();
    while most.is_none_or(|most| best.1 < most) {
        chance.shuffle(&mut touched);
        for &r in &touched {
            if steps == 0 || budget.is_over() {
                return;
            }
            steps -= 1;
            search.anew(r);
            let reached = value(pairs, &search.plan(), rewards);
            if reached >= best {
                best = reached;
                *plan = search.plan();
            }
        }
        if rounds < 2 {
            return;
        }
        search.restore(plan);
        let first = chance.below(rounds);
        touched.clear();
        touched.push(first);
        for _ in 0..1 + chance.below(2) {
            let other = (first + 1 + chance.below(rounds - 1)) % rounds;
            search.shake(first, other, chance);
            touched.push(other);
        }
    }
}
