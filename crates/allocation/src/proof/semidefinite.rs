//! A sharper bound for tables of several people: who sits together is a positive semidefinite matrix.
//!
//! One round as a matrix (1 where two people share a table or are the same person) is a sum of squares, so for every
//! family of vectors v the sum of v_i v_j over all who sit together is at least 0. Adding it to the objective with the
//! best vectors is the dual of the semidefinite relaxation; vectors instead of a matrix keep it positive semidefinite
//! without ever looking for an eigenvalue (Burer and Monteiro 2003), and whole numbers make it a proof for
//! [`prove`]. The vectors and the prices are found by descent on a smoothed dual (floating
//! point, only +, -, *, / and square roots: the same on every machine); what they prove is summed up in integers.

use super::capacity::capacity;
use super::certificate::{Certificate, FACTOR, pinned_apart, prove};
use crate::answer::Budget;
use crate::problem::Problem;

/// Numbers of one vector.
const WIDTH: usize = 32;
/// Most steps of the descent.
const STEPS: usize = 1200;

/// Prices and vectors that prove a bound at least as good as the prices given, as far as the budget goes.
pub(crate) fn sharpened(problem: &Problem, from: Certificate, budget: &Budget) -> Certificate {
    let n = problem.people();
    if !(3..=2000).contains(&n)
        || !from.rewards.is_empty()
        || !from.sets.is_empty()
        || from.people.iter().any(|&p| p < 0)
    {
        return from;
    }
    // About two seconds of work at most.
    let steps = (4_000_000_000 / (n * n * WIDTH)).clamp(40, STEPS);
    let mut descent = Descent::new(problem, &from);
    let mut best = (prove(problem, &from).unwrap_or(i64::MAX), from);
    let begun = budget.spent.map_or(0, |spent| spent());
    for step in 0..steps {
        let late = budget.spent.is_some_and(|spent| spent() > begun + 150);
        let last = step + 1 == steps || late;
        if (budget.stop)() {
            break;
        }
        descent.step(step, steps);
        if last || step * 4 > steps * 3 && step % 50 == 0 {
            let found = descent.certificate();
            let value = prove(problem, &found).unwrap_or(i64::MAX);
            if value < best.0 {
                best = (value, found);
            }
        }
        if last {
            break;
        }
    }
    best.1
}

/// A pair that may meet.
struct Pair {
    a: u32,
    b: u32,
    across: bool,
    worth: f32,
}

/// The descent's state: prices (of people, then of the tables and of meetings across the sides) and vectors, both with the moments of their slopes (Kingma and Ba 2015).
struct Descent {
    from: Certificate,
    pairs: Vec<Pair>,
    /// Pairs that meet in any case, and how often.
    fixed: Vec<(u32, u32, f32)>,
    present: Vec<f32>,
    /// What is there of everything that has a price.
    room: Vec<f32>,
    prices: Moving,
    vectors: Moving,
    unit: f32,
}

struct Moving {
    at: Vec<f32>,
    slope: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Moving {
    fn new(at: Vec<f32>) -> Self {
        let zero = vec![0.0; at.len()];
        Moving { at, slope: zero.clone(), mean: zero.clone(), square: zero }
    }

    fn step(&mut self, rate: f32) {
        let moments = self.mean.iter_mut().zip(&mut self.square);
        for ((at, slope), (mean, square)) in self.at.iter_mut().zip(&self.slope).zip(moments) {
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.98 * *square + 0.02 * slope * slope;
            *at -= rate * *mean / (square.sqrt() + 1e-6);
        }
    }
}

impl Descent {
    fn new(problem: &Problem, from: &Certificate) -> Self {
        let n = problem.people();
        let scale = from.scale as f32;
        let room = capacity(problem);
        let present: Vec<f32> = (0..n).map(|i| problem.rounds_present(i) as f32).collect();
        let (mut pairs, mut fixed) = (Vec::new(), Vec::new());
        for b in 0..n {
            for a in 0..b {
                let common = (0..problem.rounds()).filter(|&r| problem.is_present(a, r) && problem.is_present(b, r));
                let common = common.count();
                if common == 0 {
                    continue;
                }
                if problem.same_group(a, b) {
                    fixed.push((a as u32, b as u32, common as f32));
                } else if problem.may_meet(a, b) && !pinned_apart(problem, a, b) {
                    let across = problem.side(a) != problem.side(b);
                    pairs.push(Pair { a: a as u32, b: b as u32, across, worth: problem.worth(a, b) as f32 });
                }
            }
        }
        let mean = pairs.iter().map(|pair| pair.worth.abs()).sum::<f32>() / pairs.len().max(1) as f32;
        // Small vectors in all directions, from a fixed sequence.
        let mut state = 1u32;
        let mut toss = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        let mut vectors: Vec<f32> = (0..n * WIDTH).map(|_| 0.06 * mean.sqrt() * toss()).collect();
        // A price on meetings across the sides is a vector with the sides as signs, and a part for everybody.
        let mixed = from.mixed as f32 / (4.0 * scale);
        if mixed > 0.0 {
            let sign = |i: usize| if problem.side(i) == 0 { 1.0 } else { -1.0 };
            vectors.chunks_mut(WIDTH).enumerate().for_each(|(i, vector)| vector[0] = sign(i) * mixed.sqrt());
        }
        let mut prices: Vec<f32> = from.people.iter().map(|&price| price as f32 / scale + mixed).collect();
        prices.extend([from.tables as f32 / scale, 0.0]);
        let others = [room.meetings as f32, room.mixed as f32];
        Descent {
            from: from.clone(),
            pairs,
            fixed,
            present,
            room: room.dates.iter().map(|&dates| dates as f32).chain(others).collect(),
            prices: Moving::new(prices),
            vectors: Moving::new(vectors),
            unit: mean.max(1.0),
        }
    }

