//! The journeys in a browser, against a server of their own.

use crate::{
    build,
    house::{Grade, House},
    prerequisites,
    tally::{self, Tally},
    trial_server::{Scratch, demo_server},
};
use anyhow::{Context, Result, bail};
use std::{fs, process::Command};

/// With `packed`, the journeys go through the executable that `cargo xtask pack` left.
pub fn e2e(house: &House, packed: bool, playwright: &[String]) -> Result<()> {
    let tally = journeys(house, packed, playwright)?;
    if tally.failed > 0 {
        bail!("{} passed, {} failed", tally.passed, tally.failed);
    }
    println!("{} passed, 0 failed", tally.passed);
    Ok(())
}

pub fn journeys(house: &House, packed: bool, playwright: &[String]) -> Result<Tally> {
    let folder = house.root.join("end2end");
    prerequisites::node()?;
    let chromium = prerequisites::chromium()?;
    prerequisites::npm_packages(&folder)?;
    let insist = if packed { house.packed() } else { build::build(house, Grade::Development)? };
    if !insist.is_file() {
        bail!("{} is not there yet: cargo xtask pack", insist.display());
    }

    let scratch = Scratch::new("e2e")?;
    let server = demo_server(house, &insist, &scratch.0)?;
    let report = scratch.0.join("report.json");
    let mut journeys = Command::new("npx");
    journeys
        .args(["--no-install", "playwright", "test"])
        .args(playwright)
        .current_dir(&folder)
        .env("BASE_URL", server.address())
        .env("E2E_INSIST", &insist)
        .env("INSIST_DATA", scratch.0.join("data"))
        .env("E2E_SERVER_LOG", &server.log)
        .env("E2E_CHROMIUM", chromium)
        .env("E2E_REPORT", &report);
    if packed {
        // Some journeys are of the pack's own doing.
        journeys.env("E2E_PACKED", "1");
    } else {
        journeys.env("E2E_SITE", house.site());
    }
    let ended = journeys.status().context("Playwright cannot be started")?;
    let mut tally = tally::of_playwright(&report)?;
    if !ended.success() {
        tally.failed = tally.failed.max(1);
        let kept = folder.join("test-results/server.log");
        if fs::copy(&server.log, &kept).is_ok() {
            eprintln!("What the server said: {}", kept.display());
        }
    }
    Ok(tally)
}
