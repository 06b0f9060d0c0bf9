//! The working state of the local search: everybody's seat in every round, and what each person would add at each table.
//!
//! `fit[r][t][i]` is what person `i` has (or would have) with the people at table `t` in round `r`, given all other
//! rounds. It makes the worth of any swap a matter of five look-ups; keeping it up to date costs two rows per seat.

use super::evenness::Evenness;
use crate::problem::Problem;

mod beginning;
mod bonds;
mod evened;
mod lure;
mod moving;
#[cfg(test)]
mod tests;

/// No seat: the person is not there in this round.
pub(crate) const AWAY: u32 = u32::MAX;

/// Meetings of pairs whose value never changes (delegations, forbidden pairs) start here, far from 0 and 1.
const FIXED: u16 = 30_000;

/// Less than any gain, and far from overflowing when a few are added.
const STUCK: i32 = -(1 << 27);

#[derive(Clone)]
pub(crate) struct Seating<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) n: usize,
    pub(crate) rounds: usize,
    /// Number of tables; the same number is the bench, where people sit out.
    pub(crate) bench: usize,
    /// The largest absolute worth of a pair (1 at least).
    pub(crate) largest: i32,
    shift: u32,
    /// What breaking a hard rule once costs in the search.
    pub(crate) penalty: i32,
    repeat: i32,
    bench_value: Vec<i32>,
    worth: Vec<i32>,
    now: Vec<i32>,
    count: Vec<u16>,
    pub(crate) seat: Vec<u32>,
    pub(crate) members: Vec<Vec<u32>>,
    fit: Vec<i32>,
    /// Where in `fit` the table of each person stands (`i * rounds + r`); the bench and absence point past the rows, to
    /// `n` places that nobody reads.
    home: Vec<u32>,
    /// `lure[(r * tables + a) * tables + b]`: nobody who moves alone gains more than this by going from table `a` to
    /// `b` (an upper bound; exact when last looked at). Empty as long as nobody asked with [`Self::watch`].
    pub(crate) lure: Vec<i32>,
    /// For two tables the sum of `lure` in both directions.
    both: Vec<i32>,
    /// 0 for people who move alone in a round (`r * n + i`), [`STUCK`] for others.
    stuck: Vec<i32>,
    /// Announced partners in each round (`r * n + i`) and what losing one costs, in a repair.
    mates: Vec<Vec<u32>>,
    mate_value: i32,
    /// What everybody's dates are worth by their number, where evenness counts.
    evenness: Option<Evenness>,
    /// The rewards of evenness in the score.
    rewarded: i64,
    /// Worth of all seats so far, penalties and rewards of evenness included.
    pub(crate) score: i64,
}

/// Whether the dense state of so many searches stays within reasonable memory (about 600 MB).
pub(crate) fn fits_in_memory(problem: &Problem, replicas: u32) -> bool {
    let state = problem.rounds() * (problem.tables().len() + 1) * problem.people();
    state.saturating_mul(replicas.max(1) as usize) <= 50_000_000
}

impl Seating<'_> {
    #[inline]
    fn row(&self, r: usize, t: usize) -> usize {
        (r * (self.bench + 1) + t) * self.n
    }

    /// Past the last row of `fit`.
    #[inline]
    fn nowhere(&self) -> u32 {
        (self.rounds * (self.bench + 1) * self.n) as u32
    }

    #[inline]
    pub(crate) fn table_of(&self, r: usize, i: usize) -> usize {
        self.seat[r * self.n + i] as usize
    }

    #[inline]
    pub(crate) fn at(&self, r: usize, t: usize) -> &[u32] {
        &self.members[r * (self.bench + 1) + t]
    }

    /// What `i` has, or would have, with those at table `t`.
    #[inline]
    pub(crate) fn fit(&self, r: usize, t: usize, i: usize) -> i64 {
        i64::from(self.fit[self.row(r, t) + i])
    }

    /// What two people who do not sit together in this round would bring each other there.
    #[inline]
    pub(crate) fn pair(&self, r: usize, i: usize, j: usize) -> i64 {
        i64::from(self.now[i * self.n + j]) + self.bond(r, i, j)
    }

    /// What two people who sit together in round `r` have of it.
    pub(crate) fn pair_at(&self, r: usize, i: usize, j: usize) -> i64 {
        let k = i * self.n + j;
        i64::from(if self.count[k] == 1 { self.worth[k] } else { self.now[k] }) + self.bond(r, i, j)
    }

    #[inline]
    fn bond(&self, r: usize, i: usize, j: usize) -> i64 {
        let bound = !self.mates.is_empty() && self.mates[r * self.n + i].contains(&(j as u32));
        if bound { i64::from(self.mate_value) } else { 0 }
    }

    /// Two who have met before this seating began: meeting again is no date.
    pub(crate) fn have_met(&mut self, i: usize, j: usize) {
        let known = self.count[i * self.n + j].max(FIXED);
        self.count[i * self.n + j] = known;
        self.count[j * self.n + i] = known;
    }

    /// What the seats are worth without rewards of evenness, in the problem's points; as little as nothing where rules are
    /// broken.
    pub(crate) fn affinity(&self) -> i64 {
        (self.score - self.rewarded) << self.shift
    }

    /// The most that two people can have of sitting together.
    pub(crate) fn closest(&self) -> i32 {
        self.largest + self.mate_value
    }

    /// How often two people meet so far (a large number where it does not matter).
    #[cfg(test)]
    pub(crate) fn met(&self, i: usize, j: usize) -> u16 {
        self.count[i * self.n + j]
    }
}
