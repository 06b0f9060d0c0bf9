//! `insist sign-in-link`: lets somebody in, for whoever owns the machine.

use super::{DONE, paper, runtime};
use crate::{
    house::House,
    log,
    settings::{Given, Settings},
};
use anyhow::{Context, Result};
use clap::Args;
use services::actor::Organiser;

/// Print a one-time sign-in link for an organiser, made where there is none of that address
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  insist sign-in-link office@example.org --config /etc/insist.toml

It has to be told the settings of the server it is for. The link can be opened once, within a day. Whoever may run this \
command owns the data anyway.

Exit code: 0 the link is printed; 2 it could not be made.")]
pub struct SignInLink {
    /// Mail address of the account
    email: String,

    #[command(flatten)]
    given: Given,
}

impl SignInLink {
    pub fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given)?;
        log::begin(&settings);
        runtime()?.block_on(async {
            let house = House::open_existing(&settings).await?;
            let path = house.services.printed_link(&Organiser::owner_of_the_machine(), &self.email).await;
            let path = path.context("The link could not be made")?;
            paper::write(None, &format!("{}{path}\n", settings.base_url.as_str()))?;
            house.close().await;
            Ok(DONE)
        })
    }
}
