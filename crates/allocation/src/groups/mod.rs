//! Group tables (and whatever no exact method fits): a first seating by sizes, then annealing with constant-time gains.

use crate::answer::{Budget, Options};
use crate::chance::{Chance, Heat};
use crate::check::check;
use crate::pairs::matching::Met;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

pub(crate) mod anneal;
pub(crate) mod evenness;
pub(crate) mod puzzle;
pub(crate) mod relief;
pub(crate) mod seating;
pub(crate) mod trim;

use anneal::{anneal, anneal_all};
use puzzle::seat_broken_rounds;
use relief::give_way;
use seating::{Seating, fits_in_memory};

/// People who move as one in a round: somebody alone, or those of a delegation who are there.
pub(crate) type Unit = Vec<u32>;

/// How a round's units may move.
#[derive(Clone, Default)]
pub(crate) struct Mobility {
    /// Units nobody pins to a table.
    pub(crate) units: Vec<Unit>,
    /// For each person the index of their unit, or `u32::MAX` (pinned or away).
    pub(crate) unit_of: Vec<u32>,
    /// People who move alone.
    pub(crate) singles: Vec<u32>,
    /// Units of several people.
    pub(crate) several: Vec<usize>,
    /// Whether there may be a choice which seats to use.
    pub(crate) loose: bool,
    /// Tables that are open.
    pub(crate) open: Vec<usize>,
}

impl Mobility {
    /// Whether somebody is a unit of their own.
    #[inline]
    pub(crate) fn is_alone(&self, person: u32) -> bool {
        self.units.get(self.unit_of[person as usize] as usize).is_some_and(|unit| unit.len() == 1)
    }
}

/// The units of a round and where they may go.
pub(crate) fn mobility(problem: &Problem, r: usize) -> Mobility {
    let n = problem.people();
    let mut found = Mobility {
        units: Vec::new(),
        unit_of: vec![u32::MAX; n],
        singles: Vec::new(),
        several: Vec::new(),
        loose: false,
        open: (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).collect(),
    };
    let seats: usize = found.open.iter().map(|&t| problem.tables()[t].cap as usize).sum();
    found.loose = seats != (0..n).filter(|&i| problem.is_present(i, r)).count();
    let mut seen = vec![false; n];
    for i in 0..n {
        if seen[i] || !problem.is_present(i, r) {
            continue;
        }
        let unit: Unit = match problem.group_of(i) {
            Some(g) => problem.groups()[g].iter().copied().filter(|&m| problem.is_present(m as usize, r)).collect(),
            None => vec![i as u32],
        };
        unit.iter().for_each(|&m| seen[m as usize] = true);
        if unit.iter().all(|&m| problem.pin(m as usize).is_none()) {
            unit.iter().for_each(|&m| found.unit_of[m as usize] = found.units.len() as u32);
            if unit.len() == 1 {
                found.singles.push(i as u32);
            } else {
                found.several.push(found.units.len());
            }
            found.units.push(unit);
        }
    }
    found
}

/// How many people each table should get in a round: pinned tables first, then the largest, none under its minimum
/// where that can be helped.
fn targets(problem: &Problem, r: usize) -> Vec<usize> {
    let tables = problem.tables();
    let mut pinned = vec![0usize; tables.len()];
    let mut people = 0usize;
    for i in (0..problem.people()).filter(|&i| problem.is_present(i, r)) {
        people += 1;
        let held = problem.pin(i).or_else(|| {
            let group = &problem.groups()[problem.group_of(i)?];
            group.iter().filter(|&&m| problem.is_present(m as usize, r)).find_map(|&m| problem.pin(m as usize))
        });
        if let Some(t) = held {
            pinned[t] += 1;
        }
    }
    let mut order: Vec<usize> = (0..tables.len()).filter(|&t| problem.is_open(t, r)).collect();
    order.sort_by_key(|&t| (pinned[t] == 0, std::cmp::Reverse(tables[t].cap), t));
    let mut target = vec![0usize; tables.len()];
    let mut left = people;
    for &t in order.iter().filter(|&&t| pinned[t] > 0) {
        target[t] = pinned[t].max(tables[t].min as usize).min(left);
        left -= target[t];
    }
    for &t in &order {
        let more = (tables[t].cap as usize - target[t]).min(left);
        target[t] += more;
        left -= more;
    }
    // The last table may have got too few: others give.
    for &t in &order {
        let least = tables[t].min as usize;
        while target[t] > 0 && target[t] < least {
            let giver = order.iter().copied().filter(|&g| g != t && target[g] > (tables[g].min as usize).max(1));
            match giver.max_by_key(|&g| target[g] - tables[g].min as usize) {
                Some(g) => {
                    target[g] -= 1;
                    target[t] += 1;
                }
                None => break,
            }
        }
        if target[t] < least && pinned[t] == 0 {
            target[t] = 0;
        }
    }
    let planned = |target: &[usize]| target.iter().sum::<usize>();
    if planned(&target) < people {
        let other = by_minimum(problem, &order, &pinned, people);
        if planned(&other) > planned(&target) {
            return other;
        }
    }
    target
}

