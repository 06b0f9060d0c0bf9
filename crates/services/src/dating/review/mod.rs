//! Looking at a plan: what it gives, what it could not give and why, what matters now, and in the end who met whom.
//!
//! Everything is read off the session whenever somebody asks; nothing here changes one or looks for another plan. Leans on
//! `seating`.

pub(super) mod ledger;
pub(super) mod shortfalls;
pub(super) mod summary;
pub(super) mod warnings;
pub(super) mod why;
