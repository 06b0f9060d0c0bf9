//! What the trials of a day share: what happens in it, what was promised, who listens, and what the log has to say.

pub mod books;
pub mod clock;
pub mod day;
pub mod dice;
pub mod listener;
pub mod opening;
pub mod replayed;
pub mod round_robin;

use crate::{agree, endure, house::House, load, tally::Tally};
use std::time::Duration;

/// A short one of each, for every change.
pub fn short(house: &House) -> Tally {
    let seed = dice::seed();
    let killed = |postgres| endure::endure(house, &endure::Trial { kills: 10, seed, postgres });
    let two = || agree::run(house, 80, seed, Duration::from_secs(6));
    let mut tally = Tally::default();
    let full = || load::load(house, &load::Day::short());
    for outcome in [killed(false), killed(true), two(), full()] {
        match outcome {
            Ok(()) => tally.passed += 1,
            Err(error) => {
                eprintln!("{error:#}");
                tally.failed += 1;
            }
        }
    }
    tally
}
