//! Who is there when, and who therefore can meet at all.

use crate::problem::Problem;

/// Who is there when, a bit for each round.
pub(super) struct Presence {
    words: usize,
    bits: Vec<u64>,
}

impl Presence {
    pub(super) fn of(problem: &Problem) -> Self {
        let words = problem.rounds().div_ceil(64);
        let mut bits = vec![0; problem.people() * words];
        for r in 0..problem.rounds() {
            for i in (0..problem.people()).filter(|&i| problem.is_present(i, r)) {
                bits[i * words + r / 64] |= 1 << (r % 64);
            }
        }
        Presence { words, bits }
    }

    /// Whether two people are ever there at the same time.
    #[inline]
    pub(super) fn meet(&self, i: usize, j: usize) -> bool {
        (0..self.words).any(|w| self.bits[i * self.words + w] & self.bits[j * self.words + w] != 0)
    }
}
