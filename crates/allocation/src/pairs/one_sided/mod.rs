//! One-to-one with anybody: the best choice of pairs by linear programming with odd sets, then spread over the rounds.
//!
//! The relaxation gives everybody so many dates, the tables so many meetings. Three families of rows cut off what no
//! plan can be: in a round an odd set of people leaves one of them without a partner inside (Edmonds 1965), and an odd
//! number of dates and bordering pairs cannot be halved (blossoms of capacitated b-matchings; found in the graph itself
//! by Letchford, Reinelt and Theis 2004). Worths are blurred by less than one point in all, so that one optimum stands
//! out; the prices prove it for the true worths, rounded down.

use super::colour::{FREE, colour_any};
use super::flow::NONE;
use super::two_sided::rewards;
use super::{Pairs, Rounds, shake, timetable};
use crate::answer::{Answer, Budget, Options, Status};
use crate::chance::Chance;
use crate::proof::certificate::{Certificate, OddSet, capacity, inside_at_most, prove};
use crate::solve::judged;

mod cuts;
mod simplex;

use cuts::Ties;
use simplex::Simplex;

/// The best plan found, with the bound of the relaxation. `None` when the relaxation could not be solved.
///
/// Not every best choice can be spread over the rounds, so others of the same worth are tried: each seed blurs anew.
pub(crate) fn solve(pairs: &Pairs, options: &Options, budget: &Budget) -> Option<Answer> {
    let problem = pairs.problem;
    let mut sets = Vec::new();
    let plain = choose_any(pairs, &[], options.seed, &mut sets, budget)?;
    let bound = plain.certificate.clone();
    let most = 1 << 50 >> blurred(&capacity(problem).dates);
    let rewards = rewards(options.fairness, problem.rounds(), pairs.spread(), problem.people(), most);
    let mut choice = match rewards.is_empty() {
        true => plain,
        false => choose_any(pairs, &rewards, options.seed, &mut sets, budget).unwrap_or(plain),
    };
    let judge = |choice: &Choice, plan: &[Vec<(u32, u32)>]| {
        judged(problem, pairs.seat(plan), Some(choice.certificate.clone()), Some(&bound))
    };
    let mut chance = Chance::new(options.seed, 3);
    let mut best: Option<(i64, Rounds)> = None;
    for attempt in 1..=ATTEMPTS {
        let plan = match pairs.is_uniform() {
            true => spread(pairs, &choice.pairs, &mut chance),
            false => timetable::begin(pairs, None, &choice.pairs, &rewards, &mut chance),
        };
        let answer = judge(&choice, &plan);
        if answer.status == Status::Optimal {
            return Some(answer);
        }
        let value = if answer.status == Status::Infeasible { i64::MIN } else { answer.objective };
        if best.as_ref().is_none_or(|&(known, _)| known < value) {
            best = Some((value, plan));
        }
        if attempt == ATTEMPTS || budget.is_over() || !pairs.is_uniform() || !choice.whole {
            break;
        }
        match choose_any(pairs, &rewards, options.seed.wrapping_add(attempt), &mut sets, budget) {
            Some(other) => choice = other,
            None => break,
        }
    }
    let (_, mut plan) = best?;
    let most = prove(problem, &choice.certificate).filter(|_| choice.certificate.rewards == rewards);
    shake::search(pairs, None, &mut plan, &rewards, most, &mut chance, budget);
    let answer = judge(&choice, &plan);
    (answer.status != Status::Infeasible).then_some(answer)
}

/// So many best choices are tried.
const ATTEMPTS: u64 = 16;

/// Pairs by round; a pair that finds no round is left out.
fn spread(pairs: &Pairs, chosen: &[(u32, u32)], chance: &mut Chance) -> Rounds {
    let (n, rounds) = (pairs.problem.people(), pairs.problem.rounds());
    let room = pairs.room(0);
    let colours = colour_any(n, chosen, rounds, room as u64, chance, 300 * chosen.len() + 10_000);
    let mut plan = vec![Vec::new(); rounds];
    for (&pair, &colour) in chosen.iter().zip(&colours).filter(|&(_, &colour)| colour != FREE) {
        plan[colour as usize].push(pair);
    }
    plan.iter_mut().for_each(|round| round.truncate(room));
    plan
}