    fn step(&mut self, step: usize, steps: usize) {
        let part = step as f32 / steps as f32;
        // Soft edges first, sharper and sharper; shorter and shorter steps.
        let fall = (1.0 - part) * (1.0 - part);
        let edge = self.unit * (0.004 + 0.15 * fall);
        let rate = 0.0005 + 0.03 * fall;
        let vectors = &self.vectors.at;
        let slope = &mut self.vectors.slope;
        slope.iter_mut().zip(vectors).enumerate().for_each(|(k, (s, v))| *s = self.present[k / WIDTH] * v);
        self.prices.slope.copy_from_slice(&self.room);
        let (tables, mixed) = (self.present.len(), self.present.len() + 1);
        let mut pull = |a: usize, b: usize, often: f32| {
            for k in 0..WIDTH {
                slope[a * WIDTH + k] += often * vectors[b * WIDTH + k];
                slope[b * WIDTH + k] += often * vectors[a * WIDTH + k];
            }
        };
        for pair in &self.pairs {
            let (a, b) = (pair.a as usize, pair.b as usize);
            let together = product(&vectors[a * WIDTH..(a + 1) * WIDTH], &vectors[b * WIDTH..(b + 1) * WIDTH]);
            let prices = &self.prices.at;
            let across = if pair.across { prices[mixed] } else { 0.0 };
            let value = pair.worth + 2.0 * together - prices[a] - prices[b] - prices[tables] - across;
            let often = (value / (2.0 * edge) + 0.5).clamp(0.0, 1.0);
            if often > 0.0 {
                self.prices.slope[a] -= often;
                self.prices.slope[b] -= often;
                self.prices.slope[tables] -= often;
                self.prices.slope[mixed] -= if pair.across { often } else { 0.0 };
                pull(a, b, often);
            }
        }
        self.fixed.iter().for_each(|&(a, b, often)| pull(a as usize, b as usize, often));
        self.prices.step(rate * self.unit);
        self.prices.at.iter_mut().for_each(|price| *price = price.max(0.0));
        self.vectors.step(rate * self.unit.sqrt());
    }

    /// The state in whole numbers.
    fn certificate(&self) -> Certificate {
        let scale = self.from.scale as f32;
        let fine = (scale * FACTOR as f32).sqrt();
        let whole = |value: f32| value.round() as i64;
        let mut prices: Vec<i64> = self.prices.at.iter().map(|&price| whole(price * scale).max(0)).collect();
        let others = prices.split_off(self.present.len());
        Certificate {
            people: prices,
            tables: others[0],
            mixed: others[1],
            vectors: self.vectors.at.chunks(WIDTH).map(|v| v.iter().map(|&x| whole(x * fine)).collect()).collect(),
            ..self.from.clone()
        }
    }
}

/// The scalar product of two vectors, in a fixed order of sums.
#[inline]
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for k in 0..8 {
            sums[k] += x[k] * y[k];
        }
    }
    sums.iter().sum()
}
