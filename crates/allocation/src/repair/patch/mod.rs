//! One-to-one repairs: those who lost their partner and those who just came are matched, then whole rounds anew.

use integer_blossom::max_weight_matching;

use super::fixed_rounds;
use crate::answer::{Budget, Fairness, Options, RepairInput};
use crate::chance::Chance;
use crate::check::check_repair;
use crate::groups::evenness::{Evening, rest_step, rests_cost};
use crate::pairs::Pairs;
use crate::pairs::flow::{NONE, Sides, choose};
use crate::pairs::matching::{Met, TwoSides, best_round};
use crate::plan::Plan;

/// What matching one pair of people anew costs in steps of the local search (measured: about as much time).
const STEPS_PER_PAIR: u64 = 4;

/// A value that beats any sum of affinities it stands against, and yet adds up without overflow.
const ABOVE_ALL: i64 = 1 << 28;

/// So many shakes without a better plan are enough.
const FRUITLESS: u32 = 4000;

/// Something small added to what pairs are worth, so that others come together: up to `most`, the same for a pair each time.
#[derive(Clone, Copy)]
struct Blur {
    seed: u64,
    most: usize,
}

impl Blur {
    fn of(self, a: usize, b: usize) -> i32 {
        let (low, high) = (a.min(b) as u64, a.max(b) as u64);
        Chance::new(self.seed, high << 32 | low).below(self.most) as i32
    }
}

/// The state of a one-to-one repair: pairs round by round, and what people were told.
struct Repair<'a> {
    pairs: &'a Pairs<'a>,
    input: &'a RepairInput,
    first: usize,
    fixed: Plan,
    /// The table everybody was told, round by round.
    told: Vec<Vec<Option<u32>>>,
    /// Announced pairs that still can be, sorted.
    kept: Vec<Vec<(u32, u32)>>,
    plan: Vec<Vec<(u32, u32)>>,
    met: Met,
    /// Dates of everybody in all rounds, as the plan stands.
    dates: Vec<u32>,
    /// Dates of everybody in the announced plan.
    promised: Vec<u32>,
    highest: i64,
    /// What the first rest of somebody costs; each further one costs that much more.
    step: i64,
    fairness: Fairness,
}

/// The repaired plan of a one-to-one problem.
pub(crate) fn patch_pairs(
    pairs: &Pairs,
    input: &RepairInput,
    first: usize,
    options: &Options,
    evening: Evening,
    budget: &Budget,
) -> Plan {
    let sides = pairs.sides();
    let mut repair = Repair::new(pairs, input, first, (options.fairness, evening));
    repair.patch(sides.as_ref());
    let patch = repair.seated();
    let mut steps = budget.steps;
    let mut best = (repair.judge(&patch), patch);
    if repair.rematch(sides.as_ref(), &mut steps, budget) {
        best = better_of(best, &repair);
    }
    let mut chance = Chance::new(options.seed, 4);
    repair.shake(sides.as_ref(), best, &mut chance, &mut steps, budget)
}

/// How good a repair is: valid at all, how many dates where evenness counts, then the repair's own score.
type Judged = (bool, i64, i64);

/// The better of a judged plan and the repair as it stands.
fn better_of(best: (Judged, Plan), repair: &Repair) -> (Judged, Plan) {
    let plan = repair.seated();
    let judged = repair.judge(&plan);
    if judged > best.0 { (judged, plan) } else { best }
}

