//! Group tables (and whatever no exact method fits): a first seating by sizes, then annealing with constant-time gains.

use crate::answer::{Budget, Options, Progress};
use crate::chance::{Chance, Metropolis, cooled};
use crate::matching::Met;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::seating::{AWAY, Seating, fits_in_memory};

/// So many of the people who suit somebody best are remembered for each.
const NEAR: usize = 32;

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
    waiting.sort_by_key(|&u| (std::cmp::Reverse(free.units[u].len()), u));
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

/// The best plan found by annealing, from a given plan or from a construction of its own.
pub(crate) fn search(problem: &Problem, from: Option<&Plan>, options: &Options, budget: &Budget) -> Plan {
    let mut chance = Chance::new(options.seed, 0);
    let steps = budget.steps.min(1 << 40);
    if !fits_in_memory(problem) {
        return one_round_at_a_time(problem, &mut chance, steps, budget);
    }
    let mut seating = Seating::new(problem);
    match from {
        Some(plan) => seating.load(plan),
        None => construct(&mut seating, 0, &mut chance),
    }
    // Measured: best between two thirds and one third of the mean deviation of worths.
    let heat = match (from, spread(problem)) {
        (Some(_), _) => (i64::from(seating.largest) * 256, 3),
        (None, 0) => (i64::from(seating.largest) * 300, 1),
        (None, spread) => (spread * 1024 * 2 / 3, 1),
    };
    anneal(&mut seating, 0, &mut chance, heat, steps, budget).1
}

