//! The rooms of dating sessions: the list, set-up, participants, rules, plan and the control room.

mod compare;
pub mod control;
pub mod frame;
pub mod ledger;
pub mod list;
mod moving;
mod office_file;
pub mod paper;
pub mod people;
pub mod plan;
mod plan_grid;
pub mod rules;
pub mod setup;
pub mod summary;
mod trying_form;
mod verdict;
mod weighing;
mod why;
mod workshop;
