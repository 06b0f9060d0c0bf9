//! Dice that fall the same way for the same seed.

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for each `hand`.
    pub fn new(seed: u64, hand: u64) -> Self {
        let mut dice = Self(seed ^ hand.wrapping_mul(0xD1B5_4A32_D192_ED03));
        dice.throw();
        dice
    }

    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 to `below` - 1; 0 where there is nothing to choose.
    pub fn roll(&mut self, below: usize) -> usize {
        (self.throw() % below.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.roll(many) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.roll(from.len()))
    }
}

/// A seed from the time, where none is given.
pub fn seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    now.as_millis() as u64 % 1_000_000
}
