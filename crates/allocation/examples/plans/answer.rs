//! What is asked of the engine in both worlds: read, solve or mend with alternatives, explain, write.

use allocation::{
    Budget, Fairness, Options, alternatives, effect,
    format::{self, Alternative, Solution},
    repair, solve,
};

/// The whole answer to an instance as text, or why it is refused.
pub fn answer(instance: &str, steps: u32, seed: u32) -> String {
    let read = match format::read(instance) {
        Ok(read) => read,
        Err(error) => return error.to_string(),
    };
    let fairness = [Fairness::Default, Fairness::Off, Fairness::Leximin][seed as usize % 3];
    let options = Options { seed: seed.into(), fairness };
    let budget = Budget::steps(steps.into());
    let Some(input) = &read.repair else {
        let answer = solve(&read.problem, &options, &budget);
        return format::write(&Solution::explained(&read, &answer)).unwrap_or_else(|error| error.to_string());
    };
    let answer = repair(&read.problem, input, &options, &budget);
    let offered = alternatives(&read.problem, input, &options, &budget);
    let alternatives = offered.into_iter().map(|(kind, other)| Alternative {
        kind,
        effect: effect(&read.problem, input, &other.plan),
        changes: other.changes,
        rounds: other.plan.rounds,
    });
    let solution = Solution { alternatives: alternatives.collect(), ..Solution::explained(&read, &answer) };
    format::write(&solution).unwrap_or_else(|error| error.to_string())
}
