//! `cargo xtask run`: from the source to a fair one can walk through.

use crate::{
    build,
    house::{Grade, House},
};
use anyhow::{Context, Result};
use std::{net::Ipv4Addr, path::Path, process::Command};

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doors {
    /// Browsers on this machine.
    ThisMachine,
    /// Everybody in the same network, phones above all.
    Network,
}

pub fn run(house: &House, port: u16, doors: Doors, grade: Grade) -> Result<()> {
    let insist = build::build(house, grade)?;
    become_it(serve_demo(house, &insist, port, doors))
}

/// `insist serve` with a demo fair, its assets from target/site or its own. It finds and prints the address that phones type by itself.
pub fn serve_demo(house: &House, insist: &Path, port: u16, doors: Doors) -> Command {
    let address = match doors {
        Doors::ThisMachine => Ipv4Addr::LOCALHOST,
        Doors::Network => Ipv4Addr::UNSPECIFIED,
    };
    let mut serve = Command::new(insist);
    serve
        .args(["serve", "--demo", "--listen", &format!("{address}:{port}")])
        .env("LEPTOS_OUTPUT_NAME", "insist")
        .env("LEPTOS_SITE_PKG_DIR", "pkg")
        .current_dir(&house.root);
    // A pack carries them, and takes no folder.
    if insist != house.packed() {
        serve.env("LEPTOS_SITE_ROOT", house.site());
    }
    serve
}

/// The server takes this process's place, so that Ctrl-C reaches it alone and it ends in order.
#[cfg(unix)]
fn become_it(mut serve: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(serve.exec()).context("the server cannot be started")
}

#[cfg(not(unix))]
fn become_it(mut serve: Command) -> Result<()> {
    serve.status().map(drop).context("the server cannot be started")
}
