//! The organisers' rooms: everything behind the sign-in.

pub mod associations;
pub mod dating;
pub mod desk;
pub mod fairs;
pub mod frame;
pub mod import;
pub mod log;
mod me;
pub mod new_fair;
pub mod outbox;
pub mod overview;
pub mod people;
pub mod routes;
pub mod settings;
pub mod sign_in;
