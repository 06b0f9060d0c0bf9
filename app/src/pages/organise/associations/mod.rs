//! Associations as organisers keep them: the list, and one profile.

pub mod edit;
pub mod list;
mod rows;
