//! Having the tables worked out while others look on: begun here, known to every process, stopped by anybody who
//! organises, and never stuck.
//!
//! One process works; every second it says in the database that it does and how far it is. Pages of every process read
//! it there. Where a process is gone, its silence says so after a few seconds, and anybody may begin anew.

use super::allocate::may_be_allocated;
use crate::{
    NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper},
    dating::seating::Table,
    ports::{Begun, CommandKey},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    DatingId, Refusal, UnixMillis,
    attempt::{Aim, Allocated, Attempt, Progress, SECONDS, SILENCE, UnderWay},
    dating::{Dating, Terms},
    live::Change,
    refusal::Input,
};
use std::time::Duration;
use tokio::{sync::oneshot, time::timeout};

/// So long whoever asked waits for the plan itself; small sessions are ready before.
const PATIENCE: Duration = Duration::from_millis(1_500);
impl Services {
    /// Has the tables of a session allocated anew in at most `seconds`. Small sessions are done when it returns; of
    /// others [`Services::under_way`] tells how far they are.
    pub async fn allocate_within(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        seconds: u16,
        key: Option<CommandKey>,
    ) -> Result<Allocated> {
        self.attempt(organiser, id, expects, None, seconds, key).await
    }

    /// Works out a plan by other terms, to stand beside the plan at hand, which stays as it is.
    pub async fn try_terms(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        terms: Terms,
        seconds: u16,
        key: Option<CommandKey>,
    ) -> Result<Allocated> {
        self.attempt(organiser, id, expects, Some(terms), seconds, key).await
    }

    /// What is being worked out for a session in any process.
    pub async fn under_way(&self, _: &TimeKeeper, id: DatingId) -> Result<Option<UnderWay>> {
        let now = self.now();
        let attempts = self.stores.attempts.of(id).await?;
        Ok(attempts.into_iter().find(|one| one.is_under_way(now)).map(|one| seen_at(one, now)))
    }

    /// Whatever is under way ends with the best it has.
    pub async fn stop_attempt(&self, organiser: &Organiser, id: DatingId) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let note = self.note(dating.fair, organiser.name(), "dating.stop_search", &dating.setting.title);
        self.stores.attempts.stop(id, note).await?;
        Ok(())
    }

    /// Forgets what the last attempt of an aim came to: a plan by other terms, or a mishap that was read.
    pub async fn forget_attempt(&self, organiser: &Organiser, id: DatingId, aim: Aim) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let now = self.now();
        let attempts = self.stores.attempts.of(id).await?;
        let Some(attempt) = attempts.into_iter().find(|one| one.aim == aim && !one.is_under_way(now)) else {
            return Ok(());
        };
        self.forget(dating.fair, organiser.name(), &attempt).await
    }

    async fn attempt(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        terms: Option<Terms>,
        seconds: u16,
        key: Option<CommandKey>,
    ) -> Result<Allocated> {
        if !SECONDS.contains(&seconds) {
            return Err(Refusal::Malformed(Input::Time).into());
        }
        // Sent again: it is under way, or done.
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(Allocated::UnderWay) };
        let aim = if terms.is_some() { Aim::Compare } else { Aim::Plan };
        if aim == Aim::Compare && dating.plan.is_none() {
            return Err(Refusal::NoPlan.into());
        }
        let terms = terms.unwrap_or_else(|| dating.terms());
        let (asked, table) = self.asked(&dating, &terms).await?;
        may_be_allocated(&asked)?;
        let now = self.now();
        let attempt = Attempt {
            dating: id,
            aim,
            run: URL_SAFE_NO_PAD.encode(&self.chance.bytes()[..15]),
            by: organiser.name().to_owned(),
            began: now,
            seconds,
            seed: self.chance.seed(),
            question: table.question(&asked),
            terms,
            seen: now,
            stop: false,
            progress: Progress::default(),
            end: None,
        };
        let action = if aim == Aim::Compare { "dating.compare" } else { "dating.search" };
        let note = self.note(dating.fair, organiser.name(), action, &dating.setting.title).keyed(key);
        match self.stores.attempts.begin(&attempt, now.plus(-SILENCE), note.tells(Change::Attempt { id })).await? {
            Begun::Begun(receipt) => self.tell(dating.fair, &receipt).await,
            Begun::Before => return Ok(Allocated::UnderWay),
            Begun::Busy(other) => return Err(Refusal::AllocatingAlready { by: other.by }.into()),
        }
        let (ready, waiting) = oneshot::channel();
        tokio::spawn(self.clone().work(attempt, asked, table, ready));
        match timeout(PATIENCE, waiting).await {
            Ok(Ok(came)) => came.map(|()| Allocated::Now),
            _ => Ok(Allocated::UnderWay),
        }
    }

    /// The session as it would be by these terms, with who met before, and laid out for the engine.
    pub(super) async fn asked(&self, dating: &Dating, terms: &Terms) -> Result<(Dating, Table)> {
        let mut asked = dating.under(terms)?;
        asked.met_before = self.met_before(dating).await?;
        let table = self.at_the_table(&asked).await?;
        Ok((asked, table))
    }
}

pub(super) fn seen_at(attempt: Attempt, now: UnixMillis) -> UnderWay {
    let elapsed = ((now.0 - attempt.began.0) / 1_000).clamp(0, i64::from(u16::MAX)) as u16;
    UnderWay {
        aim: attempt.aim,
        by: attempt.by,
        elapsed: elapsed.min(attempt.seconds),
        seconds: attempt.seconds,
        progress: attempt.progress,
        stopping: attempt.stop,
    }
}