/// The outcome: chosen pairs (all rounds together) and what they and the prices prove.
pub(crate) struct Choice {
    /// Pairs of an optimal choice, if it came out whole.
    pub pairs: Vec<(u32, u32)>,
    /// Whether every pair came out chosen or not, none by halves.
    pub whole: bool,
    /// Prices; with rewards where fairness counts.
    pub certificate: Certificate,
}

/// Up to so many people the relaxation is solved; its inverse is dense.
pub(crate) const MOST_PEOPLE: usize = 1200;
/// So many times cuts are looked for; what is left by halves then is rounded.
const MOST_CUTS: usize = 80;
/// Shares of one in which cuts are counted.
const UNIT: i64 = 1 << 20;
/// A cut has to be violated by so much.
const CLEAR: f64 = 0.01;

struct Model<'a, 'b> {
    pairs: &'a Pairs<'b>,
    n: usize,
    dates: Vec<i64>,
    rewards: &'a [i64],
    force: i64,
    shift: u32,
    seed: u64,
    total_row: Option<usize>,
    lp: Simplex,
    /// Pair of each column; `None` for a date that does not take place.
    columns: Vec<Option<(u32, u32)>>,
    known: Vec<bool>,
    sets: Vec<(usize, OddSet)>,
    /// The sets each person belongs to, by index.
    member: Vec<Vec<u32>>,
}

impl Model<'_, '_> {
    /// Worth of a pair in the units of the program, blurred.
    fn cost(&self, a: usize, b: usize) -> Option<f64> {
        let worth = self.pairs.worth(a, b);
        if worth == NONE || self.dates[a] == 0 || self.dates[b] == 0 {
            return None;
        }
        let needing = i64::from(self.pairs.must[a]) + i64::from(self.pairs.must[b]);
        let whole = i64::from(worth) + self.force * needing;
        Some(((whole << self.shift) + self.blur(a, b)) as f64)
    }