impl<'a> Repair<'a> {
    /// Announced pairs that still can be; nobody else has a partner yet.
    fn new(
        pairs: &'a Pairs<'a>,
        input: &'a RepairInput,
        first: usize,
        (fairness, evening): (Fairness, Evening),
    ) -> Self {
        let problem = pairs.problem;
        let (n, rounds) = (problem.people(), problem.rounds());
        let fixed = fixed_rounds(problem, input, first);
        let mut met = Met::of(problem);
        let mut dates = vec![0; n];
        for r in 0..first {
            let known: Vec<(u32, u32)> = fixed.pairs(r).into_iter().filter(|&(_, b)| (b as usize) < n).collect();
            known.iter().for_each(|&(a, b)| {
                dates[a as usize] += 1;
                dates[b as usize] += 1;
            });
            met.set(&known, true);
        }
        let told: Vec<Vec<Option<u32>>> = (0..rounds).map(|r| input.announced.seats(r, n)).collect();
        let mut kept: Vec<Vec<(u32, u32)>> = vec![Vec::new(); rounds];
        for r in first..rounds {
            let mut busy = vec![false; n];
            let home = |t: u32| (t as usize) < problem.tables().len() && problem.is_open(t as usize, r);
            let told_pairs = input.announced.pairs(r);
            let (at_home, moved): (Vec<_>, Vec<_>) =
                told_pairs.into_iter().partition(|&(a, _)| (a as usize) < n && told[r][a as usize].is_some_and(home));
            // Whose table is out of use goes on talking at another one, as long as there is any.
            for (a, b) in at_home.into_iter().chain(moved) {
                let (i, j) = (a as usize, b as usize);
                let can = i < n && j < n && pairs.is_there(i, r) && pairs.is_there(j, r) && pairs.worth(i, j) != NONE;
                let room = kept[r].len() < pairs.room(r);
                if can && room && !busy[i] && !busy[j] && !met.has(i, j) {
                    kept[r].push((a, b));
                    (busy[i], busy[j]) = (true, true);
                    dates[i] += 1;
                    dates[j] += 1;
                    met.set(&[(a, b)], true);
                }
            }
            kept[r].sort_unstable();
        }
        let mut promised = vec![0; n];
        let told_pairs = (0..rounds).flat_map(|r| input.announced.pairs(r));
        for (a, b) in told_pairs.filter(|&(_, b)| (b as usize) < n) {
            promised[a as usize] += 1;
            promised[b as usize] += 1;
        }
        let highest = (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).map(|(a, b)| problem.worth(a, b));
        let highest = i64::from(highest.max().unwrap_or(0).max(1));
        let step = match (fairness, evening) {
            (Fairness::Default, Evening::Apart) => promised_bonus(input, highest) * 3 / 5,
            (Fairness::Default, Evening::Fully) => rest_step(problem),
            _ => 0,
        };
        let step = step.min(ABOVE_ALL / (4 * rounds as i64 + 4));
        let plan = kept.clone();
        Repair { pairs, input, first, fixed, told, plan, kept, met, dates, promised, highest, step, fairness }
    }

    fn rounds(&self) -> std::ops::Range<usize> {
        self.first..self.pairs.problem.rounds()
    }

    /// Whether somebody was told a table in a round that can still be used.
    fn has_home(&self, r: usize, i: usize) -> bool {
        self.told[r][i].is_some_and(|t| self.pairs.problem.is_open(t as usize, r))
    }

    fn set(&mut self, r: usize, pairs: Vec<(u32, u32)>) {
        self.met.set(&self.plan[r], false);
        for &(a, b) in &self.plan[r] {
            self.dates[a as usize] -= 1;
            self.dates[b as usize] -= 1;
        }
        for &(a, b) in &pairs {
            self.dates[a as usize] += 1;
            self.dates[b as usize] += 1;
        }
        self.met.set(&pairs, true);
        self.plan[r] = pairs;
    }

    /// Only people without a partner, over pairs that nobody else was promised. As many pairs as possible come first
    /// where evenness counts; whoever has fewest dates of those they could have is dearest.
    fn patch(&mut self, sides: TwoSides) {
        let problem = self.pairs.problem;
        let n = problem.people();
        for r in self.rounds() {
            let mut busy: Vec<bool> = (0..n).map(|i| !self.pairs.is_there(i, r)).collect();
            self.plan[r].iter().for_each(|&(a, b)| (busy[a as usize], busy[b as usize]) = (true, true));
            let each = match self.fairness {
                Fairness::Off => 0,
                _ => (self.highest * (n as i64 + 2)).min(ABOVE_ALL),
            };
            let missing: Vec<i64> = (0..n).map(|i| self.missing(i)).collect();
            let value = |a: usize, b: usize| {
                if self.met.has(a, b) {
                    return NONE;
                }
                let seat = self.has_home(r, a) || self.has_home(r, b);
                match self.pairs.worth(a, b) {
                    NONE => NONE,
                    worth => {
                        let cost = if seat { i64::from(self.input.cost_seat) } else { 0 };
                        let reward = missing[a] + missing[b];
                        (i64::from(worth) + cost + each + reward) as i32
                    }
                }
            };
            let room = self.pairs.room(r).saturating_sub(self.plan[r].len());
            let free = |i: &u32| !busy[*i as usize];
            let found = match sides {
                Some((left, right)) => {
                    let free = |side: &[u32]| side.iter().copied().filter(free).collect::<Vec<_>>();
                    match_across(&free(left), &free(right), room, &value)
                }
                None => match_any(&(0..n as u32).filter(free).collect::<Vec<_>>(), room, &value),
            };
            let mut all = self.plan[r].clone();
            all.extend(found);
            self.set(r, all);
        }
    }

