//! Chance by seed, and the two curves an annealing needs, in integers: the same on every machine.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A stream of chance derived from a seed and a number that keeps several streams apart.
#[derive(Clone)]
pub(crate) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Chance(Xoshiro256PlusPlus::seed_from_u64(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A number in `0..below` (`below` > 0), evenly enough for a search.
    #[inline]
    pub(crate) fn below(&mut self, below: usize) -> usize {
        (((self.0.next_u64() >> 32) * below as u64) >> 32) as usize
    }

    /// Ten random bits.
    #[inline]
    pub(crate) fn bits10(&mut self) -> usize {
        (self.0.next_u64() >> 54) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

/// Decides which losses are accepted at a temperature (Metropolis): loss <= temperature * -ln(u).
#[derive(Clone)]
pub(crate) struct Metropolis {
    /// -ln((k + 1/2) / 1024) in 1/65536.
    log: Vec<i64>,
    /// Largest loss accepted for each of the 1024 draws, at the current temperature.
    allowed: Vec<i64>,
    /// The same in an order without order, for reading many draws in a row.
    mixed: Vec<i32>,
}

impl Metropolis {
    pub(crate) fn new() -> Self {
        let log: Vec<i64> = (0..1024).map(|k| minus_ln(2 * k + 1, 2048)).collect();
        Metropolis { allowed: vec![0; log.len()], log, mixed: vec![0; 1024 + 64] }
    }

    /// Sets the temperature, in 1/1024 of a point.
    pub(crate) fn set(&mut self, temperature: i64) {
        for (allowed, log) in self.allowed.iter_mut().zip(&self.log) {
            *allowed = (log * temperature) >> 26;
        }
        let mut order: Vec<usize> = (0..1024).collect();
        Chance::new(0, 0).shuffle(&mut order);
        let around: Vec<usize> = order.iter().chain(&order[..64]).copied().collect();
        for (mixed, k) in self.mixed.iter_mut().zip(around) {
            *mixed = self.allowed[k].min(1 << 28) as i32;
        }
    }

    /// Losses accepted in 64 draws, from the given one of 1024 on, in an order without order.
    #[inline]
    pub(crate) fn draws(&self, from: usize) -> &[i32] {
        &self.mixed[from..from + 64]
    }

    /// The largest loss that is accepted in one draw.
    #[inline]
    pub(crate) fn loss(&self, chance: &mut Chance) -> i64 {
        self.allowed[chance.bits10()]
    }

    /// Whether a change by `gain` is accepted.
    #[inline]
    pub(crate) fn accepts(&self, gain: i64, chance: &mut Chance) -> bool {
        gain >= 0 || -gain <= self.allowed[chance.bits10()]
    }
}

/// How an annealing cools down.
#[derive(Clone, Copy)]
pub(crate) struct Heat {
    /// The temperature at the start, in 1/1024 of a point.
    pub(crate) start: i64,
    /// How often it is halved until the end, in thousandths.
    pub(crate) halvings: u32,
}

/// -ln(a / b) in 1/65536 for 0 < a <= b, by squaring (one binary digit of the logarithm at a time).
fn minus_ln(a: u64, b: u64) -> i64 {
    let one = 1u128 << 60;
    let mut x = u128::from(a) * one / u128::from(b);
    let mut log2: i64 = 0;
    while x < one / 2 {
        x *= 2;
        log2 += 1 << 24;
    }
    // Now x is in 1/2..=1 and -log2(x) in 0..=1.
    for digit in (0..24).rev() {
        x = (x * x) >> 60;
        if x < one / 2 {
            x *= 2;
            log2 += 1 << digit;
        }
    }
    // ln 2 in 1/65536 is 45426.
    (log2 * 45_426) >> 24
}

/// `heat.start` at the beginning, cooled down at the end: `part` runs from 0 to 1000.
pub(crate) fn cooled(heat: Heat, part: u32) -> i64 {
    let exponent = u64::from(heat.halvings) * u64::from(part.min(1000)) * 1024 / 1_000_000;
    let (whole, fraction) = (exponent / 1024, exponent % 1024);
    // 2^(-1/2), 2^(-1/4), … in 1/2^30.
    const ROOTS: [i64; 10] = [
        759_250_125,
        902_905_651,
        984_625_594,
        1_028_218_693,
        1_050_733_751,
        1_062_175_491,
        1_067_942_999,
        1_070_838_486,
        1_072_289_173,
        1_073_015_252,
    ];
    let mut value = heat.start.min(1 << 32);
    for (bit, root) in ROOTS.iter().enumerate() {
        if fraction & (512 >> bit) != 0 {
            value = (value * root) >> 30;
        }
    }
    value >> whole.min(62)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_the_known_ones() {
        for (a, b, wanted) in [(1, 1, 0), (1, 2, 45_426), (1, 1024, 454_260), (3, 4, 18_853)] {
            assert!((minus_ln(a, b) - wanted).abs() <= 4, "{a}/{b}: {}", minus_ln(a, b));
        }
        let heat = |halvings: u32| Heat { start: 1 << 20, halvings };
        assert_eq!(cooled(heat(10_000), 0), 1 << 20);
        assert_eq!(cooled(heat(10_000), 1000), 1 << 10);
        let middle = cooled(heat(1000), 500);
        assert!((middle - 741_455).abs() < 10, "{middle}");
        assert_eq!(cooled(heat(500), 1000), middle);
    }
}