    /// Three bits that follow from two numbers and the seed.
    fn blur(&self, a: usize, b: usize) -> i64 {
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

    fn add_pair(&mut self, a: usize, b: usize, cost: f64) {
        let mut rows = vec![a as u32, b as u32];
        rows.extend(self.total_row.map(|row| row as u32));
        let sets: Vec<u32> = self.sets_of(a, b).map(|k| self.sets[k].0 as u32).collect();
        rows.extend(sets);
        self.lp.add_column(cost, rows);
        self.columns.push(Some((a as u32, b as u32)));
        self.known[a * self.n + b] = true;
    }

    /// Adds every pair that its price says is worth more than it costs; `false` when there is none.
    fn price(&mut self) -> bool {
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
    fn chosen(&self) -> Vec<(usize, usize, f64)> {
        let values = self.lp.values();
        let pairs = self.columns.iter().zip(values);
        pairs.filter_map(|(pair, x)| pair.filter(|_| x > 1e-6).map(|(a, b)| (a as usize, b as usize, x))).collect()
    }

    fn add_set(&mut self, set: OddSet) {
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

    /// Odd sets with bordering pairs that the halves violate.
    fn blossoms(&self, chosen: &[(usize, usize, f64)]) -> Vec<OddSet> {
        let mut left: Vec<f64> = self.dates.iter().map(|&dates| dates as f64).collect();
        let mut node = vec![usize::MAX; self.n];
        let mut people = Vec::new();
        for &(a, b, x) in chosen {
            left[a] -= x;
            left[b] -= x;
            for i in [a, b] {
                if x < 1.0 - 1e-6 && node[i] == usize::MAX {
                    node[i] = people.len();
                    people.push(i);
                }
            }
        }
        let outside = people.len();
        let share = |x: f64| (x * UNIT as f64) as i64;
        let halves = chosen.iter().filter(|&&(.., x)| x < 1.0 - 1e-6);
        let ties = halves.map(|&(a, b, x)| (node[a], node[b], share(x.min(1.0 - x))));
        let slack = people.iter().enumerate().map(|(v, &i)| (v, outside, share(left[i].clamp(0.0, 1.0))));
        let graph = Ties::new(outside + 1, ties.chain(slack.filter(|&(.., slack)| slack > 0)));
        let mut found = Vec::new();
        for set in graph.cuts_below(share(1.0 - CLEAR)) {
            let mut inside = vec![false; self.n];
            set.iter().for_each(|&v| inside[people[v]] = true);
            let mut open: f64 = set.iter().map(|&v| left[people[v]].max(0.0)).sum();
            let mut odd: i64 = set.iter().map(|&v| self.dates[people[v]]).sum();
            let mut border = Vec::new();
            let mut turn: Option<(f64, bool, (u32, u32))> = None;
            for &(a, b, x) in chosen.iter().filter(|&&(a, b, _)| inside[a] != inside[b]) {
                let pair = (a as u32, b as u32);
                let counted = x > 0.5;
                open += x.min(1.0 - x);
                if counted {
                    border.push(pair);
                    odd += 1;
                }
                let costs = (2.0 * x - 1.0).abs();
                if turn.is_none_or(|(least, ..)| costs < least) {
                    turn = Some((costs, counted, pair));
                }
            }
            if odd % 2 == 0 {
                let Some((costs, counted, pair)) = turn else { continue };
                open += costs;
                match counted {
                    true => border.retain(|&other| other != pair),
                    false => border.push(pair),
                }
            }
            if open < 1.0 - CLEAR {
                border.sort_unstable();
                let people = set.iter().map(|&v| people[v] as u32).collect();
                found.push(OddSet { people, border, price: 0 });
            }
        }
        found
    }

    /// Odd sets that would have to find more partners inside than a matching in every round can give.
    fn islands(&self, chosen: &[(usize, usize, f64)]) -> Vec<OddSet> {
        let rounds = self.pairs.problem.rounds() as i64;
        let share = |x: f64| (x * UNIT as f64).round() as i64;
        let mut left = vec![rounds * UNIT; self.n];
        let mut ties = Vec::with_capacity(chosen.len() + self.n);
        for &(a, b, x) in chosen {
            let x = share(x);
            left[a] -= x;
            left[b] -= x;
            ties.push((a, b, x));
        }
        ties.extend(left.iter().enumerate().map(|(i, &slack)| (i, self.n, slack.max(0))));
        let sets = Ties::new(self.n + 1, ties.into_iter()).cuts_below(rounds * UNIT - share(CLEAR));
        let odd = sets.into_iter().filter(|set| set.len() % 2 == 1 && set.len() > 1);
        odd.map(|set| OddSet { people: set.iter().map(|&i| i as u32).collect(), border: Vec::new(), price: 0 })
            .collect()
    }

    /// The prices in integers.
    fn certificate(&self) -> Certificate {
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

/// The best choice of pairs, with everybody's dates rewarded as `rewards` says. `None` when it is too large, the time
/// is up, or people who need a partner in every round cannot all get one. `helpful` sets of an earlier run are taken up
/// from the start; those that had a price in this run are left there.
pub(crate) fn choose_any(
    pairs: &Pairs,
    rewards: &[i64],
    seed: u64,
    helpful: &mut Vec<OddSet>,
    budget: &Budget,
) -> Option<Choice> {
    let problem = pairs.problem;
    let n = problem.people();
    if n > MOST_PEOPLE {
        return None;
    }
    let room = capacity(problem);
    let dates: Vec<i64> = room.dates.iter().map(|&dates| dates.clamp(0, n as i64)).collect();
    let all: i64 = dates.iter().sum();
    let mut highest = 1;
    for b in 0..n {
        for a in (0..b).filter(|&a| pairs.worth(a, b) != NONE) {
            highest = highest.max(i64::from(pairs.worth(a, b)));
        }
    }
    let force = if pairs.must.contains(&true) { highest * 4 * (n as i64 + 2) } else { 0 };
    let mut lp = Simplex::new();
    dates.iter().for_each(|&dates| lp.add_row(dates as f64, !rewards.is_empty(), &[]));
    let total_row = (all / 2 > room.meetings).then(|| {
        lp.add_row(room.meetings as f64, false, &[]);
        n
    });
    let shift = blurred(&dates);
    let (known, member) = (vec![false; n * n], vec![Vec::new(); n]);
    let (columns, sets) = (Vec::new(), Vec::new());
    let mut model = Model { pairs, n, dates, rewards, force, shift, seed, total_row, lp, columns, known, sets, member };
    // A date that does not take place costs its reward.
    for i in (0..n).filter(|_| !rewards.is_empty()) {
        for k in 0..model.dates[i] {
            let reward = rewards.get(k as usize).copied().unwrap_or(0);
            let cost = model.blur(i, n + k as usize) - (reward << shift);
            model.lp.add_column(cost as f64, vec![i as u32]);
            model.columns.push(None);
        }
    }
    start(&mut model);
    helpful.iter().for_each(|set| model.add_set(set.clone()));
    let steps = 60 * n + 2_000;
    let mut first = true;
    let mut cuts = 0;
    loop {
        if !model.lp.run(steps, &|| budget.is_over()) {
            return None;
        }
        if model.price() {
            continue;
        }
        let chosen = model.chosen();
        let whole = chosen.iter().all(|&(.., x)| x > 1.0 - 1e-6);
        // Islands are rare but hide behind hundreds of blossoms: first, and whenever there are no blossoms.
        let mut sets = Vec::new();
        for islands in [first, false, true] {
            if sets.is_empty() && islands && pairs.is_uniform() {
                sets = model.islands(&chosen);
            } else if sets.is_empty() && !islands && !whole {
                sets = model.blossoms(&chosen);
            }
            sets.retain(|set| {
                model.sets.iter().all(|(_, known)| known.people != set.people || known.border != set.border)
            });
        }
        first = false;
        cuts += 1;
        if sets.is_empty() || cuts > MOST_CUTS || budget.is_over() {
            let certificate = model.certificate();
            prove(problem, &certificate)?;
            *helpful = certificate.sets.clone();
            return Some(Choice { pairs: round_off(&model, chosen), whole, certificate });
        }
        sets.into_iter().for_each(|set| model.add_set(set));
    }
}

/// Binary digits by which worths are raised, so that all that blurs them together stays below one point.
fn blurred(dates: &[i64]) -> u32 {
    i64::BITS - (dates.iter().sum::<i64>().max(1) * 16).leading_zeros()
}

/// The pairs to begin with: everybody's best, some more than there are dates.
fn start(model: &mut Model) {
    let n = model.n;
    let mut wanted = vec![false; n * n];
    let mut row: Vec<(i32, usize)> = Vec::new();
    for i in 0..n {
        let many = model.dates[i] as usize * 5 / 2 + 12;
        row.clear();
        row.extend((0..n).filter(|&j| j != i).map(|j| (model.pairs.worth(i, j), (j + n - i) % n)));
        row.retain(|&(worth, _)| worth != NONE);
        if row.len() > many {
            row.select_nth_unstable_by_key(many, |&(worth, turned)| (std::cmp::Reverse(worth), turned));
            row.truncate(many);
        }
        for &(_, turned) in &row {
            let j = (turned + i) % n;
            wanted[i.min(j) * n + i.max(j)] = true;
        }
    }
    for (a, b) in (0..n * n).filter(|&k| wanted[k]).map(|k| (k / n, k % n)) {
        if let Some(cost) = model.cost(a, b) {
            model.add_pair(a, b, cost);
        }
    }
}

/// Whole pairs, and of the others those that still fit.
fn round_off(model: &Model, mut chosen: Vec<(usize, usize, f64)>) -> Vec<(u32, u32)> {
    let mut left = model.dates.clone();
    let mut room = capacity(model.pairs.problem).meetings;
    let worth = |a: usize, b: usize| model.pairs.worth(a, b);
    chosen.sort_by(|p, q| q.2.round().total_cmp(&p.2.round()).then(worth(q.0, q.1).cmp(&worth(p.0, p.1))));
    let mut pairs = Vec::with_capacity(chosen.len());
    for (a, b, _) in chosen {
        if left[a] > 0 && left[b] > 0 && room > 0 {
            (left[a], left[b], room) = (left[a] - 1, left[b] - 1, room - 1);
            pairs.push((a as u32, b as u32));
        }
    }
    pairs
}
