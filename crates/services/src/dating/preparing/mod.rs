//! Before the day: a session is made, who takes part, its rules, seats moved by hand, publishing, and rehearsals to train
//! with.
//!
//! Working the tables out has a room of its own, `allocating`. Leans on `mending` and `seating` for seats moved
//! by hand.

mod by_hand;
mod leaving;
mod profiles;
mod rehearse;
mod setup;

pub(crate) use leaving::{has_seats, without};
