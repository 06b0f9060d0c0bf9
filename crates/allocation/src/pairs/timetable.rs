//! Pairs into rounds when not everybody is there in every round: chosen pairs are placed along chains.
//!
//! Whether chosen pairs fit rounds with absences is hard (Even, Itai and Shamir 1976), so this is a search. It starts
//! from the best choice that ignores it, and two rounds may exchange the pairs of any path or cycle they form together:
//! that costs nothing and opens ways for the exact matching of a single round.

use super::matching::{TwoSides, in_sequence};
use super::{Pairs, Rounds};
use crate::chance::Chance;

/// Nobody.
pub(crate) const FREE: u32 = u32::MAX;
/// Not there in this round.
const AWAY: u32 = u32::MAX - 1;

/// Who meets whom in which round: `with[r * n + i]`.
pub(crate) struct Timetable<'a, 'b> {
    pairs: &'a Pairs<'b>,
    n: usize,
    with: Vec<u32>,
    size: Vec<usize>,
}

impl<'a, 'b> Timetable<'a, 'b> {
    pub(crate) fn new(pairs: &'a Pairs<'b>) -> Self {
        let (n, rounds) = (pairs.problem.people(), pairs.problem.rounds());
        let with = (0..rounds * n).map(|k| if pairs.is_there(k % n, k / n) { FREE } else { AWAY }).collect();
        Timetable { pairs, n, with, size: vec![0; rounds] }
    }

    pub(crate) fn at(&self, r: usize, i: u32) -> u32 {
        self.with[r * self.n + i as usize]
    }

    fn put(&mut self, r: usize, a: u32, b: u32) {
        self.with[r * self.n + a as usize] = b;
        self.with[r * self.n + b as usize] = a;
        self.size[r] += 1;
    }

    fn take(&mut self, r: usize, a: u32, b: u32) {
        self.with[r * self.n + a as usize] = FREE;
        self.with[r * self.n + b as usize] = FREE;
        self.size[r] -= 1;
    }

    fn fits(&self, r: usize, a: u32, b: u32) -> bool {
        self.at(r, a) == FREE && self.at(r, b) == FREE && self.size[r] < self.pairs.room(r)
    }

    /// The people on the chain that leaves `from` by its pair in round `r` and alternates with round `s`; `None` when
    /// somebody on it is not there in both rounds, or it does not fit the tables once exchanged.
    pub(crate) fn chain(&self, from: u32, r: usize, s: usize) -> Option<Vec<u32>> {
        let mut people = vec![from];
        let (mut here, mut other) = (r, s);
        loop {
            let last = *people.last()?;
            match self.at(here, last) {
                AWAY => return None,
                FREE => break,
                next if next == from => break,
                next => people.push(next),
            }
            std::mem::swap(&mut here, &mut other);
        }
        let closed = people.len() > 2 && self.at(here, *people.last()?) == from;
        if !closed && (self.at(s, from) == AWAY || people.len() < 2) {
            return None;
        }
        // An odd chain makes one of the rounds larger.
        let larger = people.len() % 2 == 0 && !closed;
        (!larger || self.size[s] < self.pairs.room(s)).then_some(people)
    }

    /// Exchanges two rounds for the people of a chain.
    pub(crate) fn exchange(&mut self, people: &[u32], r: usize, s: usize) {
        for &i in people {
            self.with.swap(r * self.n + i as usize, s * self.n + i as usize);
        }
        for round in [r, s] {
            let row = &self.with[round * self.n..(round + 1) * self.n];
            self.size[round] = row.iter().filter(|&&with| with < AWAY).count() / 2;
        }
    }

    pub(crate) fn round(&self, r: usize) -> Vec<(u32, u32)> {
        let row = &self.with[r * self.n..(r + 1) * self.n];
        let pairs = row.iter().enumerate().filter(|&(i, &with)| with < AWAY && (i as u32) < with);
        pairs.map(|(i, &with)| (i as u32, with)).collect()
    }