/// The same by choosing which tables to use: most seats among tables whose minimum sums to no more than the people who
/// are there (a knapsack). Filling the largest first may leave people without a table that others would be for.
fn by_minimum(problem: &Problem, order: &[usize], pinned: &[usize], people: usize) -> Vec<usize> {
    let tables = problem.tables();
    let least = |t: usize| pinned[t].max(tables[t].min as usize);
    let usable = order.iter().filter(|&&t| least(t) <= tables[t].cap as usize);
    let (held, others): (Vec<usize>, Vec<usize>) = usable.partition(|&&t| pinned[t] > 0);
    let left = people.saturating_sub(held.iter().map(|&t| least(t)).sum());
    // `most[p]`: the most seats of the tables so far whose minimum sums to `p` at most.
    let mut most = vec![0usize; left + 1];
    let mut taken: Vec<Vec<bool>> = Vec::with_capacity(others.len());
    for &t in &others {
        let mut takes = vec![false; left + 1];
        for p in (least(t)..=left).rev() {
            let with = most[p - least(t)] + tables[t].cap as usize;
            if with > most[p] {
                (most[p], takes[p]) = (with, true);
            }
        }
        taken.push(takes);
    }
    let (mut used, mut p) = (held, left);
    for (&t, takes) in others.iter().zip(&taken).rev() {
        if takes[p] {
            p -= least(t);
            used.push(t);
        }
    }
    let mut target = vec![0usize; tables.len()];
    let mut left = people;
    for &t in &used {
        target[t] = least(t).min(left);
        left -= target[t];
    }
    for &t in order.iter().filter(|t| used.contains(t)) {
        let more = (tables[t].cap as usize).saturating_sub(target[t]).min(left);
        target[t] += more;
        left -= more;
    }
    target
}

/// A first seating of the rounds `from..`: pins, delegations, then one after the other where they fit best.
pub(crate) fn construct(seating: &mut Seating, from: usize, chance: &mut Chance) {
    for r in from..seating.rounds {
        construct_round(seating, r, chance);
    }
}

fn construct_round(seating: &mut Seating, r: usize, chance: &mut Chance) {
    let problem = seating.problem;
    let target = targets(problem, r);
    let free = mobility(problem, r);
    for i in (0..seating.n).filter(|&i| problem.is_present(i, r)) {
        if let Some(t) = problem.pin(i) {
            seating.relocate(r, i, t);
            for &m in problem.group_of(i).map_or(&[][..], |g| &problem.groups()[g]) {
                if problem.is_present(m as usize, r) {
                    seating.relocate(r, m as usize, t);
                }
            }
        }
    }
    let mut units = free.units.clone();
    chance.shuffle(&mut units);
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    for unit in &units {
        let room = |t: usize, limit: usize| seating.at(r, t).len() + unit.len() <= limit;
        let gain = |t: usize| unit.iter().map(|&i| seating.fit(r, t, i as usize)).sum::<i64>();
        let planned = free.open.iter().copied().filter(|&t| room(t, target[t])).max_by_key(|&t| gain(t));
        let seat = match planned {
            Some(t) => Some(t),
            None if unit.len() > 1 || problem.seat_all() => free
                .open
                .iter()
                .copied()
                .filter(|&t| room(t, problem.tables()[t].cap as usize))
                .max_by_key(|&t| (seating.at(r, t).len().min(target[t]), gain(t))),
            None => None,
        };
        if let Some(t) = seat {
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, t));
        }
    }
    mend_minimum(seating, r, &free);
}

