//! An office's list from its bytes to the fair.

#![allow(clippy::unwrap_used)]

mod anything;
mod fair;
mod files;
mod import;
