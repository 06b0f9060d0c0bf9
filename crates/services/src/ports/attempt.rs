//! Tables being worked out: under way in one process, known to all of them.

use super::{Note, Receipt, StoreResult};
use async_trait::async_trait;
use domain::{
    DatingId, UnixMillis,
    attempt::{Aim, Attempt, End, Progress},
};

/// What became of beginning one.
#[derive(Clone, Debug, PartialEq)]
pub enum Begun {
    Begun(Receipt),
    /// The key had been used.
    Before,
    /// Another one of the session is under way, whatever its aim.
    Busy(Box<Attempt>),
}

#[async_trait]
pub trait AttemptStore: Send + Sync {
    /// Begins an attempt in the place of the last one of its aim, unless one of the session has no end yet and was heard of
    /// at `alive_since` or later.
    async fn begin(&self, attempt: &Attempt, alive_since: UnixMillis, note: Note) -> StoreResult<Begun>;
    /// The last attempt of each aim.
    async fn of(&self, dating: DatingId) -> StoreResult<Vec<Attempt>>;
    /// Says that run `run` is being worked on and how far it is, and hears whether it is to stop; `None` where it is not
    /// this run's turn any more.
    async fn report(
        &self,
        dating: DatingId,
        aim: Aim,
        run: &str,
        seen: UnixMillis,
        progress: Progress,
    ) -> StoreResult<Option<bool>>;
    /// Asks whatever is under way to stop.
    async fn stop(&self, dating: DatingId, note: Note) -> StoreResult<Receipt>;
    /// Writes down what came of run `run`; nothing where it is not its turn any more. Tells, and is in no log.
    async fn end(&self, dating: DatingId, aim: Aim, run: &str, end: &End, note: Note) -> StoreResult<Receipt>;
    /// Forgets run `run`, whatever came of it. Tells, and is in no log.
    async fn forget(&self, dating: DatingId, aim: Aim, run: &str, note: Note) -> StoreResult<Receipt>;
}