/// Seats those who were left without a seat (walk-ins, people whose table closed), then mends the minimum.
pub(crate) fn mend(seating: &mut Seating, r: usize) {
    let problem = seating.problem;
    let tables = problem.tables();
    let free = mobility(problem, r);
    for i in (0..seating.n).filter(|&i| problem.is_present(i, r)) {
        let closed = seating.table_of(r, i) < seating.bench && !problem.is_open(seating.table_of(r, i), r);
        match problem.pin(i) {
            Some(t) => seating.relocate(r, i, t),
            None if closed => seating.relocate(r, i, seating.bench),
            None => {}
        }
    }
    // A delegation follows its pinned member, or gathers where most of it sits.
    for group in problem.groups() {
        let there: Vec<usize> = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).collect();
        let pinned = there.iter().find_map(|&i| problem.pin(i));
        let seats: Vec<usize> = there.iter().map(|&i| seating.table_of(r, i)).collect();
        let split = seats.windows(2).any(|pair| pair[0] != pair[1]);
        if pinned.is_some() || split {
            let home = pinned.or_else(|| {
                let room = |t: usize| {
                    let others = seating.at(r, t).iter().filter(|i| !group.contains(i)).count();
                    t != seating.bench && others + there.len() <= tables[t].cap as usize
                };
                let share = |t: usize| seats.iter().filter(|&&s| s == t).count();
                seats.iter().copied().filter(|&t| room(t)).max_by_key(|&t| (share(t), t))
            });
            there.iter().for_each(|&i| seating.relocate(r, i, home.unwrap_or(seating.bench)));
        }
    }
    // Tables with too many (a pinned person came, seats were taken away) send somebody to the bench.
    for &t in &free.open {
        while seating.at(r, t).len() > tables[t].cap as usize {
            let movable = seating.at(r, t).iter().copied().filter(|&i| free.unit_of[i as usize] != u32::MAX);
            let Some(leaver) = movable.min_by_key(|&i| (seating.fit(r, t, i as usize), i)) else { break };
            let unit = &free.units[free.unit_of[leaver as usize] as usize];
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, seating.bench));
        }
    }
    let mut waiting: Vec<usize> =
        (0..free.units.len()).filter(|&u| seating.table_of(r, free.units[u][0] as usize) == seating.bench).collect();
    // Whoever has fewest dates comes first, where that counts.
    let dates = |u: usize| free.units[u].iter().map(|&i| seating.dates(i as usize)).min();
    waiting.sort_by_key(|&u| (std::cmp::Reverse(free.units[u].len()), dates(u), u));
    for u in waiting {
        let unit = &free.units[u];
        let gain = |t: usize| unit.iter().map(|&i| seating.fit(r, t, i as usize)).sum::<i64>();
        let bench = gain(seating.bench);
        let room = |t: usize| seating.at(r, t).len() + unit.len() <= tables[t].cap as usize;
        let used = |t: usize| seating.at(r, t).len() + unit.len() >= tables[t].min as usize;
        let best = free.open.iter().copied().filter(|&t| room(t)).max_by_key(|&t| (used(t), gain(t)));
        if let Some(t) = best.filter(|&t| problem.seat_all() || used(t) && gain(t) > bench) {
            unit.iter().for_each(|&i| seating.relocate(r, i as usize, t));
        }
    }
    mend_minimum(seating, r, &free);
}

