//! How far from the best a plan can be at most: prices that prove a bound, how they are found, and the sums that check them.

pub(crate) mod bounds;
pub(crate) mod capacity;
pub mod certificate;
mod products;
pub(crate) mod semidefinite;
