//! `insist replay`: tells every dating session anew from its log and compares it with the session that is kept.

use super::{ATTENTION, DONE, paper, runtime};
use crate::{
    house::House,
    log,
    settings::{Given, Settings},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use domain::DatingId;
use services::{Error, Replayed, actor::Organiser};

/// Compare dating sessions with what their logs tell
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  insist replay --fair spring                      after a backup was put back: is it whole?
  insist replay --fair spring --session 3 --json   the session and its log, step by step

Exit code: 0 every log tells its session as it is; 1 some log tells another; 2 they could not be read.")]
pub struct Replay {
    /// Which fair: the last part of its address
    #[arg(long, value_name = "SLUG")]
    fair: String,

    /// Only the session of this number
    #[arg(long, value_name = "NUMBER")]
    session: Option<i64>,

    /// Print sessions and logs as JSON instead of a line each
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    given: Given,
}

impl Replay {
    pub fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given)?;
        log::begin(&settings);
        runtime()?.block_on(async {
            let house = House::open_existing(&settings).await?;
            let organiser = Organiser::owner_of_the_machine();
            let read = match self.session {
                Some(id) => {
                    house.services.replayed_one(&organiser, &self.fair, DatingId(id)).await.map(|one| vec![one])
                }
                None => house.services.replayed(&organiser, &self.fair).await,
            };
            house.close().await;
            let sessions = match read {
                Err(Error::NotFound) => bail!("There is no such session in a fair {}.", self.fair),
                read => read.with_context(|| format!("The sessions of {} could not be read", self.fair))?,
            };
            let text = match self.json {
                true => serde_json::to_string(&sessions)? + "\n",
                false => lines(&self.fair, &sessions),
            };
            paper::write(None, &text)?;
            Ok(if sessions.iter().any(|one| one.differs) { ATTENTION } else { DONE })
        })
    }
}

fn lines(fair: &str, sessions: &[Replayed]) -> String {
    if sessions.is_empty() {
        return format!("The fair {fair} has no dating session: there is nothing to compare.\n");
    }
    sessions.iter().map(line).collect()
}

fn line(one: &Replayed) -> String {
    let said = if one.differs { "ANOTHER session" } else { "the session as it is" };
    let Replayed { session, log, .. } = one;
    format!(
        "{} \"{}\": revision {}, {} steps tell {said}\n",
        session.id,
        session.setting.title,
        session.revision,
        log.len()
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fair_without_sessions_is_told() {
        let told = super::lines("spring", &[]);
        assert_eq!(told, "The fair spring has no dating session: there is nothing to compare.\n");
    }
}
