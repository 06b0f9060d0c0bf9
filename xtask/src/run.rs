//! `cargo xtask run`: from the source to a fair one can walk through.

use crate::{
    build,
    house::{Grade, House},
};
use anyhow::{Context, Result};
use std::process::Command;

pub fn run(house: &House, port: u16, grade: Grade) -> Result<()> {
    let insist = build::build(house, grade)?;
    let mut serve = Command::new(insist);
    serve.args(["serve", "--demo"]).current_dir(&house.root).envs(environment(house, port));
    become_it(serve)
}

/// What the server must know when its assets lie in a folder.
pub fn environment(house: &House, port: u16) -> [(&'static str, String); 5] {
    [
        ("LEPTOS_OUTPUT_NAME", "insist".into()),
        ("LEPTOS_SITE_ROOT", house.site().display().to_string()),
        ("LEPTOS_SITE_PKG_DIR", "pkg".into()),
        ("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}")),
        ("INSIST_LISTEN", format!("127.0.0.1:{port}")),
    ]
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
