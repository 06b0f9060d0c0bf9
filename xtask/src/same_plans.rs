//! The engine in wasm, driven by Node: the same plans as the native one, to the letter.

use crate::{
    house::{House, answer, run},
    prerequisites,
    tally::Tally,
    trial_server::Scratch,
};
use anyhow::{Context, Result};
use std::{path::PathBuf, process::Command};
use wasm_bindgen_cli_support::Bindgen;

/// Steps of every search: enough for all methods to be at work.
const STEPS: &str = "20000";

/// Instances of its own, and those given.
pub fn same_plans(house: &House, instances: &[PathBuf]) -> Result<Tally> {
    prerequisites::for_building()?;
    prerequisites::node()?;
    let example = |name| ["build", "-p", "allocation", "--example", name];
    run(house.cargo().args(example("browser")).args(["--target", "wasm32-unknown-unknown"]))?;
    run(house.cargo().args(example("plans")))?;
    let scratch = Scratch::new("same-plans")?;
    let (engine, cases) = (scratch.0.join("engine"), scratch.0.join("cases"));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(house.target.join("wasm32-unknown-unknown/debug/examples/browser.wasm"));
    bindgen.nodejs(true)?.typescript(false).generate(&engine).context("no bindings for Node")?;
    let plans = house.target.join(format!("debug/examples/plans{}", std::env::consts::EXE_SUFFIX));
    run(Command::new(plans).arg(&cases).arg(STEPS).args(instances))?;
    let script = house.root.join("crates/allocation/examples/same_plans.cjs");
    let said = answer(Command::new("node").arg(script).arg(engine.join("browser.js")).arg(&cases).arg(STEPS));
    let said = said.context("the engine in wasm gave up")?;
    let (differing, counts) = said.rsplit_once('\n').unwrap_or(("", &said));
    differing.lines().for_each(|line| eprintln!("{line}"));
    let (passed, failed) = counts.split_once(' ').context("no count of answers")?;
    let tally = Tally { passed: passed.parse()?, failed: failed.parse()? };
    println!("{} answers the same in wasm, {} not", tally.passed, tally.failed);
    Ok(tally)
}
