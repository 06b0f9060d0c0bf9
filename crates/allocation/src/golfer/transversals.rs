//! One base round that Z_w turns into w rounds, and tables that Z_w turns into a round of their own.
//!
//! The people are one copy of Z_w for each seat of a table, so there are w tables. A table with one person of every copy
//! meets, turned by everything, all people once: a further round. With one base round and some such tables every
//! difference within a copy and between two copies may occur once: then nobody meets twice. Kirkman's triple system of
//! 21 (7 tables of 3 for 10 rounds) is seven rounds and three of these (Ray-Chaudhuri and Wilson 1971 use such
//! resolutions for all orders).

use super::Rounds;
use crate::answer::Budget;
use crate::chance::{Chance, Heat, Metropolis, cooled};

/// The differences of a plan, counted.
struct Differences {
    people: usize,
    /// The class of each pair of people (`copy * width + point`); the last one is for pairs that would meet twice.
    class: Vec<u32>,
    count: Vec<i32>,
    over: i64,
}

impl Differences {
    fn new(w: usize, size: usize) -> Self {
        let (people, last) = (w * size, size * size * w);
        let class = |a: usize, b: usize| {
            let (low, high) = (a.min(b), a.max(b));
            let (c, d) = (low / w, high / w);
            let shift = (high % w + w - low % w) % w;
            match c == d {
                false => (c * size + d) * w + shift,
                true if 2 * shift == w => last,
                true => (c * size + c) * w + shift.min(w - shift),
            }
        };
        let class = (0..people * people).map(|k| class(k / people, k % people) as u32).collect();
        Differences { people, class, count: vec![0; last + 1], over: 0 }
    }

    fn add(&mut self, a: usize, b: usize, by: i32) {
        let class = self.class[a * self.people + b] as usize;
        let free = i32::from(class + 1 < self.count.len());
        let worth = |count: i32| i64::from((count - free).max(0)).pow(2);
        let count = self.count[class];
        self.over += worth(count + by) - worth(count);
        self.count[class] = count + by;
    }

    /// Counts (or no longer counts) whom one person meets at a table.
    fn meets(&mut self, person: usize, seat: usize, table: &[usize], by: i32) {
        for (k, &other) in table.iter().enumerate() {
            if k != seat {
                self.add(person, other, by);
            }
        }
    }
}

/// A plan without a repeat, if one is found in so many tries. `rounds` has to be more than there are tables.
pub(crate) fn plan(
    tables: usize,
    size: usize,
    rounds: usize,
    chance: &mut Chance,
    budget: &Budget,
    tries: u64,
) -> Option<Rounds> {
    let (w, n) = (tables, tables * size);
    let across = rounds.checked_sub(w).filter(|&across| (1..=w).contains(&across))?;
    // The base round first, then the tables across the copies.
    let mut place: Vec<usize> = (0..n).collect();
    chance.shuffle(&mut place);
    for _ in 0..across {
        place.extend((0..size).map(|copy| copy * w + chance.below(w)));
    }
    let mut differences = Differences::new(w, size);
    for table in place.chunks(size) {
        for (k, &a) in table.iter().enumerate() {
            table[..k].iter().for_each(|&b| differences.add(a, b, 1));
        }
    }
    let mut metropolis = Metropolis::new();
    for done in 0..tries {
        if done % 8192 == 0 {
            if budget.is_over() {
                return None;
            }
            metropolis.set(cooled(Heat { start: 1300, halvings: 1000 }, (done * 1000 / tries) as u32));
        }
        if differences.over == 0 {
            return Some(develop(&place, w, size, rounds));
        }
        let before = differences.over;
        let s = chance.below(place.len());
        let seat_of = |s: usize| (s % size, s / size * size..(s / size + 1) * size);
        let (s_seat, s_table) = seat_of(s);
        if s >= n {
            let (old, new) = (place[s], s_seat * w + chance.below(w));
            differences.meets(old, s_seat, &place[s_table.clone()], -1);
            differences.meets(new, s_seat, &place[s_table.clone()], 1);
            if metropolis.accepts(4 * (before - differences.over), chance) {
                place[s] = new;
            } else {
                differences.meets(new, s_seat, &place[s_table.clone()], -1);
                differences.meets(old, s_seat, &place[s_table], 1);
            }
            continue;
        }
        let t = chance.below(n);
        let (t_seat, t_table) = seat_of(t);
        if s / size == t / size {
            continue;
        }
        let (a, b) = (place[s], place[t]);
        let mut exchange = |out: (usize, usize), into: (usize, usize)| {
            differences.meets(out.0, s_seat, &place[s_table.clone()], -1);
            differences.meets(out.1, t_seat, &place[t_table.clone()], -1);
            differences.meets(into.0, s_seat, &place[s_table.clone()], 1);
            differences.meets(into.1, t_seat, &place[t_table.clone()], 1);
            differences.over
        };
        if metropolis.accepts(4 * (before - exchange((a, b), (b, a))), chance) {
            place.swap(s, t);
        } else {
            exchange((b, a), (a, b));
        }
    }
    None
}

fn develop(place: &[usize], w: usize, size: usize, rounds: usize) -> Rounds {
    let turned = |table: &[usize], by: usize| table.iter().map(|&x| (x / w * w + (x % w + by) % w) as u32).collect();
    let (base, across) = place.split_at(w * size);
    let cyclic = (0..w).map(|by| base.chunks(size).map(|table| turned(table, by)).collect());
    let own = across.chunks(size).map(|table| (0..w).map(|by| turned(table, by)).collect());
    cyclic.chain(own).take(rounds).collect()
}
