//! The rooms of dating sessions: the list, set-up, participants, rules, plan and the control room.

mod clock_bar;
pub mod day;
pub mod frame;
pub mod list;
mod moving;
pub mod paper;
pub mod people;
pub mod plan;
mod proposal;
pub mod rules;
pub mod setup;
