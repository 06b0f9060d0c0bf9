//! The steps of a session: read as it is now, changed by a deed that is written down and told, and its log read back.
//!
//! Every other room begins and ends here. What a deed is and whether it may be done stands elsewhere: the deed is folded in
//! `domain`, what came of it is worked out in the rooms above. Leans on no other room.

mod carry_out;
mod load;
mod log;
mod replay;
mod told;

pub(super) use carry_out::{Saved, decide};
pub use replay::Replayed;
pub(in crate::dating) use told::plan_is_on;
pub(crate) use told::standing;
