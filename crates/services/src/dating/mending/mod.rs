//! A plan made to fit what is known now, and what that changes for whom. Rounds that have begun stay as they were.
//!
//! Pure: a session, the time and a happening go in, judged plans come out, the same again when they are worked out again.
//! No use case, nothing is saved. Leans on `seating`.

mod changes;
mod comparison;
mod proposing;
mod replan;
mod worked;

pub(super) use proposing::{Considered, chosen, consider, plays_differently};
pub(super) use replan::{called, repairs};
pub(super) use worked::{Worked, with_seats};
