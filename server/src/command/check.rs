//! `insist check`: judges a plan by the engine's own judge, and what its file claims, in one line of JSON and in words.

use super::{ATTENTION, DONE, paper};
use crate::say::complain;
use allocation::{
    Plan, Report, Violation, check, check_repair,
    format::{self, FalseClaim},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Judge a seating plan, and what its file claims about it
#[derive(Args, Debug)]
#[command(after_help = "\
Prints one line of JSON: whether every rule is kept (ok), what the plan is worth (objective), what is broken, and which \
claims of the file are false: its objective, its bound, its status and the certificate that has to prove them. On the error output the same in words.

Exit code: 0 every rule is kept and every claim true; 1 something is wrong; 2 a file cannot be read.")]
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
    broken: &'a [Violation],
    false_claims: &'a [FalseClaim],
    /// What the certificate proves, where there is one: no plan is worth more.
    proven_bound: Option<i64>,
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

/// More than this is not told in words.
const TOLD: usize = 20;

impl Check {
    pub fn run(self) -> Result<u8> {
        let dash = Path::new("-");
        if self.instance == dash && self.solution == dash {
            bail!("Only one of instance and solution can come from the standard input.");
        }
        let instance =
            format::read(&paper::read(&self.instance)?).with_context(|| format!("{}", self.instance.display()))?;
        let claim = format::read_claim(&paper::read(&self.solution)?)
            .with_context(|| format!("{}", self.solution.display()))?;
        let plan = Plan { rounds: claim.rounds.clone() };
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
        let (proven_bound, false_claims) = claim.judged(&instance, &report);
        let told = report.broken.iter().map(ToString::to_string).chain(false_claims.iter().map(ToString::to_string));
        told.take(TOLD).for_each(complain);
        let more = (report.broken.len() + false_claims.len()).saturating_sub(TOLD);
        if more > 0 {
            complain(format_args!("and {more} more"));
        }
        let judgement = judgement(&instance.name, &report, repair, proven_bound, &false_claims);
        paper::write(None, &format!("{}\n", serde_json::to_string(&judgement)?))?;
        Ok(if judgement.ok { DONE } else { ATTENTION })
    }
}

fn judgement<'a>(
    name: &'a str,
    report: &'a Report,
    repair: Option<Repaired>,
    proven_bound: Option<i64>,
    false_claims: &'a [FalseClaim],
) -> Judgement<'a> {
    let rounded = |value: f64, digits: f64| (value * digits).round() / digits;
    Judgement {
        name,
        ok: report.is_valid() && false_claims.is_empty(),
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
        broken: &report.broken,
        false_claims,
        proven_bound,
        repair,
    }
}
