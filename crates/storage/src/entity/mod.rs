//! The rows of the database, one entity a table. They never leave this crate: ports speak the domain's types.

pub mod account;
pub mod announced_plan;
pub mod association;
pub mod attempt;
pub mod audit;
pub mod change;
pub mod command;
pub mod dating;
pub mod dating_event;
pub mod fair;
pub mod field;
pub mod hall;
pub mod house_log;
pub mod item;
pub mod pass;
pub mod printed;
pub mod request;
pub mod screen;
pub mod second_factor;
pub mod server_secret;
pub mod session;
pub mod sign_in_link;
pub mod stand;
pub mod stand_association;
pub mod wish_again;
