//! The public history of a fair, the audit log, and the ear for commits of other processes.

use crate::{
    connect::Database,
    entity::{audit, change, command, fair, house_log},
    error::failed,
    kept::{all, from_json, json, unreadable},
    write::CHANNEL,
};
use async_trait::async_trait;
use domain::{
    FairId, UnixMillis,
    live::{Change, LiveMessage},
};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sqlx::postgres::{PgListener, PgNotification},
};
use services::ports::{AuditEntry, CommandKey, HistoryStore, StoreError, StoreResult};
use std::{collections::HashMap, ops::ControlFlow, time::Duration};
use tokio::sync::mpsc::UnboundedSender;

/// How long to wait before listening again after the database went away.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);
/// SQLite tells nobody of a commit: whoever wants to know looks this often.
const LOOK_EVERY: Duration = Duration::from_millis(500);

#[async_trait]
impl HistoryStore for Database {
    async fn revision(&self, fair: FairId) -> StoreResult<i64> {
        let counter = fair::Entity::find_by_id(fair.0).select_only().column(fair::Column::LiveRevision);
        let revision = counter.into_tuple::<i64>().one(&self.connection).await.map_err(failed)?;
        revision.ok_or(StoreError::NotFound)
    }

    async fn since(&self, fair: FairId, revision: i64, limit: u64) -> StoreResult<Vec<LiveMessage>> {
        let later = change::Entity::find()
            .filter(change::Column::Fair.eq(fair.0))
            .filter(change::Column::Revision.gt(revision))
            .order_by_asc(change::Column::Revision)
            .limit(limit);
        all(later.all(&self.connection).await.map_err(failed)?)
    }

    async fn audit(&self, fair: FairId, before: Option<i64>, limit: u64) -> StoreResult<Vec<AuditEntry>> {
        let newest = audit::Entity::find()
            .filter(audit::Column::Fair.eq(fair.0))
            .filter(audit::Column::Id.lt(before.unwrap_or(i64::MAX)))
            .order_by_desc(audit::Column::Id)
            .limit(limit);
        Ok(newest.all(&self.connection).await.map_err(failed)?.into_iter().map(AuditEntry::from).collect())
    }

    async fn house(&self, before: Option<i64>, limit: u64) -> StoreResult<Vec<AuditEntry>> {
        let newest = house_log::Entity::find()
            .filter(house_log::Column::Id.lt(before.unwrap_or(i64::MAX)))
            .order_by_desc(house_log::Column::Id)
            .limit(limit);
        Ok(newest.all(&self.connection).await.map_err(failed)?.into_iter().map(AuditEntry::from).collect())
    }

    async fn was_told(&self, fair: FairId, change: &Change) -> StoreResult<bool> {
        let told = change::Entity::find()
            .filter(change::Column::Fair.eq(fair.0))
            .filter(change::Column::Body.eq(json(change)?));
        Ok(told.count(&self.connection).await.map_err(failed)? > 0)
    }

    async fn knows_key(&self, fair: FairId, key: &CommandKey) -> StoreResult<bool> {
        let done = command::Entity::find_by_id((fair.0, key.as_str().to_owned()));
        Ok(done.count(&self.connection).await.map_err(failed)? > 0)
    }

    /// Begins, and goes on after every gap, with the revisions of all fairs: what was said meanwhile is lost.
    async fn watch(&self, tell: UnboundedSender<(FairId, i64)>) -> StoreResult<()> {
        loop {
            let heard = match self.backend() {
                DbBackend::Postgres => self.listen(&tell).await,
                _ => self.look(&tell).await,
            };
            match heard {
                Ok(ControlFlow::Break(())) => return Ok(()),
                Ok(ControlFlow::Continue(())) => {}
                // The process ends and has closed the database.
                Err(_) if tell.is_closed() => return Ok(()),
                Err(error) => tracing::warn!(%error, "commits of other processes are not heard"),
            }
            tokio::select! {
                () = tell.closed() => return Ok(()),
                () = tokio::time::sleep(RECONNECT_AFTER) => {}
            }
        }
    }
}

impl Database {
    /// Listens until nobody wants to know any more (`Break`) or the connection is lost (`Continue`).
    async fn listen(&self, tell: &UnboundedSender<(FairId, i64)>) -> StoreResult<ControlFlow<()>> {
        let lost = |error: sea_orm::SqlxError| StoreError::Unavailable(error.to_string());
        let pool = self.connection.get_postgres_connection_pool();
        let mut ear = PgListener::connect_with(pool).await.map_err(lost)?;
        // A listener that came back by itself would hide the gap.
        ear.eager_reconnect(false);
        ear.listen(CHANNEL).await.map_err(lost)?;
        for (fair, revision) in self.revisions().await? {
            if tell.send((fair, revision)).is_err() {
                return Ok(ControlFlow::Break(()));
            }
        }
        loop {
            let heard = tokio::select! {
                () = tell.closed() => return Ok(ControlFlow::Break(())),
                heard = ear.try_recv() => heard.map_err(lost)?,
            };
            match heard {
                None => return Ok(ControlFlow::Continue(())),
                Some(words) => {
                    if tell.send(understand(&words)?).is_err() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
    }

    /// Looks at the counters again and again and tells which have moved; until nobody wants to know any more (`Break`).
    async fn look(&self, tell: &UnboundedSender<(FairId, i64)>) -> StoreResult<ControlFlow<()>> {
        let mut told = HashMap::new();
        loop {
            for (fair, revision) in self.revisions().await? {
                if told.insert(fair, revision) != Some(revision) && tell.send((fair, revision)).is_err() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            tokio::select! {
                () = tell.closed() => return Ok(ControlFlow::Break(())),
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// The newest revision of every fair.
    async fn revisions(&self) -> StoreResult<Vec<(FairId, i64)>> {
        let counters = fair::Entity::find().select_only().column(fair::Column::Id).column(fair::Column::LiveRevision);
        let counters = counters.into_tuple::<(i64, i64)>().all(&self.connection).await.map_err(failed)?;
        Ok(counters.into_iter().map(|(fair, revision)| (FairId(fair), revision)).collect())
    }
}

fn understand(notification: &PgNotification) -> StoreResult<(FairId, i64)> {
    let words = notification.payload();
    let pair = words.split_once(' ').and_then(|(fair, revision)| Some((fair.parse().ok()?, revision.parse().ok()?)));
    pair.ok_or_else(|| unreadable("notification", words))
}

impl TryFrom<change::Model> for LiveMessage {
    type Error = StoreError;

    fn try_from(row: change::Model) -> StoreResult<Self> {
        Ok(Self { revision: row.revision, at: UnixMillis(row.at), change: from_json("change.body", row.body)? })
    }
}

impl From<audit::Model> for AuditEntry {
    fn from(row: audit::Model) -> Self {
        let audit::Model { id, at, actor, action, subject, .. } = row;
        Self { id, at: UnixMillis(at), actor, action, subject }
    }
}

impl From<house_log::Model> for AuditEntry {
    fn from(row: house_log::Model) -> Self {
        let house_log::Model { id, at, actor, action, subject } = row;
        Self { id, at: UnixMillis(at), actor, action, subject }
    }
}
