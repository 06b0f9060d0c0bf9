//! The rooms of dating sessions: the list, set-up, participants, rules, plan and the control room.

mod back_and_again;
mod compare;
pub mod control;
pub mod frame;
pub mod ledger;
pub mod list;
mod losing;
mod moving;
mod office_file;
mod once;
pub mod paper;
pub mod people;
mod people_rules;
pub mod plan;
mod plan_grid;
pub mod rules;
mod setting_form;
pub mod setup;
pub mod summary;
mod taps;
mod trying_form;
mod untold;
mod verdict;
mod weighing;
mod why;
mod workshop;
