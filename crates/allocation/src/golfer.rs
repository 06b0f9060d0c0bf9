//! Everyone meets new people (the social golfer problem): plans for equal tables where every pair is worth the same.
//!
//! Constructions first. Orthogonal Latin squares give g tables of at most g people g + 1 rounds without a repeat when g
//! is a prime power, fewer rounds otherwise (MacNeish 1922); order 3m + 1 by Bose, Shrikhande and Parker (1960).
//! Cyclic starters: one base round over m copies of Z_w and a few fixed points, developed by adding 1, meets nobody
//! twice when all differences in it differ; such a round is found by annealing.

use crate::answer::Budget;
use crate::chance::{Chance, Metropolis, cooled};
use crate::differences;

/// A plan as tables of people, by round.
pub(crate) type Rounds = Vec<Vec<Vec<u32>>>;

/// `rounds` rounds of `tables` tables of `size` people each, everybody (`tables * size`) seated: the best plan that the
/// constructions give, with its number of repeated meetings.
pub(crate) fn construct(
    tables: usize,
    size: usize,
    rounds: usize,
    chance: &mut Chance,
    budget: &Budget,
    steps: u64,
) -> Option<(Rounds, u64)> {
    let mut best: Option<(Rounds, u64)> = None;
    let mut offer = |plan: Rounds| {
        let repeats = repeats(&plan, tables * size);
        if best.as_ref().is_none_or(|known| repeats < known.1) {
            best = Some((plan, repeats));
        }
        repeats == 0
    };
    if size == 2 && offer(circle(tables, rounds)) {
        return best;
    }
    if size <= tables
        && let Some(plan) = squares(tables, size, rounds)
        && offer(plan)
    {
        return best;
    }
    if let Some(plan) = differences::develop(tables, size, rounds, budget, steps)
        && offer(plan)
    {
        return best;
    }
    let mut left = steps;
    // With more rounds than there are new people to meet, no plan is without repeats.
    let perfect = rounds * (size - 1) < tables * size;
    let rotations = if perfect { Rotation::all(tables, size, rounds) } else { Vec::new() };
    for rotation in rotations.iter().chain(&rotations) {
        if rotation.plan(rounds, chance, budget, &mut left).is_some_and(&mut offer) {
            return best;
        }
    }
    let turnings = Turning::all(tables, size, rounds);
    for attempt in 0..200 {
        // Mostly the first group, longer and longer.
        let turning = match attempt % 4 {
            3 => turnings.get(1 + attempt / 4 % turnings.len().max(1)),
            _ => turnings.first(),
        };
        let Some(turning) = turning else { continue };
        // The rest of the time is for exchanges in the best of these plans.
        if budget.is_over() || left == 0 || budget.spent.is_some_and(|spent| spent() > 700) {
            break;
        }
        if attempt > 0
            && let Some(rotation) = rotations.get(attempt % rotations.len().max(1))
            && rotation.plan(rounds, chance, budget, &mut left).is_some_and(&mut offer)
        {
            break;
        }
        let tries = (250_000u64 << (attempt / 4).min(6)).min(left);
        left -= tries;
        let (_, base) = turning.starter(chance, budget, tries);
        if offer(turning.develop(&base, rounds)) {
            break;
        }
    }
    best
}

/// Meetings after the first, counted.
pub(crate) fn repeats(plan: &Rounds, people: usize) -> u64 {
    let mut met = vec![0u32; people * people];
    let mut repeats = 0;
    for sitting in plan.iter().flatten() {
        for (k, &a) in sitting.iter().enumerate() {
            for &b in &sitting[k + 1..] {
                let pair = a.min(b) as usize * people + a.max(b) as usize;
                repeats += u64::from(met[pair] > 0);
                met[pair] += 1;
            }
        }
    }
    repeats
}

