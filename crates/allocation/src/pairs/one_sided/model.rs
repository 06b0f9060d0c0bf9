//! The relaxation as a linear program: a column for each pair worth looking at, rows for people, tables and odd sets.

use super::simplex::Simplex;
use crate::pairs::Pairs;
use crate::pairs::flow::NONE;
use crate::proof::capacity::inside_at_most;
use crate::proof::certificate::{Certificate, OddSet};

pub(super) struct Model<'a, 'b> {
    pub(super) pairs: &'a Pairs<'b>,
    pub(super) n: usize,
    pub(super) dates: Vec<i64>,
    pub(super) rewards: &'a [i64],
    pub(super) force: i64,
    pub(super) shift: u32,
    pub(super) seed: u64,
    pub(super) total_row: Option<usize>,
    pub(super) lp: Simplex,
    /// Pair of each column; `None` for a date that does not take place.
    pub(super) columns: Vec<Option<(u32, u32)>>,
    pub(super) known: Vec<bool>,
    pub(super) sets: Vec<(usize, OddSet)>,
    /// The sets each person belongs to, by index.
    pub(super) member: Vec<Vec<u32>>,
}

impl Model<'_, '_> {
    /// Worth of a pair in the units of the program, blurred.
    pub(super) fn cost(&self, a: usize, b: usize) -> Option<f64> {
        let worth = self.pairs.worth(a, b);
        if worth == NONE || self.dates[a] == 0 || self.dates[b] == 0 {
            return None;
        }
        let needing = i64::from(self.pairs.must[a]) + i64::from(self.pairs.must[b]);
        let whole = i64::from(worth) + self.force * needing;
        Some(((whole << self.shift) + self.blur(a, b)) as f64)
    }

    /// Three bits that follow from two numbers and the seed.
    pub(super) fn blur(&self, a: usize, b: usize) -> i64 {
        let mixed = (self.seed ^ (a as u64) << 32 ^ b as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 61) as i64
    }

    fn sets_of(&self, a: usize, b: usize) -> impl Iterator<Item = usize> + '_ {
        let pair = (a.min(b) as u32, a.max(b) as u32);
        let inside = move |k: &&u32| self.member[b].contains(k);
        let border = self.sets.iter().enumerate();
        let border = border.filter(move |(_, (_, set))| set.border.binary_search(&pair).is_ok()).map(|(k, _)| k);
        self.member[a].iter().filter(inside).map(|&k| k as usize).chain(border)
    }

    pub(super) fn add_pair(&mut self, a: usize, b: usize, cost: f64) {
        let mut rows = vec![a as u32, b as u32];
        rows.extend(self.total_row.map(|row| row as u32));
        let sets: Vec<u32> = self.sets_of(a, b).map(|k| self.sets[k].0 as u32).collect();
        rows.extend(sets);
        self.lp.add_column(cost, rows);
        self.columns.push(Some((a as u32, b as u32)));
        self.known[a * self.n + b] = true;
    }

    /// Adds every pair that its price says is worth more than it costs; `false` when there is none.
    pub(super) fn price(&mut self) -> bool {
        let prices = self.lp.prices().to_vec();
        let total = self.total_row.map_or(0.0, |row| prices[row]);
        let mut found = Vec::new();
        for b in 0..self.n {
            for a in (0..b).filter(|&a| !self.known[a * self.n + b]) {
                let Some(cost) = self.cost(a, b) else { continue };
                let mut gain = cost - prices[a] - prices[b] - total;
                if gain > 0.5 {
                    gain -= self.sets_of(a, b).map(|k| prices[self.sets[k].0]).sum::<f64>();
                }
                if gain > 0.5 {
                    found.push((a, b, cost));
                }
            }
        }
        found.iter().for_each(|&(a, b, cost)| self.add_pair(a, b, cost));
        !found.is_empty()
    }

    /// How much of each pair is chosen, where it is chosen at all.
    pub(super) fn chosen(&self) -> Vec<(usize, usize, f64)> {
        let values = self.lp.values();
        let pairs = self.columns.iter().zip(values);
        pairs.filter_map(|(pair, x)| pair.filter(|_| x > 1e-6).map(|(a, b)| (a as usize, b as usize, x))).collect()
    }

    pub(super) fn add_set(&mut self, set: OddSet) {
        let index = self.sets.len() as u32;
        let mut inside = vec![false; self.n];
        for &i in &set.people {
            inside[i as usize] = true;
            self.member[i as usize].push(index);
        }
        let most = inside_at_most(self.pairs.problem, &self.dates, &set) as f64;
        let counts = |pair: &Option<(u32, u32)>| {
            pair.is_some_and(|(a, b)| {
                inside[a as usize] && inside[b as usize] || set.border.binary_search(&(a, b)).is_ok()
            })
        };
        let columns: Vec<usize> = (0..self.columns.len()).filter(|&j| counts(&self.columns[j])).collect();
        self.sets.push((self.lp.prices().len(), set));
        self.lp.add_row(most, false, &columns);
    }

    /// The prices in integers.
    pub(super) fn certificate(&self) -> Certificate {
        // Blurred worths and prices that may be quarters.
        let scale = 4i64 << self.shift;
        let whole = |price: f64| (price * 4.0).round() as i64;
        let prices = self.lp.prices();
        let mut people: Vec<i64> =
            (0..self.n).map(|i| whole(prices[i]) - if self.pairs.must[i] { self.force * scale } else { 0 }).collect();
        // Who has no dates can be dear for nothing, dearer than anybody's price below nothing.
        let dear = self.pairs.spread() * scale - people.iter().copied().min().unwrap_or(0).min(0);
        people.iter_mut().zip(&self.dates).filter(|(_, dates)| **dates == 0).for_each(|(price, _)| *price = dear);
        let priced = self.sets.iter().map(|(row, set)| OddSet { price: whole(prices[*row]).max(0), ..set.clone() });
        Certificate {
            scale,
            rewards: self.rewards.to_vec(),
            people,
            tables: self.total_row.map_or(0, |row| whole(prices[row]).max(0)),
            mixed: 0,
            sets: priced.filter(|set| set.price > 0).collect(),
            vectors: Vec::new(),
        }
    }
}
