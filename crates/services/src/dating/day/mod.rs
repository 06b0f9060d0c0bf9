//! The day itself: the clock, the door, what happens and is looked at first, what is noted at once, and taking it back.
//!
//! How a plan is made to fit is worked out in `mending`; here it is asked for, chosen and saved. Leans on `mending` and
//! `seating`, and on `phones` where what happens answers a request.

pub(super) mod called;
pub(super) mod check_in;
pub(super) mod happening;
pub(super) mod queue;
pub(super) mod undo;
pub(super) mod walk_in;
