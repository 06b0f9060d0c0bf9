//! The real world behind the ports: the system's clock and its generator, the letters of the press.

use domain::UnixMillis;
use services::ports::{Chance, Clock, Fonts};
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixMillis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The letters that documents are printed with.
pub struct PaperFonts;

impl Fonts for PaperFonts {
    fn lacking(&self, texts: Vec<String>) -> Vec<String> {
        paper::lacking(texts)
    }
}

/// The operating system's generator.
pub struct SystemChance;

impl Chance for SystemChance {
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        if let Err(error) = getrandom::fill(&mut bytes) {
            // A token that could be guessed would be worse than no answer.
            panic!("the system's generator gives nothing: {error}");
        }
        bytes
    }
}
