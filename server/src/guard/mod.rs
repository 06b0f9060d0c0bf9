//! What stands before every request and on every answer, whatever the page: origin, size, frequency, headers, panics.

pub mod address;
pub mod body;
pub mod headers;
pub mod origin;
pub mod outcome;
pub mod panic;
pub mod rate;
pub mod record;
pub mod refusal;
