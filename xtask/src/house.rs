//! Where things lie in the house, and how its cargo is called.

use anyhow::{Context, Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

pub struct House {
    pub root: PathBuf,
    pub target: PathBuf,
}

/// How much the compilers should care about speed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    Development,
    Release,
}

impl From<bool> for Grade {
    fn from(release: bool) -> Self {
        if release { Self::Release } else { Self::Development }
    }
}

impl Grade {
    /// The cargo profile of the server, and the folder its artefacts go to.
    pub fn server_profile(self) -> (&'static str, &'static str) {
        match self {
            Self::Development => ("dev", "debug"),
            Self::Release => ("server-release", "server-release"),
        }
    }

    /// The same for the browser's part.
    pub fn wasm_profile(self) -> (&'static str, &'static str) {
        match self {
            Self::Development => ("dev", "debug"),
            Self::Release => ("wasm-release", "wasm-release"),
        }
    }
}

impl House {
    /// Finds the house from the place of this crate, and works there whatever folder one is in.
    pub fn find() -> Result<Self> {
        let here =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().context("xtask stands in no workspace")?.to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |chosen| root.join(chosen));
        env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))?;
        Ok(Self { root, target })
    }

    /// What the browser is given. Always here: the release pack embeds this very folder.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    pub fn server(&self, grade: Grade) -> PathBuf {
        self.target.join(grade.server_profile().1).join(format!("insist{}", env::consts::EXE_SUFFIX))
    }

    /// The one executable that carries what the browser is given.
    pub fn packed(&self) -> PathBuf {
        self.root.join("target/pack/insist")
    }

    pub fn wasm(&self, grade: Grade) -> PathBuf {
        self.target.join("wasm32-unknown-unknown").join(grade.wasm_profile().1).join("frontend.wasm")
    }

    /// A cargo that does not notice it was called by cargo: what `cargo run` tells about xtask
    /// would make some build scripts run again each time one switches between the two.
    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root);
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_BIN_", "CARGO_MANIFEST_"].iter().any(|start| text.starts_with(start)) {
                cargo.env_remove(&name);
            }
        }
        cargo
    }
}

/// Runs a command to its end; anything but success is an error that repeats the command.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status}); its own words stand above.");
    }
    Ok(())
}

/// What a command prints, if it succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
