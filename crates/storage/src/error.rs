//! What a failing database means for whoever asked.

use sea_orm::{DbErr, SqlErr};
use services::ports::StoreError;

/// `Taken` where a unique name exists, `NotFound` where a row names another one that does not; the rest is the
/// database's own trouble, told in detail for the log.
pub(crate) fn failed(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Taken,
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => StoreError::NotFound,
        _ => StoreError::Unavailable(error.to_string()),
    }
}
