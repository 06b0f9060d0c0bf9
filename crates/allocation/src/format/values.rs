//! Single values, and what is said of those that cannot be: the place, and what is wrong there.

use serde::Deserialize;

use super::MAX_TEXT;
use crate::problem::{ProblemError, Wrong};

/// Reads JSON; what is wrong with it is told with the path to it, or its line and column.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ProblemError> {
    if text.len() > MAX_TEXT {
        let value = i64::try_from(text.len()).unwrap_or(i64::MAX);
        return Err(ProblemError::at("text", Wrong::OutOfRange { value, least: 0, most: MAX_TEXT as i64 }));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        (path, error.into_inner())
    });
    let read = read.and_then(|value| reader.end().map(|()| value).map_err(|error| (".".to_owned(), error)));
    read.map_err(|(path, error)| {
        let place = match path.as_str() {
            "." => format!("line {}, column {}", error.line(), error.column()),
            path => path.chars().take(100).collect(),
        };
        ProblemError::at(place, Wrong::Unreadable { detail: error.to_string().chars().take(300).collect() })
    })
}

pub(super) fn known<T: Copy>(place: &str, value: &str, names: &[(&str, T)]) -> Result<T, ProblemError> {
    let found = names.iter().find(|(name, _)| *name == value).map(|&(_, meaning)| meaning);
    found.ok_or_else(|| {
        let value = value.chars().take(100).collect();
        ProblemError::at(place, Wrong::Unknown { value })
    })
}

pub(super) fn within(place: &str, value: i64, least: i64, most: i64) -> Result<i64, ProblemError> {
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(ProblemError::at(place, Wrong::OutOfRange { value, least, most }))
    }
}

pub(super) fn person(place: &str, id: i64, people: usize) -> Result<u32, ProblemError> {
    let found = usize::try_from(id).ok().filter(|&i| i < people);
    found.map(|i| i as u32).ok_or_else(|| ProblemError::at(place, Wrong::NoSuchPerson { id }))
}

pub(super) fn in_order(place: &str, found: i64, wanted: usize) -> Result<(), ProblemError> {
    let wanted = wanted as i64;
    if found == wanted { Ok(()) } else { Err(ProblemError::at(place, Wrong::IdOutOfOrder { found, wanted })) }
}

pub(super) fn rounds_of(place: &str, given: &[i64], rounds: usize) -> Result<Vec<u32>, ProblemError> {
    let mut found = Vec::with_capacity(given.len());
    for (k, &round) in given.iter().enumerate() {
        let exists = usize::try_from(round).is_ok_and(|r| r < rounds);
        if !exists {
            return Err(ProblemError::at(format_args!("{place}[{k}]"), Wrong::NoSuchRound { round }));
        }
        found.push(round as u32);
    }
    Ok(found)
}
