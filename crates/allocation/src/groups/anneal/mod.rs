//! Annealing of a whole plan: exchanges of people, of delegations and of free places, by gains that cost a look-up each.
//!
//! Hardly one exchange in ten thousand is worth it when a plan is good. So whole tables are compared first: what anybody
//! there would gain at most by going to the other table, in both directions. Only where the sum may be enough are the
//! people looked at one by one.

use super::seating::{AWAY, Seating};
use super::{Mobility, Unit, mobility};
use crate::answer::{Budget, Job, Progress};
use crate::chance::{Chance, Heat, Metropolis, cooled};
use crate::plan::Plan;

/// So many of the people who suit somebody best are remembered for each.
const NEAR: usize = 32;

/// Anneals the rounds `from..` of a seating and returns the best plan met, by the search's own score.
pub(crate) fn anneal(
    seating: &mut Seating,
    from: usize,
    chance: &mut Chance,
    heat: Heat,
    steps: u64,
    budget: &Budget,
) -> (i64, Plan) {
    anneal_all(std::iter::once((seating, chance)), from, heat, steps, budget)
}

/// The same for several seatings, each with its own chance: they walk at the same time where the caller can do that,
/// slice by slice, share the steps evenly and know nothing of each other; the best wins, the first among equals.
pub(crate) fn anneal_all<'s, 'p: 's>(
    seatings: impl Iterator<Item = (&'s mut Seating<'p>, &'s mut Chance)>,
    from: usize,
    heat: Heat,
    steps: u64,
    budget: &Budget,
) -> (i64, Plan) {
    let mut walks: Vec<Walk> = seatings.map(|(seating, chance)| Walk::new(seating, from, chance)).collect();
    let share = steps / walks.len().max(1) as u64;
    let largest = (share / 256).clamp(BATCH, 256 * BATCH);
    // Under a clock nobody knows yet how long a look takes: the first slices are small, so that a short time is kept.
    let mut slice = if budget.spent.is_some() { BATCH } else { largest };
    let (mut done, mut down) = (0, false);
    while done < share && walks.iter().any(|walk| !walk.rounds.is_empty()) {
        let used = budget.used(done, share);
        if used >= 1000 {
            break;
        }
        // The last moments are for the way down from the best plan met.
        let cooling = used < DOWN;
        if !cooling && !down {
            walks.iter_mut().for_each(|walk| walk.turn_back(from));
            down = true;
        }
        let temperature = if cooling { cooled(heat, used * 1000 / DOWN) } else { 0 };
        let looks = slice.min(share - done);
        let jobs = walks.iter_mut().map(|walk| Box::new(move || walk.go(looks, temperature, used > 500)) as Job);
        (budget.run)(jobs.collect());
        done += looks;
        slice = (slice * 2).min(largest);
        if let Some(progress) = budget.progress {
            let objective = walks.iter().max_by_key(|walk| walk.best.0).map_or(0, |walk| walk.affinity);
            progress(Progress { steps: done * walks.len() as u64, objective, bound: None });
        }
    }
    let best = (0..walks.len()).rev().max_by_key(|&k| walks[k].best.0);
    best.map_or((0, Plan::default()), |k| walks[k].finish(from))
}

/// Thousandths of the time after which nothing worse is accepted any more.
const DOWN: u32 = 980;

/// One walk through the plans.
struct Walk<'s, 'p> {
    seating: &'s mut Seating<'p>,
    chance: &'s mut Chance,
    free: Vec<Mobility>,
    /// Rounds in which anybody can move.
    rounds: Vec<usize>,
    near: Vec<u32>,
    metropolis: Metropolis,
    best: (i64, Vec<u32>),
    /// What the best plan is worth without rewards of evenness.
    affinity: i64,
}

impl<'s, 'p> Walk<'s, 'p> {
    fn new(seating: &'s mut Seating<'p>, from: usize, chance: &'s mut Chance) -> Self {
        let free: Vec<Mobility> = (0..seating.rounds).map(|r| mobility(seating.problem, r)).collect();
        let rounds = (from..seating.rounds).filter(|&r| !free[r].units.is_empty()).collect();
        let unit = |r: usize, i: usize| free[r].unit_of[i];
        seating.watch(|r, i| unit(r, i) != u32::MAX && free[r].units[unit(r, i) as usize].len() == 1);
        let best = (seating.score, seating.seat.clone());
        let near = seating.near(NEAR);
        let affinity = seating.affinity();
        Walk { seating, chance, free, rounds, near, metropolis: Metropolis::new(), best, affinity }
    }

