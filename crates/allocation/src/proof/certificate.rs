//! Proofs of a bound that anybody can check with a few sums, without trusting the search.
//!
//! Linear programming duality: whoever pays these prices for a person's dates, for the tables, for mixed pairs and for
//! odd sets of people has paid at least what any plan can be worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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

/// What the tables can do for a problem at most, from the numbers alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Capacity {
    /// Most meetings of each participant over all rounds.
    pub dates: Vec<i64>,
    /// Most meetings in all.
    pub meetings: i64,
    /// Most meetings across two sides in all.
    pub mixed: i64,
    /// Whether no table ever takes more than two.
    pub one_to_one: bool,
    /// Whether a participant has all these dates, met before or not, in every valid plan: one-to-one, nobody may sit alone,
    /// and they have to be seated.
    pub all: Vec<bool>,
}

/// Counts [`Capacity`].
pub(crate) fn capacity(problem: &Problem) -> Capacity {
    let n = problem.people();
    let mut found = Capacity { dates: vec![0; n], meetings: 0, mixed: 0, one_to_one: true, all: Vec::new() };
    let mut alone = false;
    for r in 0..problem.rounds() {
        let mut caps: Vec<i64> = (0..problem.tables().len())
            .filter(|&t| problem.is_open(t, r))
            .map(|t| i64::from(problem.tables()[t].cap))
            .collect();
        caps.sort_unstable_by(|a, b| b.cmp(a));
        let largest = caps.first().copied().unwrap_or(0);
        alone |= (0..problem.tables().len()).any(|t| problem.is_open(t, r) && problem.tables()[t].min < 2);
        found.one_to_one &= largest <= 2;
        let mut side = [0i64; 2];
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            found.dates[i] += (largest - 1).max(0);
            side[usize::from(problem.side(i) != 0)] += 1;
        }
        // Filling the largest tables first gives the most pairs: x * (x - 1) / 2 is convex.
        let (mut left, mut pairs, mut mixed) = (side[0] + side[1], 0, 0);
        // The k-th of the smaller side at a table of c meets at most c - 2k + 1 more of the other side than before.
        let mut more: Vec<i64> = caps.iter().flat_map(|&c| (1..=c / 2).map(move |k| c - 2 * k + 1)).collect();
        more.sort_unstable_by(|a, b| b.cmp(a));
        let smaller = usize::try_from(side[0].min(side[1])).unwrap_or(0);
        let seated: i64 = more.iter().take(smaller).sum();
        for cap in caps {
            let take = cap.min(left);
            left -= take;
            pairs += take * (take - 1) / 2;
            mixed += (take / 2) * (take - take / 2);
        }
        if let Some(most) = meetings_of_equal_tables(problem, r, (side[0] + side[1]).max(0)) {
            pairs = pairs.min(most);
        }
        // Members of a delegation keep seats next to each other that nobody else can have.
        for group in problem.groups() {
            let there: Vec<usize> = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).collect();
            let companions = there.len() as i64 - 1;
            if companions > 0 {
                there.iter().for_each(|&i| found.dates[i] = (found.dates[i] - companions).max(0));
                if problem.seat_all() {
                    pairs -= (companions + 1) * companions / 2;
                }
            }
        }
        found.meetings += pairs.max(0);
        found.mixed += mixed.min(seated);
    }
    let sure = |i: usize| match problem.pin(i) {
        Some(t) => problem.tables()[t].min >= 2,
        None => !alone && problem.seat_all(),
    };
    found.all = (0..n).map(|i| found.one_to_one && sure(i)).collect();
    for (i, dates) in found.dates.iter_mut().enumerate() {
        *dates = problem.limit(i).map_or(*dates, |limit| i64::from(limit).min(*dates));
    }
    found
}

