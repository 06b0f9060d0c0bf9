//! What `insist allocate` and `insist repair` share: how long is searched, with what chance, and what is shown meanwhile.

use crate::interrupt::asked_to_stop;
use allocation::{Answer, Budget, Fairness, Job, Options, Progress, Status};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::{
    cell::Cell,
    io::{IsTerminal, Write},
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::available_parallelism,
    time::{Duration, Instant},
};

/// How long is searched where nothing was said.
const SECONDS: f64 = 10.0;

/// Searches of group tables at the same time, where the answer must not depend on the machine.
const REPLICAS: u32 = 2;

/// How a search is run.
#[derive(Args, Debug)]
pub struct Search {
    /// Search at most so long; exact answers come earlier [default: 10]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    seconds: Option<f64>,

    /// Search so many steps (moves tried): the same answer on every machine
    #[arg(long, value_name = "NUMBER", conflicts_with = "seconds")]
    steps: Option<u64>,

    /// Threads that search group tables at the same time (other methods use one); with --steps the answer does not
    /// depend on it [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER", value_parser = number_of_threads)]
    threads: Option<NonZeroUsize>,

    /// Everything random is derived from this number
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,

    /// How much it counts that dates are spread evenly
    #[arg(long, value_enum, default_value_t = Evenness::Default)]
    fairness: Evenness,
}

/// `--fairness`
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Evenness {
    /// Affinity alone
    Off,
    /// Nobody is starved for a little affinity
    Default,
    /// Whoever has fewest dates comes first
    Leximin,
}

impl From<Evenness> for Fairness {
    fn from(evenness: Evenness) -> Self {
        match evenness {
            Evenness::Off => Fairness::Off,
            Evenness::Default => Fairness::Default,
            Evenness::Leximin => Fairness::Leximin,
        }
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && (0.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("write a number of seconds between 0 and 86400".to_owned()),
    }
}

fn number_of_threads(text: &str) -> Result<NonZeroUsize, String> {
    match text.parse::<NonZeroUsize>() {
        Ok(threads) if threads.get() <= 256 => Ok(threads),
        _ => Err("write a number of threads between 1 and 256".to_owned()),
    }
}

impl Search {
    pub fn options(&self) -> Options {
        Options { seed: self.seed, fairness: self.fairness.into() }
    }

    /// Runs a search within its time or steps. Ctrl-C, or SIGTERM, ends it early: what it has by then is its answer.
    pub fn run<T>(&self, line: &ProgressLine, search: impl FnOnce(&Budget) -> T) -> Result<T> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let runtime = super::runtime()?;
        runtime.spawn({
            let interrupted = interrupted.clone();
            async move {
                asked_to_stop().await;
                interrupted.store(true, Ordering::Relaxed);
            }
        });
        let limit = match (self.seconds, self.steps) {
            (None, Some(_)) => None,
            (seconds, _) => Some(Duration::from_secs_f64(seconds.unwrap_or(SECONDS))),
        };
        let stop = || interrupted.load(Ordering::Relaxed);
        let spent = || thousandths(line.started.elapsed(), limit.unwrap_or_default());
        let tell = |progress: Progress| line.show(progress);
        let threads = self.threads.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        // Against the clock every thread has a search of its own; by steps their number must not depend on the machine.
        let replicas = if limit.is_some() { threads as u32 } else { REPLICAS };
        let run = |jobs: Vec<Job>| on_threads(jobs, threads);
        let mut budget = Budget::new(self.steps.unwrap_or(u64::MAX), &stop).searching(replicas, &run);
        if line.visible {
            budget.progress = Some(&tell);
        }
        if limit.is_some() {
            budget.spent = Some(&spent);
        }
        Ok(search(&budget))
    }
}

/// Runs all jobs, at most so many at the same time.
fn on_threads(jobs: Vec<Job>, threads: usize) {
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

/// One line on a terminal that tells how far the search has come.
pub struct ProgressLine {
    visible: bool,
    started: Instant,
    shown: Cell<Option<Instant>>,
}

impl ProgressLine {
    /// The clock starts here. Nothing is shown where the error output is no terminal.
    pub fn start() -> Self {
        Self { visible: std::io::stderr().is_terminal(), started: Instant::now(), shown: Cell::new(None) }
    }

    pub fn elapsed(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    fn show(&self, progress: Progress) {
        if self.shown.get().is_some_and(|last| last.elapsed() < Duration::from_millis(200)) {
            return;
        }
        self.shown.set(Some(Instant::now()));
        self.write(
            &format!("{:6.1} s  worth {}{}", self.elapsed(), progress.objective, at_most(progress.bound)),
            false,
        );
    }

    pub fn finish(&self, answer: &Answer) {
        let known = match answer.status {
            Status::Optimal => "proven best",
            Status::Feasible => "best found",
            Status::Infeasible => "not every rule could be kept",
        };
        let worth = format!("worth {}{}", answer.objective, at_most(answer.bound));
        self.write(&format!("{:6.1} s  {worth}, {known}", self.elapsed()), true);
    }

    fn write(&self, text: &str, last: bool) {
        if self.visible {
            let end = if last { "\n" } else { "" };
            // A terminal that is gone is no reason to stop.
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}{end}");
        }
    }
}

fn at_most(bound: Option<i64>) -> String {
    bound.map(|bound| format!(" of at most {bound}")).unwrap_or_default()
}
