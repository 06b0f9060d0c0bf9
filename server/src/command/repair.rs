//! `insist repair`: mends a plan that has begun, and offers other ways out.

use super::{
    ATTENTION, DONE, paper,
    search::{ProgressLine, Search},
};
use allocation::{
    Answer, Budget, Certificate, Disturbance, RepairInput, Status, alternatives_to, effect,
    format::{self, Alternative, Instance, Solution},
    repair_bound,
};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::path::PathBuf;

/// Mend an announced plan for those who are there now
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Repair {
    /// Instance in the format messe-alloc/1 that carries an announced plan (`repair`), `-` for the standard input
    instance: PathBuf,

    /// Write the solution here instead of to the standard output
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Leave so many of the next rounds as announced: their cards are out
    #[arg(long, value_name = "ROUNDS")]
    freeze: Option<usize>,

    #[command(flatten)]
    search: Search,
}

const EXAMPLES: &str = "\
Examples:
  insist repair instance.json -o solution.json --seconds 1
  insist repair instance.json --steps 0          the patch alone, at once
  insist repair instance.json --freeze 1         the next round's cards are printed

Writes one line of JSON like `insist allocate`, with effect (what changes, is gained and lost) and alternatives \
(fewest changes, balanced, best: where they differ), each with its own rounds. Played rounds never change. Ctrl-C ends the search and gives the best so far.

Exit code: 0 every rule is kept; 1 not every rule, the reasons stand in it; 2 nothing could be done.";

impl Repair {
    pub fn run(self) -> Result<u8> {
        let text = paper::read(&self.instance)?;
        let mut instance = format::read(&text).with_context(|| format!("{}", self.instance.display()))?;
        let Some(mut input) = instance.repair.take() else {
            bail!("{}: repair: there is no announced plan to mend.", self.instance.display());
        };
        if let Some(rounds) = self.freeze {
            input.frozen_rounds = rounds.min(instance.problem.rounds() - input.done_rounds);
        }
        instance.repair = Some(input.clone());
        let line = ProgressLine::start();
        let (status, solution) = repaired(&instance, &input, &self.search, &line)?;
        let solution = format::write(&solution).context("The solution cannot be written down")?;
        paper::write(self.output.as_deref(), &format!("{solution}\n"))?;
        Ok(if status == Status::Infeasible { ATTENTION } else { DONE })
    }
}

/// The balanced repair with what is known about it, and the others beside it.
pub fn repaired(
    instance: &Instance,
    input: &RepairInput,
    search: &Search,
    line: &ProgressLine,
) -> Result<(Status, Solution)> {
    let (problem, options) = (&instance.problem, search.options());
    let (answer, elapsed, offered, bound) = search.run(line, |budget| {
        // The balanced answer has the time; what the others need is little beside it.
        let answer = allocation::repair(problem, input, &options, budget);
        let elapsed = line.elapsed();
        let beside = Budget { steps: budget.steps.min(BESIDE), spent: None, progress: None, ..*budget };
        let offered = alternatives_to(answer.clone(), problem, input, &options, &beside);
        (answer, elapsed, offered, repair_bound(problem, input, &beside))
    })?;
    let answer = bounded(answer, bound);
    line.finish(&answer);
    let mut solution = Solution::explained(instance, &answer);
    solution.elapsed = Some(elapsed.into());
    solution.alternatives =
        offered.into_iter().map(|(kind, other)| alternative(instance, input, kind, other)).collect();
    Ok((answer.status, solution))
}

/// Steps for the alternatives: a few hundredths of a second.
const BESIDE: u64 = 4_000_000;

fn bounded(mut answer: Answer, bound: Option<(i64, Certificate)>) -> Answer {
    if let Some((most, certificate)) = bound {
        answer.bound = Some(most);
        answer.certificate = Some(certificate);
        if answer.status == Status::Feasible && answer.objective == most {
            answer.status = Status::Optimal;
        }
    }
    answer
}

fn alternative(instance: &Instance, input: &RepairInput, kind: Disturbance, answer: Answer) -> Alternative {
    let effect = effect(&instance.problem, input, &answer.plan);
    Alternative { kind, effect, changes: answer.changes, rounds: answer.plan.rounds }
}
