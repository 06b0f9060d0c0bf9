//! The working state of the local search: everybody's seat in every round, and what each person would add at each table.
//!
//! `fit[r][t][i]` is what person `i` has (or would have) with the people at table `t` in round `r`, given all other
//! rounds. It makes the worth of any swap a matter of five look-ups; keeping it up to date costs two rows per seat.

mod lure;

use super::evenness::Evenness;
use crate::answer::RepairInput;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

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

impl<'a> Seating<'a> {
    /// Nobody is seated yet: all who are there sit on the bench.
    pub(crate) fn new(problem: &'a Problem) -> Self {
        Self::against(problem, 0)
    }

    /// The same, where breaking a hard rule must stay dearer than several changes of such a cost.
    pub(crate) fn against(problem: &'a Problem, change: i32) -> Self {
        let (n, rounds, bench) = (problem.people(), problem.rounds(), problem.tables().len());
        let mut worth = vec![0i32; n * n];
        let mut count = vec![0u16; n * n];
        let mut largest = 1;
        for b in 0..n {
            for a in 0..b {
                largest = largest.max(problem.worth(a, b).abs());
            }
        }
        let (hard, cost) = match problem.repeats() {
            Repeats::Hard => (true, 0),
            Repeats::Soft(cost) => (false, cost),
        };
        // Sums over a whole table have to stay within 32 bits: huge worths are halved until they do.
        let sitting = problem.tables().iter().map(|table| i64::from(table.cap)).max().unwrap_or(1).min(n as i64).max(1);
        let dearest = i64::from(largest.max(cost).max(change));
        let shift = (0..31).find(|s| (dearest >> s) * 12 * (sitting + 4) < 1 << 26).unwrap_or(31);
        let (largest, cost) = ((largest >> shift).max(1), cost >> shift);
        // As dear as fits, twelve times the dearest pair at least: no reward of evenness shall outweigh a rule.
        let penalty = ((1 << 26) / (sitting as i32 + 4) - 1).max(200);
        for b in 0..n {
            for a in 0..b {
                let value = if problem.may_meet(a, b) { problem.worth(a, b) >> shift } else { -penalty };
                worth[a * n + b] = value;
                worth[b * n + a] = value;
                if problem.same_group(a, b) || !problem.may_meet(a, b) {
                    count[a * n + b] = FIXED;
                    count[b * n + a] = FIXED;
                }
            }
        }
        let bench_value = (0..n)
            .map(|i| if problem.seat_all() || problem.pin(i).is_some() { -penalty.saturating_mul(2) } else { 0 })
            .collect::<Vec<_>>();
        let mut seating = Seating {
            problem,
            n,
            rounds,
            bench,
            largest,
            shift,
            penalty,
            repeat: if hard { penalty } else { cost },
            bench_value,
            now: worth.clone(),
            worth,
            count,
            seat: vec![AWAY; rounds * n],
            members: vec![Vec::new(); rounds * (bench + 1)],
            fit: vec![0; (rounds * (bench + 1) + 1) * n],
            lure: Vec::new(),
            both: Vec::new(),
            stuck: Vec::new(),
            home: vec![(rounds * (bench + 1) * n) as u32; rounds * n],
            mates: Vec::new(),
            mate_value: 0,
            evenness: None,
            rewarded: 0,
            score: 0,
        };
        for r in 0..rounds {
            let row = seating.row(r, bench);
            seating.fit[row..row + n].copy_from_slice(&seating.bench_value);
            for i in (0..n).filter(|&i| problem.is_present(i, r)) {
                seating.seat[r * n + i] = bench as u32;
                seating.members[r * (bench + 1) + bench].push(i as u32);
                seating.score += i64::from(seating.bench_value[i]);
            }
        }
        seating
    }

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