    /// What one more date is worth to somebody beyond its affinity: the more, the more of those they were promised they
    /// have lost (or, where evenness comes before all, the fewer they have of those they could have).
    fn missing(&self, i: usize) -> i64 {
        let due = match self.fairness {
            Fairness::Off => return 0,
            Fairness::Default => self.promised[i],
            Fairness::Leximin => self.pairs.problem.rounds_present(i) as u32,
        };
        let missing = i64::from(due.saturating_sub(self.dates[i]));
        match self.fairness {
            Fairness::Leximin => (self.highest * missing * missing).min(ABOVE_ALL / 4),
            _ => (self.highest * missing / 64).min(ABOVE_ALL / 4),
        }
    }

    fn judge(&self, plan: &Plan) -> Judged {
        let judged = check_repair(self.pairs.problem, self.input, plan);
        let dates = if self.fairness == Fairness::Off { 0 } else { judged.report.dates_sum as i64 };
        let rests = self.rests(|i| judged.report.people.get(i).map_or(0, |person| person.dates));
        (judged.report.is_valid(), dates, judged.score - rests)
    }

    /// What everybody's rests cost with so many dates.
    fn rests(&self, dates: impl Fn(usize) -> u32) -> i64 {
        let problem = self.pairs.problem;
        let rests = |i: usize| problem.rounds_present(i) as i64 - i64::from(dates(i));
        (0..problem.people()).map(|i| rests_cost(self.step, rests(i))).sum()
    }

    /// What matching a round anew costs, in steps.
    fn cost(&self, sides: TwoSides) -> u64 {
        let n = self.pairs.problem.people() as u64;
        let cost = match sides {
            Some((left, right)) => (left.len() * right.len()) as u64 * STEPS_PER_PAIR,
            None => n * n * STEPS_PER_PAIR * 2,
        };
        cost.max(1)
    }

    /// Each round as a whole, where that gains more than the changes cost; `false` when nothing was gained.
    fn rematch(&mut self, sides: TwoSides, steps: &mut u64, budget: &Budget) -> bool {
        let cost = self.cost(sides);
        let (mut improved, mut last) = (false, None);
        // Once around without a gain is enough.
        for r in self.rounds().cycle() {
            if last == Some(r) || *steps < cost || budget.is_over() {
                break;
            }
            *steps -= cost;
            let before = self.plan[r].clone();
            self.set(r, Vec::new());
            let (found, gain) = self.matched(sides, r, &before, None);
            self.set(r, if gain > 0 { found } else { before });
            improved |= gain > 0;
            last = if gain > 0 { Some(r) } else { last.or(Some(r)) };
        }
        // Two whose talk moved on to nobody's gain may meet where they sit out now, even for no worth at all.
        self.patch(sides);
        improved
    }

    /// The best matching of an empty round and what it is worth more than another one; blurred where that is asked for.
    fn matched(&self, sides: TwoSides, r: usize, other: &[(u32, u32)], blur: Option<Blur>) -> (Vec<(u32, u32)>, i64) {
        let rewards: Vec<i64> = (0..self.pairs.problem.people()).map(|i| self.reward(i)).collect();
        let value = |a: usize, b: usize| self.value(r, &rewards, a, b);
        let sum = |these: &[(u32, u32)]| -> i64 {
            these.iter().map(|&(a, b)| i64::from(value(a as usize, b as usize))).sum()
        };
        let blurred = |a: usize, b: usize| match value(a, b) {
            NONE => NONE,
            value => blur.map_or(value, |blur| value.saturating_add(blur.of(a, b))),
        };
        let found = best_round(self.pairs, sides, r, &blurred);
        let gain = sum(&found) - sum(other);
        (found, gain)
    }