    pub(crate) fn set_round(&mut self, r: usize, pairs: &[(u32, u32)]) {
        for (a, b) in self.round(r) {
            self.take(r, a, b);
        }
        pairs.iter().for_each(|&(a, b)| self.put(r, a, b));
    }
}

/// A plan to begin with: chosen pairs placed, or, where that leaves somebody alone who may not be, the best matching of
/// each round over pairs that have not met.
pub(crate) fn begin(
    pairs: &Pairs,
    sides: TwoSides,
    chosen: &[(u32, u32)],
    rewards: &[i64],
    chance: &mut Chance,
) -> Rounds {
    let placed = place(pairs, chosen, chance, 400 * chosen.len());
    if !pairs.must.contains(&true) {
        return placed;
    }
    let matched = in_sequence(pairs, sides);
    if value(pairs, &matched, rewards) > value(pairs, &placed, rewards) { matched } else { placed }
}

/// Places chosen pairs; those that find no round in so many steps are left out.
fn place(pairs: &Pairs, chosen: &[(u32, u32)], chance: &mut Chance, steps: usize) -> Rounds {
    let rounds = pairs.problem.rounds();
    let mut table = Timetable::new(pairs);
    let mut waiting: Vec<(u32, u32)> = chosen.iter().rev().copied().collect();
    let mut steps = steps;
    while let Some((a, b)) = waiting.pop() {
        if let Some(r) = (0..rounds).find(|&r| table.fits(r, a, b)) {
            table.put(r, a, b);
            continue;
        }
        let free = |table: &Timetable, i: u32| (0..rounds).filter(|&r| table.at(r, i) == FREE).collect::<Vec<_>>();
        // Somebody free in r, the other one in s: exchange r and s for the other one.
        let mut placed = false;
        'ways: for r in free(&table, a) {
            for s in free(&table, b) {
                let Some(chain) = table.chain(b, r, s).filter(|chain| !chain.contains(&a)) else { continue };
                table.exchange(&chain, r, s);
                if table.fits(r, a, b) {
                    table.put(r, a, b);
                    placed = true;
                    break 'ways;
                }
            }
        }
        let both: Vec<usize> = (0..rounds).filter(|&r| table.at(r, a) != AWAY && table.at(r, b) != AWAY).collect();
        if placed || steps == 0 || both.is_empty() {
            continue;
        }
        steps -= 1;
        let easy: Vec<usize> =
            both.iter().copied().filter(|&r| table.at(r, a) == FREE || table.at(r, b) == FREE).collect();
        let among = if easy.is_empty() || chance.below(8) == 0 { &both } else { &easy };
        let r = among[chance.below(among.len())];
        for i in [a, b] {
            let with = table.at(r, i);
            if with < AWAY {
                table.take(r, i, with);
                waiting.push((i.min(with), i.max(with)));
            }
        }
        if table.size[r] >= pairs.room(r) {
            let all = table.round(r);
            if all.is_empty() {
                continue;
            }
            let (x, y) = all[chance.below(all.len())];
            table.take(r, x, y);
            waiting.push((x, y));
        }
        table.put(r, a, b);
        let last = waiting.len().saturating_sub(1);
        if !waiting.is_empty() {
            let other = last - chance.below(waiting.len().min(4));
            waiting.swap(last, other);
        }
    }
    (0..rounds).map(|r| table.round(r)).collect()
}

/// What a plan is worth: people who need a partner and have one first, then affinity and rewards.
pub(crate) fn value(pairs: &Pairs, plan: &[Vec<(u32, u32)>], rewards: &[i64]) -> (usize, i64) {
    let mut dates = vec![0usize; pairs.problem.people()];
    let (mut needed, mut sum) = (0, 0);
    for &(a, b) in plan.iter().flatten() {
        sum += i64::from(pairs.worth(a as usize, b as usize));
        for i in [a as usize, b as usize] {
            needed += usize::from(pairs.must[i]);
            sum += rewards.get(dates[i]).copied().unwrap_or(0);
            dates[i] += 1;
        }
    }
    (needed, sum)
}