    /// Looks at so many things at one temperature; with `often` the best plan is noted in between.
    fn go(&mut self, looks: u64, temperature: i64, often: bool) {
        self.metropolis.set(temperature);
        let mut left = if self.rounds.is_empty() { 0 } else { looks };
        while left > 0 {
            let r = self.rounds[self.chance.below(self.rounds.len())];
            let mut batch = BATCH.min(left);
            left -= batch;
            while batch > 0 {
                let looked = turn(self.seating, r, &self.free[r], &self.near, self.chance, &self.metropolis, often);
                batch = batch.saturating_sub(looked);
            }
            if often {
                self.note();
            }
        }
        self.note();
    }

    fn note(&mut self) {
        if self.seating.score > self.best.0 {
            (self.best.0, self.affinity) = (self.seating.score, self.seating.affinity());
            self.best.1.copy_from_slice(&self.seating.seat);
        }
    }

    /// Puts the best plan met back into the seating and returns it.
    fn finish(&mut self, from: usize) -> (i64, Plan) {
        self.seating.lure.clear();
        self.turn_back(from);
        (self.best.0, self.seating.plan())
    }

    /// Puts the best plan met back into the seating.
    fn turn_back(&mut self, from: usize) {
        for r in from..self.seating.rounds {
            for i in 0..self.seating.n {
                let t = self.best.1[r * self.seating.n + i];
                if t != AWAY {
                    self.seating.relocate(r, i, t as usize);
                }
            }
        }
    }
}

/// So many things are looked at in one round before the next: its part of the state stays near.
const BATCH: u64 = 2048;

/// A little of every kind of move in one round; returns how much was looked at.
fn turn(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    near: &[u32],
    chance: &mut Chance,
    metropolis: &Metropolis,
    late: bool,
) -> u64 {
    let mut looked = 1;
    // As often as each table, each delegation looks at all others.
    let several = free.several.len();
    if several > 0 && chance.below(4 * free.open.len().max(1)) < several {
        let unit = &free.units[free.several[chance.below(several)]];
        for k in 0..=free.open.len() {
            let b = free.open.get(k).copied().unwrap_or(seating.bench);
            shift_to(seating, r, free, unit, b, chance, metropolis);
        }
        looked += free.open.len() as u64;
    }
    if free.loose {
        for _ in 0..8 {
            let unit = &free.units[chance.below(free.units.len())];
            shift(seating, r, free, unit, chance, metropolis);
        }
        looked += 8;
        if chance.below(16) == 0 {
            resettle(seating, r, free, chance, metropolis, late);
            looked += 64;
        }
    }
    if seating.takes_turns() && free.singles.len() > 1 {
        for _ in 0..4 {
            take_turns(seating, r, free, chance, metropolis);
        }
        looked += 16;
    }
    if free.loose || chance.below(8) == 0 {
        step(seating, r, free, near, chance, metropolis);
        looked += 1;
    }
    looked + scan(seating, r, free, chance, metropolis)
}

/// Opens an empty table with as many people as it needs, or sends the people of a table elsewhere.
///
/// Only `late` does a whole table sit out: early it would be the cheap way out of what better seats can mend.
fn resettle(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    chance: &mut Chance,
    metropolis: &Metropolis,
    late: bool,
) {
    if free.open.is_empty() {
        return;
    }
    let before = seating.score;
    let table = free.open[chance.below(free.open.len())];
    let out = late && !seating.problem.seat_all();
    let mut moved: Vec<(u32, usize)> = Vec::new();
    let done = match seating.at(r, table).is_empty() {
        true => fill(seating, r, free, table, chance, &mut moved),
        false => clear(seating, r, free, (table, out), chance, &mut moved),
    };
    if !done || !metropolis.accepts(seating.score - before, chance) {
        moved.iter().rev().for_each(|&(m, home)| seating.relocate(r, m as usize, home));
    }
}

/// People come to an empty table until it has its minimum: of four units by chance, always the one who gains most.
fn fill(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    table: usize,
    chance: &mut Chance,
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let tables = seating.problem.tables();
    let (least, most) = (tables[table].min.max(1) as usize, tables[table].cap as usize);
    for _ in 0..4 * least {
        let here = seating.at(r, table).len();
        if here >= least {
            return true;
        }
        let draws: [usize; 4] = std::array::from_fn(|_| chance.below(free.units.len()));
        let gain = |u: usize| -> i64 {
            let home = seating.table_of(r, free.units[u][0] as usize);
            let people = free.units[u].iter().map(|&m| m as usize);
            people.map(|m| seating.fit(r, table, m) - seating.fit(r, home, m)).sum()
        };
        let can = |&u: &usize| {
            let (home, size) = (seating.table_of(r, free.units[u][0] as usize), free.units[u].len());
            let left = seating.at(r, home).len() - size;
            let enough = home == seating.bench || left == 0 || left >= tables[home].min as usize;
            home != table && here + size <= most && enough
        };
        if let Some(u) = draws.into_iter().filter(can).max_by_key(|&u| gain(u)) {
            for &m in &free.units[u] {
                moved.push((m, seating.table_of(r, m as usize)));
                seating.relocate(r, m as usize, table);
            }
        }
    }
    false
}

