//! In a repair: what an announced seat or partner is worth to those who were told of it.

use super::{AWAY, Seating};
use crate::answer::RepairInput;

impl Seating<'_> {
    /// From now on, in the rounds `first..`, leaving an announced seat or partner costs what the repair says.
    pub(crate) fn bind(&mut self, input: &RepairInput, first: usize) {
        let (n, bench) = (self.n, self.bench);
        self.mates = vec![Vec::new(); self.rounds * n];
        let (cost_seat, cost_pair) = (input.cost_seat >> self.shift, input.cost_pair >> self.shift);
        self.mate_value = cost_pair;
        for r in first..self.rounds {
            for (i, seat) in input.announced.seats(r, n).into_iter().enumerate() {
                let Some(t) = seat.map(|t| t as usize).filter(|&t| t < bench && self.seat[r * n + i] != AWAY) else {
                    continue;
                };
                let row = self.row(r, t);
                self.fit[row + i] += cost_seat;
                if self.table_of(r, i) == t {
                    self.score += i64::from(cost_seat);
                }
            }
            for (a, b) in input.announced.pairs(r) {
                let (i, j) = (a as usize, b as usize);
                if i >= n || j >= n || self.seat[r * n + i] == AWAY || self.seat[r * n + j] == AWAY {
                    continue;
                }
                for (x, y) in [(i, j), (j, i)] {
                    self.mates[r * n + x].push(y as u32);
                    let t = self.table_of(r, y);
                    if t != bench {
                        let row = self.row(r, t);
                        self.fit[row + x] += cost_pair;
                    }
                }
                if self.table_of(r, i) == self.table_of(r, j) && self.table_of(r, i) != bench {
                    self.score += i64::from(cost_pair);
                }
            }
        }
    }
}
