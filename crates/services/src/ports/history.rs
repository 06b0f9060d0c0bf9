//! The public history of a fair (what phones were told) and the audit log (who did what).

use super::{CommandKey, StoreResult};
use async_trait::async_trait;
use domain::{
    FairId, UnixMillis,
    live::{Change, LiveMessage},
};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedSender;

/// One line of the audit log, or of the house's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Later lines have larger ones.
    pub id: i64,
    pub at: UnixMillis,
    pub actor: String,
    pub action: String,
    pub subject: String,
}

#[async_trait]
pub trait HistoryStore: Send + Sync {
    /// The newest revision of a fair's public history.
    async fn revision(&self, fair: FairId) -> StoreResult<i64>;
    /// Messages after `revision`, in order, at most `limit`.
    async fn since(&self, fair: FairId, revision: i64, limit: u64) -> StoreResult<Vec<LiveMessage>>;
    /// Whether that was ever told in a fair.
    async fn was_told(&self, fair: FairId, change: &Change) -> StoreResult<bool>;
    /// Whether a command with this key was carried out already.
    async fn knows_key(&self, fair: FairId, key: &CommandKey) -> StoreResult<bool>;
    /// The newest audit entries of a fair, newest first; with `before` those before that line.
    async fn audit(&self, fair: FairId, before: Option<i64>, limit: u64) -> StoreResult<Vec<AuditEntry>>;
    /// The same of the house: who was let in, and by whom.
    async fn house(&self, before: Option<i64>, limit: u64) -> StoreResult<Vec<AuditEntry>>;
    /// Tells of commits by other processes on the same database, by `(fair, newest revision)`, at once on PostgreSQL and
    /// within a second on SQLite (an import beside the running server); runs until the receiver is gone. Begins with every
    /// fair's newest revision and reconnects by itself.
    async fn watch(&self, tell: UnboundedSender<(FairId, i64)>) -> StoreResult<()>;
}
