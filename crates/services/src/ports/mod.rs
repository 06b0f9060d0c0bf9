//! What the use cases need from the world: small traits, implemented by storage and by the process.
//!
//! Every write takes a [`Note`] and is one transaction: the change itself, the audit entry, the public history
//! (`Note::tells`) with the next revisions of the fair, and the command's key. The [`Receipt`] carries what was committed.

mod account;
mod announced;
mod association;
mod attempt;
mod dating;
mod fair;
mod history;
mod market;
mod pass;
mod request;
mod screen;
mod wish_again;
mod world;

pub use account::{Account, AccountStore, HouseNote, NewSession, SecondFactor, SessionRow, SpentLink};
pub use announced::AnnouncedStore;
pub use association::{AssociationStore, AssociationWrite, Together};
pub use attempt::{AttemptStore, Begun};
pub use dating::{DatingStore, LoggedStep};
pub use fair::{FairStore, Founding, NewFair};
pub use history::{AuditEntry, HistoryStore};
pub use market::{Ground, MarketStore, PlaceRule, Placing, ProgrammeStore};
pub use pass::PassStore;
pub use request::{NewRequest, Placed, RequestStore};
pub use screen::{NewScreen, ScreenRow, ScreenStore};
pub use wish_again::{Said, WishStore};
pub(crate) use world::EveryLetter;
pub use world::{Chance, Clock, Fonts, Mail, Post};

use domain::{
    FairId, UnixMillis,
    live::{Change, LiveMessage},
};
use std::sync::Arc;
use thiserror::Error;

/// Why a store could not do it.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("not there")]
    NotFound,
    /// The row's revision is not the expected one.
    #[error("changed by somebody else")]
    Stale,
    /// A unique name is taken.
    #[error("taken already")]
    Taken,
    /// The database does not answer, is full, or holds what cannot be read.
    #[error("{0}")]
    Unavailable(String),
}

pub type StoreResult<T> = Result<T, StoreError>;

/// The key a client gives its command, so that sending it twice acts once. 1 to 64 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommandKey(String);

impl CommandKey {
    pub fn parse(text: &str) -> Option<Self> {
        let ok = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        ok.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is written beside every change, in the same transaction.
#[derive(Clone, Debug)]
pub struct Note {
    pub fair: FairId,
    pub at: UnixMillis,
    /// Who, for the audit log: an account's name, or "command line".
    pub actor: String,
    /// What, as a stable word: `dating.mark`, `association.import`.
    pub action: &'static str,
    /// To which: a name or an id, no secrets.
    pub subject: String,
    /// `None` for commands that nobody sends twice.
    pub key: Option<CommandKey>,
    /// Public facts that change with it.
    pub tells: Vec<Change>,
}

/// What was committed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// One per told change, with the fair's next revisions; to be published now that the transaction is done.
    pub messages: Vec<LiveMessage>,
    /// The key had been used: nothing was changed this time.
    pub repeated: bool,
}

/// All ports of storage in one value.
#[derive(Clone)]
pub struct Stores {
    pub fairs: Arc<dyn FairStore>,
    pub associations: Arc<dyn AssociationStore>,
    pub market: Arc<dyn MarketStore>,
    pub programme: Arc<dyn ProgrammeStore>,
    pub datings: Arc<dyn DatingStore>,
    pub announced: Arc<dyn AnnouncedStore>,
    pub attempts: Arc<dyn AttemptStore>,
    pub accounts: Arc<dyn AccountStore>,
    pub history: Arc<dyn HistoryStore>,
    pub passes: Arc<dyn PassStore>,
    pub wishes: Arc<dyn WishStore>,
    pub requests: Arc<dyn RequestStore>,
    pub screens: Arc<dyn ScreenStore>,
}
