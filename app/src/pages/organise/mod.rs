//! The organisers' rooms: everything behind the sign-in.

pub mod dating;
pub mod desk;
pub mod fairs;
pub mod frame;
pub mod import;
pub mod new_fair;
pub mod overview;
pub mod routes;
pub mod sign_in;
