//! Days at the tables: what is promised about them holds on invented ones, and on many random ones.
#![allow(clippy::unwrap_used)]

mod announcing;
mod endings;
mod hall;
mod interpreting;
mod memory;
mod mending;
mod plans;
mod promises;
mod random;
mod second_thoughts;
mod shortfalls;
mod stories;
mod under_way;
