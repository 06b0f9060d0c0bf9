//! How a fair is remembered: sea-orm entities, migrations and one port per file, on SQLite or PostgreSQL.
//!
//! The only crate that names the database. Rows stay inside: every port speaks the domain's types and turns rows into
//! them beside the query. A write is one transaction, told in the words of `write`.

mod account;
mod announced;
mod association;
mod attempt;
mod connect;
mod dating;
mod dating_log;
mod entity;
mod error;
mod fair;
mod found;
mod history;
mod kept;
mod market;
mod migration;
mod pass;
mod programme;
mod request;
mod screen;
mod wish_again;
mod write;

pub use connect::{ConnectError, Database, connect, missing_file};

use services::ports::Stores;
use std::sync::Arc;

/// All ports over one database.
pub fn stores(db: Database) -> Stores {
    let db = Arc::new(db);
    Stores {
        fairs: db.clone(),
        associations: db.clone(),
        market: db.clone(),
        programme: db.clone(),
        datings: db.clone(),
        announced: db.clone(),
        attempts: db.clone(),
        accounts: db.clone(),
        history: db.clone(),
        passes: db.clone(),
        wishes: db.clone(),
        requests: db.clone(),
        screens: db,
    }
}