/// Tables under their minimum get people from tables above theirs, or are given up.
pub(crate) fn mend_minimum(seating: &mut Seating, r: usize, free: &Mobility) {
    let tables = seating.problem.tables();
    for _ in 0..4 * seating.n + 4 {
        let short = |s: &Seating, t: usize| !s.at(r, t).is_empty() && s.at(r, t).len() < tables[t].min as usize;
        let Some(&t) = free.open.iter().find(|&&t| short(seating, t)) else { return };
        let missing = tables[t].min as usize - seating.at(r, t).len();
        // Giving the table up is possible when nobody there is pinned and the others have room, or may sit out.
        let sitting = seating.at(r, t).to_vec();
        let movable = sitting.iter().all(|&i| free.unit_of[i as usize] != u32::MAX);
        if movable && give_up(seating, r, t, free) {
            continue;
        }
        let mut best: Option<(i64, usize, usize)> = None;
        for (u, unit) in free.units.iter().enumerate() {
            let home = seating.table_of(r, unit[0] as usize);
            let spare = home == seating.bench
                || home != t && seating.at(r, home).len() >= unit.len() + tables[home].min as usize;
            if home == t || !spare || seating.at(r, t).len() + unit.len() > tables[t].cap as usize {
                continue;
            }
            let gain: i64 =
                unit.iter().map(|&i| seating.fit(r, t, i as usize) - seating.fit(r, home, i as usize)).sum();
            let key = (gain, usize::MAX - unit.len().abs_diff(missing), u);
            if best.is_none_or(|known| key > known) {
                best = Some(key);
            }
        }
        match best {
            Some((_, _, u)) => free.units[u].iter().for_each(|&i| seating.relocate(r, i as usize, t)),
            None if movable => sitting.iter().for_each(|&i| seating.relocate(r, i as usize, seating.bench)),
            None => return,
        }
    }
}

/// Tries to spread the people of one table over the others; `false` (and nothing changed) when there is no room.
fn give_up(seating: &mut Seating, r: usize, t: usize, free: &Mobility) -> bool {
    let tables = seating.problem.tables();
    let sitting = seating.at(r, t).to_vec();
    let before = seating.score;
    let mut moved: Vec<u32> = Vec::new();
    for &i in &sitting {
        if seating.table_of(r, i as usize) != t {
            continue;
        }
        let unit = &free.units[free.unit_of[i as usize] as usize];
        let gain = |s: &Seating, to: usize| unit.iter().map(|&m| s.fit(r, to, m as usize)).sum::<i64>();
        let room = |s: &Seating, to: usize| {
            let here = s.at(r, to).len();
            here > 0 && here + unit.len() <= tables[to].cap as usize && here + unit.len() >= tables[to].min as usize
        };
        let best =
            free.open.iter().copied().filter(|&to| to != t && room(seating, to)).max_by_key(|&to| gain(seating, to));
        match best {
            Some(to) => unit.iter().for_each(|&m| seating.relocate(r, m as usize, to)),
            None => {
                moved.iter().for_each(|&m| seating.relocate(r, m as usize, t));
                return false;
            }
        }
        moved.extend(unit);
    }
    if seating.score < before - i64::from(seating.penalty) {
        moved.iter().for_each(|&m| seating.relocate(r, m as usize, t));
        return false;
    }
    true
}

/// The best plan found by annealing, from a given plan or from a construction of its own: the best of several walks
/// with streams of chance of their own. Where people may sit out, none of them breaks a rule that they could keep so.
///
/// Where the walks end with a rule broken, what was mended by giving way, or by trying everything in a round, is walked on
/// from; where people may rest and nobody may meet again, the first seating by itself may be more than a walk keeps. The
/// best of all is taken.
pub(crate) fn search(problem: &Problem, from: Option<&Plan>, options: &Options, budget: &Budget) -> Plan {
    let plan = walk(problem, from, options, budget);
    let kept = check(problem, &plan).is_valid();
    if budget.steps == 0 || kept && (problem.seat_all() || problem.repeats() != Repeats::Hard) {
        return if kept { plan } else { mended(problem, plan) };
    }
    let again =
        |from: Option<&Plan>, steps| mended(problem, walk(problem, from, options, &Budget { steps, ..*budget }));
    let mut ways = vec![mended(problem, plan), again(from, 0)];
    if !kept {
        ways.push(again(ways.first(), budget.steps / 4));
    }
    let rewards = evenness::rewards(problem, options.fairness);
    // The first of those that are worth the same.
    ways.reverse();
    ways.into_iter().max_by_key(|plan| evenness::value(problem, plan, &rewards)).unwrap_or_default()
}

