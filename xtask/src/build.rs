//! Builds both halves: the server, and what it gives the browser.

use crate::{
    house::{Grade, House, run},
    prerequisites,
    progress::Progress,
    site,
};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// Leaves the executable under its profile's folder and the site in target/site.
pub fn build(house: &House, grade: Grade) -> Result<PathBuf> {
    let mut progress = Progress::of(4);
    progress.step("What is needed", prerequisites::for_building)?;
    progress.step("The server", || server(house, grade, &[]))?;
    progress.step("The browser's part", || wasm(house, grade))?;
    progress.step("Scripts, style and pictures", || site::assemble(house, grade))?;
    progress.finish("Built");
    Ok(house.server(grade))
}

pub fn server(house: &House, grade: Grade, features: &[&str]) -> Result<()> {
    let mut cargo = house.cargo();
    cargo.args(["build", "-p", "server", "--bin", "insist", "--profile", grade.server_profile().0]);
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    run(&mut cargo)
}

/// The browser's part, whole.
pub fn wasm(house: &House, grade: Grade) -> Result<()> {
    run(&mut frontend(house, "build", grade))
}

/// The browser's part as the splitter wants it: with the places where code refers to other code.
pub fn wasm_for_splitting(house: &House, grade: Grade) -> Result<()> {
    run(frontend(house, "rustc", grade).args(["--features", "split", "--", "-Clink-args=--emit-relocs"]))
}

fn frontend(house: &House, command: &str, grade: Grade) -> Command {
    let mut cargo = house.cargo();
    cargo.args([command, "-p", "frontend", "--lib", "--target", "wasm32-unknown-unknown", "--profile"]);
    cargo.arg(grade.wasm_profile().0);
    cargo
}