    /// From now on everybody's 1st, 2nd, … date counts what `rewards` say besides its affinity; `had` tells the dates
    /// that somebody has elsewhere.
    pub(crate) fn reward(&mut self, rewards: &[i64], had: impl Fn(usize) -> u32) {
        if rewards.is_empty() {
            return;
        }
        let n = self.n;
        let met = |i: usize| self.count[i * n..(i + 1) * n].iter().filter(|&&count| 0 < count && count < FIXED).count();
        let dates = (0..n).map(|i| had(i) + met(i) as u32).collect();
        let rewards: Vec<i64> = rewards.iter().map(|reward| reward >> self.shift).collect();
        let evenness = Evenness::new(self.problem, &rewards, dates);
        self.rewarded = evenness.all();
        self.score += self.rewarded;
        self.evenness = Some(evenness);
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

    /// Whether evenness counts and people have to take turns.
    pub(crate) fn takes_turns(&self) -> bool {
        self.evenness.as_ref().is_some_and(Evenness::turns)
    }

    /// Whether evenness counts.
    pub(crate) fn is_evened(&self) -> bool {
        self.evenness.is_some()
    }

    /// The most that two people can have of sitting together.
    pub(crate) fn closest(&self) -> i32 {
        self.largest + self.mate_value
    }

    /// Dates of somebody so far, where evenness counts.
    pub(crate) fn dates(&self, i: usize) -> u32 {
        self.evenness.as_ref().map_or(0, |evenness| evenness.dates(i))
    }

    /// What evenness gains when people `go` from table `a` to `b` and others `come` from there.
    #[inline]
    pub(crate) fn evened(&self, r: usize, (a, b): (usize, usize), go: &[u32], come: &[u32]) -> i64 {
        self.evenness.as_ref().map_or(0, |evenness| self.evened_by(evenness, r, (a, b), go, come))
    }

    fn evened_by(&self, evenness: &Evenness, r: usize, (a, b): (usize, usize), go: &[u32], come: &[u32]) -> i64 {
        let met = |i: u32, j: u32| self.count[i as usize * self.n + j as usize];
        let lost = |i: u32, others: &[u32], but: &[u32]| {
            others.iter().filter(|&&k| met(i, k) == 1 && !but.contains(&k)).count() as i32
        };
        let won = |i: u32, others: &[u32], but: &[u32]| {
            others.iter().filter(|&&k| met(i, k) == 0 && !but.contains(&k)).count() as i32
        };
        // Nobody meets anybody on the bench.
        let at = |t: usize| if t == self.bench { &[][..] } else { self.at(r, t) };
        let mut sum = 0;
        for (here, there, leave, join) in [(a, b, go, come), (b, a, come, go)] {
            for &k in at(here).iter().filter(|&k| !leave.contains(k)) {
                let more = won(k, join, &[]) - lost(k, leave, &[]);
                sum += evenness.gain(k as usize, more);
            }
            for &i in leave {
                sum += evenness.gain(i as usize, won(i, at(there), join) - lost(i, at(here), leave));
            }
        }
        sum
    }

    /// How often two people meet so far (a large number where it does not matter).
    #[cfg(test)]
    pub(crate) fn met(&self, i: usize, j: usize) -> u16 {
        self.count[i * self.n + j]
    }

    /// Gain of two people at different tables (or bench) changing seats.
    #[inline]
    pub(crate) fn swap_gain(&self, r: usize, i: usize, j: usize) -> i64 {
        let (a, b) = (self.table_of(r, i), self.table_of(r, j));
        let both = self.fit(r, b, i) - self.fit(r, a, i) + self.fit(r, a, j) - self.fit(r, b, j);
        let between = self.pair(r, i, j);
        both - between * (i64::from(a != self.bench) + i64::from(b != self.bench))
    }

    /// Moves one person to another table (or the bench) in a round.
    pub(crate) fn relocate(&mut self, r: usize, i: usize, to: usize) {
        let n = self.n;
        let from = self.table_of(r, i);
        if from == to {
            return;
        }
        self.score += self.fit(r, to, i) - self.fit(r, from, i);
        let (ra, rb) = (self.row(r, from), self.row(r, to));
        let now = &self.now[i * n..(i + 1) * n];
        if from != self.bench {
            for (fit, value) in self.fit[ra..ra + n].iter_mut().zip(now) {
                *fit -= value;
            }
        }
        if to != self.bench {
            for (fit, value) in self.fit[rb..rb + n].iter_mut().zip(now) {
                *fit += value;
            }
        }
        if !self.mates.is_empty() {
            for &j in &self.mates[r * n + i] {
                if from != self.bench {
                    self.fit[ra + j as usize] -= self.mate_value;
                }
                if to != self.bench {
                    self.fit[rb + j as usize] += self.mate_value;
                }
            }
        }
        let slot = r * (self.bench + 1);
        if let Some(at) = self.members[slot + from].iter().position(|&m| m as usize == i) {
            self.members[slot + from].swap_remove(at);
        }
        self.seat[r * n + i] = to as u32;
        self.home[i * self.rounds + r] = if to == self.bench { self.nowhere() } else { rb as u32 };
        if from != self.bench {
            let left = std::mem::take(&mut self.members[slot + from]);
            for &j in &left {
                let j = j as usize;
                // Those who met only here: `now` charged a repeat, their true value was the first meeting's.
                if self.count[i * n + j] == 1 {
                    let difference = self.worth[i * n + j] + self.repeat;
                    self.fit[ra + j] -= difference;
                    if to != self.bench {
                        self.fit[rb + j] += difference;
                    }
                }
                self.part(r, i, j);
            }
            self.members[slot + from] = left;
        }
        if to != self.bench {
            let joined = std::mem::take(&mut self.members[slot + to]);
            for &j in &joined {
                self.meet(r, i, j as usize);
            }
            self.members[slot + to] = joined;
        }
        self.members[slot + to].push(i as u32);
        if !self.lure.is_empty() {
            self.look_again(r, from);
            self.look_again(r, to);
        }
    }

    /// One meeting less: other rounds see the pair with new eyes when it was the last or the last but one.
    fn part(&mut self, r: usize, i: usize, j: usize) {
        let n = self.n;
        let (ij, ji) = (i * n + j, j * n + i);
        self.count[ij] -= 1;
        self.count[ji] = self.count[ij];
        let difference = self.worth[ij] + self.repeat;
        match self.count[ij] {
            0 => {
                self.now[ij] = self.worth[ij];
                self.now[ji] = self.worth[ij];
                self.see_anew(r, i, j, difference);
                self.date(i, j, -1);
            }
            1 => {
                if let Some(other) = self.other_round(r, i, j) {
                    self.see_anew_in(other, i, j, difference);
                }
            }
            _ => {}
        }
    }

    /// One meeting more.
    fn meet(&mut self, r: usize, i: usize, j: usize) {
        let n = self.n;
        let (ij, ji) = (i * n + j, j * n + i);
        self.count[ij] += 1;
        self.count[ji] = self.count[ij];
        let difference = self.worth[ij] + self.repeat;
        match self.count[ij] {
            1 => {
                self.now[ij] = -self.repeat;
                self.now[ji] = -self.repeat;
                self.see_anew(r, i, j, -difference);
                self.date(i, j, 1);
            }
            2 => {
                if let Some(other) = self.other_round(r, i, j) {
                    self.see_anew_in(other, i, j, -difference);
                }
            }
            _ => {}
        }
    }

    /// Two people have a date more, or one less.
    #[inline]
    fn date(&mut self, i: usize, j: usize, more: i32) {
        if let Some(evenness) = &mut self.evenness {
            let rewards = evenness.count(i, more) + evenness.count(j, more);
            self.rewarded += rewards;
            self.score += rewards;
        }
    }

    fn other_round(&self, r: usize, i: usize, j: usize) -> Option<usize> {
        (0..self.rounds).find(|&s| {
            let table = self.seat[s * self.n + i];
            s != r && table != AWAY && table as usize != self.bench && table == self.seat[s * self.n + j]
        })
    }

    /// Every other round values the pair anew.
    #[inline]
    fn see_anew(&mut self, r: usize, i: usize, j: usize, difference: i32) {
        let rounds = self.rounds;
        let (of_i, of_j) = (&self.home[i * rounds..(i + 1) * rounds], &self.home[j * rounds..(j + 1) * rounds]);
        for (s, (&ti, &tj)) in of_i.iter().zip(of_j).enumerate() {
            if s == r {
                continue;
            }
            let (ti, tj) = (ti as usize, tj as usize);
            self.fit[ti + j] += difference;
            self.fit[tj + i] += difference;
            if difference > 0 && !self.lure.is_empty() {
                let (a, b) = (self.seat[s * self.n + i] as usize, self.seat[s * self.n + j] as usize);
                let tables = self.bench;
                if a < tables && b < tables {
                    let (at_b, at_a) = ((s * tables + b) * tables + a, (s * tables + a) * tables + b);
                    let gain_j = self.fit[ti + j] - self.fit[tj + j] + self.stuck[s * self.n + j];
                    let gain_i = self.fit[tj + i] - self.fit[ti + i] + self.stuck[s * self.n + i];
                    self.lure[at_b] = self.lure[at_b].max(gain_j);
                    self.lure[at_a] = self.lure[at_a].max(gain_i);
                    let sum = self.lure[at_a] + self.lure[at_b];
                    (self.both[at_a], self.both[at_b]) = (sum, sum);
                }
            }
        }
    }

    fn see_anew_in(&mut self, s: usize, i: usize, j: usize, difference: i32) {
        let (ti, tj) = (self.home[i * self.rounds + s] as usize, self.home[j * self.rounds + s] as usize);
        self.fit[ti + j] += difference;
        self.fit[tj + i] += difference;
        // They sit together there: what they lose, every other table seems to gain.
        let tables = self.bench;
        let a = self.seat[s * self.n + i] as usize;
        if difference < 0 && !self.lure.is_empty() && a < tables {
            let base = s * tables * tables;
            for b in (0..tables).filter(|&b| b != a) {
                let (to, back) = (base + a * tables + b, base + b * tables + a);
                self.lure[to] = (self.lure[to] - difference).min(-STUCK);
                let sum = self.lure[to] + self.lure[back];
                (self.both[to], self.both[back]) = (sum, sum);
            }
        }
    }

    /// Two people at different tables change places; `gain` is what [`Self::swap_gain`] says.
    pub(crate) fn swap(&mut self, r: usize, i: usize, j: usize, gain: i64) {
        let (n, a, b) = (self.n, self.table_of(r, i), self.table_of(r, j));
        if !self.mates.is_empty() || a == self.bench || b == self.bench {
            self.relocate(r, i, b);
            self.relocate(r, j, a);
            return;
        }
        self.score += gain;
        let (ra, rb) = (self.row(r, a), self.row(r, b));
        let (low, high) = (ra.min(rb), ra.max(rb));
        let (first, second) = self.fit.split_at_mut(high);
        let (at_low, at_high) = (&mut first[low..low + n], &mut second[..n]);
        let (at_a, at_b) = if ra < rb { (at_low, at_high) } else { (at_high, at_low) };
        let (now_i, now_j) = (&self.now[i * n..(i + 1) * n], &self.now[j * n..(j + 1) * n]);
        for (((fa, fb), vi), vj) in at_a.iter_mut().zip(at_b.iter_mut()).zip(now_i).zip(now_j) {
            let difference = vj - vi;
            *fa += difference;
            *fb -= difference;
        }
        let slot = r * (self.bench + 1);
        let mut with_i = std::mem::take(&mut self.members[slot + a]);
        let mut with_j = std::mem::take(&mut self.members[slot + b]);
        for (mates, leaver, joiner, here, there) in [(&mut with_i, i, j, ra, rb), (&mut with_j, j, i, rb, ra)] {
            for m in mates.iter_mut() {
                let k = *m as usize;
                if k == leaver {
                    *m = joiner as u32;
                } else if self.count[leaver * n + k] == 1 {
                    // They met only here: `now` charged a repeat, their true value was the first meeting's.
                    let difference = self.worth[leaver * n + k] + self.repeat;
                    self.fit[here + k] -= difference;
                    self.fit[there + k] += difference;
                }
            }
        }
        (self.seat[r * n + i], self.seat[r * n + j]) = (b as u32, a as u32);
        (self.home[i * self.rounds + r], self.home[j * self.rounds + r]) = (rb as u32, ra as u32);
        for (mates, leaver, joiner) in [(&with_i, i, j), (&with_j, j, i)] {
            for &k in mates.iter().filter(|&&k| k as usize != joiner) {
                self.part(r, leaver, k as usize);
            }
        }
        for (mates, joiner) in [(&with_i, j), (&with_j, i)] {
            for &k in mates.iter().filter(|&&k| k as usize != joiner) {
                self.meet(r, joiner, k as usize);
            }
        }
        (self.members[slot + a], self.members[slot + b]) = (with_i, with_j);
        if !self.lure.is_empty() {
            self.look_again(r, a);
            self.look_again(r, b);
        }
    }

    /// For each person the `many` others with whom a first meeting is worth most (`i * many ..`).
    pub(crate) fn near(&self, many: usize) -> Vec<u32> {
        let mut near = Vec::with_capacity(self.n * many);
        let mut others: Vec<u32> = Vec::with_capacity(self.n);
        for i in 0..self.n {
            others.clear();
            others.extend((0..self.n as u32).filter(|&j| j as usize != i));
            others.sort_by_key(|&j| (std::cmp::Reverse(self.worth[i * self.n + j as usize]), j));
            near.extend((0..many).map(|k| others.get(k % others.len().max(1)).copied().unwrap_or(i as u32)));
        }
        near
    }

    /// Seats everybody as a plan says (people a round does not name, or who are not there, sit out).
    pub(crate) fn load(&mut self, plan: &Plan) {
        for r in 0..self.rounds {
            let seats = plan.seats(r, self.n);
            for (i, seat) in seats.iter().enumerate() {
                if self.seat[r * self.n + i] != AWAY {
                    self.relocate(r, i, seat.map_or(self.bench, |t| (t as usize).min(self.bench)));
                }
            }
        }
    }

    /// The state as a plan.
    pub(crate) fn plan(&self) -> Plan {
        let mut plan = Plan::empty(self.rounds, self.bench);
        for r in 0..self.rounds {
            for t in 0..self.bench {
                plan.rounds[r][t] = self.at(r, t).to_vec();
                plan.rounds[r][t].sort_unstable();
            }
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::chance::Chance;
    use crate::problem::{Rule, Table};

    /// The worth of a state, counted from nothing.
    fn counted(seating: &Seating) -> i64 {
        let (n, problem) = (seating.n, seating.problem);
        let mut total = 0;
        for b in 0..n {
            for a in 0..b {
                let together = (0..seating.rounds)
                    .filter(|&r| {
                        seating.table_of(r, a) == seating.table_of(r, b) && seating.table_of(r, a) < seating.bench
                    })
                    .count() as i64;
                if problem.same_group(a, b) || together == 0 {
                    continue;
                }
                if problem.may_meet(a, b) {
                    total += i64::from(problem.worth(a, b)) - i64::from(seating.repeat) * (together - 1);
                } else {
                    total -= i64::from(seating.penalty) * together;
                }
            }
        }
        if seating.evenness.is_some() {
            let dates = |i: usize| {
                let meets = |j: usize| {
                    let together = |r: usize| {
                        seating.table_of(r, i) == seating.table_of(r, j) && seating.table_of(r, i) < seating.bench
                    };
                    problem.may_meet(i, j) && !problem.same_group(i, j) && (0..seating.rounds).any(together)
                };
                (0..n).filter(|&j| j != i && meets(j)).count()
            };
            total += (0..n).map(|i| REWARDS.iter().take(dates(i)).sum::<i64>()).sum::<i64>();
        }
        for r in 0..seating.rounds {
            total +=
                seating.at(r, seating.bench).iter().map(|&i| i64::from(seating.bench_value[i as usize])).sum::<i64>();
        }
        total
    }

    /// What a first, second, … date is worth in these tests.
    const REWARDS: [i64; 8] = [90, 70, 50, 40, 30, 20, 12, 5];

    #[test]
    fn every_seat_keeps_the_score_true() {
        every_seat(&[]);
        every_seat(&REWARDS);
    }

    fn every_seat(rewards: &[i64]) {
        let problem = Problem::builder(13, 3)
            .tables(vec![Table::open(4, 0), Table::open(4, 0), Table::open(4, 0)])
            .worth(|a, b| ((a * 7 + b * 3) % 11) as i32)
            .forbid(1, 2, Rule::Veto)
            .together(vec![3, 4])
            .absent(5, 1)
            .repeats(crate::problem::Repeats::Soft(4))
            .seat_all(true)
            .build()
            .unwrap();
        let mut seating = Seating::new(&problem);
        seating.reward(rewards, |_| 0);
        let mut chance = Chance::new(7, 0);
        for _ in 0..2_000 {
            let (r, i, t) = (chance.below(3), chance.below(13), chance.below(4));
            if seating.seat[r * 13 + i] == AWAY {
                continue;
            }
            let j = chance.below(13);
            if seating.seat[r * 13 + j] != AWAY && seating.table_of(r, i) != seating.table_of(r, j) {
                let (before, gain) = (seating.score, seating.swap_gain(r, i, j));
                let tables = (seating.table_of(r, i), seating.table_of(r, j));
                let evened = seating.evened(r, tables, &[i as u32], &[j as u32]);
                seating.swap(r, i, j, gain);
                assert_eq!(seating.score, before + gain + evened);
            } else {
                let (before, a) = (seating.score, seating.table_of(r, i));
                let gain = seating.fit(r, t, i) - seating.fit(r, a, i);
                let evened = if a == t { 0 } else { seating.evened(r, (a, t), &[i as u32], &[]) };
                seating.relocate(r, i, t);
                assert_eq!(seating.score, before + gain + evened);
            }
            assert_eq!(seating.score, counted(&seating));
        }
        assert!(seating.met(0, 6) < 4);
    }
}
