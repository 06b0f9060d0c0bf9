//! The organisers' rooms: everything behind the sign-in.

pub mod associations;
pub mod badge_reader;
mod check_in;
pub mod dating;
pub mod desk;
mod door;
pub mod fairs;
mod fields;
pub mod frame;
pub mod import;
pub mod keys;
mod links;
pub mod log;
mod me;
pub mod new_fair;
pub mod outbox;
pub mod overview;
pub mod people;
mod programme;
mod queue;
pub mod requests;
pub mod routes;
mod scanner;
pub mod settings;
pub mod sign_in;
