//! The process: settings, command line, start-up, router, live stream. The only place that names axum.

#![recursion_limit = "1024"]
// They panic where nobody listens: `say` does not.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr))]

pub mod command;
mod cookies;
pub mod export;
pub mod guard;
mod house;
pub mod interrupt;
pub mod live;
mod log;
pub mod post;
mod printing;
pub mod router;
mod say;
pub mod settings;
pub mod site;
mod visit;
pub mod wire;
pub mod world;

pub use command::run;