    /// All rounds as in another plan: first what has to go, since nobody meets twice on the way.
    fn restore(&mut self, plan: &[Vec<(u32, u32)>]) {
        let changed: Vec<usize> = self.rounds().filter(|&r| self.plan[r] != plan[r]).collect();
        changed.iter().for_each(|&r| self.set(r, Vec::new()));
        changed.iter().for_each(|&r| self.set(r, plan[r].clone()));
    }

    /// What the plan is worth to the matchings, promised talks as dear as they are there.
    fn worth(&self) -> i64 {
        let n = self.pairs.problem.people();
        let met = Met::new(n);
        let none = vec![0; n];
        let value = |r: usize, &(a, b): &(u32, u32)| i64::from(self.valued(&met, r, &none, a as usize, b as usize));
        let pairs: i64 = self.rounds().map(|r| self.plan[r].iter().map(|pair| value(r, pair)).sum::<i64>()).sum();
        pairs - self.rests(|i| self.dates[i])
    }

    /// While the budget lasts: two rounds matched by blurred values, then all of them anew where that gains. The best by
    /// the repair's own score is kept, and it is never bought with promised talks for less than they are dear.
    fn shake(
        &mut self,
        sides: TwoSides,
        best: (Judged, Plan),
        chance: &mut Chance,
        steps: &mut u64,
        budget: &Budget,
    ) -> Plan {
        let (cost, rounds) = (self.cost(sides), self.rounds());
        let mut best = best;
        let (mut plan, mut worth) = (self.plan.clone(), self.worth());
        let mut fruitless = 0;
        while *steps >= 2 * cost && !budget.is_over() && rounds.len() > 1 && fruitless < FRUITLESS {
            *steps -= 2 * cost;
            let r = rounds.start + chance.below(rounds.len());
            let s = rounds.start + (r - rounds.start + 1 + chance.below(rounds.len() - 1)) % rounds.len();
            let most = (self.highest as usize >> (1 + chance.below(4))).max(2);
            let blur = Blur { seed: chance.below(1 << 30) as u64, most: most.min(1 << 20) };
            self.set(r, Vec::new());
            self.set(s, Vec::new());
            for round in [r, s] {
                let (found, _) = self.matched(sides, round, &[], Some(blur));
                self.set(round, found);
            }
            self.rematch(sides, steps, budget);
            let reached = self.worth();
            fruitless += 1;
            if reached < worth {
                self.restore(&plan);
                continue;
            }
            if reached > worth || self.plan != plan {
                let judged = (best.0, Plan::default());
                let (now, found) = better_of(judged, self);
                if now > best.0 {
                    (best, fruitless) = ((now, found), 0);
                }
            }
            (plan, worth) = (self.plan.clone(), reached);
        }
        best.1
    }

    /// The same for whole rounds, where each date counts something: the more, the more often somebody rests without it.
    fn reward(&self, i: usize) -> i64 {
        match self.fairness {
            Fairness::Off => 0,
            Fairness::Default => {
                let rests = self.pairs.problem.rounds_present(i) as i64 - i64::from(self.dates[i]);
                self.step * rests.max(0)
            }
            Fairness::Leximin => self.highest * 4 + self.missing(i),
        }
    }

    fn value(&self, r: usize, rewards: &[i64], a: usize, b: usize) -> i32 {
        self.valued(&self.met, r, rewards, a, b)
    }

