//! Group tables, and whatever no exact method fits: a first seating by sizes, then annealing with constant-time gains, and
//! ways out where a rule is still broken.

pub(crate) mod anneal;
pub(crate) mod evenness;
mod keeping;
pub(crate) mod mending;
mod mobility;
mod opening;
pub(crate) mod puzzle;
pub(crate) mod relief;
pub(crate) mod search;
pub(crate) mod seating;
mod sizes;
pub(crate) mod trim;
