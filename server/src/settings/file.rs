//! The settings file: `insist.toml` beside the process, or the one that `--config` names.

use super::{Given, Wrong};
use figment::{
    Figment,
    error::{Actual, Kind},
    providers::{Format, Serialized, Toml},
};
use std::path::{Path, PathBuf};

const BESIDE: &str = "insist.toml";

/// Puts the file's values beneath those of flags and environment.
pub fn beneath(given: Given) -> Result<Given, Wrong> {
    let path = match &given.config {
        Some(path) if path.is_dir() => {
            return Err(Wrong(format!("The settings file {} is a folder; name a file in it.", path.display())));
        }
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

/// What a setting holds, for people who write no programs.
fn kind_of_value(expected: &str) -> &str {
    match expected {
        "usize" => "a whole number such as 12000",
        "a boolean" | "bool" => "true or false",
        "a string" | "path string" => "a text in quotes",
        other => other,
    }
}

fn value(found: &Actual) -> String {
    match found {
        Actual::Bool(value) => value.to_string(),
        Actual::Unsigned(value) => value.to_string(),
        Actual::Signed(value) => value.to_string(),
        Actual::Float(value) => value.to_string(),
        Actual::Str(value) => format!("\"{value}\""),
        Actual::Map => "a table".to_owned(),
        Actual::Seq => "a list".to_owned(),
        other => other.to_string(),
    }
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
                Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) if !key.is_empty() => {
                    format!("`{key}` must be {}, not {}", kind_of_value(&expected), value(&found))
                }
                Kind::Message(text) if key.is_empty() => format!("it cannot be read: {}", text.trim()),
                kind if key.is_empty() => kind.to_string(),
                kind => format!("`{key}`: {kind}"),
            }
        })
        .collect();
    Wrong(format!("In the settings file {}: {}.", path.display(), sentences.join("; ")))
}
