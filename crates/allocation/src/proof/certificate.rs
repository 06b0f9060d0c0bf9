//! Proofs of a bound that anybody can check with a few sums, without trusting the search.
//!
//! Linear programming duality: whoever pays these prices for a person's dates, for the tables, for mixed pairs and for
//! odd sets of people has paid at least what any plan can be worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::capacity::{capacity, inside_at_most};
use super::products::Products;
use crate::problem::{Problem, Repeats};

/// Prices that prove an upper bound on the affinity (plus fairness rewards) of every plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certificate {
    /// All prices are in units of 1 / `scale`.
    pub scale: i64,
    /// Reward of a participant's 1st, 2nd, … date, not rising; empty for affinity alone (in units of 1, not scaled).
    pub rewards: Vec<i64>,
    /// Price of one date of each participant.
    pub people: Vec<i64>,
    /// Price of one meeting at any table.
    pub tables: i64,
    /// Additional price of one meeting across the two sides.
    pub mixed: i64,
    /// Prices of odd sets (one-to-one tables only).
    pub sets: Vec<OddSet>,
    /// A vector for each participant (or none at all), in units of 1 / sqrt(`scale` * 1024). In every round the scalar
    /// products of all who sit together, each person with themself among them, sum up to squares: 0 or more. So they
    /// may be added to what a plan is worth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vectors: Vec<Vec<i64>>,
}

/// What a product of two entries of [`Certificate::vectors`] is smaller than a price.
pub(crate) const FACTOR: i64 = 1024;

/// A set of people whose meetings among themselves are priced, with some pairs that cross its border.
///
/// At one-to-one tables at most half of their dates and of those pairs, rounded down, can take place (Edmonds 1965);
/// without bordering pairs also at most half of those present in each round, rounded down round by round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddSet {
    /// The people.
    pub people: Vec<u32>,
    /// Pairs of one inside and one outside that count like those inside: (lower, higher), in order, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub border: Vec<(u32, u32)>,
    /// Price of one of these meetings (0 or more).
    pub price: i64,
}

/// The bound that a certificate proves, or `None` when it proves nothing (wrong length, negative price, …).
///
/// For every plan: affinity + rewards <= this. Sums in `i128`, so no input can overflow.
pub fn prove(problem: &Problem, certificate: &Certificate) -> Option<i64> {
    let n = problem.people();
    let c = certificate;
    let falling = c.rewards.windows(2).all(|pair| pair[0] >= pair[1]);
    if c.scale < 1 || c.people.len() != n || c.tables < 0 || c.mixed < 0 || !falling {
        return None;
    }
    let products = Products::of(problem, c)?;
    let room = capacity(problem);
    let scale = i128::from(c.scale);
    let mut total = i128::from(c.tables) * i128::from(room.meetings) + i128::from(c.mixed) * i128::from(room.mixed);
    for (i, &dates) in room.dates.iter().enumerate() {
        let price = i128::from(c.people[i]);
        let rewarded = (dates.max(0) as usize).min(c.rewards.len());
        // Whoever has all their dates in any case pays for all of them, even a price below nothing.
        let least = if room.all[i] { i128::MIN } else { 0 };
        total += c.rewards[..rewarded].iter().map(|&f| (i128::from(f) * scale + price).max(least)).sum::<i128>();
        total += price.max(least) * (i128::from(dates) - rewarded as i128);
    }
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut border: BTreeMap<(u32, u32), i128> = BTreeMap::new();
    for (k, set) in c.sets.iter().enumerate() {
        for &i in &set.people {
            let sets = inside.get_mut(i as usize)?;
            if sets.last() == Some(&k) {
                return None;
            }
            sets.push(k);
        }
        let within = |i: u32| inside.get(i as usize).map(|sets| sets.last() == Some(&k));
        for &(a, b) in &set.border {
            if a >= b || within(a)? == within(b)? {
                return None;
            }
            *border.entry((a, b)).or_default() += i128::from(set.price);
        }
        if set.price < 0 || !room.one_to_one || !set.border.is_sorted_by(|p, q| p < q) {
            return None;
        }
        total += i128::from(set.price) * i128::from(inside_at_most(problem, &room.dates, set));
    }
    let mut finer = products.alone;
    for b in 0..n {
        for a in 0..b {
            if problem.same_group(a, b) {
                finer += products.delegation(problem, a, b);
                continue;
            }
            if !problem.may_meet(a, b) || pinned_apart(problem, a, b) {
                continue;
            }
            let apart = problem.pin(a).is_some_and(|table| problem.pin(b).is_some_and(|other| other != table));
            if apart || !(0..problem.rounds()).any(|r| problem.is_present(a, r) && problem.is_present(b, r)) {
                continue;
            }
            let mut paid = i128::from(c.people[a]) + i128::from(c.people[b]) + i128::from(c.tables);
            if let Repeats::Soft(cost) = problem.repeats() {
                // Meeting again may pay where somebody's dates cost less than nothing.
                let again = problem.rounds() as i128 - 1;
                total += again * (-i128::from(cost) * scale - paid).max(0);
            }
            if problem.side(a) != problem.side(b) {
                paid += i128::from(c.mixed);
            }
            if !inside[a].is_empty() && !inside[b].is_empty() {
                let common = inside[a].iter().filter(|k| inside[b].contains(k));
                paid += common.map(|&k| i128::from(c.sets[k].price)).sum::<i128>();
            }
            if !border.is_empty() {
                paid += border.get(&(a as u32, b as u32)).copied().unwrap_or(0);
            }
            let worth = i128::from(problem.worth(a, b)) * scale;
            match c.vectors.is_empty() {
                true => total += (worth - paid).max(0),
                false => finer += products.pair(problem, (a, b), worth, paid),
            }
        }
    }
    let factor = i128::from(FACTOR);
    i64::try_from((total * factor + finer).div_euclid(scale * factor)).ok()
}

/// Whether two people are pinned to different tables, so that they never meet.
pub(crate) fn pinned_apart(problem: &Problem, a: usize, b: usize) -> bool {
    matches!((problem.pin(a), problem.pin(b)), (Some(one), Some(other)) if one != other)
}
