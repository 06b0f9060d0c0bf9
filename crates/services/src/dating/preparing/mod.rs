//! Before the day: a session is made, who takes part, its rules, seats moved by hand, publishing, and rehearsals to train
//! with.
//!
//! Working the tables out has a room of its own, `allocating`. Leans on `mending` and `seating` for seats moved
//! by hand.

pub(super) mod leaving;
pub(super) mod profiles;
pub(super) mod rehearse;
pub(super) mod setup;
