//! Dating sessions, from the list of those who take part to who met whom. What a session is and what may happen to it
//! stands in `domain`; who sits where is found by `allocation`.
//!
//! ```text
//! shown ──────▶ day, phones, review   what is shown to whom
//! day ────────▶ mending, phones       the day itself
//! preparing ──▶ mending               before it
//! allocating ─▶ review                all tables worked out
//! mending, review ─▶ seating          a plan made to fit; a plan looked at
//! phones                              what a phone with a personal link may say
//! seating                             the engine's terms
//! steps                               loaded, changed, told
//! ```
//!
//! Arrows run down only. Whoever works with seats leans on `seating` too, and whoever loads or saves a session on `steps`;
//! these two and `phones` lean on nothing above them.

mod allocating;
mod day;
mod mending;
mod phones;
mod preparing;
mod review;
mod seating;
mod shown;
mod steps;

pub(crate) use preparing::{has_seats, without};
pub(crate) use shown::KeptSurroundings;
pub use shown::paper;
pub use steps::Replayed;
pub(crate) use steps::standing;

use crate::{Error, Result};

/// Runs arithmetic beside the threads that answer requests.
async fn on_a_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.to_string()))
}
