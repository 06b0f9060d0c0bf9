//! The programme as the office makes it.

pub mod edit;
mod form;
pub mod list;
