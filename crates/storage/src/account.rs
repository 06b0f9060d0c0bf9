//! Accounts, one-time links and sessions.

use crate::{
    connect::Database,
    entity::{account, change, command, session, sign_in_link},
    error::failed,
    kept::{all, from_word, word},
};
use async_trait::async_trait;
use domain::{AccountId, UnixMillis, access::Role};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use services::ports::{Account, AccountStore, NewSession, SessionRow, StoreError, StoreResult};

/// How often a session's last use is written down.
const NOTE_EVERY_MS: i64 = 60_000;

#[async_trait]
impl AccountStore for Database {
    async fn all(&self) -> StoreResult<Vec<Account>> {
        let by_age = account::Entity::find().order_by_asc(account::Column::Id);
        all(by_age.all(&self.connection).await.map_err(failed)?)
    }

    async fn by_email(&self, email: &str) -> StoreResult<Option<Account>> {
        let row = account::Entity::find().filter(account::Column::Email.eq(email.to_lowercase()));
        row.one(&self.connection).await.map_err(failed)?.map(Account::try_from).transpose()
    }

    async fn add(&self, email: &str, role: Role, at: UnixMillis) -> StoreResult<Account> {
        let row = account::ActiveModel {
            id: NotSet,
            email: Set(email.to_lowercase()),
            role: Set(word(&role)?),
            created: Set(at.0),
        };
        let writing = self.begin().await.map_err(failed)?;
        let account = Account::try_from(row.insert(&writing.transaction).await.map_err(failed)?)?;
        writing.commit().await.map_err(failed)?;
        Ok(account)
    }

    async fn remove(&self, id: AccountId) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let removed = account::Entity::delete_by_id(id.0).exec(&writing.transaction).await.map_err(failed)?;
        if removed.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        writing.commit().await.map_err(failed)
    }

    async fn keep_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        account: AccountId,
        expires: UnixMillis,
    ) -> StoreResult<()> {
        let row = sign_in_link::ActiveModel {
            token_hash: Set(token_hash.to_vec()),
            browser_hash: Set(browser_hash.map(<[u8]>::to_vec)),
            account: Set(account.0),
            expires: Set(expires.0),
        };
        let writing = self.begin().await.map_err(failed)?;
        sign_in_link::Entity::insert(row).exec_without_returning(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn spend_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        now: UnixMillis,
    ) -> StoreResult<Option<Account>> {
        let writing = self.begin().await.map_err(failed)?;
        let transaction = &writing.transaction;
        let valid = sign_in_link::Entity::find_by_id(token_hash.to_vec())
            .filter(sign_in_link::Column::Expires.gt(now.0))
            .find_also_related(account::Entity);
        let Some((link, Some(owner))) = valid.one(transaction).await.map_err(failed)? else {
            return Ok(None);
        };
        if link.browser_hash.as_deref().is_some_and(|bound| browser_hash != Some(bound)) {
            return Ok(None);
        }
        // Two may have come this far; the row goes away only once.
        let spent = sign_in_link::Entity::delete_by_id(link.token_hash).exec(transaction).await.map_err(failed)?;
        if spent.rows_affected == 0 {
            return Ok(None);
        }
        writing.commit().await.map_err(failed)?;
        Account::try_from(owner).map(Some)
    }

    async fn open_session(&self, session: NewSession) -> StoreResult<()> {
        let row = session::ActiveModel {
            token_hash: Set(session.token_hash),
            account: Set(session.account.0),
            created: Set(session.created.0),
            last_seen: Set(session.created.0),
            expires: Set(session.expires.0),
        };
        let writing = self.begin().await.map_err(failed)?;
        session::Entity::insert(row).exec_without_returning(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    /// `last_seen` is the time before this one.
    async fn session(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<Option<SessionRow>> {
        let open = session::Entity::find_by_id(token_hash.to_vec())
            .filter(session::Column::Expires.gt(now.0))
            .find_also_related(account::Entity);
        let Some((row, Some(owner))) = open.one(&self.connection).await.map_err(failed)? else {
            return Ok(None);
        };
        if now.0 - row.last_seen >= NOTE_EVERY_MS {
            // Who may read a page may read it also while nothing can be written.
            if let Err(error) = self.note_seen(token_hash, now).await {
                tracing::warn!(%error, "the last use of a session was not noted");
            }
        }
        Ok(Some(SessionRow {
            account: owner.try_into()?,
            created: UnixMillis(row.created),
            last_seen: UnixMillis(row.last_seen),
            expires: UnixMillis(row.expires),
        }))
    }

    async fn close_session(&self, token_hash: &[u8]) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        session::Entity::delete_by_id(token_hash.to_vec()).exec(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn close_all_sessions(&self, account: AccountId) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let of_account = session::Entity::delete_many().filter(session::Column::Account.eq(account.0));
        of_account.exec(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn tidy(&self, now: UnixMillis, before: UnixMillis) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let transaction = &writing.transaction;
        let links = sign_in_link::Entity::delete_many().filter(sign_in_link::Column::Expires.lte(now.0));
        links.exec(transaction).await.map_err(failed)?;
        let sessions = session::Entity::delete_many().filter(session::Column::Expires.lte(now.0));
        sessions.exec(transaction).await.map_err(failed)?;
        let keys = command::Entity::delete_many().filter(command::Column::At.lt(before.0));
        keys.exec(transaction).await.map_err(failed)?;
        let history = change::Entity::delete_many().filter(change::Column::At.lt(before.0));
        history.exec(transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}

impl Database {
    async fn note_seen(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let seen = session::ActiveModel { last_seen: Set(now.0), ..Default::default() };
        let update =
            session::Entity::update_many().set(seen).filter(session::Column::TokenHash.eq(token_hash.to_vec()));
        update.exec(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}

impl TryFrom<account::Model> for Account {
    type Error = StoreError;

    fn try_from(row: account::Model) -> StoreResult<Self> {
        Ok(Self { id: AccountId(row.id), email: row.email, role: from_word("account.role", row.role)? })
    }
}
