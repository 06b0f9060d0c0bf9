//! How many tests passed and failed, read from what cargo and Playwright say.

use crate::house::shown;
use anyhow::{Context, Result};
use std::{
    fs,
    io::{BufRead, BufReader},
    ops::AddAssign,
    path::Path,
    process::{Command, Stdio},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a cargo test with its words passed on as they come, and counts along.
pub fn of_cargo(command: &mut Command) -> Result<(Tally, bool)> {
    let shown = shown(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{shown}`"))?;
    let mut tally = Tally::default();
    let out = child.stdout.take().context("the tests say nothing")?;
    for line in BufReader::new(out).lines() {
        let line = line?;
        println!("{line}");
        if let Some(result) = of_line(&line) {
            tally += result;
        }
    }
    Ok((tally, child.wait()?.success()))
}

/// `test result: ok. 12 passed; 0 failed; …`
fn of_line(line: &str) -> Option<Tally> {
    let counts = line.trim().strip_prefix("test result:")?.split_once(". ")?.1;
    let count = |word: &str| counts.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

/// The report that Playwright's JSON reporter wrote. A journey that only passed when repeated
/// has failed.
pub fn of_playwright(report: &Path) -> Result<Tally> {
    let text = fs::read_to_string(report).context("Playwright left no report")?;
    let report: serde_json::Value = serde_json::from_str(&text).context("Playwright's report is not readable")?;
    let count =
        |name: &str| report["stats"][name].as_u64().map(|n| n as usize).context("Playwright's report has no counts");
    Ok(Tally { passed: count("expected")?, failed: count("unexpected")? + count("flaky")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_the_lines_of_cargo_test() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(of_line(line), Some(Tally { passed: 12, failed: 3 }));
        assert_eq!(of_line("test result of another kind"), None);
        assert_eq!(of_line("running 12 tests"), None);
    }
}
