//! Doors to the inner loops, for benchmarks only: nothing here is meant to be built upon.

use crate::chance::Chance;
use crate::groups::seating::Seating;
use crate::pairs::flow::{Sides, choose};
use crate::plan::Plan;
use crate::problem::Problem;

/// The best pairs of two sides, at most `rounds` for each person and as many tables as the smaller side has people.
pub fn flow(left: usize, right: usize, worth: &[i32], rounds: u32) -> Vec<(u32, u32)> {
    let limit = vec![rounds; left + right];
    let total = u64::from(rounds) * left.min(right) as u64;
    choose(&Sides { left, right, worth, limit: &limit, total, reward: &|_, _| 0 }).pairs
}

/// The round of each pair.
pub fn colour(left: usize, right: usize, pairs: &[(u32, u32)], rounds: usize) -> Vec<u32> {
    crate::pairs::colour::colour(left, right, pairs, rounds, left.min(right) as u64)
}

/// Exchanges of seats at group tables.
pub struct Exchanges<'a> {
    seating: Seating<'a>,
    chance: Chance,
}

impl<'a> Exchanges<'a> {
    /// Everybody sits down in the order of their numbers.
    pub fn new(problem: &'a Problem) -> Self {
        let mut seating = Seating::new(problem);
        let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
        for tables in &mut plan.rounds {
            let mut next = 0;
            for (table, sitting) in problem.tables().iter().zip(tables) {
                let end = (next + table.cap).min(problem.people() as u32);
                *sitting = (next..end).collect();
                next = end;
            }
        }
        seating.load(&plan);
        Exchanges { seating, chance: Chance::new(1, 0) }
    }

    fn any(&mut self) -> (usize, usize, usize) {
        let (n, chance) = (self.seating.n, &mut self.chance);
        (chance.below(self.seating.rounds), chance.below(n), chance.below(n))
    }

    /// The gains of so many random exchanges.
    pub fn weigh(&mut self, many: usize) -> i64 {
        let gain = |(r, i, j): (usize, usize, usize), seating: &Seating| match seating.table_of(r, i)
            == seating.table_of(r, j)
        {
            true => 0,
            false => seating.swap_gain(r, i, j),
        };
        (0..many).map(|_| gain(self.any(), &self.seating)).sum()
    }

    /// So many random exchanges made; the score afterwards.
    pub fn make(&mut self, many: usize) -> i64 {
        for _ in 0..many {
            let (r, i, j) = self.any();
            let (a, b) = (self.seating.table_of(r, i), self.seating.table_of(r, j));
            if a != b {
                self.seating.relocate(r, i, b);
                self.seating.relocate(r, j, a);
            }
        }
        self.seating.score
    }
}
