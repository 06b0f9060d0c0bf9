//! What a fair *is*: its words as types, its rules as functions.
//!
//! Nothing here knows a clock, a socket, a thread or a database; time and chance come as arguments. The same types are
//! compiled into the server and into the browser, so a form and the server judge input by the same code.

pub mod access;
pub mod announced;
pub mod attempt;
pub mod check_in;
pub mod civil;
pub mod clock;
pub mod control_room;
pub mod dating;
pub mod fair;
pub mod ids;
pub mod intake;
pub mod live;
pub mod locale;
pub mod market;
pub mod merge;
pub mod opening;
pub mod pass;
pub mod plan;
pub mod profile;
pub mod programme;
pub mod refusal;
pub mod request;
pub mod screen;
pub mod table_sign;
pub mod taxonomy;
pub mod text;
pub mod views;
pub mod wish_again;

pub use clock::UnixMillis;
pub use ids::*;
pub use locale::{Bilingual, Locale};
pub use refusal::Refusal;
