//! Dating sessions: set-up, allocation, the day itself, and what the public sees of them.

mod allocate;
mod board;
mod day;
mod desk;
mod problem;
mod setup;
mod words;

use crate::{
    Error, NoteWords, Result, Services,
    ports::{CommandKey, Note, Receipt},
};
use domain::{DatingId, dating::Dating, live::Change};
use problem::Table as SeatTable;

impl Services {
    async fn load_dating(&self, id: DatingId) -> Result<Dating> {
        self.stores.datings.one(id).await?.ok_or(Error::NotFound)
    }

    /// Loads a session that must be at the revision somebody looked at.
    async fn load_expected(&self, id: DatingId, expects: i64) -> Result<Dating> {
        let dating = self.load_dating(id).await?;
        if dating.revision == expects { Ok(dating) } else { Err(Error::Stale) }
    }

    /// Like [`Services::load_expected`]; `None` where the command was carried out already.
    async fn load_once(&self, id: DatingId, expects: i64, key: &Option<CommandKey>) -> Result<Option<Dating>> {
        let dating = self.load_dating(id).await?;
        if self.was_done(dating.fair, key).await? {
            return Ok(None);
        }
        if dating.revision == expects { Ok(Some(dating)) } else { Err(Error::Stale) }
    }

    /// Saves with an entry in the log, then tells everybody if there is something they may know.
    async fn save_dating(&self, dating: &Dating, note: Note) -> Result<Receipt> {
        let receipt = self.stores.datings.save(dating, note).await?;
        self.tell(dating.fair, &receipt);
        Ok(receipt)
    }

    fn dating_note(&self, dating: &Dating, actor: &str, action: &'static str, key: Option<CommandKey>) -> Note {
        let note = self.note(dating.fair, actor, action, &dating.setting.title).keyed(key);
        note.tells(Change::Dating { id: dating.id })
    }

    /// The session and what the engine needs to know of its people.
    async fn at_the_table(&self, dating: &Dating) -> Result<SeatTable> {
        let associations = self.stores.associations.all(dating.fair).await?;
        let fields = self.stores.associations.fields(dating.fair).await?;
        Ok(SeatTable::lay(dating, &associations, &fields))
    }
}

/// Runs arithmetic beside the threads that answer requests.
async fn on_a_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.to_string()))
}
