//! Who is there when, and who therefore can meet at all.

use crate::problem::Problem;

/// Who is there when, a bit for each round.
pub(crate) struct Presence {
    words: usize,
    bits: Vec<u64>,
    /// The most seats at one table, in each round.
    largest: Vec<usize>,
}

impl Presence {
    pub(crate) fn of(problem: &Problem) -> Self {
        let words = problem.rounds().div_ceil(64);
        let mut bits = vec![0; problem.people() * words];
        for r in 0..problem.rounds() {
            for i in (0..problem.people()).filter(|&i| problem.is_present(i, r)) {
                bits[i * words + r / 64] |= 1 << (r % 64);
            }
        }
        let open = |r: usize| (0..problem.tables().len()).filter(move |&t| problem.is_open(t, r));
        let largest = |r: usize| open(r).map(|t| problem.tables()[t].cap as usize).max().unwrap_or(0);
        Presence { words, bits, largest: (0..problem.rounds()).map(largest).collect() }
    }

    /// Whether two people are ever there at the same time.
    #[inline]
    pub(crate) fn meet(&self, i: usize, j: usize) -> bool {
        (0..self.words).any(|w| self.bits[i * self.words + w] & self.bits[j * self.words + w] != 0)
    }

    /// Whether two people may meet and ever can: with their delegations, in a round in which both are there.
    pub(crate) fn can_meet(&self, problem: &Problem, i: usize, j: usize) -> bool {
        let may = i != j && problem.may_meet(i, j) && !problem.same_group(i, j) && self.meet(i, j);
        let alone = problem.group_of(i).is_none() && problem.group_of(j).is_none();
        may && (alone || self.share_a_table(problem, (i, j), |a, b| problem.may_meet(a, b)))
    }

    /// Whether the delegations of two people find room at one table in a round in which both are there, all of them allowed.
    fn share_a_table(&self, problem: &Problem, (i, j): (usize, usize), may: impl Fn(usize, usize) -> bool) -> bool {
        (0..problem.rounds()).filter(|&r| problem.is_present(i, r) && problem.is_present(j, r)).any(|r| {
            let (mine, theirs) = (with(problem, i, r), with(problem, j, r));
            let allowed = mine.iter().all(|&a| theirs.iter().all(|&b| may(a, b)));
            allowed && mine.len() + theirs.len() <= self.largest[r]
        })
    }

    /// The most others who can sit with somebody, over all rounds, beside those who always do.
    pub(crate) fn seats_beside(&self, problem: &Problem, i: usize) -> usize {
        let rounds = (0..problem.rounds()).filter(|&r| problem.is_present(i, r));
        rounds.map(|r| self.largest[r].saturating_sub(with(problem, i, r).len())).sum()
    }
}

/// Somebody and those of their delegation who are there in a round.
fn with(problem: &Problem, i: usize, r: usize) -> Vec<usize> {
    match problem.group_of(i) {
        Some(g) => problem.groups()[g].iter().map(|&m| m as usize).filter(|&m| problem.is_present(m, r)).collect(),
        None => vec![i],
    }
}

/// Whether two people, with the delegations they belong to, find room at one table in a round in which both are there,
/// whatever the rules about meeting.
pub fn find_room_together(problem: &Problem, i: usize, j: usize) -> bool {
    problem.same_group(i, j) || Presence::of(problem).share_a_table(problem, (i, j), |_, _| true)
}
