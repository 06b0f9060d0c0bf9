//! Says what is being done and how long it took, so that a long first build is no mystery.

use anyhow::Result;
use std::time::{Duration, Instant};

pub struct Progress {
    begun: Instant,
    done: usize,
    of: usize,
}

impl Progress {
    pub fn of(steps: usize) -> Self {
        Self { begun: Instant::now(), done: 0, of: steps }
    }

    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done += 1;
        eprintln!("[{}/{}] {what}", self.done, self.of);
        let begun = Instant::now();
        let result = work()?;
        eprintln!("      {}", readable(begun.elapsed()));
        Ok(result)
    }

    pub fn finish(&self, what: &str) {
        eprintln!("{what} after {}.", readable(self.begun.elapsed()));
    }
}

pub fn readable(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 60.. => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}
