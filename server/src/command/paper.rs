//! Reads what a command is given and writes what it makes: files, or `-` for the standard streams.

use anyhow::{Context, Result};
use std::{
    io::{Read, Write},
    path::Path,
};

/// The whole text of a file.
pub fn read(path: &Path) -> Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("The standard input cannot be read")?;
        return Ok(text);
    }
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes to the file, or to the standard output where none is named. A file appears whole or not at all.
pub fn write(path: Option<&Path>, text: &str) -> Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("The standard output cannot be written")
        }
        Some(path) => {
            let beside = path.with_added_extension("part");
            std::fs::write(&beside, text)
                .and_then(|()| std::fs::rename(&beside, path))
                .with_context(|| format!("{} cannot be written", path.display()))
        }
    }
}
