//! The scalar products of a certificate's vectors: what they may add to the sum of a proof, and whether they prove anything.

use super::certificate::{Certificate, FACTOR};
use crate::problem::{Problem, Repeats};

/// The scalar products of a certificate's vectors, in units of 1 / (scale * FACTOR).
pub(super) struct Products<'a> {
    vectors: &'a [Vec<i64>],
    scale: i128,
    /// What everybody brings with themself.
    pub(super) alone: i128,
}

impl<'a> Products<'a> {
    /// `None` where vectors prove nothing: entries too large, lengths that differ, rewards or negative prices beside them.
    pub(super) fn of(problem: &Problem, c: &'a Certificate) -> Option<Self> {
        let mut found = Products { vectors: &c.vectors, scale: i128::from(c.scale), alone: 0 };
        if let Some(first) = c.vectors.first() {
            let large = |vector: &Vec<i64>| vector.iter().any(|x| x.unsigned_abs() > 1 << 40);
            let odd = c.vectors.iter().any(|vector| vector.len() != first.len() || large(vector));
            // Prices are paid at every meeting here, rewards given at the first only.
            if odd || first.len() > 1 << 12 || c.vectors.len() != problem.people() {
                return None;
            }
            if !c.rewards.is_empty() || !c.sets.is_empty() || c.people.iter().any(|&price| price < 0) {
                return None;
            }
        }
        found.alone = (0..c.vectors.len()).map(|i| found.of_two(i, i) * problem.rounds_present(i) as i128).sum();
        Some(found)
    }

    fn of_two(&self, a: usize, b: usize) -> i128 {
        self.vectors[a].iter().zip(&self.vectors[b]).map(|(&x, &y)| i128::from(x) * i128::from(y)).sum()
    }

    /// Two of a delegation: together in every round in which both are there, unless they may sit out.
    pub(super) fn delegation(&self, problem: &Problem, a: usize, b: usize) -> i128 {
        if self.vectors.is_empty() {
            return 0;
        }
        let all = 2 * self.of_two(a, b) * common_rounds(problem, a, b);
        if problem.seat_all() { all } else { all.max(0) }
    }

    /// The most that any number of meetings of a pair is worth, less what it pays (both in units of 1 / scale).
    pub(super) fn pair(&self, problem: &Problem, (a, b): (usize, usize), worth: i128, paid: i128) -> i128 {
        let (factor, product) = (i128::from(FACTOR), 2 * self.of_two(a, b));
        let first = (worth - paid) * factor + product;
        let more = match problem.repeats() {
            Repeats::Hard => 0,
            Repeats::Soft(cost) => (product - (i128::from(cost) * self.scale + paid) * factor).max(0),
        };
        (first + more * (common_rounds(problem, a, b) - 1)).max(0)
    }
}

/// Rounds in which both are there.
fn common_rounds(problem: &Problem, a: usize, b: usize) -> i128 {
    (0..problem.rounds()).filter(|&r| problem.is_present(a, r) && problem.is_present(b, r)).count() as i128
}
