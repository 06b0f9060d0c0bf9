//! One-to-one tables: what remains of a problem when every table seats two, and the exact methods for it.

use crate::problem::Problem;

pub(crate) mod colour;
pub(crate) mod flow;
pub(crate) mod matching;
pub(crate) mod one_sided;
mod seat;
mod shake;
mod timetable;
pub(crate) mod two_sided;

use flow::NONE;

/// The pairs of each round.
pub(crate) type Rounds = Vec<Vec<(u32, u32)>>;

/// A one-to-one problem.
pub(crate) struct Pairs<'a> {
    pub problem: &'a Problem,
    /// Open tables of each round.
    pub open: Vec<Vec<usize>>,
    /// `there[r * n + i]`: present, and not bound to a delegation in this round.
    pub there: Vec<bool>,
    /// People who need a partner in every round they are there.
    pub must: Vec<bool>,
    /// Rounds in which each person is there, as bits; empty when everybody is there in the same ones.
    when: Vec<Vec<u64>>,
    /// Everybody may sit alone at any table (and has to, where all have to be seated and no partner is left).
    pub alone: bool,
}

impl<'a> Pairs<'a> {
    /// The one-to-one view of a problem, if it has one.
    pub(crate) fn of(problem: &'a Problem) -> Option<Self> {
        let (n, rounds) = (problem.people(), problem.rounds());
        let tables = problem.tables();
        // Whoever sits alone meets nobody: a table of one seat serves only those who have to sit somewhere.
        let idle = |t: usize| tables[t].cap < 2 && !problem.seat_all() && (0..n).all(|i| problem.pin(i) != Some(t));
        let useful: Vec<bool> = (0..tables.len()).map(|t| !idle(t)).collect();
        let open: Vec<Vec<usize>> =
            (0..rounds).map(|r| (0..tables.len()).filter(|&t| useful[t] && problem.is_open(t, r)).collect()).collect();
        // Where meeting again costs something it is no better than forbidden, unless somebody must have a partner.
        if open.iter().flatten().any(|&t| tables[t].cap != 2) {
            return None;
        }
        let alone = open.iter().flatten().all(|&t| tables[t].min < 2);
        // For the same reason tables of both kinds are alike where people may sit out.
        if !alone && problem.seat_all() && open.iter().flatten().any(|&t| tables[t].min < 2) {
            return None;
        }
        let mut there: Vec<bool> = (0..rounds * n).map(|k| problem.is_present(k % n, k / n)).collect();
        for group in problem.groups() {
            for r in 0..rounds {
                let present: Vec<usize> =
                    group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).collect();
                if present.len() > 1 {
                    if problem.seat_all() || present.iter().any(|&i| problem.pin(i).is_some()) {
                        return None;
                    }
                    present.iter().for_each(|&i| there[r * n + i] = false);
                }
            }
        }
        let mut held = vec![false; tables.len()];
        for t in (0..n).filter_map(|i| problem.pin(i)) {
            if std::mem::replace(&mut held[t], true) {
                return None;
            }
        }
        let needs = |i: usize| match problem.pin(i) {
            Some(t) => tables[t].min >= 2,
            None => !alone && problem.seat_all(),
        };
        let must = (0..n).map(needs).collect();
        let mut when = Vec::new();
        if (0..n * rounds).any(|k| there[k] != there[k % n]) {
            when = vec![vec![0; rounds.div_ceil(64)]; n];
            (0..n * rounds).filter(|&k| there[k]).for_each(|k| when[k % n][k / n / 64] |= 1 << (k / n % 64));
        }
        Some(Pairs { problem, open, there, must, when, alone })
    }

    pub(crate) fn is_there(&self, i: usize, r: usize) -> bool {
        self.there[r * self.problem.people() + i]
    }

    /// What a pair is worth; [`NONE`] when it may not sit at one table.
    pub(crate) fn worth(&self, a: usize, b: usize) -> i32 {
        let problem = self.problem;
        let pinned_apart = problem.pin(a).is_some() && problem.pin(b).is_some();
        let never = !self.when.is_empty() && self.when[a].iter().zip(&self.when[b]).all(|(x, y)| x & y == 0);
        if !problem.may_meet(a, b) || pinned_apart || never || problem.same_group(a, b) {
            return NONE;
        }
        problem.worth(a, b)
    }

    /// The difference between the best pair and the worst (or none), at least 1.
    pub(crate) fn spread(&self) -> i64 {
        let n = self.problem.people();
        let pairs = (0..n).flat_map(|b| (0..b).map(move |a| self.worth(a, b))).filter(|&worth| worth != NONE);
        let (low, high) = pairs.fold((0, 1), |(low, high), worth| (worth.min(low), worth.max(high)));
        i64::from(high) - i64::from(low)
    }

    /// Most pairs in a round: people pinned and alone keep others from their tables.
    pub(crate) fn room(&self, r: usize) -> usize {
        self.open[r].len()
    }

    /// The two sides, when nobody may meet within one: (left, right), each sorted.
    pub(crate) fn sides(&self) -> Option<(Vec<u32>, Vec<u32>)> {
        let problem = self.problem;
        let n = problem.people();
        let (left, right): (Vec<u32>, Vec<u32>) = (0..n as u32).partition(|&i| problem.side(i as usize) == 1);
        let apart = |side: &[u32]| {
            side.iter().enumerate().all(|(k, &a)| side[..k].iter().all(|&b| !problem.may_meet(a as usize, b as usize)))
        };
        (apart(&left) && apart(&right)).then_some((left, right))
    }

    /// Whether every round has the same tables free for everybody and everybody is there.
    pub(crate) fn is_uniform(&self) -> bool {
        let n = self.problem.people();
        self.open.windows(2).all(|pair| pair[0].len() == pair[1].len())
            && (0..n).all(|i| {
                let first = self.is_there(i, 0);
                (1..self.problem.rounds()).all(|r| self.is_there(i, r) == first)
            })
            && !(0..n).any(|i| self.may_hold(i).is_some())
    }

    /// The table that somebody pinned to it keeps to themself where they find no partner.
    pub(crate) fn may_hold(&self, i: usize) -> Option<usize> {
        self.problem.pin(i).filter(|&t| self.problem.tables()[t].min < 2)
    }
}
