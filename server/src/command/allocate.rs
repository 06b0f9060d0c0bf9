//! `insist allocate`: seats people at tables, or repairs a plan that has begun.

use super::{ATTENTION, DONE, paper, runtime};
use crate::interrupt::asked_to_stop;
use allocation::{Answer, Budget, Fairness, Options, Progress, Status, format};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use std::{
    cell::Cell,
    io::{IsTerminal, Write},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// How long is searched where nothing was said.
const SECONDS: f64 = 10.0;

/// Seat people at tables (an instance that carries an announced plan is repaired)
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Allocate {
    /// Instance in the format messe-alloc/1, `-` for the standard input
    instance: PathBuf,

    /// Write the solution here instead of to the standard output
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Search at most so long; exact answers come earlier [default: 10]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    seconds: Option<f64>,

    /// Search exactly so many steps: the same answer on every machine
    #[arg(long, value_name = "NUMBER", conflicts_with = "seconds")]
    steps: Option<u64>,

    /// Everything random is derived from this number
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// How much it counts that dates are spread evenly
    #[arg(long, value_enum, default_value_t = Evenness::Default)]
    fairness: Evenness,
}

const EXAMPLES: &str = "\
Examples:
  insist allocate instance.json -o solution.json --seconds 30
  insist allocate instance.json --steps 1000000 --seed 7 | insist check instance.json -

Ctrl-C ends the search and gives the best plan so far.

Exit code: 0 the plan keeps every rule; 1 it does not, the reasons stand in it; 2 nothing could be done.";

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

impl Allocate {
    pub fn run(self) -> Result<u8> {
        let text = paper::read(&self.instance)?;
        let instance = format::read(&text).with_context(|| format!("{}", self.instance.display()))?;
        let interrupted = Arc::new(AtomicBool::new(false));
        let runtime = runtime()?;
        runtime.spawn({
            let interrupted = interrupted.clone();
            async move {
                asked_to_stop().await;
                interrupted.store(true, Ordering::Relaxed);
            }
        });
        let answer = self.search(&instance, &interrupted);
        let solution = format::write_solution(&answer).context("The solution cannot be written down")?;
        paper::write(self.output.as_deref(), &format!("{solution}\n"))?;
        Ok(if answer.status == Status::Infeasible { ATTENTION } else { DONE })
    }

    fn search(&self, instance: &format::Instance, interrupted: &AtomicBool) -> Answer {
        let started = Instant::now();
        let limit = match (self.seconds, self.steps) {
            (None, Some(_)) => None,
            (seconds, _) => Some(Duration::from_secs_f64(seconds.unwrap_or(SECONDS))),
        };
        let stop = || interrupted.load(Ordering::Relaxed);
        let spent = || thousandths(started.elapsed(), limit.unwrap_or_default());
        let line = ProgressLine::new(started);
        let tell = |progress: Progress| line.show(progress);
        let progress: Option<&dyn Fn(Progress)> = if line.visible { Some(&tell) } else { None };
        let mut budget = Budget::new(self.steps.unwrap_or(u64::MAX), &stop);
        budget.progress = progress;
        if limit.is_some() {
            budget.spent = Some(&spent);
        }
        let options = Options { seed: self.seed, fairness: self.fairness.into() };
        let answer = match &instance.repair {
            Some(input) => allocation::repair(&instance.problem, input, &options, &budget),
            None => allocation::solve(&instance.problem, &options, &budget),
        };
        line.finish(&answer);
        answer
    }
}

/// How much of the time is used, 1000 being all of it.
fn thousandths(elapsed: Duration, limit: Duration) -> u32 {
    let used = elapsed.as_millis() * 1000 / limit.as_millis().max(1);
    u32::try_from(used).unwrap_or(u32::MAX)
}

/// One line on a terminal that tells how far the search has come.
struct ProgressLine {
    visible: bool,
    started: Instant,
    shown: Cell<Option<Instant>>,
}

impl ProgressLine {
    fn new(started: Instant) -> Self {
        Self { visible: std::io::stderr().is_terminal(), started, shown: Cell::new(None) }
    }

    fn show(&self, progress: Progress) {
        if self.shown.get().is_some_and(|last| last.elapsed() < Duration::from_millis(200)) {
            return;
        }
        self.shown.set(Some(Instant::now()));
        let seconds = self.started.elapsed().as_secs_f64();
        self.write(&format!("{seconds:6.1} s  worth {}{}", progress.objective, at_most(progress.bound)), false);
    }

    fn finish(&self, answer: &Answer) {
        let known = match answer.status {
            Status::Optimal => "proven best",
            Status::Feasible => "best found",
            Status::Infeasible => "not every rule could be kept",
        };
        let seconds = self.started.elapsed().as_secs_f64();
        self.write(&format!("{seconds:6.1} s  worth {}{}, {known}", answer.objective, at_most(answer.bound)), true);
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
