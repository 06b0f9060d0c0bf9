//! What must be on the machine: installed where that is possible, else named in one sentence.

use crate::house::{House, answer, run};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

/// Compilers and linkers for both halves.
pub fn for_building() -> Result<()> {
    if found("cc").is_none() {
        install("A C compiler", &["gcc", "libc6-dev"])?;
    }
    wasm_target()
}

/// Asked for by name: a setting of rustup may forbid it to fetch what a toolchain file wishes.
fn wasm_target() -> Result<()> {
    let sysroot = answer(Command::new("rustc").args(["--print", "sysroot"])).context("rustc does not answer")?;
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    add_by_rustup("The Rust target wasm32-unknown-unknown", &["target", "add", "wasm32-unknown-unknown"])
}

pub fn for_linting(house: &House) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if answer(house.cargo().args([subcommand, "--version"])).is_none() {
            add_by_rustup(component, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn add_by_rustup(what: &str, arguments: &[&str]) -> Result<()> {
    let command = format!("rustup {}", arguments.join(" "));
    if found("rustup").is_none() {
        bail!("{what} is missing: with rustup `{command}` adds it, else take it from where your Rust came from.");
    }
    eprintln!("      {what} is missing: {command}");
    run(Command::new("rustup").args(arguments)).with_context(|| format!("{what} is missing and could not be added"))
}

/// Node and npm, 18 or newer (what Debian 12 has).
pub fn node() -> Result<()> {
    let version = || answer(Command::new("node").arg("--version"));
    if version().is_none() || found("npm").is_none() {
        install("Node", &["nodejs", "npm"])?;
    }
    let version = version().context("node does not answer")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    if major < 18 {
        bail!("Node {version} is too old: version 18 or newer is needed, from https://nodejs.org or your system.");
    }
    Ok(())
}

/// The packages a folder's lock file names; nothing to do while they match it.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("package-lock.json cannot be read")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// The browser the journeys are driven in: E2E_CHROMIUM, or the system's.
pub fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("E2E_CHROMIUM") {
        return Ok(chosen.into());
    }
    if found("chromium").is_none() {
        install("Chromium (or its path in E2E_CHROMIUM)", &["chromium"])?;
    }
    found("chromium").context("Chromium was installed, but is not on the PATH")
}

/// Shows a test in which order the system is called (Linux only).
pub fn strace() -> Result<()> {
    if cfg!(target_os = "linux") && found("strace").is_none() {
        install("strace", &["strace"])?;
    }
    Ok(())
}

/// The folder with PostgreSQL's own programs; Debian keeps them off the PATH.
pub fn postgres() -> Result<PathBuf> {
    if postgres_programs().is_none() {
        install("PostgreSQL", &["postgresql"])?;
    }
    postgres_programs().context("PostgreSQL was installed, but its program initdb is not to be found")
}

#[cfg(test)]
pub fn postgres_is_missing() -> bool {
    postgres_programs().is_none()
}

fn postgres_programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("bin/initdb").is_file())
        .max_by_key(version);
    newest.map(|folder| folder.join("bin")).or_else(|| found("initdb")?.parent().map(Path::to_path_buf))
}

fn install(what: &str, packages: &[&str]) -> Result<()> {
    static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);
    let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !is_root() || found("apt-get").is_none() {
        bail!("{what} is missing: install it, on Debian or Ubuntu with `sudo {command}`.");
    }
    eprintln!("      {what} is missing: {command}");
    let apt = |arguments: &[&str]| {
        // RUNLEVEL=1: a database installed for the tests need not start as a service.
        run(Command::new("apt-get").args(arguments).envs([("DEBIAN_FRONTEND", "noninteractive"), ("RUNLEVEL", "1")]))
    };
    if !LISTS_ARE_FRESH.swap(true, Ordering::Relaxed) {
        apt(&["update", "-qq"])?;
    }
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
        .with_context(|| format!("{what} is missing and could not be installed"))
}

pub fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

pub fn found(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}