/// For problems whose whole state would not fit in memory: each round by itself, knowing who has met before.
fn one_round_at_a_time(problem: &Problem, chance: &mut Chance, steps: u64, budget: &Budget) -> Plan {
    let n = problem.people();
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    let mut met = Met::new(n);
    for r in 0..problem.rounds() {
        let Some(alone) = problem.only_round(r, |a, b| met.has(a, b)) else { return plan };
        let mut seating = Seating::new(&alone);
        construct(&mut seating, 0, chance);
        let share = (steps / problem.rounds() as u64).min(2_000_000);
        let heat = (spread(&alone) * 256, 4);
        let found = anneal(&mut seating, 0, chance, heat, share, budget).1;
        plan.rounds[r].clone_from(&found.rounds[0]);
        met.set(&found.pairs(0), true);
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

/// Anneals the rounds `from..` of a seating and returns the best plan met, by the search's own score.
pub(crate) fn anneal(
    seating: &mut Seating,
    from: usize,
    chance: &mut Chance,
    (hot, halvings): (i64, u32),
    steps: u64,
    budget: &Budget,
) -> (i64, Plan) {
    let free: Vec<Mobility> = (0..seating.rounds).map(|r| mobility(seating.problem, r)).collect();
    let rounds: Vec<usize> = (from..seating.rounds).filter(|&r| !free[r].units.is_empty()).collect();
    seating.watch(|r, i| free[r].unit_of[i] != u32::MAX && free[r].units[free[r].unit_of[i] as usize].len() == 1);
    let mut best = (seating.score, seating.seat.clone());
    let mut metropolis = Metropolis::new();
    let near = seating.near(NEAR);
    let mut done = 0;
    while !rounds.is_empty() && done < steps {
        let used = budget.used(done, steps);
        if used >= 1000 {
            break;
        }
        metropolis.set(cooled(hot, halvings, used));
        let slice = SLICE.min(steps - done);
        let mut left = slice;
        while left > 0 {
            let r = rounds[chance.below(rounds.len())];
            let mut batch = BATCH;
            while batch > 0 {
                batch = batch.saturating_sub(turn(seating, r, &free[r], &near, chance, &metropolis));
            }
            left = left.saturating_sub(BATCH);
            if seating.score > best.0 && used > 500 {
                best.0 = seating.score;
                best.1.copy_from_slice(&seating.seat);
            }
        }
        if seating.score > best.0 {
            best = (seating.score, seating.seat.clone());
        }
        done += slice;
        if let Some(progress) = budget.progress {
            progress(Progress { steps: done, objective: best.0, bound: None });
        }
    }
    for r in from..seating.rounds {
        for i in 0..seating.n {
            let t = best.1[r * seating.n + i];
            if t != AWAY {
                seating.relocate(r, i, t as usize);
            }
        }
    }
    (best.0, seating.plan())
}

/// So many things are looked at in one round before the next: its part of the state stays near.
const BATCH: u64 = 2048;

/// So many things are looked at before the clock is asked.
const SLICE: u64 = 100 * BATCH;

/// A little of every kind of move in one round; returns how much was looked at.
fn turn(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    near: &[u32],
    chance: &mut Chance,
    metropolis: &Metropolis,
) -> u64 {
    let mut looked = 1;
    if !free.several.is_empty() {
        for _ in 0..2 {
            let unit = free.several[chance.below(free.several.len())];
            shift(seating, r, free, &free.units[unit], chance, metropolis);
            looked += 8;
        }
    }
    if free.loose {
        for _ in 0..8 {
            let unit = &free.units[chance.below(free.units.len())];
            shift(seating, r, free, unit, chance, metropolis);
        }
        looked += 8;
    }
    if free.loose || chance.below(8) == 0 {
        step(seating, r, free, near, chance, metropolis);
        looked += 1;
    }
    looked + scan(seating, r, free, chance, metropolis)
}

/// Looks from one table at all others for two people who may change places; returns how much was looked at.
#[inline]
fn scan(seating: &mut Seating, r: usize, free: &Mobility, chance: &mut Chance, metropolis: &Metropolis) -> u64 {
    let many = free.open.len();
    if many < 2 {
        return 1;
    }
    let a = free.open[chance.below(many)];
    let draw = chance.bits10();
    // The bound does not know people who have met in another round: now and then everybody is looked at.
    if draw.is_multiple_of(128) {
        for (k, &b) in free.open.iter().enumerate().filter(|&(_, &b)| b != a) {
            look(seating, r, (a, b), -metropolis.draws(draw)[k & 63], true, chance);
        }
        return (many * (seating.at(r, a).len() * 2 + 1)) as u64;
    }
    let mut looked = seating.bench as u64;
    let mut from = 0;
    while from < seating.bench {
        let lured = &seating.lured(r, a)[from..];
        let draws = metropolis.draws((draw + from) & 1023);
        let width = lured.len().min(BLOCK);
        let (lured, draws) = (&lured[..width], &draws[..width]);
        // All negative: nobody is lured enough.
        let sign = lured.iter().zip(draws).fold(-1, |sign, (gain, draw)| sign & (gain + draw));
        if sign >= 0 {
            let draws: [i32; BLOCK] = std::array::from_fn(|k| draws.get(k).copied().unwrap_or(0));
            for (k, draw) in draws.into_iter().enumerate().take(width) {
                if seating.lured(r, a)[from + k] + draw >= 0 {
                    looked += (2 * seating.at(r, a).len()) as u64;
                    look(seating, r, (a, from + k), -draw, false, chance);
                }
            }
        }
        from += width;
    }
    looked
}

/// So many tables are compared at once.
const BLOCK: usize = 16;

/// Two people of these tables change places, if there are two who do not lose too much by it.
fn look(seating: &mut Seating, r: usize, tables: (usize, usize), least: i32, all: bool, chance: &mut Chance) {
    if let Some((i, j)) = seating.partners(r, tables, least, all, chance) {
        let gain = seating.swap_gain(r, i, j);
        if gain >= i64::from(least) {
            seating.swap(r, i, j, gain);
        }
    }
}

/// Tries one move: a unit to a free place, or two units (or a unit and as many singles) changing places.
#[inline]
fn step(seating: &mut Seating, r: usize, free: &Mobility, near: &[u32], chance: &mut Chance, metropolis: &Metropolis) {
    // In a large room a random partner hardly ever fits.
    let share = (seating.n / 4).min(128);
    let singles = free.singles.len();
    if singles > 1 && chance.below(16) != 0 {
        let i = free.singles[chance.below(singles)] as usize;
        let j = match chance.below(256) < share {
            false => free.singles[chance.below(singles)] as usize,
            true => {
                // To where somebody sits who suits them.
                let liked = near[i * NEAR + chance.below(NEAR)] as usize;
                let t = seating.seat[r * seating.n + liked];
                if t == AWAY {
                    return;
                }
                let there = seating.at(r, t as usize);
                let j = there[chance.below(there.len())] as usize;
                if free.unit_of[j] == u32::MAX || free.units[free.unit_of[j] as usize].len() > 1 {
                    return;
                }
                j
            }
        };
        let (a, b) = (seating.table_of(r, i), seating.table_of(r, j));
        if a != b && metropolis.accepts(seating.swap_gain(r, i, j), chance) {
            seating.relocate(r, i, b);
            seating.relocate(r, j, a);
        }
        return;
    }
    let unit = &free.units[chance.below(free.units.len())];
    shift(seating, r, free, unit, chance, metropolis);
}

/// Tries to move a unit to another table, chosen by chance: to free places, or against as many people there.
fn shift(seating: &mut Seating, r: usize, free: &Mobility, unit: &Unit, chance: &mut Chance, metropolis: &Metropolis) {
    let tables = seating.problem.tables();
    let a = seating.table_of(r, unit[0] as usize);
    let spot = chance.below(free.open.len() + 1);
    let b = free.open.get(spot).copied().unwrap_or(seating.bench);
    if a == b {
        return;
    }
    let size = unit.len();
    let leaves = seating.at(r, a).len() - size;
    let least = |t: usize| if t == seating.bench { 0 } else { tables[t].min as usize };
    let here = seating.at(r, b).len();
    let joins = b == seating.bench || here + size <= tables[b].cap as usize;
    if joins && (leaves == 0 || leaves >= least(a)) && here + size >= least(b) {
        let gain: i64 = unit.iter().map(|&m| seating.fit(r, b, m as usize) - seating.fit(r, a, m as usize)).sum();
        if metropolis.accepts(gain, chance) {
            unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
        }
        return;
    }
    if here < size || b == seating.bench || a == seating.bench {
        return;
    }
    exchange(seating, r, free, unit, (a, b), chance, metropolis);
}

/// A unit changes places with as many people of another table, chosen by chance, whole units only.
fn exchange(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    (a, b): (usize, usize),
    chance: &mut Chance,
    metropolis: &Metropolis,
) {
    let there = seating.at(r, b);
    let mut back: [u32; 16] = [0; 16];
    let mut count = 0;
    let start = chance.below(there.len());
    let around =
        (0..there.len()).map(|k| there[if start + k < there.len() { start + k } else { start + k - there.len() }]);
    if unit.len() > 16 {
        return;
    }
    if chance.below(8) == 0 {
        // Whoever comes, whole units only.
        for m in around {
            let v = free.unit_of[m as usize];
            if v == u32::MAX || back[..count].contains(&m) {
                continue;
            }
            let other = &free.units[v as usize];
            if count + other.len() <= unit.len() {
                back[count..count + other.len()].copy_from_slice(other);
                count += other.len();
            }
        }
    } else {
        // One after the other, whoever fits best to those who go already.
        let mut left: Vec<(i64, u32)> = Vec::with_capacity(there.len());
        let alone =
            |m: u32| free.unit_of[m as usize] != u32::MAX && free.units[free.unit_of[m as usize] as usize].len() == 1;
        for m in around.filter(|&m| alone(m)) {
            let j = m as usize;
            let met: i64 = unit.iter().map(|&u| seating.pair(r, u as usize, j)).sum();
            left.push((seating.fit(r, a, j) - seating.fit(r, b, j) - 2 * met, m));
        }
        let mut next = 0;
        while count < unit.len() && !left.is_empty() {
            let (_, m) = left.swap_remove(next);
            back[count] = m;
            count += 1;
            next = 0;
            for k in 0..left.len() {
                left[k].0 += 2 * seating.pair_at(r, m as usize, left[k].1 as usize);
                if left[k].0 > left[next].0 {
                    next = k;
                }
            }
        }
    }
    if count != unit.len() {
        return;
    }
    let back = &back[..count];
    let mut gain: i64 = 0;
    for &m in unit {
        gain += seating.fit(r, b, m as usize) - seating.fit(r, a, m as usize);
        gain -= 2 * back.iter().map(|&k| seating.pair(r, m as usize, k as usize)).sum::<i64>();
    }
    for (k, &m) in back.iter().enumerate() {
        gain += seating.fit(r, a, m as usize) - seating.fit(r, b, m as usize);
        gain += 2 * back[k + 1..].iter().map(|&o| seating.pair_at(r, m as usize, o as usize)).sum::<i64>();
    }
    if metropolis.accepts(gain, chance) {
        unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
        back.iter().for_each(|&m| seating.relocate(r, m as usize, a));
    }
}
