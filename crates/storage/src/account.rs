//! Accounts, one-time links and sessions.

use crate::{
    connect::Database,
    entity::{account, change, command, house_log, second_factor, session, sign_in_link},
    error::failed,
    kept::{from_word, word},
};
use async_trait::async_trait;
use domain::{AccountId, UnixMillis, access::Role};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use services::ports::{
    Account, AccountStore, HouseNote, NewSession, SecondFactor, SessionRow, SpentLink, StoreError, StoreResult,
};
use std::collections::HashSet;

/// How often a session's last use is written down.
const NOTE_EVERY_MS: i64 = 60_000;

#[async_trait]
impl AccountStore for Database {
    async fn all(&self) -> StoreResult<Vec<Account>> {
        let by_age = account::Entity::find().order_by_asc(account::Column::Id);
        let confirmed = second_factor::Entity::find().filter(second_factor::Column::Confirmed.eq(true));
        let confirmed = confirmed.all(&self.connection).await.map_err(failed)?;
        let confirmed: HashSet<i64> = confirmed.into_iter().map(|row| row.account).collect();
        let rows = by_age.all(&self.connection).await.map_err(failed)?;
        rows.into_iter().map(|row| kept(confirmed.contains(&row.id), row)).collect()
    }

    async fn by_email(&self, email: &str) -> StoreResult<Option<Account>> {
        let row = account::Entity::find().filter(account::Column::Email.eq(email.to_lowercase()));
        match row.one(&self.connection).await.map_err(failed)? {
            Some(row) => Ok(Some(with_factor(&self.connection, row).await?)),
            None => Ok(None),
        }
    }

    async fn add(&self, email: &str, role: Role, note: HouseNote) -> StoreResult<Account> {
        let row = account::ActiveModel {
            id: NotSet,
            email: Set(email.to_lowercase()),
            role: Set(word(&role)?),
            created: Set(note.at.0),
        };
        let writing = self.begin().await.map_err(failed)?;
        let account = kept(false, row.insert(&writing.transaction).await.map_err(failed)?)?;
        log(&writing.transaction, Some(note)).await?;
        writing.commit().await.map_err(failed)?;
        Ok(account)
    }

    async fn remove(&self, id: AccountId, note: HouseNote) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let removed = account::Entity::delete_by_id(id.0).exec(&writing.transaction).await.map_err(failed)?;
        if removed.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        log(&writing.transaction, Some(note)).await?;
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

    async fn open_links(&self, account: AccountId, now: UnixMillis) -> StoreResult<u64> {
        let open = sign_in_link::Entity::find()
            .filter(sign_in_link::Column::Account.eq(account.0))
            .filter(sign_in_link::Column::Expires.gt(now.0));
        open.count(&self.connection).await.map_err(failed)
    }

    async fn spend_link(
        &self,
        token_hash: &[u8],
        browser_hash: Option<&[u8]>,
        now: UnixMillis,
    ) -> StoreResult<Option<SpentLink>> {
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
        let printed = link.browser_hash.is_none();
        let spent = sign_in_link::Entity::delete_by_id(link.token_hash).exec(transaction).await.map_err(failed)?;
        if spent.rows_affected == 0 {
            return Ok(None);
        }
        let account = with_factor(transaction, owner).await?;
        writing.commit().await.map_err(failed)?;
        Ok(Some(SpentLink { account, printed }))
    }

    async fn link_is_good(&self, token_hash: &[u8], now: UnixMillis) -> StoreResult<bool> {
        let good =
            sign_in_link::Entity::find_by_id(token_hash.to_vec()).filter(sign_in_link::Column::Expires.gt(now.0));
        Ok(good.count(&self.connection).await.map_err(failed)? > 0)
    }

    async fn second_factor(&self, account: AccountId) -> StoreResult<Option<SecondFactor>> {
        let row = second_factor::Entity::find_by_id(account.0).one(&self.connection).await.map_err(failed)?;
        Ok(row.map(|row| SecondFactor { secret: row.secret, confirmed: row.confirmed, last_step: row.last_step }))
    }