/// Most meetings of a round in which so many are there, where all open tables are alike and have a minimum: a last table
/// with too few takes people from full ones.
fn meetings_of_equal_tables(problem: &Problem, r: usize, people: i64) -> Option<i64> {
    let mut open = (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).map(|t| {
        let table = &problem.tables()[t];
        (i64::from(table.cap), i64::from(table.min.clamp(1, table.cap.max(1))))
    });
    let (cap, min) = open.next()?;
    let mut count = 1;
    for other in open {
        if other != (cap, min) {
            return None;
        }
        count += 1;
    }
    let pairs = |size: i64| size * (size - 1) / 2;
    let used = |tables: i64| {
        // Everybody above the minimum makes as many tables full as can be, and one fuller: pairs are convex in the size.
        let spare = people.min(tables * cap) - tables * min;
        let (full, rest) = if cap > min { (spare / (cap - min), spare % (cap - min)) } else { (tables, 0) };
        let between = if full < tables { pairs(min + rest) + (tables - full - 1) * pairs(min) } else { 0 };
        full * pairs(cap) + between
    };
    (0..=count).filter(|tables| tables * min <= people).map(used).max()
}

/// Most of the meetings inside an odd set and on its border that can take place, one-to-one.
pub(crate) fn inside_at_most(problem: &Problem, dates: &[i64], set: &OddSet) -> i64 {
    let all: i64 = set.people.iter().map(|&i| dates[i as usize]).sum::<i64>() + set.border.len() as i64;
    if !set.border.is_empty() {
        return all / 2;
    }
    let here = |r: usize| set.people.iter().filter(|&&i| problem.is_present(i as usize, r)).count() as i64;
    (all / 2).min((0..problem.rounds()).map(|r| here(r) / 2).sum())
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

/// The scalar products of a certificate's vectors, in units of 1 / (scale * FACTOR).
struct Products<'a> {
    vectors: &'a [Vec<i64>],
    scale: i128,
    /// What everybody brings with themself.
    alone: i128,
}

impl<'a> Products<'a> {
    /// `None` where vectors prove nothing: entries too large, lengths that differ, rewards or negative prices beside them.
    fn of(problem: &Problem, c: &'a Certificate) -> Option<Self> {
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
    fn delegation(&self, problem: &Problem, a: usize, b: usize) -> i128 {
        if self.vectors.is_empty() {
            return 0;
        }
        let all = 2 * self.of_two(a, b) * common_rounds(problem, a, b);
        if problem.seat_all() { all } else { all.max(0) }
    }

    /// The most that any number of meetings of a pair is worth, less what it pays (both in units of 1 / scale).
    fn pair(&self, problem: &Problem, (a, b): (usize, usize), worth: i128, paid: i128) -> i128 {
        let (factor, product) = (i128::from(FACTOR), 2 * self.of_two(a, b));
        let first = (worth - paid) * factor + product;
        let more = match problem.repeats() {
            Repeats::Hard => 0,
            Repeats::Soft(cost) => (product - (i128::from(cost) * self.scale + paid) * factor).max(0),
        };
        (first + more * (common_rounds(problem, a, b) - 1)).max(0)
    }
}

/// Whether two people are pinned to different tables, so that they never meet.
pub(crate) fn pinned_apart(problem: &Problem, a: usize, b: usize) -> bool {
    matches!((problem.pin(a), problem.pin(b)), (Some(one), Some(other)) if one != other)
}

/// Rounds in which both are there.
fn common_rounds(problem: &Problem, a: usize, b: usize) -> i128 {
    (0..problem.rounds()).filter(|&r| problem.is_present(a, r) && problem.is_present(b, r)).count() as i128
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::problem::Table;

    /// Most pairs at so many tables, by trying every size at each.
    fn tried(tables: u32, cap: i64, min: i64, people: i64) -> i64 {
        let sizes = (min.max(1)..=cap.min(people)).filter(|_| tables > 0);
        sizes.map(|size| size * (size - 1) / 2 + tried(tables - 1, cap, min, people - size)).max().unwrap_or(0)
    }

    #[test]
    fn meetings_of_equal_tables_are_those_that_trying_finds() {
        for (tables, cap) in [(1, 4), (3, 4), (4, 5), (3, 7)] {
            for (min, people) in (1..=cap).flat_map(|min| (2..tables * cap + 2).map(move |people| (min, people))) {
                let room = Problem::builder(people, 1)
                    .tables(vec![Table::open(cap as u32, min as u32); tables])
                    .build()
                    .unwrap();
                let wanted = tried(tables as u32, cap as i64, min as i64, people as i64);
                assert_eq!(capacity(&room).meetings, wanted, "{people} people, {tables} tables of {min} to {cap}");
            }
        }
    }
}
