//! `insist check`: judges a plan by the engine's own judge, in one line of JSON.

use super::{ATTENTION, DONE, paper};
use allocation::{Plan, Report, Violation, check, check_repair, format};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Judge a seating plan
#[derive(Args, Debug)]
#[command(after_help = "\
Prints one line of JSON: whether every rule is kept (ok), what the plan is worth (objective), what is broken.

Exit code: 0 every rule is kept; 1 some rule is broken; 2 a file cannot be read.")]
pub struct Check {
    /// Instance in the format messe-alloc/1
    instance: PathBuf,

    /// The plan, as `insist allocate` writes it; `-` for the standard input
    solution: PathBuf,
}

/// The judgement. Shares in ten-thousandths and thousandths are rounded as a reader expects them.
#[derive(Debug, Serialize)]
struct Judgement<'a> {
    name: &'a str,
    ok: bool,
    violations: usize,
    objective: i64,
    repeats: u32,
    pairs: u32,
    dates_min: u32,
    dates_mean: f64,
    dates_max: u32,
    quality_min: i64,
    cross_share: f64,
    table_changes: u64,
    first_violations: &'a [Violation],
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    repair: Option<Repaired>,
}

/// What a repair costs besides.
#[derive(Debug, Serialize)]
struct Repaired {
    changed_seats: u32,
    lost_announced_pairs: u32,
    repair_objective: i64,
}

impl Check {
    pub fn run(self) -> Result<u8> {
        let dash = Path::new("-");
        if self.instance == dash && self.solution == dash {
            bail!("Only one of instance and solution can come from the standard input.");
        }
        let instance =
            format::read(&paper::read(&self.instance)?).with_context(|| format!("{}", self.instance.display()))?;
        let solution = format::read_solution(&paper::read(&self.solution)?)
            .with_context(|| format!("{}", self.solution.display()))?;
        let plan = Plan { rounds: solution.rounds };
        let (report, repair) = match &instance.repair {
            None => (check(&instance.problem, &plan), None),
            Some(input) => {
                let judged = check_repair(&instance.problem, input, &plan);
                let repaired = Repaired {
                    changed_seats: judged.changed_seats,
                    lost_announced_pairs: judged.lost_pairs,
                    repair_objective: judged.score,
                };
                (judged.report, Some(repaired))
            }
        };
        let judgement = judgement(&instance.name, &report, repair);
        paper::write(None, &format!("{}\n", serde_json::to_string(&judgement)?))?;
        Ok(if report.is_valid() { DONE } else { ATTENTION })
    }
}

fn judgement<'a>(name: &'a str, report: &'a Report, repair: Option<Repaired>) -> Judgement<'a> {
    let rounded = |value: f64, digits: f64| (value * digits).round() / digits;
    Judgement {
        name,
        ok: report.is_valid(),
        violations: report.broken.len(),
        objective: report.objective,
        repeats: report.repeats,
        pairs: report.pairs,
        dates_min: report.dates_min,
        dates_mean: rounded(report.dates_mean(), 1_000.0),
        dates_max: report.dates_max,
        quality_min: report.people.iter().map(|person| person.quality).min().unwrap_or(0),
        cross_share: rounded(f64::from(report.cross_pairs) / f64::from(report.pairs.max(1)), 10_000.0),
        table_changes: report.people.iter().map(|person| u64::from(person.moves)).sum(),
        first_violations: &report.broken[..report.broken.len().min(5)],
        repair,
    }
}
