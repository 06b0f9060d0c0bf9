//! An attempt while it is worked out: searched on a thread of its own, told every second, and kept or dropped at its end.

use super::{
    allocate::{allocated, best_plan},
    search::Search,
};
use crate::{Error, NoteWords, Result, Services, dating::seating::Table, ports::Note};
use domain::{
    FairId, Refusal,
    attempt::{Aim, Attempt, End},
    dating::{Dating, Outcome},
    live::Change,
    plan::SeatingPlan,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle, time::timeout};

/// How often a process says how far it is.
const REPORT_EVERY: Duration = Duration::from_secs(1);
/// How often it is tried to save a plan while others change what it does not depend on.
const TRIES: usize = 5;

impl Services {
    /// Works an attempt out to its end. `ready` hears what came of it, if somebody still waits.
    pub(super) async fn work(self, attempt: Attempt, asked: Dating, table: Table, ready: oneshot::Sender<Result<()>>) {
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

    pub(super) async fn forget(&self, fair: FairId, by: &str, attempt: &Attempt) -> Result<()> {
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