/// Everybody at a table goes: each to where they gain most, or all together to an empty table or out.
///
/// A table at its minimum is left by nobody alone, and nobody comes to an empty table alone: what is amiss there is only
/// mended by all at once.
fn clear(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    (table, may_rest): (usize, bool),
    chance: &mut Chance,
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let (tables, size) = (seating.problem.tables(), seating.at(r, table).len());
    let fits =
        |&&t: &&usize| seating.at(r, t).is_empty() && (tables[t].min as usize..=tables[t].cap as usize).contains(&size);
    let empty = free.open.iter().filter(fits).count();
    let out = usize::from(may_rest);
    let ways = 1 + out + empty.min(1);
    let way = if ways == 1 { 0 } else { chance.below(ways) };
    if way == 0 {
        return spread_out(seating, r, free, (table, may_rest), moved);
    }
    let to = match way <= out {
        true => seating.bench,
        false => free.open.iter().filter(fits).nth(chance.below(empty)).copied().unwrap_or(seating.bench),
    };
    let sitting = seating.at(r, table).to_vec();
    if sitting.iter().any(|&m| free.unit_of[m as usize] == u32::MAX) {
        return false;
    }
    for m in sitting {
        moved.push((m, table));
        seating.relocate(r, m as usize, to);
    }
    true
}

/// Everybody at a table goes to another that is in use, or out where they may, each to where they gain most.
fn spread_out(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    (table, may_rest): (usize, bool),
    moved: &mut Vec<(u32, usize)>,
) -> bool {
    let tables = seating.problem.tables();
    while let Some(&first) = seating.at(r, table).first() {
        let unit = free.unit_of[first as usize];
        if unit == u32::MAX {
            return false;
        }
        let unit = &free.units[unit as usize];
        let room = |t: &usize| {
            let here = seating.at(r, *t).len();
            *t != table && here > 0 && here + unit.len() <= tables[*t].cap as usize
        };
        let gain = |t: usize| unit.iter().map(|&m| seating.fit(r, t, m as usize)).sum::<i64>();
        let out = may_rest.then_some(seating.bench);
        let ways = out.into_iter().chain(free.open.iter().copied().filter(room));
        let Some(to) = ways.max_by_key(|&t| gain(t)) else { return false };
        for &m in unit {
            moved.push((m, table));
            seating.relocate(r, m as usize, to);
        }
    }
    true
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
        if gain + seating.evened(r, tables, &[i as u32], &[j as u32]) >= i64::from(least) {
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
        let gain = || seating.swap_gain(r, i, j) + seating.evened(r, (a, b), &[i as u32], &[j as u32]);
        if a != b && metropolis.accepts(gain(), chance) {
            seating.relocate(r, i, b);
            seating.relocate(r, j, a);
        }
        return;
    }
    let unit = &free.units[chance.below(free.units.len())];
    shift(seating, r, free, unit, chance, metropolis);
}

/// Somebody with few dates (of three by chance) and somebody with many try to change places.
fn take_turns(seating: &mut Seating, r: usize, free: &Mobility, chance: &mut Chance, metropolis: &Metropolis) {
    let draws: [u32; 6] = std::array::from_fn(|_| free.singles[chance.below(free.singles.len())]);
    let dates = |&i: &u32| seating.dates(i as usize);
    let (few, many) = draws.split_at(3);
    let (Some(&few), Some(&many)) = (few.iter().min_by_key(|i| dates(i)), many.iter().max_by_key(|i| dates(i))) else {
        return;
    };
    let (i, j) = (few as usize, many as usize);
    let (a, b) = (seating.table_of(r, i), seating.table_of(r, j));
    if a != b && metropolis.accepts(seating.swap_gain(r, i, j) + seating.evened(r, (a, b), &[few], &[many]), chance) {
        seating.relocate(r, i, b);
        seating.relocate(r, j, a);
    }
}