    async fn keep_secret(&self, account: AccountId, secret: Vec<u8>) -> StoreResult<()> {
        let row = second_factor::ActiveModel {
            account: Set(account.0),
            secret: Set(secret),
            confirmed: Set(false),
            last_step: Set(0),
        };
        let columns =
            [second_factor::Column::Secret, second_factor::Column::Confirmed, second_factor::Column::LastStep];
        let mut anew = OnConflict::column(second_factor::Column::Account);
        anew.update_columns(columns);
        let writing = self.begin().await.map_err(failed)?;
        second_factor::Entity::insert(row)
            .on_conflict(anew)
            .exec_without_returning(&writing.transaction)
            .await
            .map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn take_code(&self, account: AccountId, step: i64, note: Option<HouseNote>) -> StoreResult<bool> {
        let taken = second_factor::ActiveModel { confirmed: Set(true), last_step: Set(step), ..Default::default() };
        let newer = second_factor::Entity::update_many()
            .set(taken)
            .filter(second_factor::Column::Account.eq(account.0))
            .filter(second_factor::Column::LastStep.lt(step));
        let writing = self.begin().await.map_err(failed)?;
        let updated = newer.exec(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, note.filter(|_| updated.rows_affected > 0)).await?;
        writing.commit().await.map_err(failed)?;
        Ok(updated.rows_affected > 0)
    }

    async fn drop_second_factor(&self, account: AccountId, note: Option<HouseNote>) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        second_factor::Entity::delete_by_id(account.0).exec(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, note).await?;
        writing.commit().await.map_err(failed)
    }

    async fn admit_session(&self, token_hash: &[u8], note: HouseNote) -> StoreResult<()> {
        let admitted = session::ActiveModel { awaits_code: Set(false), wrong_codes: Set(0), ..Default::default() };
        let writing = self.begin().await.map_err(failed)?;
        let update =
            session::Entity::update_many().set(admitted).filter(session::Column::TokenHash.eq(token_hash.to_vec()));
        update.exec(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, Some(note)).await?;
        writing.commit().await.map_err(failed)
    }

    async fn note_wrong_code(&self, token_hash: &[u8]) -> StoreResult<i32> {
        let writing = self.begin().await.map_err(failed)?;
        let one_more = session::Entity::update_many()
            .col_expr(session::Column::WrongCodes, Expr::col(session::Column::WrongCodes).add(1))
            .filter(session::Column::TokenHash.eq(token_hash.to_vec()));
        one_more.exec(&writing.transaction).await.map_err(failed)?;
        let row = session::Entity::find_by_id(token_hash.to_vec()).one(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        Ok(row.map_or(0, |row| row.wrong_codes))
    }

    async fn open_session(&self, session: NewSession, note: Option<HouseNote>) -> StoreResult<()> {
        let row = session::ActiveModel {
            token_hash: Set(session.token_hash),
            account: Set(session.account.0),
            created: Set(session.created.0),
            last_seen: Set(session.created.0),
            expires: Set(session.expires.0),
            awaits_code: Set(session.awaits_code),
            wrong_codes: Set(0),
        };
        let writing = self.begin().await.map_err(failed)?;
        session::Entity::insert(row).exec_without_returning(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, note).await?;
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
            account: with_factor(&self.connection, owner).await?,
            created: UnixMillis(row.created),
            last_seen: UnixMillis(row.last_seen),
            expires: UnixMillis(row.expires),
            awaits_code: row.awaits_code,
        }))
    }

    async fn close_session(&self, token_hash: &[u8], note: Option<HouseNote>) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let closed =
            session::Entity::delete_by_id(token_hash.to_vec()).exec(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, note.filter(|_| closed.rows_affected > 0)).await?;
        writing.commit().await.map_err(failed)
    }

    async fn close_all_sessions(&self, account: AccountId, note: HouseNote) -> StoreResult<()> {
        let writing = self.begin().await.map_err(failed)?;
        let of_account = session::Entity::delete_many().filter(session::Column::Account.eq(account.0));
        of_account.exec(&writing.transaction).await.map_err(failed)?;
        log(&writing.transaction, Some(note)).await?;
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

/// Adds a line to the log of the house, where there is one to add.
async fn log(transaction: &DatabaseTransaction, note: Option<HouseNote>) -> StoreResult<()> {
    let Some(HouseNote { at, actor, action, subject }) = note else { return Ok(()) };
    let line = house_log::ActiveModel {
        id: NotSet,
        at: Set(at.0),
        actor: Set(actor),
        action: Set(action.to_owned()),
        subject: Set(subject),
    };
    line.insert(transaction).await.map_err(failed)?;
    Ok(())
}

/// The account with whether its second factor is confirmed.
async fn with_factor(connection: &impl ConnectionTrait, row: account::Model) -> StoreResult<Account> {
    let factor = second_factor::Entity::find_by_id(row.id).one(connection).await.map_err(failed)?;
    kept(factor.is_some_and(|factor| factor.confirmed), row)
}

fn kept(second_factor: bool, row: account::Model) -> StoreResult<Account> {
    Ok(Account { id: AccountId(row.id), email: row.email, role: from_word("account.role", row.role)?, second_factor })
}
