//! Associations as organisers keep them: the list, and one profile.

pub mod edit;
mod form;
pub mod list;
mod parts;
mod rows;
