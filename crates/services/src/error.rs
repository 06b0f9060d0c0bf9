//! The five ways in which a use case fails. Details go to the log; people get a sentence, worded by the interface.

use domain::Refusal;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum Error {
    /// The rules of the fair say no.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error("not found")]
    NotFound,
    /// Somebody else was faster: load again.
    #[error("stale: somebody else changed it")]
    Stale,
    #[error("forbidden")]
    Forbidden,
    /// The database or a peer does not answer; nothing was changed.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
