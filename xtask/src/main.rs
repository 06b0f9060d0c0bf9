//! `cargo xtask`: sets up, builds, starts, tests and packs the house, in plain Rust.

mod agree;
mod bench;
mod build;
mod e2e;
mod endure;
mod house;
mod lint;
mod load;
mod office;
mod pack;
mod postgres;
mod prerequisites;
mod progress;
mod run;
mod same_plans;
mod site;
mod stylesheet;
mod tally;
mod test;
mod trial;
mod trial_server;
mod trim;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// INSIST, the fair planner for associations: everything one does with its source.
///
/// The first start on a bare Debian needs Rust and a C compiler, nothing else:
///
///     cargo xtask run
///
/// builds the server and the page, fills a demo fair and prints the address and the organiser's
/// sign-in link. Before handing in a change:
///
///     cargo xtask test
///
/// What a command needs and does not find it installs (as root on Debian), or it says in one
/// sentence how to get it.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", verbatim_doc_comment)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything and starts it with a demo fair (needs Rust and a C compiler only)
    ///
    /// Data lie in ./insist-data/; delete that folder to begin anew. Stop with Ctrl-C.
    Run {
        /// The port on this machine's own address, http://127.0.0.1:PORT
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// Lets phones in the same network in, and prints the address they type
        #[arg(long)]
        phones: bool,
        /// Optimised: takes much longer to build, answers faster
        #[arg(long)]
        release: bool,
    },
    /// Builds the server and the page (into target/site) without starting them
    Build {
        /// Optimised: takes much longer to build, answers faster
        #[arg(long)]
        release: bool,
    },
    /// Checks formatting and clippy; a warning is an error
    Lint,
    /// Everything: lint, all tests on SQLite and PostgreSQL, the journeys in a browser
    ///
    /// A PostgreSQL cluster of its own is started for the tests and thrown away. The last line
    /// says how many passed and failed.
    Test,
    /// The journeys in a browser, on a phone and a desk (needs Node and Chromium)
    ///
    /// Starts a server of its own on a free port with a fresh demo fair. Journeys learn BASE_URL,
    /// and E2E_INSIST and INSIST_DATA to start a server of their own. What follows `--` goes to
    /// Playwright: `cargo xtask e2e -- --project phone market`.
    E2e {
        /// Through the executable that `pack` left, with the browser's program in its parts
        #[arg(long)]
        packed: bool,
        /// Arguments for Playwright
        #[arg(last = true)]
        playwright: Vec<String>,
    },
    /// Makes the one executable that carries its assets, and proves it (needs Node)
    ///
    /// The result is target/pack/insist: copy it to a server, nothing else is needed.
    Pack,
    /// A full hall: phones on the live stream while organisers act; prints waits, previews and memory
    ///
    /// Everything runs on this machine: a server of its own with a demo fair, the phones beside it.
    Load {
        /// Phones that listen
        #[arg(long, default_value_t = 2_000)]
        phones: usize,
        /// Of these, so many fetch their own table at every change, as the page does
        #[arg(long, default_value_t = 0)]
        asking: usize,
        /// Organisers who act in turn
        #[arg(long, default_value_t = 3)]
        organisers: usize,
        /// How long they act
        #[arg(long, default_value_t = 5.0)]
        minutes: f64,
        /// Fails where 1 in 100 previews of a change (120 people, 8 rounds) takes longer than this many milliseconds
        #[arg(long, value_name = "MS")]
        preview_within: Option<u64>,
    },
    /// A day while the server is killed (SIGKILL) again and again: nothing acknowledged is lost, no round is doubled
    ///
    /// Three desks act at once over HTTP and repeat with its key whatever was not answered. After every start the log is
    /// compared with what was promised, the clock with a watch. `cargo xtask test` runs a short one.
    Endure {
        /// How often it is killed
        #[arg(long, default_value_t = 200)]
        kills: usize,
        /// On a PostgreSQL cluster of its own instead of SQLite
        #[arg(long)]
        postgres: bool,
        /// Everything random is derived from this number; another each time where none is given
        #[arg(long)]
        seed: Option<u64>,
    },
    /// The same day on SQLite, and on PostgreSQL with two processes behind a proxy: both end alike
    ///
    /// Desks and listeners are spread over both processes; some commands reach both at the same moment.
    Agree {
        /// How many things happen in the day
        #[arg(long, default_value_t = 300)]
        steps: usize,
        /// Everything random is derived from this number; another each time where none is given
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Lets the engine answer allocation instances and prints a table beside what is known of them
    ///
    /// Objective and bound are of affinity alone, as the references are; for a repair the objective
    /// is its score, costs of changes included.
    Bench {
        /// Instances, as files or folders (references are read from a bounds.json in or beside them)
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How long each instance is searched at most
        #[arg(long, default_value_t = 10.0)]
        seconds: f64,
        /// How much it counts that dates are spread evenly: off, default or leximin
        #[arg(long, default_value = "off")]
        fairness: String,
        /// Everything random is derived from this number
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Optimised: takes much longer to build
        #[arg(long)]
        release: bool,
    },
    /// Compares the engine in wasm with the native one: same seed and steps, same plan (needs Node)
    SamePlans {
        /// Instances besides those it invents
        instances: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let outcome = house::House::find().and_then(|house| match command {
        Command::Run { port, phones, release } => {
            let doors = if phones { run::Doors::Network } else { run::Doors::ThisMachine };
            run::run(&house, port, doors, release.into())
        }
        Command::Build { release } => build::build(&house, release.into()).map(drop),
        Command::Lint => lint::lint(&house),
        Command::Test => test::test(&house),
        Command::E2e { packed, playwright } => e2e::e2e(&house, packed, &playwright),
        Command::Pack => pack::pack(&house),
        Command::Load { phones, asking, organisers, minutes, preview_within } => {
            let preview_within = preview_within.map(Duration::from_millis);
            let (previews, grade) = (200, house::Grade::Release);
            let day = load::Day { phones, organisers, minutes, asking, previews, preview_within, grade };
            load::load(&house, &day)
        }
        Command::Endure { kills, postgres, seed } => {
            let seed = seed.unwrap_or_else(trial::dice::seed);
            endure::endure(&house, &endure::Trial { kills, seed, postgres })
        }
        Command::Agree { steps, seed } => agree::agree(&house, steps, seed.unwrap_or_else(trial::dice::seed)),
        Command::Bench { paths, seconds, fairness, seed, release } => {
            bench::bench(&house, &paths, &bench::Search { seconds, fairness, seed, grade: release.into() })
        }
        Command::SamePlans { instances } => {
            same_plans::same_plans(&house, &instances).and_then(|tally| match tally.failed {
                0 => Ok(()),
                failed => anyhow::bail!("{failed} answers differ"),
            })
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
