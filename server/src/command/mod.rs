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

use crate::{say::complain, settings::Given};
use clap::{
    Args, Parser, Subcommand,
    error::{ContextKind, ContextValue},
};
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
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => match of_the_environment(&error, &args) {
            Some(sentence) => {
                complain(format_args!("insist: {sentence}"));
                return ExitCode::from(FAILED);
            }
            None => error.exit(),
        },
    };
    let outcome = match cli.command {
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
            complain(format_args!("insist: {}", sentence(&error)));
            ExitCode::from(FAILED)
        },
        ExitCode::from,
    )
}

/// clap names the flag also where a variable of the environment said it: the sentence for that case.
fn of_the_environment(error: &clap::Error, args: &[OsString]) -> Option<String> {
    let said = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.as_str()),
        _ => None,
    };
    let flag = said(ContextKind::InvalidArg)?.split([' ', '[']).next()?;
    let was_typed = |arg: &OsString| arg.to_str().is_some_and(|arg| arg.split('=').next() == Some(flag));
    if args.iter().any(was_typed) {
        return None;
    }
    let settings = Given::augment_args(clap::Command::new("insist"));
    let setting = settings.get_arguments().find(|arg| arg.get_long() == flag.strip_prefix("--"))?;
    let variable = setting.get_env()?.to_string_lossy();
    let why = std::error::Error::source(error).map_or_else(|| "write true or false".to_owned(), ToString::to_string);
    Some(format!("{variable}: `{}` cannot be used; {why}.", said(ContextKind::InvalidValue)?))
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
    #![allow(clippy::unwrap_used)]

    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    /// Paragraphs are broken where the terminal ends: a line end set by hand would stand in the middle of one.
    #[test]
    fn paragraphs_of_the_help_have_no_line_ends_of_their_own() {
        for command in Cli::command().get_subcommands().flat_map(|c| std::iter::once(c).chain(c.get_subcommands())) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for paragraph in help.split("\n\n").filter(|paragraph| !paragraph.starts_with("Examples:")) {
                assert!(!paragraph.trim().contains('\n'), "{}: {paragraph}", command.get_name());
            }
        }
    }

    #[test]
    fn a_wrong_variable_is_blamed_and_no_flag() {
        // The environment of a test belongs to all of them: what clap would say of a variable it says of a flag.
        let typed = ["insist", "serve", "--live-connections", "bad"].map(OsString::from);
        let error = Cli::try_parse_from(&typed).unwrap_err();
        assert_eq!(of_the_environment(&error, &typed), None);
        let said = of_the_environment(&error, &typed[..2]).unwrap();
        assert_eq!(said, "INSIST_LIVE_CONNECTIONS: `bad` cannot be used; write a whole number such as 12000.");
        let error = Cli::try_parse_from(["insist", "serve", "--behind-proxy=perhaps"]).unwrap_err();
        let said = of_the_environment(&error, &typed[..2]).unwrap();
        assert_eq!(said, "INSIST_BEHIND_PROXY: `perhaps` cannot be used; write true or false.");
    }
}
