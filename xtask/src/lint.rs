//! Formatting and clippy, a warning being an error.

use crate::{
    house::{House, run},
    prerequisites,
    progress::Progress,
};
use anyhow::Result;

/// What runs on the server's side. `frontend` is never named with them: one cargo call over both
/// would switch on server rendering and hydration at once, which no build ever does.
pub const HOST_CRATES: [&str; 9] =
    ["domain", "allocation", "intake", "demo", "paper", "services", "storage", "app", "server"];

pub fn host_crates() -> impl Iterator<Item = &'static str> {
    HOST_CRATES.into_iter().flat_map(|name| ["-p", name])
}

pub fn lint(house: &House) -> Result<()> {
    let mut progress = Progress::of(6);
    progress.step("What is needed", || prerequisites::for_building().and(prerequisites::for_linting(house)))?;
    progress.step("Formatting", || run(house.cargo().args(["fmt", "--all", "--check"])))?;
    progress.step("Clippy: the server's side", || {
        run(house.cargo().arg("clippy").args(host_crates()).args([
            "--all-targets",
            "--keep-going",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    progress.step("Clippy: the browser's side", || {
        let target = ["--target", "wasm32-unknown-unknown"];
        run(house.cargo().args(["clippy", "-p", "frontend"]).args(target).args(["--", "-D", "warnings"]))
    })?;
    progress.step("Clippy: the browser's side in parts", || {
        let parts = ["--features", "split", "--target", "wasm32-unknown-unknown"];
        run(house.cargo().args(["clippy", "-p", "frontend"]).args(parts).args(["--", "-D", "warnings"]))
    })?;
    progress.step("Clippy: xtask", || {
        run(house.cargo().args(["clippy", "-p", "xtask", "--all-targets", "--", "-D", "warnings"]))
    })
}
