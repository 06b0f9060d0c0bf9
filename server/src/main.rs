//! `insist`: the executable.

#![recursion_limit = "1024"]

use std::process::ExitCode;

/// Gives back what a crowd of phones needed while it came in; the system's own keeps it, several times as much for each.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
