//! A plan made to fit what is known now, and what that changes for whom. Rounds that have begun stay as they were.
//!
//! Pure: a session, the time and a happening go in, judged plans come out, the same again when they are worked out again.
//! No use case, nothing is saved. Leans on `seating`.

pub(super) mod proposing;
pub(super) mod replan;
