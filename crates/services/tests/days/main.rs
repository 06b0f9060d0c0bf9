//! Days at the tables: what is promised about them holds on invented ones, and on many random ones.
#![allow(clippy::unwrap_used)]

mod announcing;
mod attendance;
mod calling;
mod calling_off;
mod choosing;
mod drafts;
mod endings;
mod hall;
mod interpreting;
mod logged;
mod memory;
mod mending;
mod plans;
mod promises;
mod queued;
mod random;
mod rehearsing;
mod second_thoughts;
mod shortfalls;
mod taking_back;
mod under_way;