/// A plan in which whoever may gives way to the rules, and rounds that still break some are seated by trying everything.
fn mended(problem: &Problem, mut plan: Plan) -> Plan {
    give_way(problem, &mut plan, 0);
    seat_broken_rounds(problem, &plan, 0).unwrap_or(plan)
}

fn walk(problem: &Problem, from: Option<&Plan>, options: &Options, budget: &Budget) -> Plan {
    let mut chance = Chance::new(options.seed, 0);
    let steps = budget.steps.min(1 << 40);
    if !fits_in_memory(problem, budget.replicas) {
        return one_round_at_a_time(problem, options, &mut chance, steps, budget);
    }
    let rewards = evenness::rewards(problem, options.fairness);
    let mut walks: Vec<(Seating, Chance)> = Vec::new();
    for replica in 0..u64::from(budget.replicas.max(1)) {
        let mut chance = Chance::new(options.seed, replica << 8);
        let mut seating = Seating::new(problem);
        seating.reward(&rewards, |_| 0);
        match from {
            Some(plan) => seating.load(plan),
            None => construct(&mut seating, 0, &mut chance),
        }
        walks.push((seating, chance));
    }
    let largest = walks.first().map_or(1, |(seating, _)| i64::from(seating.largest));
    // Measured: most is won where tables are still changing but no longer fall apart. Hotter is lost time; cooler a walk
    // hardly moves any more.
    let heat = match (from, spread(problem)) {
        (Some(_), _) => Heat { start: largest * 256, halvings: 3000 },
        (None, 0) => Heat { start: (largest + 2 * rewards.last().unwrap_or(&0)) * 300, halvings: 1000 },
        (None, spread) => Heat { start: spread * 580, halvings: 300 },
    };
    anneal_all(walks.iter_mut().map(|(seating, chance)| (seating, chance)), 0, heat, steps, budget).1
}

/// For problems whose whole state would not fit in memory: each round by itself, knowing who has met before.
fn one_round_at_a_time(problem: &Problem, options: &Options, chance: &mut Chance, steps: u64, budget: &Budget) -> Plan {
    let n = problem.people();
    let rewards = evenness::rewards(problem, options.fairness);
    let mut dates = vec![0u32; n];
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    let mut met = Met::new(n);
    for r in 0..problem.rounds() {
        let Some(alone) = problem.only_round(r, |a, b| met.has(a, b)) else { return plan };
        let mut seating = Seating::new(&alone);
        let pairs = (0..n).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs.filter(|&(a, b)| met.has(a, b)).for_each(|(a, b)| seating.have_met(a, b));
        seating.reward(&rewards, |i| dates[i]);
        construct(&mut seating, 0, chance);
        let share = (steps / problem.rounds() as u64).min(2_000_000);
        let heat = Heat { start: spread(&alone) * 256, halvings: 4000 };
        let found = anneal(&mut seating, 0, chance, heat, share, budget).1;
        plan.rounds[r].clone_from(&found.rounds[0]);
        for (a, b) in found.pairs(0) {
            if !met.has(a as usize, b as usize) && !problem.same_group(a as usize, b as usize) {
                dates[a as usize] += 1;
                dates[b as usize] += 1;
            }
            met.set(&[(a, b)], true);
        }
    }
    plan
}

/// Mean absolute deviation of the worths of pairs that may meet.
fn spread(problem: &Problem) -> i64 {
    let n = problem.people();
    let worths = || (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).filter(|&(a, b)| problem.may_meet(a, b));
    let count = worths().count().max(1) as i64;
    let mean = worths().map(|(a, b)| i64::from(problem.worth(a, b))).sum::<i64>() / count;
    worths().map(|(a, b)| (i64::from(problem.worth(a, b)) - mean).abs()).sum::<i64>() / count
}