    fn valued(&self, met: &Met, r: usize, rewards: &[i64], a: usize, b: usize) -> i32 {
        let worth = self.pairs.worth(a, b);
        if worth == NONE || met.has(a, b) {
            return NONE;
        }
        let pair = (a.min(b) as u32, a.max(b) as u32);
        let seat = i64::from(self.input.cost_seat);
        let bonus = if self.kept[r].binary_search(&pair).is_ok() {
            promised_bonus(self.input, self.highest)
        } else if self.has_home(r, a) || self.has_home(r, b) {
            seat
        } else {
            0
        };
        (i64::from(worth) + bonus + rewards[a] + rewards[b]).min(ABOVE_ALL) as i32
    }

    fn seated(&self) -> Plan {
        let mut result = seat_near(self.pairs, &self.plan, &self.told, self.first);
        result.rounds[..self.first].clone_from_slice(&self.fixed.rounds[..self.first]);
        result
    }
}

/// What a promised talk is worth beside its affinity: it is given up for a good deal only, not for a point or two.
fn promised_bonus(input: &RepairInput, highest: i64) -> i64 {
    let kept = i64::from(input.cost_pair);
    let kept = if kept > 0 { kept.max(highest / 4) } else { 0 };
    kept + 2 * i64::from(input.cost_seat)
}

/// The best matching of a few people across two sides, where there is room for all: the Hungarian method (Kuhn 1955) with
/// shortest augmenting paths. A pair of no worth is still a date; people without one stand against `NONE`.
fn assign(left: &[u32], right: &[u32], value: &dyn Fn(usize, usize) -> i32) -> Vec<(u32, u32)> {
    let (rows, columns) = (left.len(), right.len());
    let mut gain = vec![0i64; rows * columns];
    for (l, &a) in left.iter().enumerate() {
        for (k, &b) in right.iter().enumerate() {
            gain[l * columns + k] = i64::from(value(a as usize, b as usize).saturating_add(1)).max(0);
        }
    }
    let (mut row_price, mut price) = (vec![0i64; rows], vec![0i64; columns]);
    let mut owner = vec![usize::MAX; columns];
    let (mut least, mut from, mut seen) = (vec![0; columns], vec![usize::MAX; columns], vec![false; columns]);
    for start in 0..rows {
        least.fill(i64::MAX);
        seen.fill(false);
        let (mut row, mut before) = (start, usize::MAX);
        let end = loop {
            let mut next = (i64::MAX, usize::MAX);
            for k in (0..columns).filter(|&k| !seen[k]) {
                let reduced = -gain[row * columns + k] - row_price[row] - price[k];
                if reduced < least[k] {
                    (least[k], from[k]) = (reduced, before);
                }
                next = next.min((least[k], k));
            }
            let (step, k) = next;
            row_price[start] += step;
            for j in 0..columns {
                if seen[j] {
                    row_price[owner[j]] += step;
                    price[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            seen[k] = true;
            if owner[k] == usize::MAX {
                break k;
            }
            (row, before) = (owner[k], k);
        };
        // Everybody on the path moves on to the next column.
        let mut k = end;
        while from[k] != usize::MAX {
            owner[k] = owner[from[k]];
            k = from[k];
        }
        owner[k] = start;
    }
    let pairs = owner.iter().enumerate().filter(|&(k, &l)| l != usize::MAX && gain[l * columns + k] > 0);
    pairs.map(|(k, &l)| (left[l], right[k])).collect()
}

/// The best matching of a few people across two sides.
fn match_across(left: &[u32], right: &[u32], room: usize, value: &dyn Fn(usize, usize) -> i32) -> Vec<(u32, u32)> {
    if room >= left.len().min(right.len()) {
        return match left.len() <= right.len() {
            true => assign(left, right, value),
            false => assign(right, left, value).into_iter().map(|(b, a)| (a, b)).collect(),
        };
    }
    let all = left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b)));
    let worth: Vec<i32> = all.map(|(a, b)| value(a as usize, b as usize)).collect();
    let limit = vec![1; left.len() + right.len()];
    let (total, reward) = (room as u64, |_, _| 0);
    let sides = Sides { left: left.len(), right: right.len(), worth: &worth, limit: &limit, total, reward: &reward };
    choose(&sides).pairs.iter().map(|&(l, k)| (left[l as usize], right[k as usize])).collect()
}

