//! What people *do* at a fair: use cases by topic, the ports they need, and who asks.
//!
//! A use case reads like a sentence: load, decide, save, tell. Every one takes an actor from [`actor`], every write is
//! one transaction of a port, and what everybody may know is told by the [`live`] hub after the commit.

pub mod actor;
pub mod error;
pub mod live;
pub mod ports;

pub use error::{Error, Result};
