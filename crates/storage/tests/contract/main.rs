//! The contract of every port, as stories, on SQLite and on PostgreSQL.
//!
//! The PostgreSQL half needs `TEST_DATABASE_URL` and a role that may create databases; without it, it says so and rests.

#![allow(clippy::unwrap_used)]

mod account;
mod announced;
mod association;
mod attempt;
mod dating;
mod fair;
mod history;
mod market;
mod opening;
mod phone;
mod sample;
mod trial;