/// The circle method: `2 * tables` people, a new partner in each of `2 * tables - 1` rounds (then again from the start).
fn circle(tables: usize, rounds: usize) -> Rounds {
    let turning = 2 * tables - 1;
    (0..rounds)
        .map(|r| {
            let at = |k: usize| ((r + k) % turning) as u32;
            let first = vec![at(0), turning as u32];
            std::iter::once(first).chain((1..tables).map(|k| vec![at(k), at(turning - k)])).collect()
        })
        .collect()
}

/// Plans from orthogonal Latin squares of order `tables`: people are `size` columns of `tables`; round k puts those
/// together whose values in square k agree, one of each column; with size = tables the columns are a round themselves.
fn squares(tables: usize, size: usize, rounds: usize) -> Option<Rounds> {
    let g = tables;
    let squares = orthogonal_squares(g);
    // Person (column c, row x). Square s as a transversal: table t of round s holds, in column c, row s(c, t).
    let person = |c: usize, x: usize| (c * g + x) as u32;
    let mut plan: Rounds = Vec::new();
    for square in &squares {
        plan.push((0..g).map(|t| (0..size).map(|c| person(c, square[c * g + t])).collect()).collect());
    }
    // Everybody of one row: the trivial square.
    plan.push((0..g).map(|t| (0..size).map(|c| person(c, t)).collect()).collect());
    if size == g {
        plan.push((0..g).map(|c| (0..g).map(|x| person(c, x)).collect()).collect());
    }
    if plan.len() < rounds {
        return None;
    }
    plan.truncate(rounds);
    Some(plan)
}

/// Squares s with s(c, t) such that for two columns c, c' and two squares the tables meet in one row at most: all pairs
/// of different columns, rows appear once over all squares and the trivial one. Entry `c * g + t`.
fn orthogonal_squares(g: usize) -> Vec<Vec<usize>> {
    let factors = prime_powers(g);
    let fields: Vec<Field> = factors.iter().map(|&(p, k)| Field::new(p, k)).collect();
    let least = fields.iter().map(|field| field.size).min().unwrap_or(1);
    let split = |mut x: usize| -> Vec<usize> {
        fields
            .iter()
            .map(|field| {
                let digit = x % field.size;
                x /= field.size;
                digit
            })
            .collect()
    };
    let join = |digits: &[usize]| digits.iter().zip(&fields).rev().fold(0, |sum, (&d, field)| sum * field.size + d);
    let product: Vec<Vec<usize>> = (1..least)
        .map(|m| {
            let entry = |c: usize, t: usize| {
                let (c, t) = (split(c), split(t));
                let digits: Vec<usize> =
                    (0..fields.len()).map(|f| fields[f].add(t[f], fields[f].multiply(m, c[f]))).collect();
                join(&digits)
            };
            (0..g * g).map(|k| entry(k / g, k % g)).collect()
        })
        .collect();
    let special = if product.len() < 2 { bose_shrikhande_parker(g) } else { Vec::new() };
    if special.len() > product.len() { special } else { product }
}

/// Two orthogonal squares of order 3m + 1 for odd m with an orthogonal array on m letters, from one array developed
/// modulo 2m + 1 (Bose, Shrikhande, Parker 1960). Empty where it does not apply.
fn bose_shrikhande_parker(g: usize) -> Vec<Vec<usize>> {
    let m = (g.saturating_sub(1)) / 3;
    if g % 3 != 1 || m < 3 || orthogonal_pairs_missing(m) {
        return Vec::new();
    }
    let z = 2 * m + 1;
    let mut columns: Vec<[usize; 4]> = Vec::new();
    for i in 0..m {
        let (a, b, c, d) = (0, i + 1, 2 * m - i, z + i);
        for base in [[a, b, c, d], [b, a, d, c], [c, d, a, b], [d, c, b, a]] {
            for shift in 0..z {
                columns.push(base.map(|x| if x < z { (x + shift) % z } else { x }));
            }
        }
    }
    (0..z).for_each(|i| columns.push([i; 4]));
    let inner = orthogonal_squares(m);
    for c in 0..m {
        for t in 0..m {
            columns.push([z + c, z + t, z + inner[0][c * m + t], z + inner[1][c * m + t]]);
        }
    }
    as_transversals(g, &columns)
}

