//! The day itself: the clock, the door, what happens and is looked at first, what is noted at once, and taking it back.
//!
//! How a plan is made to fit is worked out in `mending`; here it is asked for, chosen and saved. Leans on `mending` and
//! `seating`, and on `phones` where what happens answers a request.

mod called;
mod calling_off;
mod check_in;
mod clock;
mod happening;
mod queue;
mod undo;
mod walk_in;
