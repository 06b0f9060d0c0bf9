//! Between which tables people might gain by changing places: bounds that spare looking at most people.

use super::{STUCK, Seating};
use crate::chance::Chance;

impl Seating<'_> {
    /// From now on, knows between which tables people might want to change places; `alone(r, i)` says who may.
    pub(crate) fn watch(&mut self, alone: impl Fn(usize, usize) -> bool) {
        let n = self.n;
        self.stuck = (0..self.rounds * n).map(|k| if alone(k / n, k % n) { 0 } else { STUCK }).collect();
        self.lure = vec![2 * STUCK; self.rounds * self.bench * self.bench];
        self.both = vec![4 * STUCK; self.rounds * self.bench * self.bench];
        for r in 0..self.rounds {
            (0..self.bench).for_each(|t| self.look_again(r, t));
        }
    }

    /// Makes `lure` exact for everybody who comes to or leaves table `a`.
    pub(super) fn look_again(&mut self, r: usize, a: usize) {
        let (n, tables) = (self.n, self.bench);
        if a >= tables || n == 0 {
            return;
        }
        let rows = self.row(r, 0);
        let rows = &self.fit[rows..rows + tables * n];
        let here = &rows[a * n..(a + 1) * n];
        let stuck = &self.stuck[r * n..(r + 1) * n];
        let members = &self.members[r * (tables + 1)..(r + 1) * (tables + 1)];
        let lure = &mut self.lure[r * tables * tables..(r + 1) * tables * tables];
        let both = &mut self.both[r * tables * tables..(r + 1) * tables * tables];
        for (t, there) in rows.chunks_exact(n).enumerate() {
            if t == a {
                continue;
            }
            let (mut come, mut go) = (2 * STUCK, 2 * STUCK);
            for &j in &members[t] {
                let j = j as usize;
                come = come.max(here[j] - there[j] + stuck[j]);
            }
            for &i in &members[a] {
                let i = i as usize;
                go = go.max(there[i] - here[i] + stuck[i]);
            }
            lure[t * tables + a] = come;
            lure[a * tables + t] = go;
            both[t * tables + a] = come + go;
            both[a * tables + t] = come + go;
        }
    }

    /// For each table what two people there and at table `a` gain at most by changing places, as far as is known.
    #[inline]
    pub(crate) fn lured(&self, r: usize, a: usize) -> &[i32] {
        &self.both[(r * self.bench + a) * self.bench..][..self.bench]
    }

    /// What somebody who moves alone gains at most by going from table `a` to `b`, as far as is known.
    #[inline]
    pub(crate) fn lured_from(&self, r: usize, a: usize, b: usize) -> i32 {
        self.lure[(r * self.bench + a) * self.bench + b]
    }

    /// Looks for two people of tables `a` and `b` who may change places and gain at least `least`: one of these pairs,
    /// any by chance. Pairs who met in another round are seen only when `all` are looked at.
    pub(crate) fn partners(
        &mut self,
        r: usize,
        (a, b): (usize, usize),
        least: i32,
        all: bool,
        chance: &mut Chance,
    ) -> Option<(usize, usize)> {
        let (n, tables) = (self.n, self.bench);
        let (at_a, at_b) = (&self.fit[self.row(r, a)..][..n], &self.fit[self.row(r, b)..][..n]);
        let stuck = &self.stuck[r * n..(r + 1) * n];
        let (mut go, mut come) = (2 * STUCK, 2 * STUCK);
        let mut joins = [0; 16];
        let there = &self.members[r * (tables + 1) + b];
        for (k, &j) in there.iter().enumerate() {
            let j = j as usize;
            let join = at_a[j] - at_b[j] + stuck[j];
            joins[k & 15] = join;
            come = come.max(join);
        }
        let (mut found, mut count) = (None, 0);
        for &i in &self.members[r * (tables + 1) + a] {
            let i = i as usize;
            let leave = at_b[i] - at_a[i] + stuck[i];
            go = go.max(leave);
            if leave + come < least && !all {
                continue;
            }
            let now = &self.now[i * n..(i + 1) * n];
            for (k, &j) in there.iter().enumerate() {
                let j = j as usize;
                let join = if there.len() > 16 { at_a[j] - at_b[j] + stuck[j] } else { joins[k & 15] };
                let gain = leave + join - 2 * now[j];
                if gain >= least {
                    count += 1;
                    if count == 1 || chance.below(count) == 0 {
                        found = Some((i, j));
                    }
                }
            }
        }
        let lure = &mut self.lure[r * tables * tables..(r + 1) * tables * tables];
        lure[a * tables + b] = go;
        lure[b * tables + a] = come;
        let both = &mut self.both[r * tables * tables..(r + 1) * tables * tables];
        both[a * tables + b] = go + come;
        both[b * tables + a] = go + come;
        found
    }
}
