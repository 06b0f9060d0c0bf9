//! The pages: each loads what it shows and arranges components.

pub mod fair;
pub mod home;
pub mod legal;
pub mod plain;
