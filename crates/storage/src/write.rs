//! The shape of every write: hold the fair, do the change, then the public history, the audit log and the command's
//! key, then commit.
//!
//! Writers of one fair follow each other: on PostgreSQL by the lock on the fair's row, on SQLite by its only writer.
//! That makes the revisions of the public history gapless, and a command that is sent twice finds its own key.

use crate::{
    connect::{Database, Writing},
    entity::{audit, change, command, fair},
    error::failed,
    kept::{from_json, json, unreadable},
};
use domain::{FairId, UnixMillis, live::LiveMessage};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect, Select, Statement, sea_query::LockType,
};
use services::ports::{Note, Receipt, StoreError, StoreResult};

/// Where processes on the same PostgreSQL tell each other of commits: `<fair> <newest revision>`.
pub(crate) const CHANNEL: &str = "insist";

/// What a write finds when it begins.
pub(crate) enum Begun {
    Write(Write),
    /// The key was used before; with the ids the command made then.
    Repeated(Vec<i64>),
}

/// The id a repeated command made.
pub(crate) fn only(made: &[i64]) -> StoreResult<i64> {
    made.first().copied().ok_or_else(|| unreadable("command.made", "no id"))
}

/// A write that holds its fair.
pub(crate) struct Write {
    writing: Writing,
    note: Note,
    /// The newest revision of the public history before this write.
    revision: i64,
}

impl Database {
    /// Begins the write that `note` describes. `NotFound` where there is no such fair.
    pub(crate) async fn write(&self, note: Note) -> StoreResult<Begun> {
        let writing = self.begin().await.map_err(failed)?;
        let revision = hold(&writing.transaction, note.fair).await?;
        if let Some(key) = &note.key {
            let done = command::Entity::find_by_id((note.fair.0, key.as_str().to_owned()));
            if let Some(done) = done.one(&writing.transaction).await.map_err(failed)? {
                return Ok(Begun::Repeated(from_json("made", done.made)?));
            }
        }
        Ok(Begun::Write(Write { writing, note, revision }))
    }
}

impl Write {
    pub(crate) fn transaction(&self) -> &DatabaseTransaction {
        &self.writing.transaction
    }

    pub(crate) fn fair(&self) -> FairId {
        self.note.fair
    }

    /// `Stale` where anything public has changed since the revision that this write was worked out from.
    pub(crate) fn continues(&self, based_on: i64) -> StoreResult<()> {
        if self.revision == based_on { Ok(()) } else { Err(StoreError::Stale) }
    }

    /// What the log says it was about, where that is known only now.
    pub(crate) fn about(&mut self, subject: String) {
        self.note.subject = subject;
    }

    /// Writes what stands beside the change and commits all of it. `made` are the ids of new rows, for a repetition.
    pub(crate) async fn commit(self, made: &[i64]) -> StoreResult<Receipt> {
        let messages = self.tell().await?;
        let Self { writing, note, .. } = self;
        log(&writing.transaction, note.fair, note.at, &note.actor, note.action, &note.subject).await?;
        if let Some(key) = &note.key {
            let done = command::ActiveModel {
                fair: Set(note.fair.0),
                key: Set(key.as_str().to_owned()),
                at: Set(note.at.0),
                made: Set(json(&made)?),
            };
            command::Entity::insert(done).exec_without_returning(&writing.transaction).await.map_err(failed)?;
        }
        writing.commit().await.map_err(failed)?;
        Ok(Receipt { messages, repeated: false })
    }

    /// Writes what stands beside the change and commits, but for the audit log, which has a line of how it began.
    pub(crate) async fn commit_unlogged(self) -> StoreResult<Receipt> {
        let messages = self.tell().await?;
        self.writing.commit().await.map_err(failed)?;
        Ok(Receipt { messages, repeated: false })
    }

    /// Commits the change alone: there is nothing to tell, and nothing that belongs into the log.
    pub(crate) async fn commit_quietly(self) -> StoreResult<Receipt> {
        self.writing.commit().await.map_err(failed)?;
        Ok(Receipt { messages: Vec::new(), repeated: false })
    }

    /// Continues the fair's public history.
    async fn tell(&self) -> StoreResult<Vec<LiveMessage>> {
        let Some(newest) = (!self.note.tells.is_empty()).then_some(self.revision + self.note.tells.len() as i64) else {
            return Ok(Vec::new());
        };
        let (transaction, fair, at) = (self.transaction(), self.note.fair, self.note.at);
        let messages: Vec<LiveMessage> = (self.revision + 1..)
            .zip(&self.note.tells)
            .map(|(revision, change)| LiveMessage { revision, at, change: change.clone() })
            .collect();
        for message in &messages {
            let step = change::ActiveModel {
                fair: Set(fair.0),
                revision: Set(message.revision),
                at: Set(at.0),
                body: Set(json(&message.change)?),
            };
            change::Entity::insert(step).exec_without_returning(transaction).await.map_err(failed)?;
        }
        let counter = fair::ActiveModel { live_revision: Set(newest), ..Default::default() };
        let counted = fair::Entity::update_many().set(counter).filter(fair::Column::Id.eq(fair.0));
        counted.exec(transaction).await.map_err(failed)?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            let payload = format!("{fair} {newest}");
            let tell = "SELECT pg_notify($1, $2)";
            let tell = Statement::from_sql_and_values(DbBackend::Postgres, tell, [CHANNEL.into(), payload.into()]);
            transaction.execute_raw(tell).await.map_err(failed)?;
        }
        Ok(messages)
    }
}

/// Holds a fair until the transaction ends and returns the newest revision of its public history.
pub(crate) async fn hold(transaction: &DatabaseTransaction, fair: FairId) -> StoreResult<i64> {
    let counter = fair::Entity::find_by_id(fair.0).select_only().column(fair::Column::LiveRevision);
    let held = counter.lock(LockType::NoKeyUpdate).into_tuple::<i64>().one(transaction).await.map_err(failed)?;
    held.ok_or(StoreError::NotFound)
}

/// Adds a line to the audit log.
pub(crate) async fn log(
    transaction: &DatabaseTransaction,
    fair: FairId,
    at: UnixMillis,
    actor: &str,
    action: &str,
    subject: &str,
) -> StoreResult<()> {
    let line = audit::ActiveModel {
        fair: Set(fair.0),
        at: Set(at.0),
        actor: Set(actor.to_owned()),
        action: Set(action.to_owned()),
        subject: Set(subject.to_owned()),
        ..Default::default()
    };
    line.insert(transaction).await.map_err(failed)?;
    Ok(())
}

/// Judges a change that expected one row: `NotFound` where the row is gone, `Stale` where it has moved on.
pub(crate) async fn one_row<E>(transaction: &DatabaseTransaction, rows: u64, row: Select<E>) -> StoreResult<()>
where
    E: EntityTrait,
    E::Model: Sync,
{
    if rows == 1 {
        return Ok(());
    }
    let still_there = row.count(transaction).await.map_err(failed)? > 0;
    Err(if still_there { StoreError::Stale } else { StoreError::NotFound })
}

/// The receipt of a command that was done before.
pub(crate) fn repeated() -> Receipt {
    Receipt { messages: Vec::new(), repeated: true }
}
