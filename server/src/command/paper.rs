//! Reads what a command is given and writes what it makes: files, or `-` for the standard streams.

use crate::say::hand_over;
use allocation::format;
use anyhow::{Context, Result, bail};
use std::{io::Read, path::Path};

/// The whole text of a file, or so much of it that its reader sees it is too long.
pub fn read(path: &Path) -> Result<String> {
    let most = format::MAX_TEXT as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut bytes).context("The standard input cannot be read")?;
    } else {
        std::fs::File::open(path)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .with_context(|| format!("{} cannot be read", path.display()))?;
    }
    String::from_utf8(bytes).or_else(|error| match error.as_bytes().len() as u64 == most {
        // Cut off in the middle of a letter: too long is what is wrong with it.
        true => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        false => bail!("{}: the text is not UTF-8", path.display()),
    })
}

/// Writes to the file, or to the standard output where none is named. A file appears whole or not at all.
pub fn write(path: Option<&Path>, text: &str) -> Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        None => hand_over(text).context("The standard output cannot be written"),
        Some(path) => {
            let beside = path.with_added_extension("part");
            std::fs::write(&beside, text)
                .and_then(|()| std::fs::rename(&beside, path))
                .with_context(|| format!("{} cannot be written", path.display()))
        }
    }
}
