//! How far from the best a plan can be at most: prices that prove a bound, how they are found, and the sums that check them.

pub(crate) mod bounds;
pub mod certificate;
pub(crate) mod semidefinite;
