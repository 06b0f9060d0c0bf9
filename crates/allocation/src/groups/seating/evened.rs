//! Where evenness counts: what everybody's dates are worth, and what they would be worth after an exchange.

use super::{FIXED, Seating};
use crate::groups::evenness::Evenness;

impl Seating<'_> {
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

    /// Whether evenness counts and people have to take turns.
    pub(crate) fn takes_turns(&self) -> bool {
        self.evenness.as_ref().is_some_and(Evenness::turns)
    }

    /// Whether evenness counts.
    pub(crate) fn is_evened(&self) -> bool {
        self.evenness.is_some()
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
}
