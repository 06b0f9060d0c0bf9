//! `insist demo`: fills an invented fair to look at.

use super::{DONE, runtime};
use crate::{
    house::House,
    log,
    say::say,
    settings::{Given, Settings},
};
use anyhow::{Context, Result};
use clap::Args;
use domain::{Refusal, text::Slug};
use jiff::{Zoned, civil::Date};
use services::{Error, Services, actor::Organiser};

/// The same number gives the same fair.
pub const SEED: u64 = 1;

/// Fill an invented fair to look at
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  insist demo
  insist demo --seed 7 --date 2027-05-08

A demo fair that is there already stays as it is. Exit code: 0 it is there now; 2 it could not be made.")]
pub struct Demo {
    /// The same number and day give the same fair
    #[arg(long, default_value_t = SEED)]
    seed: u64,

    /// Day of the fair [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    #[command(flatten)]
    given: Given,
}

/// Whether the demo fair had to be made.
pub enum Founded {
    Now(Slug),
    Before,
}

/// Makes the demo fair, unless it is there.
pub async fn found(services: &Services, seed: u64, date: Option<Date>) -> services::Result<Founded> {
    let date = date.unwrap_or_else(|| Zoned::now().date());
    match services.found_demo(&Organiser::owner_of_the_machine(), seed, date).await {
        Ok(slug) => Ok(Founded::Now(slug)),
        Err(Error::Refused(Refusal::Taken(_))) => Ok(Founded::Before),
        Err(error) => Err(error),
    }
}

impl Demo {
    pub fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given)?;
        log::begin(&settings);
        runtime()?.block_on(async {
            let house = House::open(&settings).await?;
            let founded = found(&house.services, self.seed, self.date).await;
            match founded.context("The demo fair could not be made")? {
                Founded::Now(slug) => {
                    say(format_args!("The demo fair is there: {}/{slug}", settings.base_url.as_str()))
                }
                Founded::Before => say("The demo fair was there already and stays as it is."),
            }
            house.close().await;
            Ok(DONE)
        })
    }
}
