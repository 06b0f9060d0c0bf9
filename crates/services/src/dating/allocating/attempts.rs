//! Having the tables worked out while others look on: begun here, known to every process, stopped by anybody who
//! organises, and never stuck.
//!
//! One process works; every second it says in the database that it does and how far it is. Pages of every process read
//! it there. Where a process is gone, its silence says so after a few seconds, and anybody may begin anew.

use super::allocate::{allocated, best_plan, may_be_allocated};
use super::search::Search;
use crate::dating::seating::problem::Table;
use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper},
    ports::{Begun, CommandKey, Note},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    DatingId, FairId, Refusal, UnixMillis,
    attempt::{Aim, Allocated, Attempt, End, Progress, SECONDS, SILENCE, UnderWay},
    dating::{Dating, Outcome, Terms},
    live::Change,
    plan::SeatingPlan,
    refusal::Input,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle, time::timeout};

/// How often a process says how far it is.
const REPORT_EVERY: Duration = Duration::from_secs(1);
/// So long whoever asked waits for the plan itself; small sessions are ready before.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How often it is tried to save a plan while others change what it does not depend on.
const TRIES: usize = 5;

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
    pub(in crate::dating) async fn asked(&self, dating: &Dating, terms: &Terms) -> Result<(Dating, Table)> {
        let mut asked = dating.under(terms)?;
        asked.met_before = self.met_before(dating).await?;
        let table = self.at_the_table(&asked).await?;
        Ok((asked, table))
    }

    /// Works an attempt out to its end. `ready` hears what came of it, if somebody still waits.
    async fn work(self, attempt: Attempt, asked: Dating, table: Table, ready: oneshot::Sender<Result<()>>) {
        let fair = asked.fair;
        let search = Arc::new(Search::within(Duration::from_secs(attempt.seconds.into())));
        // Where the process ends, this is dropped before the thread that searches is waited for.
        let _stop = StopWhenGone(search.clone());
        let (now, seed) = (self.now(), attempt.seed);
        let watched = search.clone();
        let working = tokio::task::spawn_blocking(move || best_plan(&asked, &table, seed, now, &watched));
        let came = self.watch(&attempt, &search, working).await;
        if let Err(error) = self.conclude(fair, &attempt, came, ready).await {
            tracing::error!(%error, "what came of an allocation cannot be kept");
        }
    }

    /// Says every second how far the search is and hears whether it is to stop, until it has come to its end.
    async fn watch(
        &self,
        attempt: &Attempt,
        search: &Search,
        mut working: JoinHandle<Result<SeatingPlan>>,
    ) -> Result<SeatingPlan> {
        loop {
            match timeout(REPORT_EVERY, &mut working).await {
                Ok(came) => return came.unwrap_or_else(|error| Err(Error::Unavailable(error.to_string()))),
                Err(_) => {
                    let (id, aim, progress) = (attempt.dating, attempt.aim, search.progress());
                    match self.stores.attempts.report(id, aim, &attempt.run, self.now(), progress).await {
                        Ok(Some(false)) => {}
                        Ok(Some(true) | None) => search.stop(),
                        Err(error) => tracing::warn!(%error, "how far an allocation is cannot be told"),
                    }
                }
            }
        }
    }

    /// Saves what came of it and tells whoever waits.
    async fn conclude(
        &self,
        fair: FairId,
        attempt: &Attempt,
        came: Result<SeatingPlan>,
        ready: oneshot::Sender<Result<()>>,
    ) -> Result<()> {
        let came = match (came, attempt.aim) {
            (Ok(plan), Aim::Plan) => self.adopt(attempt, plan).await,
            (Ok(plan), Aim::Compare) => {
                let met_before = self.met_before(&self.load_dating(attempt.dating).await?).await?;
                let end = End::Found { plan: Box::new(plan), met_before };
                self.end(fair, attempt, &end).await?;
                let _ = ready.send(Ok(()));
                return Ok(());
            }
            (Err(error), _) => Err(error),
        };
        // Who does not wait any more reads it when they come back.
        match came {
            Err(error) if ready.is_closed() => self.end(fair, attempt, &end_of(error)).await,
            came => {
                self.forget(fair, &attempt.by, attempt).await?;
                let _ = ready.send(came);
                Ok(())
            }
        }
    }

    /// Saves the plan, unless the session has become another one since. What it does not depend on may have changed.
    async fn adopt(&self, attempt: &Attempt, plan: SeatingPlan) -> Result<()> {
        for _ in 0..TRIES {
            let mine = self.stores.attempts.of(attempt.dating).await?;
            if !mine.iter().any(|one| one.run == attempt.run) {
                return Err(Refusal::WorkedOutForOther.into());
            }
            let dating = self.load_dating(attempt.dating).await?;
            let (asked, table) = self.asked(&dating, &attempt.terms).await?;
            let same = dating.terms() == attempt.terms && table.question(&asked) == attempt.question;
            if dating.has_started() || !same {
                return Err(Refusal::WorkedOutForOther.into());
            }
            let outcome =
                Outcome { plan: Some(plan.clone()), met_before: Some(asked.met_before), ..Outcome::default() };
            let saved = self.carry_out(&dating, &attempt.by, allocated(&dating), outcome, None, self.now()).await;
            match saved {
                Err(Error::Stale) => {}
                saved => return saved.map(|_| ()),
            }
        }
        Err(Error::Stale)
    }

    async fn end(&self, fair: FairId, attempt: &Attempt, end: &End) -> Result<()> {
        let note = self.attempt_note(fair, &attempt.by, attempt);
        let receipt = self.stores.attempts.end(attempt.dating, attempt.aim, &attempt.run, end, note).await?;
        self.tell(fair, &receipt).await;
        Ok(())
    }

    async fn forget(&self, fair: FairId, by: &str, attempt: &Attempt) -> Result<()> {
        let note = self.attempt_note(fair, by, attempt);
        let receipt = self.stores.attempts.forget(attempt.dating, attempt.aim, &attempt.run, note).await?;
        self.tell(fair, &receipt).await;
        Ok(())
    }

    fn attempt_note(&self, fair: FairId, by: &str, attempt: &Attempt) -> Note {
        self.note(fair, by, "dating.search", attempt.dating).tells(Change::Attempt { id: attempt.dating })
    }
}

/// Nobody waits for a search whose process is being ended.
struct StopWhenGone(Arc<Search>);

impl Drop for StopWhenGone {
    fn drop(&mut self) {
        self.0.stop();
    }
}

fn end_of(error: Error) -> End {
    match error {
        Error::Refused(Refusal::WorkedOutForOther) | Error::Stale | Error::NotFound => End::Overtaken,
        Error::Refused(because) => End::Refused { because },
        error => {
            tracing::error!(%error, "an allocation broke");
            End::Failed
        }
    }
}

pub(in crate::dating) fn seen_at(attempt: Attempt, now: UnixMillis) -> UnderWay {
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
