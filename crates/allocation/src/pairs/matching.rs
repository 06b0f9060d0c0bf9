//! One-to-one tables in general: the best matching of each round over the pairs that have not met, round after round,
//! and then each round anew while that gains.

use integer_blossom::max_weight_matching;

use super::flow::{NONE, Sides, choose};
use super::{Pairs, Rounds};
use crate::answer::{Budget, Options};
use crate::chance::Chance;
use crate::problem::Problem;

/// Left and right side, if there are two.
pub(crate) type TwoSides<'s> = Option<&'s (Vec<u32>, Vec<u32>)>;

/// The best matching of one round by the given values (`NONE` = not allowed); people who need a partner come first.
pub(crate) fn best_round(
    pairs: &Pairs,
    sides: TwoSides,
    r: usize,
    value: &dyn Fn(usize, usize) -> i32,
) -> Vec<(u32, u32)> {
    best_round_rewarded(pairs, sides, r, value, &|_| 0)
}

/// The same where a date of this round is also worth something to each of the two, whoever the other is.
pub(crate) fn best_round_rewarded(
    pairs: &Pairs,
    sides: TwoSides,
    r: usize,
    value: &dyn Fn(usize, usize) -> i32,
    rewarded: &dyn Fn(usize) -> i64,
) -> Vec<(u32, u32)> {
    let room = pairs.room(r);
    let here =
        |people: &[u32]| -> Vec<u32> { people.iter().copied().filter(|&i| pairs.is_there(i as usize, r)).collect() };
    if let Some((left, right)) = sides {
        let (left, right) = (here(left), here(right));
        let mut worth = vec![NONE; left.len() * right.len()];
        for (l, &a) in left.iter().enumerate() {
            for (k, &b) in right.iter().enumerate() {
                worth[l * right.len() + k] = value(a as usize, b as usize);
            }
        }
        let limit = vec![1; left.len() + right.len()];
        let highest = i64::from(worth.iter().copied().max().unwrap_or(0).max(1));
        let both = || left.iter().chain(&right).map(|&i| i as usize);
        let dearest = both().map(rewarded).max().unwrap_or(0);
        let force = (highest + 2 * dearest) * (limit.len() as i64 + 2) * 4;
        let rewards: Vec<i64> = both().map(|i| rewarded(i) + if pairs.must[i] { force } else { 0 }).collect();
        let reward = |node: usize, _| rewards[node];
        let total = room as u64;
        let sides =
            Sides { left: left.len(), right: right.len(), worth: &worth, limit: &limit, total, reward: &reward };
        let chosen = choose(&sides);
        return chosen.pairs.iter().map(|&(l, k)| (left[l as usize], right[k as usize])).collect();
    }
    let everybody: Vec<u32> = (0..pairs.problem.people() as u32).collect();
    let people = here(&everybody);
    let n = people.len();
    let mut worth = vec![0i64; n * n];
    let mut highest = 0;
    for (x, &a) in people.iter().enumerate() {
        for (y, &b) in people.iter().enumerate().skip(x + 1) {
            let w = value(a as usize, b as usize);
            let both = rewarded(a as usize) + rewarded(b as usize);
            if w != NONE && i64::from(w) + both >= 0 {
                // One more than its worth: a pair worth nothing is still a date.
                worth[x * n + y] = ((i64::from(w) + both) << 12) + 1;
                highest = highest.max(worth[x * n + y]);
            }
        }
    }
    let force = highest * (n as i64 + 2);
    for x in 0..n {
        for y in x + 1..n {
            if worth[x * n + y] > 0 {
                let needing = [people[x], people[y]].iter().filter(|&&i| pairs.must[i as usize]).count();
                worth[x * n + y] += force * needing as i64;
            }
            worth[y * n + x] = worth[x * n + y];
        }
    }
    let mate = max_weight_matching(&worth, n);
    let mut found: Vec<(i64, u32, u32)> =
        (0..n).filter_map(|x| mate[x].filter(|&y| x < y).map(|y| (worth[x * n + y], people[x], people[y]))).collect();
    found.sort_unstable_by(|p, q| q.cmp(p));
    found.truncate(room);
    found.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// Who has met whom, and who has met as many as they want.
pub(crate) struct Met {
    n: usize,
    met: Vec<bool>,
    left: Vec<u32>,
}

impl Met {
    pub(crate) fn new(n: usize) -> Self {
        Met { n, met: vec![false; n * n], left: vec![u32::MAX / 2; n] }
    }

    /// The same, heeding how many everybody wants to meet.
    pub(crate) fn of(problem: &Problem) -> Self {
        let mut met = Met::new(problem.people());
        met.left.iter_mut().enumerate().for_each(|(i, left)| *left = problem.limit(i).unwrap_or(*left));
        met
    }

    pub(crate) fn set(&mut self, pairs: &[(u32, u32)], met: bool) {
        for &(a, b) in pairs {
            let (a, b) = (a as usize, b as usize);
            if self.met[a * self.n + b] == met {
                continue;
            }
            (self.met[a * self.n + b], self.met[b * self.n + a]) = (met, met);
            for i in [a, b] {
                self.left[i] = if met { self.left[i].saturating_sub(1) } else { self.left[i] + 1 };
            }
        }
    }

    /// Whether two have met, or one of them does not want to meet anybody any more.
    pub(crate) fn has(&self, a: usize, b: usize) -> bool {
        self.met[a * self.n + b] || self.left[a] == 0 || self.left[b] == 0
    }
}

/// Sequential matching, then rounds matched anew in random order until nothing gains or the budget is used.
pub(crate) fn round_by_round(pairs: &Pairs, sides: TwoSides, options: &Options, budget: &Budget) -> Rounds {
    let mut plan = in_sequence(pairs, sides);
    improve(pairs, sides, &mut plan, options, budget);
    plan
}

/// The best matching of each round over the pairs that have not met yet.
pub(crate) fn in_sequence(pairs: &Pairs, sides: TwoSides) -> Rounds {
    let rounds = pairs.problem.rounds();
    let mut met = Met::of(pairs.problem);
    let mut plan: Rounds = Vec::with_capacity(rounds);
    for r in 0..rounds {
        let value = |a: usize, b: usize| if met.has(a, b) { NONE } else { pairs.worth(a, b) };
        let found = best_round(pairs, sides, r, &value);
        met.set(&found, true);
        plan.push(found);
    }
    plan
}

/// Rounds matched anew in random order until nothing gains or the budget is used.
pub(crate) fn improve(
    pairs: &Pairs,
    sides: TwoSides,
    plan: &mut [Vec<(u32, u32)>],
    options: &Options,
    budget: &Budget,
) {
    let rounds = plan.len();
    let mut met = Met::of(pairs.problem);
    plan.iter().for_each(|round| met.set(round, true));
    let mut chance = Chance::new(options.seed, 2);
    let mut order: Vec<usize> = (0..rounds).collect();
    let mut gained = rounds > 1;
    while gained && !budget.is_over() {
        gained = false;
        chance.shuffle(&mut order);
        for &r in &order {
            if budget.is_over() {
                break;
            }
            met.set(&plan[r], false);
            let value = |a: usize, b: usize| if met.has(a, b) { NONE } else { pairs.worth(a, b) };
            let found = best_round(pairs, sides, r, &value);
            let sum = |these: &[(u32, u32)]| -> i64 {
                these.iter().map(|&(a, b)| i64::from(pairs.worth(a as usize, b as usize))).sum()
            };
            if sum(&found) > sum(&plan[r]) {
                gained = true;
                plan[r] = found;
            }
            met.set(&plan[r], true);
        }
    }
}
