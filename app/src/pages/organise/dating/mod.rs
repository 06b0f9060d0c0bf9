//! The rooms of dating sessions: the list, set-up, participants, rules, plan and the control room.

pub mod control;
pub mod frame;
pub mod ledger;
pub mod list;
mod moving;
pub mod paper;
pub mod people;
pub mod plan;
pub mod rules;
pub mod setup;
pub mod summary;
