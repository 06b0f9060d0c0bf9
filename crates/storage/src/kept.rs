//! How values are kept in columns: structures as JSON, words and times as text.

use sea_orm::JsonValue;
use serde::{Serialize, de::DeserializeOwned};
use services::ports::{StoreError, StoreResult};
use std::{fmt::Display, str::FromStr};

/// A structure for a JSON column.
pub(crate) fn json<T: Serialize>(value: &T) -> StoreResult<JsonValue> {
    serde_json::to_value(value).map_err(|e| StoreError::Unavailable(format!("cannot be kept: {e}")))
}

/// A structure from the JSON column `column`.
pub(crate) fn from_json<T: DeserializeOwned>(column: &str, value: JsonValue) -> StoreResult<T> {
    serde_json::from_value(value).map_err(|e| unreadable(column, e))
}

/// The word serde has for a plain enum, a title or a slug.
pub(crate) fn word<T: Serialize>(value: &T) -> StoreResult<String> {
    from_json("word", json(value)?)
}

/// What a word stands for.
pub(crate) fn from_word<T: DeserializeOwned>(column: &str, word: String) -> StoreResult<T> {
    from_json(column, JsonValue::String(word))
}

/// A civil day or time.
pub(crate) fn from_text<T: FromStr<Err: Display>>(column: &str, text: &str) -> StoreResult<T> {
    text.parse().map_err(|e| unreadable(column, e))
}

pub(crate) fn unreadable(column: &str, why: impl Display) -> StoreError {
    StoreError::Unavailable(format!("column {column} cannot be read: {why}"))
}

/// All rows as values, or the first that cannot be read.
pub(crate) fn all<M, T>(rows: Vec<M>) -> StoreResult<Vec<T>>
where
    T: TryFrom<M, Error = StoreError>,
{
    rows.into_iter().map(T::try_from).collect()
}