fn orthogonal_pairs_missing(m: usize) -> bool {
    prime_powers(m).iter().map(|&(p, k)| p.pow(k)).min().unwrap_or(1) < 3
}

/// An orthogonal array (any two of its four rows show every pair of letters once) as two squares in the sense of
/// [`orthogonal_squares`]: the person of column c and row t sits at table x in one round and at table y in another.
fn as_transversals(g: usize, columns: &[[usize; 4]]) -> Vec<Vec<usize>> {
    let mut squares = vec![vec![usize::MAX; g * g]; 2];
    for &[c, t, x, y] in columns {
        squares[0][c * g + x] = t;
        squares[1][c * g + y] = t;
    }
    let full = squares.iter().flatten().all(|&x| x < g);
    if columns.len() == g * g && full { squares } else { Vec::new() }
}

/// The prime powers of a number.
fn prime_powers(mut n: usize) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let mut p = 2;
    while p * p <= n {
        let mut k = 0;
        while n.is_multiple_of(p) {
            n /= p;
            k += 1;
        }
        if k > 0 {
            found.push((p, k));
        }
        p += 1;
    }
    if n > 1 {
        found.push((n, 1));
    }
    found
}

/// A finite field of p^k elements, numbered so that 0 and 1 are what they say.
struct Field {
    size: usize,
    p: usize,
    product: Vec<u32>,
}

impl Field {
    fn new(p: usize, k: u32) -> Self {
        let size = p.pow(k);
        let digits = |mut x: usize| -> Vec<usize> {
            (0..k)
                .map(|_| {
                    let d = x % p;
                    x /= p;
                    d
                })
                .collect()
        };
        let number = |digits: &[usize]| digits.iter().rev().fold(0, |sum, &d| sum * p + d);
        // The first monic polynomial under which no product of two elements other than 0 vanishes.
        for low in 0..size {
            let poly = digits(low);
            let multiply = |a: usize, b: usize| -> usize {
                let (x, y) = (digits(a), digits(b));
                let mut long = vec![0; 2 * k as usize];
                for (i, u) in x.iter().enumerate() {
                    for (j, v) in y.iter().enumerate() {
                        long[i + j] = (long[i + j] + u * v) % p;
                    }
                }
                for top in (k as usize..long.len()).rev() {
                    let lead = std::mem::take(&mut long[top]);
                    for (i, c) in poly.iter().enumerate() {
                        let at = top - k as usize + i;
                        long[at] = (long[at] + lead * (p - c % p)) % p;
                    }
                }
                number(&long[..k as usize])
            };
            let proper = |a: usize| (1..size).all(|b| multiply(a, b) != 0);
            if (1..size).all(proper) {
                let product = (0..size * size).map(|x| multiply(x / size, x % size) as u32).collect();
                return Field { size, p, product };
            }
        }
        Field { size, p, product: vec![0; size * size] }
    }

    fn add(&self, mut a: usize, mut b: usize) -> usize {
        let (mut sum, mut place) = (0, 1);
        while a > 0 || b > 0 {
            sum += place * ((a % self.p + b % self.p) % self.p);
            (a, b, place) = (a / self.p, b / self.p, place * self.p);
        }
        sum
    }

    fn multiply(&self, a: usize, b: usize) -> usize {
        self.product[a * self.size + b] as usize
    }
}

/// A group of turns that acts on the people: `width` points of each of several copies turn, `fixed` points stay.
#[derive(Clone, Copy)]
struct Turning {
    people: usize,
    size: usize,
    width: usize,
    fixed: usize,
    /// Base rounds, each developed into `width` rounds.
    bases: usize,
}

