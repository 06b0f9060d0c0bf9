//! A search with a clock and a way to stop it: how long the engine may work, and how far it has come.

use allocation::{Answer, Budget, Job, Options, Problem};
use domain::attempt::Progress;
use std::{
    num::NonZeroUsize,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::available_parallelism,
    time::{Duration, Instant},
};

/// Moves the local searches may try where no clock bounds them; exact parts run to their end. A few seconds on a small
/// server, and the same plan on every one.
const STEPS: u64 = 6_000_000;
/// Moves for each two people, round and second of the time given, after which more of them hardly ever find anything: small
/// sessions do not wait for the clock. Thirty people are through in about the time they were given, a hundred never.
const STEPS_OF_A_PAIR: u64 = 5_000;
/// Most searches at the same time; half of the machine stays free for those who look at pages.
const MOST_THREADS: usize = 4;

/// A search while it runs: asked from other threads how far it is, and told by them to stop.
pub(super) struct Search {
    /// When it began and how long it may take; `None` by steps alone.
    limit: Option<(Instant, Duration)>,
    stopped: AtomicBool,
    progress: Mutex<Progress>,
}

impl Search {
    /// So many steps as everywhere: the same seed gives the same plan.
    pub fn by_steps() -> Self {
        Self { limit: None, stopped: AtomicBool::new(false), progress: Mutex::default() }
    }

    pub fn within(limit: Duration) -> Self {
        Self { limit: Some((Instant::now(), limit)), ..Self::by_steps() }
    }

    /// The best so far is wanted.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// It ended because somebody wanted the best so far.
    pub fn was_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub fn progress(&self) -> Progress {
        let mut progress = *self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.spent = progress.spent.max(self.thousandths().min(1000) as u16);
        progress
    }

    fn thousandths(&self) -> u32 {
        self.limit.map_or(0, |(began, limit)| thousandths(began.elapsed(), limit))
    }

    /// Solves a problem in this share (in thousandths) of the time that is left.
    pub fn solve(&self, problem: &Problem, options: &Options, share: u32) -> Answer {
        let stop = || self.stopped.load(Ordering::Relaxed);
        let Some((began, limit)) = self.limit else {
            return allocation::solve(problem, options, &Budget::new(STEPS, &stop));
        };
        let (here, window) = (Instant::now(), limit.saturating_sub(began.elapsed()) * share / 1000);
        let spent = || thousandths(here.elapsed(), window);
        let (people, rounds) = (problem.people() as u64, problem.rounds() as u64);
        let size = people.saturating_mul(people).saturating_mul(rounds);
        let steps = size.saturating_mul(STEPS_OF_A_PAIR).saturating_mul(limit.as_secs().max(1));
        let tell = |told: allocation::Progress| {
            let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
            // What counts is whichever ends the search: its time or its steps.
            progress.spent = (told.steps.saturating_mul(1000) / steps.max(1)).min(1000) as u16;
            progress.best = (told.objective > 0).then_some(told.objective);
            progress.bound = told.bound;
        };
        let threads = available_parallelism().map_or(1, NonZeroUsize::get).div_ceil(2).min(MOST_THREADS);
        let run = |jobs: Vec<Job>| on_threads(jobs, threads);
        let budget = Budget { spent: Some(&spent), progress: Some(&tell), ..Budget::new(steps, &stop) };
        allocation::solve(problem, options, &budget.searching(threads as u32, &run))
    }
}

/// Runs all jobs, at most so many at the same time.
fn on_threads(jobs: Vec<Job>, threads: usize) {
    if threads == 1 {
        return jobs.into_iter().for_each(|job| job());
    }
    let mut waiting = jobs.into_iter();
    while waiting.len() > 0 {
        std::thread::scope(|scope| waiting.by_ref().take(threads).for_each(|job| drop(scope.spawn(job))));
    }
}

/// How much of the time is used, 1000 being all of it.
fn thousandths(elapsed: Duration, limit: Duration) -> u32 {
    let used = elapsed.as_micros() * 1000 / limit.as_micros().max(1);
    u32::try_from(used).unwrap_or(u32::MAX)
}
