//! A session in the engine's terms, and what the engine finds in the session's: who could sit with whom, what it is worth,
//! what breaks a rule.
//!
//! Pure but for reading the profiles once: nothing here searches for a plan or saves one. Leans on no other room.

mod affinity;
mod company;
mod interpreted;
pub(super) mod interpreting;
mod judge;
mod leaning;
mod problem;
pub(super) mod words;

pub(super) use affinity::up_the_tree;
pub(super) use company::in_company;
pub(super) use interpreted::lay;
pub(super) use judge::{as_it_counts, broken_rules, contradiction, judge};
pub(super) use leaning::Leaning;
pub(super) use problem::{Table, fairness};
