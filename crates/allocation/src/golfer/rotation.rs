//! Base rounds that one more symmetry maps to themselves: a smaller search for larger plans.

use super::Rounds;
use crate::answer::Budget;
use crate::chance::{Chance, Heat, Metropolis, cooled};

/// Copies of Z_w that one more symmetry turns into each other, each with at most one fixed point: only the tables of one
/// base round up to that symmetry are to be found, so the search is as many times shorter as there are copies.
pub(crate) struct Rotation {
    width: usize,
    copies: usize,
    /// Points of one copy: `width`, or one more (fixed by adding, turned with the copies).
    points: usize,
    size: usize,
    /// Adding goes digit by digit to this base (Z_p x ... x Z_p); `width` itself where it is cyclic.
    base: usize,
    /// One person whom nothing moves sits with all copies of 0: a 1-rotational plan (7 tables of 4 for 9 rounds come
    /// from Z_3 x Z_3 in three copies; Buratti and Zuanni 1998).
    hub: bool,
}

impl Rotation {
    pub(crate) fn all(tables: usize, size: usize, rounds: usize) -> Vec<Rotation> {
        let people = tables * size;
        let mut found = Vec::new();
        for copies in (2..=tables).filter(|&k| people.is_multiple_of(k) && tables.is_multiple_of(k)) {
            let points = people / copies;
            for width in [points, points - 1] {
                if width >= rounds && width > 1 {
                    found.push(Rotation { width, copies, points, size, base: width, hub: false });
                }
            }
        }
        let width = (people - 1) / (size - 1).max(1);
        if size > 2 && tables % (size - 1) == 1 && (people - 1).is_multiple_of(size - 1) && width >= rounds {
            let primes = (2..width).filter(|&p| (1..=width.ilog2()).any(|k| p.pow(k) == width));
            for base in primes.chain([width]) {
                found.push(Rotation { width, copies: size - 1, points: width, size, base, hub: true });
            }
        }
        // The more copies, the fewer plans there are, and the quicker they are looked through.
        found.sort_by_key(|turn| (!turn.hub, turn.width, turn.points));
        found.truncate(8);
        found
    }

    /// The sum of two elements of the group that adds, or their difference.
    fn plus(&self, mut x: usize, mut y: usize, minus: bool) -> usize {
        let (mut sum, mut place) = (0, 1);
        while place < self.width {
            let (a, b) = (x % self.base, y % self.base);
            sum += place * ((if minus { a + self.base - b } else { a + b }) % self.base);
            (x, y, place) = (x / self.base, y / self.base, place * self.base);
        }
        sum
    }

    /// The class of a pair of (point, copy) under both symmetries; `None` when it would meet more than once.
    fn class(&self, (x, i): (usize, usize), (y, j): (usize, usize)) -> Option<usize> {
        let (w, k) = (self.width, self.copies);
        let turn = (j + k - i) % k;
        let back = (k - turn) % k;
        if x == w || y == w {
            let turn = if x == w { turn } else { back };
            return (x != y).then_some(w * k + turn);
        }
        let (shift, opposite) = (self.plus(y, x, true), self.plus(x, y, true));
        // A pair that comes back to itself before the symmetries are through.
        let own = (shift, turn) == (opposite, back);
        let least = (turn, shift).min((back, opposite));
        (!own).then_some(least.0 * w + least.1)
    }

    /// Anneals the tables of the base round; a plan if no class occurs twice.
    pub(crate) fn plan(&self, rounds: usize, chance: &mut Chance, budget: &Budget, left: &mut u64) -> Option<Rounds> {
        const TRIES: u64 = 1 << 18;
        if *left < TRIES {
            return None;
        }
        let (k, n) = (self.copies, self.points);
        let classes = (self.width + 1) * k;
        let class: Vec<usize> = (0..n * k * n * k)
            .map(|pair| {
                let (a, b) = (pair / (n * k), pair % (n * k));
                self.class((a / k, a % k), (b / k, b % k)).unwrap_or(classes)
            })
            .collect();
        let class = |a: usize, b: usize| class[a * n * k + b];
        let cost =
            |count: u32, c: usize| if c == classes { i64::from(count) } else { i64::from(count.saturating_sub(1)) };
        let mut metropolis = Metropolis::new();
        *left -= TRIES;
        // The hub has its table already, with all copies of 0.
        let mut place: Vec<usize> = (usize::from(self.hub)..n).map(|x| x * k + chance.below(k)).collect();
        chance.shuffle(&mut place);
        let seats = place.len();
        let mut count = vec![0u32; classes + 1];
        let tables = |place: &[usize]| -> Vec<usize> {
            let pairs = place.chunks(self.size).flat_map(|table| {
                table.iter().enumerate().flat_map(move |(m, &a)| table[m + 1..].iter().map(move |&b| (a, b)))
            });
            pairs.map(|(a, b)| class(a, b)).collect()
        };
        tables(&place).iter().for_each(|&c| count[c] += 1);
        let mut over: i64 = count.iter().enumerate().map(|(c, &many)| cost(many, c)).sum();
        for done in 0..TRIES {
            if over == 0 {
                return Some(self.develop(&place, rounds));
            }
            if done % 4096 == 0 {
                if budget.is_over() {
                    return None;
                }
                metropolis.set(cooled(Heat { start: 1000, halvings: 2000 }, (done * 1000 / TRIES) as u32));
            }
            let (s, t) = (chance.below(seats), chance.below(seats));
            let changed = if s / self.size == t / self.size {
                // Another copy of the same point.
                (place[s] / k * k + chance.below(k), place[t])
            } else {
                (place[t], place[s])
            };
            let mut exchange = |place: &mut [usize], to: (usize, usize)| -> i64 {
                let mut more = 0;
                for step in [-1, 1] {
                    if step == 1 {
                        (place[s], place[t]) = to;
                        if s == t {
                            place[s] = to.0;
                        }
                    }
                    for (seat, skip) in [(s, usize::MAX), (t, s)] {
                        if seat == skip {
                            continue;
                        }
                        for other in seat / self.size * self.size..(seat / self.size + 1) * self.size {
                            if other == seat || other == skip {
                                continue;
                            }
                            let c = class(place[seat], place[other]);
                            more -= cost(count[c], c);
                            count[c] = count[c].wrapping_add_signed(step);
                            more += cost(count[c], c);
                        }
                    }
                }
                more
            };
            let before = (place[s], place[t]);
            let more = exchange(&mut place, changed);
            if metropolis.accepts(-more * 4, chance) {
                over += more;
            } else {
                exchange(&mut place, before);
            }
        }
        None
    }

    fn develop(&self, place: &[usize], rounds: usize) -> Rounds {
        let (w, k) = (self.width, self.copies);
        let at = |point: usize, by: usize, turn: usize| {
            let (x, i) = (point / k, point % k);
            let x = if x < w { self.plus(x, by, false) } else { x };
            (x * k + (i + turn) % k) as u32
        };
        let round = |by: usize| {
            let around = self.hub.then(|| (0..k).map(|turn| at(0, by, turn)).chain([(w * k) as u32]).collect());
            let tables = place.chunks(self.size);
            let turned =
                tables.flat_map(|table| (0..k).map(move |turn| table.iter().map(|&p| at(p, by, turn)).collect()));
            around.into_iter().chain(turned).collect()
        };
        (0..rounds).map(round).collect()
    }
}
