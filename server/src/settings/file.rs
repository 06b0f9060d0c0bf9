//! The settings file: `insist.toml` beside the process, or the one that `--config` names.

use super::{Given, Wrong};
use figment::{
    Figment,
    error::Kind,
    providers::{Format, Serialized, Toml},
};
use std::path::{Path, PathBuf};

const BESIDE: &str = "insist.toml";

/// Puts the file's values beneath those of flags and environment.
pub fn beneath(given: Given) -> Result<Given, Wrong> {
    let path = match &given.config {
        Some(path) if !path.is_file() => {
            return Err(Wrong(format!("The settings file {} is not there.", path.display())));
        }
        Some(path) => path.clone(),
        None => PathBuf::from(BESIDE),
    };
    if !path.is_file() {
        return Ok(given);
    }
    // Read once by itself, so that a complaint names the file and not a flag.
    Figment::from(Toml::file_exact(&path)).extract::<Given>().map_err(|error| complaint(&path, error))?;
    Figment::from(Toml::file_exact(&path))
        .merge(Serialized::defaults(&given))
        .extract()
        .map_err(|error| complaint(&path, error))
}

fn complaint(path: &Path, error: figment::Error) -> Wrong {
    let sentences: Vec<String> = error
        .into_iter()
        .map(|error| {
            let key = error.path.join(".");
            match error.kind {
                Kind::UnknownField(found, known) => {
                    format!("there is no setting `{found}`; there are {}", known.join(", "))
                }
                Kind::Message(text) if key.is_empty() => format!("it cannot be read: {}", text.trim()),
                kind if key.is_empty() => kind.to_string(),
                kind => format!("`{key}`: {kind}"),
            }
        })
        .collect();
    Wrong(format!("In the settings file {}: {}.", path.display(), sentences.join("; ")))
}
