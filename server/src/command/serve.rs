//! `insist serve`: the process that phones talk to, from its first word to its orderly end.

use super::{DONE, demo, runtime};
use crate::{
    house::House,
    interrupt::asked_to_stop,
    log,
    router::router,
    say::say,
    settings::{Given, Reach, Settings},
    site::Site,
    wire,
};
use anyhow::{Context, Result};
use clap::Args;
use services::{Services, actor::Organiser};
use std::time::Duration;
use tokio::{net::TcpListener, sync::watch};

/// How long requests may take to finish when the process ends.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serve the fair to phones and desks
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  insist serve --demo
  insist serve --demo --listen 0.0.0.0:3000                                  with phones in the same network
  insist serve --base-url https://fair.example.org --behind-proxy           behind nginx or Caddy

Ctrl-C or SIGTERM ends it in order. Exit code: 0 it ended in order; 2 it could not start.")]
pub struct Serve {
    /// Make the invented fair, where it is missing, and print a sign-in link at every start
    #[arg(long)]
    demo: bool,

    #[command(flatten)]
    given: Given,
}

impl Serve {
    pub fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given)?;
        log::begin(&settings);
        let runtime = runtime()?;
        runtime.block_on(serve(settings, self.demo))?;
        // A blocking search may still be thinking; nobody waits for its answer any more.
        runtime.shutdown_background();
        Ok(DONE)
    }
}

async fn serve(settings: Settings, with_demo: bool) -> Result<()> {
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.with_context(|| format!("{} cannot be listened on", settings.listen))?;
    let settings = settings.bound_to(listener.local_addr().context("The port cannot be read")?);
    let house = House::open(&settings).await?;
    if with_demo {
        demo::found(&house.services, demo::SEED, None).await.context("The demo fair could not be made")?;
    }
    greet(&settings, &house.services, with_demo).await?;
    let (address, base_url) = (settings.listen, settings.base_url.as_str());
    tracing::info!(version = env!("CARGO_PKG_VERSION"), %address, base_url, "serving");
    let site = Site::open(&settings.site);
    if !site.is_complete() {
        tracing::warn!("style and scripts are not in {}; pages will be plain", settings.site.display());
    }
    if !settings.base_url.is_trustworthy() {
        tracing::warn!("{} is not safe: use TLS wherever strangers share the network", settings.base_url.as_str());
    }
    let errands = [tokio::spawn(follow(house.services.clone())), tokio::spawn(tidy(house.services.clone()))];
    let (close, closing) = watch::channel(false);
    let service = router(&settings, house.services.clone(), site, closing.clone());
    let asked = async move {
        asked_to_stop().await;
        tracing::info!("ending");
        // Streams never end by themselves.
        let _ = close.send(true);
    };
    tokio::spawn(asked);
    tokio::select! {
        () = wire::serve(listener, service, closing.clone()) => {}
        () = too_late(closing) => tracing::warn!("some requests did not finish in time"),
    }
    for errand in errands {
        errand.abort();
        // Once it is gone nobody listens to the database any more, and nobody misses it.
        let _ = errand.await;
    }
    house.close().await;
    Ok(())
}

/// Resolves when the farewell has taken too long.
async fn too_late(mut closing: watch::Receiver<bool>) {
    // An error means that the sender is gone: everything has ended already.
    if closing.wait_for(|closing| *closing).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(FAREWELL).await;
}

/// What a person needs to know now, on the standard output.
async fn greet(settings: &Settings, services: &Services, with_demo: bool) -> Result<()> {
    let base = settings.base_url.as_str();
    let first = !services.has_accounts().await.context("The database does not answer")?;
    say(format_args!("INSIST is at {base}/"));
    match settings.reach {
        Reach::Said => {}
        Reach::Found => {
            say("That is this machine's address in its network, for links, mails and codes on paper too; where people");
            say("type another one, say so: --base-url URL");
        }
        Reach::NotFound => {
            say(
                "Every address is listened on, but this machine has none in a network: links, mails and codes on paper",
            );
            say("lead to this machine only. Join a network and start again, or say it: --base-url URL");
        }
    }
    if first || with_demo {
        let path = services.printed_link(&Organiser::owner_of_the_machine(), &settings.organiser).await;
        let path = path.context("The organiser's link could not be made")?;
        say(format_args!("\nOrganiser's sign-in link, good once and for a day:\n  {base}{path}\n"));
    } else {
        say("A new sign-in link: insist sign-in-link EMAIL, with the same settings as this server");
    }
    if with_demo {
        say(format_args!("Try:  1. look at the market of {base}/lindenhafen"));
        say("      2. sign in, open the speed-dating, let the tables be allocated, publish and start it");
        say("      3. open \"my table\" on a phone and mark somebody missing at the desk");
        if settings.base_url.is_local() {
            say("\nNo phone reaches that address. For phones in the same network start it with --listen 0.0.0.0:3000");
            say("(from the source: cargo xtask run --phones).");
        }
    } else if first {
        say("Try:  1. sign in and create a fair");
        say("      2. insist import associations LIST.xlsx --fair ITS-NAME --dry-run");
        say("      3. insist demo, for an invented fair to look at");
    }
    Ok(())
}

/// Hears what other processes on the same database commit, such as an import on the command line.
async fn follow(services: Services) {
    while let Err(error) = services.follow_other_processes().await {
        tracing::warn!(%error, "other processes cannot be heard; trying again");
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

/// Forgets what is over, every hour.
async fn tidy(services: Services) {
    let mut hours = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        if let Err(error) = services.tidy().await {
            tracing::warn!(%error, "what is over could not be forgotten");
        }
    }
}
