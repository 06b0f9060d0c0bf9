//! `insist`: the executable.

#![recursion_limit = "1024"]

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
