//! Accounts, one-time links and sessions. Tokens are only ever stored hashed (SHA-256, 32 bytes).

use super::StoreResult;
use async_trait::async_trait;
use domain::{AccountId, UnixMillis, access::Role};

/// Somebody who may sign in. `email` is lower case and unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub role: Role,
}

/// A session to be kept.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token_hash: Vec<u8>,
    pub account: AccountId,
    pub created: UnixMillis,
    pub expires: UnixMillis,
}

/// A session that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub account: Account,
    pub created: UnixMillis,
    pub last_seen: UnixMillis,
    pub expires: UnixMillis,
}

#[async_trait]
pub trait AccountStore: Send + Sync {
    async fn all(&self) -> StoreResult<Vec<Account>>;
    async fn by_email(&self, email: &str) -> StoreResult<Option<Account>>;
    /// `Taken` where the address exists.
    async fn add(&self, email: &str, role: Role, at: UnixMillis) -> StoreResult<Account>;
    /// Removes an account with its sessions and links.
    async fn remove(&self, id: AccountId) -> StoreResult<()>;
    /// Keeps a one-time link. `browser_hash` binds it to the browser that asked; `None` for the link of the first start.
    async fn keep_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        account: AccountId,
        expires: UnixMillis,
    ) -> StoreResult<()>;
    /// Spends a link: returns the account once, and never again. `None` where it is unknown, spent, too old at `now`, or
    /// bound to another browser (which does not spend it).
    async fn spend_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        now: UnixMillis,
    ) -> StoreResult<Option<Account>>;
    async fn open_session(&self, session: NewSession) -> StoreResult<()>;
    /// The session if it is not over at `now`; notes that it was seen (at most once a minute).
    async fn session(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<Option<SessionRow>>;
    async fn close_session(&self, token_hash: &[u8]) -> StoreResult<()>;
    async fn close_all_sessions(&self, account: AccountId) -> StoreResult<()>;
    /// Forgets links and sessions that are over at `now`, and command keys and public history older than `before`.
    async fn tidy(&self, now: UnixMillis, before: UnixMillis) -> StoreResult<()>;
}
