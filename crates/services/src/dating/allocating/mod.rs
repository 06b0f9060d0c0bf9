//! Having all tables worked out before a session begins, in the time somebody gives it, and the plan by other terms beside
//! the one at hand.
//!
//! Once a round has begun nothing is worked out anew: that is `mending`. Leans on `seating` for the problem and on `review`
//! to show the other plan in figures.

mod allocate;
mod attempts;
mod memory;
mod search;
mod working_out;
mod workshop;