impl Turning {
    /// The groups worth trying for so many rounds, the most promising first.
    fn all(tables: usize, size: usize, rounds: usize) -> Vec<Turning> {
        let people = tables * size;
        let mut found = Vec::new();
        for bases in 1..=4 {
            for width in rounds.div_ceil(bases).max(2)..=people {
                let fixed = people % width;
                if fixed <= tables && width * bases < rounds + width {
                    found.push(Turning { people, size, width, fixed, bases });
                }
            }
        }
        // Rounds that are developed and not used waste pairs; large groups are small searches.
        found.sort_by_key(|turning| (turning.width * turning.bases - rounds, turning.bases, turning.fixed));
        found.truncate(6);
        found
    }

    fn turned(&self, x: u32, by: usize) -> u32 {
        let (x, w) = (x as usize, self.width);
        if x < self.people - self.fixed { (x / w * w + (x % w + by) % w) as u32 } else { x as u32 }
    }

    /// The class of each pair under turning (`people * a + b`), and how often each may occur in the base rounds.
    fn classes(&self) -> (Vec<u16>, Vec<i32>) {
        let n = self.people;
        let mut class = vec![u16::MAX; n * n];
        let mut free = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                if class[a * n + b] != u16::MAX {
                    continue;
                }
                let mut orbit = 0;
                for by in 0..self.width {
                    let (x, y) = (self.turned(a as u32, by) as usize, self.turned(b as u32, by) as usize);
                    orbit += usize::from(class[x * n + y] == u16::MAX);
                    class[x * n + y] = free.len() as u16;
                    class[y * n + x] = free.len() as u16;
                }
                // A pair whose translates return early meets more than once when developed.
                free.push(i32::from(orbit == self.width));
            }
        }
        (class, free)
    }

    /// The base rounds turned round by round.
    fn develop(&self, base: &[u32], rounds: usize) -> Rounds {
        let turns = (0..self.width).flat_map(|by| base.chunks(self.people).map(move |round| (round, by)));
        turns
            .take(rounds)
            .map(|(round, by)| {
                round.chunks(self.size).map(|table| table.iter().map(|&x| self.turned(x, by)).collect()).collect()
            })
            .collect()
    }

    /// Anneals base rounds in which no class of pairs occurs more often than it may; returns the best found.
    fn starter(&self, chance: &mut Chance, budget: &Budget, tries: u64) -> (i64, Vec<u32>) {
        let (n, size) = (self.people, self.size);
        let (class, free) = self.classes();
        let over = |count: i32, c: usize| i64::from((count - free[c]).max(0)).pow(2);
        let mut place: Vec<u32> = Vec::with_capacity(n * self.bases);
        for _ in 0..self.bases {
            let from = place.len();
            place.extend(0..n as u32);
            chance.shuffle(&mut place[from..]);
        }
        let mut count = vec![0i32; free.len()];
        let mut cost = 0;
        for table in place.chunks(size) {
            for (k, &a) in table.iter().enumerate() {
                for &b in &table[k + 1..] {
                    let c = usize::from(class[a as usize * n + b as usize]);
                    cost -= over(count[c], c);
                    count[c] += 1;
                    cost += over(count[c], c);
                }
            }
        }
        let mut best = (cost, place.clone());
        let mut metropolis = Metropolis::new();
        for done in 0..tries {
            if done % 8192 == 0 {
                if budget.is_over() || cost == 0 {
                    break;
                }
                metropolis.set(cooled(1300, 1, (done * 1000 / tries) as u32));
            }
            let round = chance.below(self.bases) * n;
            let (s, t) = (round + chance.below(n), round + chance.below(n));
            if s / size == t / size {
                continue;
            }
            let mut change = |x: u32, seat: usize, by: i32| -> i64 {
                let mut more = 0;
                for o in seat / size * size..(seat / size + 1) * size {
                    if o != seat {
                        let c = usize::from(class[x as usize * n + place[o] as usize]);
                        more -= over(count[c], c);
                        count[c] += by;
                        more += over(count[c], c);
                    }
                }
                more
            };
            let (x, y) = (place[s], place[t]);
            let more = change(x, s, -1) + change(y, t, -1) + change(y, s, 1) + change(x, t, 1);
            if metropolis.accepts(-more * 4, chance) {
                place.swap(s, t);
                cost += more;
                if cost < best.0 {
                    best = (cost, place.clone());
                    if cost == 0 {
                        break;
                    }
                }
            } else {
                change(x, t, -1);
                change(y, s, -1);
                change(y, t, 1);
                change(x, s, 1);
            }
        }
        best
    }
}

