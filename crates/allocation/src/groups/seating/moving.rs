//! Moving people, and all that it changes: the fit of both tables, the score, and how other rounds see those who met.

use super::{AWAY, STUCK, Seating};

impl Seating<'_> {
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
            // The places past the rows add up without end, and nobody reads them.
            self.fit[ti + j] = self.fit[ti + j].wrapping_add(difference);
            self.fit[tj + i] = self.fit[tj + i].wrapping_add(difference);
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
}
