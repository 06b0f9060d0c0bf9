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
    /// Whether signing in asks for a code beside the link.
    pub second_factor: bool,
}

/// What an authenticator app and the server share. Kept as it is: codes cannot be checked against a hash.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    pub secret: Vec<u8>,
    /// Whether a first code has shown that the app has it.
    pub confirmed: bool,
    /// The time step of the last code that was taken; codes of it and before are spent.
    pub last_step: i64,
}

/// A link that was spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpentLink {
    pub account: Account,
    /// Bound to no browser: printed for whoever owns the machine.
    pub printed: bool,
}

/// A session to be kept.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token_hash: Vec<u8>,
    pub account: AccountId,
    pub created: UnixMillis,
    pub expires: UnixMillis,
    /// Opens nothing until a code has been given.
    pub awaits_code: bool,
}

/// A session that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub account: Account,
    pub created: UnixMillis,
    pub last_seen: UnixMillis,
    pub expires: UnixMillis,
    pub awaits_code: bool,
}

/// What the log of the house says of a change, written in the same transaction. What belongs to a fair is a [`super::Note`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseNote {
    pub at: UnixMillis,
    /// Who: an account's address, or "command line".
    pub actor: String,
    /// What, as a stable word: `account.invite`.
    pub action: &'static str,
    /// To whom; no secrets.
    pub subject: String,
}

#[async_trait]
pub trait AccountStore: Send + Sync {
    async fn all(&self) -> StoreResult<Vec<Account>>;
    async fn by_email(&self, email: &str) -> StoreResult<Option<Account>>;
    /// `Taken` where the address exists.
    async fn add(&self, email: &str, role: Role, note: HouseNote) -> StoreResult<Account>;
    /// Removes an account with its sessions and links.
    async fn remove(&self, id: AccountId, note: HouseNote) -> StoreResult<()>;
    /// Keeps a one-time link. `browser_hash` binds it to the browser that asked; `None` for the link of the first start.
    async fn keep_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        account: AccountId,
        expires: UnixMillis,
    ) -> StoreResult<()>;
    /// How many links of the account are still good at `now`.
    async fn open_links(&self, account: AccountId, now: UnixMillis) -> StoreResult<u64>;
    /// Spends a link: returns the account once, and never again. `None` where it is unknown, spent, too old at `now`, or
    /// bound to another browser (which does not spend it).
    async fn spend_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        now: UnixMillis,
    ) -> StoreResult<Option<SpentLink>>;
    /// Whether a link is still good at `now`, in whichever browser it opens.
    async fn link_is_good(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<bool>;
    async fn second_factor(&self, account: AccountId) -> StoreResult<Option<SecondFactor>>;
    /// Replaces the secret by one that waits for its first code.
    async fn keep_secret(&self, account: AccountId, secret: Vec<u8>) -> StoreResult<()>;
    /// Takes the code of a time step, once: `false` where that step or a later one was taken before. The first confirms
    /// the secret. The note is written where it was taken.
    async fn take_code(&self, account: AccountId, step: i64, note: Option<HouseNote>) -> StoreResult<bool>;
    async fn drop_second_factor(&self, account: AccountId, note: Option<HouseNote>) -> StoreResult<()>;
    /// A session that awaited a code opens everything from now on.
    async fn admit_session(&self, token_hash: &[u8], note: HouseNote) -> StoreResult<()>;
    /// Notes a wrong code; returns how many there have been in this session since it was admitted.
    async fn note_wrong_code(&self, token_hash: &[u8]) -> StoreResult<i32>;
    async fn open_session(&self, session: NewSession, note: Option<HouseNote>) -> StoreResult<()>;
    /// The session if it is not over at `now`; notes that it was seen (at most once a minute).
    async fn session(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<Option<SessionRow>>;
    async fn close_session(&self, token_hash: &[u8], note: Option<HouseNote>) -> StoreResult<()>;
    async fn close_all_sessions(&self, account: AccountId, note: HouseNote) -> StoreResult<()>;
    /// Forgets links and sessions that are over at `now`, and command keys and public history older than `before`.
    async fn tidy(&self, now: UnixMillis, before: UnixMillis) -> StoreResult<()>;
}