/// Copies of Z_w that one more symmetry turns into each other, each with at most one fixed point: only the tables of one
/// base round up to that symmetry are to be found, so the search is as many times shorter as there are copies.
struct Rotation {
    width: usize,
    copies: usize,
    /// Points of one copy: `width`, or one more (fixed by adding, turned with the copies).
    points: usize,
    size: usize,
}

impl Rotation {
    fn all(tables: usize, size: usize, rounds: usize) -> Vec<Rotation> {
        let people = tables * size;
        let mut found = Vec::new();
        for copies in (2..=tables).filter(|&k| people.is_multiple_of(k) && tables.is_multiple_of(k)) {
            let points = people / copies;
            for width in [points, points - 1] {
                if width >= rounds && width > 1 {
                    found.push(Rotation { width, copies, points, size });
                }
            }
        }
        // The more copies, the fewer plans there are, and the quicker they are looked through.
        found.sort_by_key(|turn| (turn.width, turn.points));
        found.truncate(8);
        found
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
        let shift = (y + w - x) % w;
        // A pair that comes back to itself before the symmetries are through.
        let own = (shift, turn) == ((w - shift) % w, back);
        let least = (turn, shift).min((back, (w - shift) % w));
        (!own).then_some(least.0 * w + least.1)
    }

    /// Anneals the tables of the base round; a plan if no class occurs twice.
    fn plan(&self, rounds: usize, chance: &mut Chance, budget: &Budget, left: &mut u64) -> Option<Rounds> {
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
        let mut place: Vec<usize> = (0..n).map(|x| x * k + chance.below(k)).collect();
        chance.shuffle(&mut place);
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
                metropolis.set(cooled(1000, 2, (done * 1000 / TRIES) as u32));
            }
            let (s, t) = (chance.below(n), chance.below(n));
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
            let x = if x < w { (x + by) % w } else { x };
            (x * k + (i + turn) % k) as u32
        };
        let round = |by: usize| {
            let tables = place.chunks(self.size);
            tables.flat_map(|table| (0..k).map(move |turn| table.iter().map(|&p| at(p, by, turn)).collect())).collect()
        };
        (0..rounds).map(round).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn without_repeats(tables: usize, size: usize, rounds: usize) {
        let mut chance = Chance::new(3, 0);
        let budget = Budget::steps(20_000_000);
        let (plan, repeats) = construct(tables, size, rounds, &mut chance, &budget, budget.steps).unwrap();
        assert_eq!((plan.len(), repeats), (rounds, 0), "{tables} tables of {size}");
        for round in &plan {
            let mut all: Vec<u32> = round.iter().flatten().copied().collect();
            all.sort_unstable();
            assert_eq!(all, (0..(tables * size) as u32).collect::<Vec<_>>());
            assert!(round.iter().all(|table| table.len() == size));
        }
    }

    #[test]
    fn known_designs_come_out_without_a_repeat() {
        without_repeats(6, 2, 11);
        without_repeats(5, 5, 6);
        without_repeats(8, 8, 9);
        without_repeats(9, 4, 9);
        without_repeats(12, 3, 3);
        without_repeats(10, 10, 4);
        without_repeats(5, 3, 7);
        without_repeats(8, 4, 10);
        without_repeats(9, 4, 11);
    }
}
