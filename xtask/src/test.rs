//! `cargo xtask test`: everything that has to hold, stage by stage, with one count at the end.

use crate::{
    e2e,
    house::{House, run},
    lint::{self, host_crates},
    postgres::Postgres,
    prerequisites,
    progress::readable,
    same_plans,
    tally::{self, Tally},
    trial,
};
use anyhow::Result;
use std::{
    env,
    time::{Duration, Instant},
};

struct Stage {
    name: &'static str,
    result: Result<Tally>,
    time: Duration,
}

/// Goes on after a failure: one run tells everything that is wrong.
pub fn test(house: &House) -> Result<()> {
    prerequisites::for_building()?;
    let stages = [
        stage("Formatting and clippy", || lint::lint(house).map(|()| Tally::default())),
        stage("Tests, on SQLite and PostgreSQL", || cargo_tests(house)),
        stage("Tests of xtask", || counted(house.cargo().args(["test", "-p", "xtask"]))),
        stage("The browser's part compiles", || {
            let frontend = ["check", "-p", "frontend", "--target", "wasm32-unknown-unknown"];
            run(house.cargo().args(frontend)).map(|()| Tally::default())
        }),
        stage("The engine in wasm plans as the native one", || same_plans::same_plans(house, &[])),
        stage("Days: killed, with two servers, full", || Ok(trial::short(house))),
        stage("Journeys in a browser", || e2e::journeys(house, false, &[])),
    ];
    summary(&stages)
}

fn stage(name: &'static str, work: impl FnOnce() -> Result<Tally>) -> Stage {
    println!("\n== {name} ==");
    let begun = Instant::now();
    let result = work();
    if let Err(error) = &result {
        eprintln!("{error:#}");
    }
    Stage { name, result, time: begun.elapsed() }
}

/// Where the random cases of property tests begin, so that two runs of the same code try the same ones. A plain `cargo test`
/// tries others each time, and so does this where the variable names another beginning.
const CASES_FROM: (&str, &str) = ("PROPTEST_RNG_SEED", "20270508");

fn cargo_tests(house: &House) -> Result<Tally> {
    prerequisites::strace()?;
    let postgres = Postgres::start()?;
    let mut tests = house.cargo();
    tests.arg("test").args(host_crates()).arg("--no-fail-fast");
    let (name, fixed) = CASES_FROM;
    tests.env(name, env::var_os(name).unwrap_or_else(|| fixed.into()));
    counted(tests.env("TEST_DATABASE_URL", postgres.url()))
}

/// Tests that do not even compile count as one failure.
fn counted(tests: &mut std::process::Command) -> Result<Tally> {
    let (mut tally, success) = tally::of_cargo(tests)?;
    if !success {
        tally.failed = tally.failed.max(1);
    }
    Ok(tally)
}

fn summary(stages: &[Stage]) -> Result<()> {
    println!("\n== Summary ==");
    let mut total = Tally::default();
    for stage in stages {
        // A stage that counts no tests of its own counts as one when it fails.
        let tally = *stage.result.as_ref().unwrap_or(&Tally { passed: 0, failed: 1 });
        let verdict = if tally.failed > 0 { "FAILED" } else { "ok" };
        let counts = match tally {
            Tally { passed: 0, failed: 0 } => String::new(),
            _ if stage.result.is_err() => String::new(),
            Tally { passed, failed } => format!("{passed} passed, {failed} failed"),
        };
        println!("{verdict:<7} {:<34} {:>12}  {counts}", stage.name, readable(stage.time));
        total += tally;
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 {
        // The count stays the last line of the output: the error itself says nothing more.
        std::process::exit(1);
    }
    Ok(())
}
