//! What people *do* at a fair: use cases by topic, the ports they need, and who asks.
//!
//! A use case reads like a sentence: load, decide, save, tell. Every one takes an actor from [`actor`], every write is
//! one transaction of a port, and what everybody may know is told by the [`live`] hub after the commit.

mod access;
pub mod actor;
mod archive;
mod associations;
mod dating;
pub mod error;
mod fairs;
mod founding;
mod importing;
mod letters;
pub mod live;
mod market;
mod placing;
pub mod ports;
mod profile;
mod programme;
mod qr;
mod seal;
mod second_factor;

pub use access::{SecondFactorRule, SignedIn};
pub use archive::Archive;
pub use dating::{Replayed, paper};
pub use error::{Error, Result};
pub use fairs::NewFairForm;
pub use importing::GivenList;

use domain::{
    FairId, Refusal, UnixMillis,
    fair::{Fair, Phase},
    live::{Change, Hello, LiveMessage},
    refusal::Input,
    text::Slug,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use live::{Hub, Published};
use ports::{Chance, Clock, CommandKey, EveryLetter, Fonts, Note, Post, Receipt, StoreError, Stores};
use std::sync::Arc;
use tokio::sync::{OnceCell, broadcast};

/// All use cases over one set of ports. Cheap to clone; made once by the process.
#[derive(Clone)]
pub struct Services {
    stores: Stores,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    post: Arc<dyn Post>,
    fonts: Arc<dyn Fonts>,
    hub: Hub,
    base_url: Arc<str>,
    second_factor_rule: SecondFactorRule,
    seal: Arc<OnceCell<seal::Seal>>,
    surroundings: Arc<dating::KeptSurroundings>,
}

impl Services {
    /// `base_url` begins the links in mails, without a slash at its end.
    pub fn new(
        stores: Stores,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        post: Arc<dyn Post>,
        base_url: String,
    ) -> Self {
        Self {
            stores,
            clock,
            chance,
            post,
            fonts: Arc::new(EveryLetter),
            hub: Hub::default(),
            base_url: base_url.trim_end_matches('/').into(),
            second_factor_rule: SecondFactorRule::default(),
            seal: Arc::default(),
            surroundings: Arc::default(),
        }
    }

    /// The same use cases, with what is asked of organisers who sign in.
    pub fn with_second_factor(self, second_factor_rule: SecondFactorRule) -> Self {
        Self { second_factor_rule, ..self }
    }

    /// The same use cases, with what paper is printed with.
    pub fn with_fonts(self, fonts: Arc<dyn Fonts>) -> Self {
        Self { fonts, ..self }
    }

    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    pub fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    /// The database answers.
    pub async fn health(&self) -> Result<()> {
        Ok(self.stores.fairs.ping().await?)
    }

    /// The newest revision of a fair and everything after it, without a hole between the two. While a fair is being
    /// prepared only those who are signed in may listen; `token` is their session's.
    pub async fn subscribe(
        &self,
        slug: &str,
        token: Option<&str>,
    ) -> Result<(Hello, broadcast::Receiver<LiveMessage>)> {
        let fair = self.load_fair(slug).await?;
        if fair.phase == Phase::Preparing {
            self.admitted(token).await.map_err(|error| match error {
                Error::Forbidden => Error::NotFound,
                other => other,
            })?;
        }
        let receiver = self.hub.listen(fair.id);
        let revision = self.stores.history.revision(fair.id).await?;
        Ok((Hello { revision, now: self.now() }, receiver))
    }

    /// What was told after `revision`; `None` where that is too long ago and a snapshot is cheaper.
    pub async fn since(&self, slug: &str, revision: i64) -> Result<Option<Vec<LiveMessage>>> {
        const MOST: u64 = 200;
        let fair = self.load_fair(slug).await?;
        let newest = self.stores.history.revision(fair.id).await?;
        let messages = self.stores.history.since(fair.id, revision, MOST).await?;
        let whole = messages.first().map_or(revision >= newest, |first| first.revision == revision + 1)
            && messages.last().is_none_or(|last| last.revision >= newest);
        Ok(whole.then_some(messages))
    }

    /// Publishes what other processes on the same database have committed; runs until the store gives up.
    pub async fn follow_other_processes(&self) -> Result<()> {
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let watching = {
            let history = self.stores.history.clone();
            tokio::spawn(async move { history.watch(tell).await })
        };
        while let Some((fair, newest)) = told.recv().await {
            if self.hub.newest(fair).is_none_or(|known| known < newest) {
                self.continue_from_history(fair, newest).await;
            }
        }
        watching.await.map_err(|e| Error::Unavailable(e.to_string()))?.map_err(Error::from)
    }

    /// Forgets what is over: links, sessions, old command keys, public history older than two days; and thirty days
    /// after a fair what its phones asked and wished.
    pub async fn tidy(&self) -> Result<()> {
        let now = self.now();
        for fair in self.stores.fairs.all().await? {
            if self.local(&fair, now).date() > fair.date.saturating_add(jiff::Span::new().days(30)) {
                self.stores.wishes.forget(fair.id).await?;
                self.stores.requests.forget(fair.id).await?;
            }
        }
        Ok(self.stores.accounts.tidy(now, now.plus(-2 * 24 * 3_600_000)).await?)
    }

    async fn load_fair(&self, slug: &str) -> Result<Fair> {
        let slug = Slug::parse(slug).map_err(|_| Error::NotFound)?;
        self.stores.fairs.by_slug(&slug).await?.ok_or(Error::NotFound)
    }

    /// A fair that visitors may see.
    async fn public_fair(&self, slug: &str) -> Result<Fair> {
        let fair = self.load_fair(slug).await?;
        if fair.phase == Phase::Preparing { Err(Error::NotFound) } else { Ok(fair) }
    }

    /// Whether a command was carried out already: sent again, it does nothing and is told that all is well.
    async fn was_done(&self, fair: FairId, key: &Option<CommandKey>) -> Result<bool> {
        match key {
            Some(key) => Ok(self.stores.history.knows_key(fair, key).await?),
            None => Ok(false),
        }
    }

    fn note(&self, fair: FairId, actor: &str, action: &'static str, subject: impl ToString) -> Note {
        Note {
            fair,
            at: self.now(),
            actor: actor.to_owned(),
            action,
            subject: subject.to_string(),
            key: None,
            tells: Vec::new(),
        }
    }

    /// Publish after commit, with the revisions that were committed.
    async fn tell(&self, fair: FairId, receipt: &Receipt) {
        if self.hub.publish(fair, &receipt.messages) == Published::Waiting {
            let newest = receipt.messages.last().map_or(0, |last| last.revision);
            self.continue_from_history(fair, newest).await;
        }
    }

    /// Reads once for everybody what this process has not published up to `newest`.
    async fn continue_from_history(&self, fair: FairId, newest: i64) {
        let known = self.hub.newest(fair).unwrap_or(newest - 1).min(newest);
        match self.stores.history.since(fair, known, 500).await {
            Ok(messages) => self.hub.continue_with(fair, &messages),
            Err(error) => {
                tracing::warn!(%error, "cannot read what was told in between");
                // Whoever listens sees the gap and asks.
                self.hub.continue_with(fair, &[]);
            }
        }
    }

    /// The civil time at the fair's place.
    fn local(&self, fair: &Fair, at: UnixMillis) -> DateTime {
        civil_time(&fair.timezone, at)
    }
}

fn civil_time(timezone: &str, at: UnixMillis) -> DateTime {
    let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
    let instant = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    zone.to_datetime(instant).round(jiff::Unit::Second).unwrap_or_else(|_| zone.to_datetime(instant))
}

/// Small words that make a note's sentence complete.
trait NoteWords {
    fn tells(self, change: Change) -> Self;
    fn keyed(self, key: Option<CommandKey>) -> Self;
}

impl NoteWords for Note {
    fn tells(mut self, change: Change) -> Self {
        self.tells.push(change);
        self
    }

    fn keyed(mut self, key: Option<CommandKey>) -> Self {
        self.key = key;
        self
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Error::NotFound,
            StoreError::Stale => Error::Stale,
            StoreError::Taken => Error::Refused(Refusal::Taken(Input::Name)),
            StoreError::Unavailable(detail) => {
                tracing::error!(detail, "the database does not do what it should");
                Error::Unavailable(detail)
            }
        }
    }
}