/// The best matching of a few people, anybody with anybody; the best pairs where there is not room for all.
fn match_any(people: &[u32], room: usize, value: &dyn Fn(usize, usize) -> i32) -> Vec<(u32, u32)> {
    let n = people.len();
    let mut worth = vec![0i64; n * n];
    for x in 0..n {
        for y in x + 1..n {
            let w = value(people[x] as usize, people[y] as usize);
            if w >= 0 {
                // One more than its worth: a pair worth nothing is still a date.
                worth[x * n + y] = (i64::from(w) << 12) + 1;
                worth[y * n + x] = worth[x * n + y];
            }
        }
    }
    let mate = max_weight_matching(&worth, n);
    let pairs = (0..n).filter_map(|x| mate[x].filter(|&y| x < y).map(|y| (worth[x * n + y], people[x], people[y])));
    let mut found: Vec<(i64, u32, u32)> = pairs.collect();
    found.sort_unstable_by(|p, q| q.cmp(p));
    found.truncate(room);
    found.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// Tables for the pairs of a repaired plan: whoever was told a table stays there, or their new partner comes to it.
pub(crate) fn seat_near(pairs: &Pairs, plan: &[Vec<(u32, u32)>], told: &[Vec<Option<u32>>], first: usize) -> Plan {
    let problem = pairs.problem;
    let n = problem.people();
    let mut result = Plan::empty(problem.rounds(), problem.tables().len());
    for r in first..problem.rounds() {
        let mut free = vec![false; problem.tables().len()];
        pairs.open[r].iter().for_each(|&t| free[t] = true);
        let mut seats: Vec<Vec<u32>> = vec![Vec::new(); problem.tables().len()];
        let mut partner: Vec<Option<u32>> = vec![None; n];
        for &(a, b) in &plan[r] {
            (partner[a as usize], partner[b as usize]) = (Some(b), Some(a));
        }
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            if let Some(t) = problem.pin(i) {
                free[t] = false;
                if partner[i].is_none() && pairs.may_hold(i).is_some() {
                    seats[t] = vec![i as u32];
                }
            }
        }
        let home = |i: u32| told[r][i as usize].map(|t| t as usize);
        let mut waiting: Vec<(u32, u32)> = Vec::new();
        for &(a, b) in &plan[r] {
            match problem.pin(a as usize).or(problem.pin(b as usize)) {
                Some(t) => seats[t] = vec![a, b],
                None if home(a).is_some() && home(a) == home(b) && home(a).is_some_and(|t| free[t]) => {
                    if let Some(t) = home(a) {
                        free[t] = false;
                        seats[t] = vec![a, b];
                    }
                }
                None => waiting.push((a, b)),
            }
        }
        // Each waiting pair wants one of at most two tables, each table is wanted by at most two pairs: those with a
        // single choice first, then any; around a cycle everybody gets one.
        loop {
            let wants = |pair: &(u32, u32), free: &[bool]| -> Vec<usize> {
                let mut tables: Vec<usize> =
                    [home(pair.0), home(pair.1)].into_iter().flatten().filter(|&t| free[t]).collect();
                tables.dedup();
                tables
            };
            let next = waiting
                .iter()
                .enumerate()
                .map(|(k, pair)| (wants(pair, &free).len(), k))
                .filter(|&(choices, _)| choices > 0)
                .min();
            let Some((_, k)) = next else { break };
            let pair = waiting.swap_remove(k);
            if let Some(&t) = wants(&pair, &free).first() {
                free[t] = false;
                seats[t] = vec![pair.0, pair.1];
            }
        }
        let mut others = pairs.open[r].iter().copied().filter(|&t| free[t]).collect::<Vec<_>>().into_iter();
        for (a, b) in waiting {
            if let Some(t) = others.next() {
                seats[t] = vec![a, b];
            }
        }
        if pairs.alone && problem.seat_all() {
            for i in (0..n).filter(|&i| problem.is_present(i, r) && partner[i].is_none() && problem.pin(i).is_none()) {
                if let Some(t) = others.next() {
                    seats[t] = vec![i as u32];
                }
            }
        }
        seats.iter_mut().for_each(|sitting| sitting.sort_unstable());
        result.rounds[r] = seats;
    }
    result
}
