//! The command line: what a person types, and which exit code they get.

mod allocate;
mod check;
mod demo;
mod export;
mod import;
mod paper;
mod repair;
mod replay;
mod report;
mod search;
mod serve;
mod sign_in_link;

use clap::{Parser, Subcommand};
use std::{ffi::OsString, process::ExitCode};

/// Plans fairs for associations: market, programme, speed-dating, live on every phone.
#[derive(Parser, Debug)]
#[command(name = "insist", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  insist serve --demo                                    try it out with an invented fair
  insist import associations list.xlsx --fair spring     bring in an office's list
  insist allocate instance.json -o solution.json         seat people at tables
  insist sign-in-link organiser@example.org              let somebody in

`insist help COMMAND` tells more about each command.";

#[derive(Subcommand, Debug)]
enum Command {
    Serve(serve::Serve),
    #[command(subcommand)]
    Import(import::Import),
    Export(export::Export),
    Replay(replay::Replay),
    Allocate(allocate::Allocate),
    Repair(repair::Repair),
    Check(check::Check),
    Demo(demo::Demo),
    SignInLink(sign_in_link::SignInLink),
}

/// Done; and for `check`: every rule is kept.
const DONE: u8 = 0;
/// Done, but the outcome needs somebody's attention.
const ATTENTION: u8 = 1;
/// Not done at all; the reason stands on the error output.
const FAILED: u8 = 2;

/// Runs a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = match Cli::parse_from(args).command {
        Command::Serve(serve) => serve.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Replay(replay) => replay.run(),
        Command::Allocate(allocate) => allocate.run(),
        Command::Repair(repair) => repair.run(),
        Command::Check(check) => check.run(),
        Command::Demo(demo) => demo.run(),
        Command::SignInLink(link) => link.run(),
    };
    outcome.map_or_else(
        |error| {
            eprintln!("insist: {}", sentence(&error));
            ExitCode::from(FAILED)
        },
        ExitCode::from,
    )
}

/// The error and its causes, each said once: some repeat their cause in their own words.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.contains(&cause) {
            said = if said.is_empty() { cause } else { format!("{said}: {cause}") };
        }
    }
    said
}

/// The runtime that waits for signals, sockets and the database.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    use anyhow::Context;
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("The runtime does not start")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
