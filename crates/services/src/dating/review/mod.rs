//! Looking at a plan: what it gives, what it could not give and why, what matters now, and in the end who met whom.
//!
//! Everything is read off the session whenever somebody asks; nothing here changes one or looks for another plan. Leans on
//! `seating`.

mod breaks;
mod ledger;
mod measures;
mod shortfalls;
mod summary;
mod warnings;
mod why;

pub(super) use measures::measures;
pub(super) use shortfalls::shortfalls;
pub(super) use warnings::warnings;
