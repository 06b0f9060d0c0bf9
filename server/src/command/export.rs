//! `insist export`: everything of a fair as JSON, or its associations as a list that can be imported again.

use super::{DONE, paper, runtime};
use crate::{
    house::House,
    log,
    settings::{Given, Settings},
};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use services::actor::Organiser;
use std::path::PathBuf;

/// Write a fair down
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  insist export --fair spring -o spring.json
  insist export --fair spring --format csv -o associations.csv

json: the fair, its associations with fields and stands, halls, programme and dating sessions with their plans, also what \
the public does not see; for other programs, `insist import` does not read it.

csv: the associations' profiles alone, in columns that `insist import` reads. Not in it: whom they wish to meet, halls \
and stands, programme, speed-dating.

Neither holds accounts, logs or what phones asked and wished: the whole is in a backup of the database.

Exit code: 0 it is written; 2 it is not.")]
pub struct Export {
    /// Which fair: the last part of its address
    #[arg(long, value_name = "SLUG")]
    fair: String,

    /// What it is written as
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// Write here instead of to the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    given: Given,
}

/// `--format`
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Json,
    Csv,
}

impl Export {
    pub fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given)?;
        log::begin(&settings);
        runtime()?.block_on(async {
            let house = House::open_existing(&settings).await?;
            let organiser = Organiser::owner_of_the_machine();
            let read = match self.format {
                Format::Json => crate::export::json(&house.services, &organiser, &self.fair).await,
                Format::Csv => crate::export::csv(&house.services, &organiser, &self.fair).await,
            };
            house.close().await;
            if let Err(error) = &read
                && let Some(services::Error::NotFound) = error.downcast_ref()
            {
                bail!("There is no fair {}.", self.fair);
            }
            let text = read.with_context(|| format!("The fair {} could not be read", self.fair))?;
            paper::write(self.output.as_deref(), &text)?;
            Ok(DONE)
        })
    }
}