/// Tries to move a unit to another table, chosen by chance.
fn shift(seating: &mut Seating, r: usize, free: &Mobility, unit: &Unit, chance: &mut Chance, metropolis: &Metropolis) {
    let spot = chance.below(free.open.len() + 1);
    let b = free.open.get(spot).copied().unwrap_or(seating.bench);
    shift_to(seating, r, free, unit, b, chance, metropolis);
}

/// Tries to move a unit to a table: to free places, or against as many people there.
#[inline]
fn shift_to(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    b: usize,
    chance: &mut Chance,
    metropolis: &Metropolis,
) {
    let tables = seating.problem.tables();
    let a = seating.table_of(r, unit[0] as usize);
    if a == b {
        return;
    }
    let size = unit.len();
    let leaves = seating.at(r, a).len() - size;
    let least = |t: usize| if t == seating.bench { 0 } else { tables[t].min as usize };
    let here = seating.at(r, b).len();
    let joins = b == seating.bench || here + size <= tables[b].cap as usize;
    let joins = joins && (leaves == 0 || leaves >= least(a)) && here + size >= least(b);
    if !joins && (here < size || b == seating.bench || a == seating.bench) {
        return;
    }
    let gain: i64 = unit.iter().map(|&m| seating.fit(r, b, m as usize) - seating.fit(r, a, m as usize)).sum();
    if !joins {
        exchange(seating, r, free, unit, (a, b), (gain, -metropolis.loss(chance)), chance);
    } else if metropolis.accepts(gain + seating.evened(r, (a, b), unit, &[]), chance) {
        unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
    }
}

/// A unit changes places with as many people of another table: mostly one after the other those who fit best to whoever
/// goes already, now and then whoever comes, whole units only.
fn exchange(
    seating: &mut Seating,
    r: usize,
    free: &Mobility,
    unit: &Unit,
    (a, b): (usize, usize),
    (mut gain, least): (i64, i64),
    chance: &mut Chance,
) {
    let size = unit.len();
    let draw = chance.below(64);
    // As with two people: mostly only where nobody has met before, and where those who come back might gain enough.
    let most = gain + size as i64 * i64::from(seating.lured_from(r, b, a));
    let bonds = (size * (size - 1)) as i64 * i64::from(seating.closest() / 3);
    if size > LARGE || draw > 0 && most + bonds < least && !seating.is_evened() {
        return;
    }
    let mut back = [0u32; LARGE];
    let there = seating.at(r, b);
    if there.len() > LARGE || draw < 8 {
        // Whoever comes, whole units only.
        let mut count = 0;
        let start = chance.below(there.len());
        for &m in there[start..].iter().chain(&there[..start]) {
            let v = free.unit_of[m as usize];
            if v == u32::MAX || back[..count].contains(&m) {
                continue;
            }
            let other = &free.units[v as usize];
            if count + other.len() <= size {
                back[count..count + other.len()].copy_from_slice(other);
                count += other.len();
            }
        }
        if count != size {
            return;
        }
        for (k, &m) in back[..size].iter().enumerate() {
            gain += seating.fit(r, a, m as usize) - seating.fit(r, b, m as usize);
            gain -= 2 * unit.iter().map(|&u| seating.pair(r, u as usize, m as usize)).sum::<i64>();
            gain += 2 * back[k + 1..size].iter().map(|&o| seating.pair_at(r, m as usize, o as usize)).sum::<i64>();
        }
    } else {
        let mut left = [(i64::MIN, 0u32); LARGE];
        let mut many = 0;
        for &m in there.iter().filter(|&&m| free.is_alone(m)) {
            let j = m as usize;
            let met: i64 = unit.iter().map(|&u| seating.pair(r, u as usize, j)).sum();
            left[many] = (seating.fit(r, a, j) - seating.fit(r, b, j) - 2 * met, m);
            many += 1;
        }
        if many < size {
            return;
        }
        let left = &mut left[..many];
        for count in 0..size {
            let next = (count + 1..many).fold(count, |next, k| if left[k].0 > left[next].0 { k } else { next });
            left.swap(count, next);
            let (worth, m) = left[count];
            gain += worth;
            back[count] = m;
            for other in &mut left[count + 1..] {
                other.0 += 2 * seating.pair_at(r, m as usize, other.1 as usize);
            }
        }
    }
    let back = &back[..size];
    if gain + seating.evened(r, (a, b), unit, back) >= least {
        unit.iter().for_each(|&m| seating.relocate(r, m as usize, b));
        back.iter().for_each(|&m| seating.relocate(r, m as usize, a));
    }
}

/// Larger units do not change places with others.
const LARGE: usize = 16;
