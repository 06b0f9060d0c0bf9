//! `insist allocate`: seats people at tables.

use super::{
    ATTENTION, DONE, paper,
    repair::repaired,
    search::{ProgressLine, Search},
};
use allocation::{
    Status,
    format::{self, Solution},
};
use anyhow::{Context, Result};
use clap::Args;
use std::path::PathBuf;

/// Seat people at tables (an instance that carries an announced plan is repaired)
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Allocate {
    /// Instance in the format messe-alloc/1, `-` for the standard input
    instance: PathBuf,

    /// Write the solution here instead of to the standard output
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    search: Search,
}

const EXAMPLES: &str = "\
Examples:
  insist allocate instance.json -o solution.json --seconds 30
  insist allocate instance.json --steps 1000000 --seed 7 | insist check instance.json -

Writes one line of JSON: rounds (who sits where), objective, bound and gap (in ten-thousandths), status (optimal, \
feasible, infeasible), certificate (proof of the bound), reasons and elapsed (seconds). Ctrl-C ends the search and gives the best plan so far.

Exit code: 0 the plan keeps every rule; 1 it does not, the reasons stand in it; 2 nothing could be done.";

impl Allocate {
    pub fn run(self) -> Result<u8> {
        let text = paper::read(&self.instance)?;
        let instance = format::read(&text).with_context(|| format!("{}", self.instance.display()))?;
        let line = ProgressLine::start();
        let (status, solution) = match &instance.repair {
            Some(input) => repaired(&instance, input, &self.search, &line)?,
            None => {
                let options = self.search.options();
                let answer = self.search.run(&line, |budget| allocation::solve(&instance.problem, &options, budget))?;
                let elapsed = Some(line.elapsed().into());
                line.finish(&answer);
                (answer.status, Solution { elapsed, ..Solution::explained(&instance, &answer) })
            }
        };
        let solution = format::write(&solution).context("The solution cannot be written down")?;
        paper::write(self.output.as_deref(), &format!("{solution}\n"))?;
        Ok(if status == Status::Infeasible { ATTENTION } else { DONE })
    }
}
