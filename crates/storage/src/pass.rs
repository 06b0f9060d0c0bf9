//! Personal links: the server's secret and the generations.

use crate::{
    connect::Database,
    entity::{pass, server_secret},
    error::failed,
    kept::unreadable,
    write::{Begun, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, ParticipantId, UnixMillis,
    pass::{PassChange, PassState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use services::ports::{Note, PassStore, Receipt, StoreError, StoreResult};

/// The only row of `server_secret`.
const ONLY: i64 = 1;

#[async_trait]
impl PassStore for Database {
    async fn secret(&self, fresh: [u8; 32]) -> StoreResult<[u8; 32]> {
        let kept = || server_secret::Entity::find_by_id(ONLY);
        if let Some(row) = kept().one(&self.connection).await.map_err(failed)? {
            return whole(row);
        }
        let writing = self.begin().await.map_err(failed)?;
        let row = server_secret::ActiveModel { id: Set(ONLY), secret: Set(fresh.to_vec()) };
        let insert = server_secret::Entity::insert(row)
            .on_conflict(OnConflict::column(server_secret::Column::Id).do_nothing().to_owned());
        insert.exec_without_returning(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        // Somebody else may have been first.
        whole(kept().one(&self.connection).await.map_err(failed)?.ok_or(StoreError::NotFound)?)
    }

    async fn of(&self, dating: DatingId) -> StoreResult<Vec<(ParticipantId, PassState)>> {
        let rows = pass::Entity::find().filter(pass::Column::Dating.eq(dating.0));
        let rows = rows.all(&self.connection).await.map_err(failed)?;
        rows.into_iter().map(|row| Ok((who(row.who)?, state(&row)?))).collect()
    }

    async fn one(&self, dating: DatingId, who: ParticipantId) -> StoreResult<PassState> {
        let row = pass::Entity::find_by_id((dating.0, who.0.into())).one(&self.connection).await.map_err(failed)?;
        row.map_or(Ok(PassState::default()), |row| state(&row))
    }

    async fn change(
        &self,
        dating: DatingId,
        who: ParticipantId,
        change: PassChange,
        note: Note,
    ) -> StoreResult<Receipt> {
        let at = note.at;
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let key = (dating.0, i64::from(who.0));
        let before = pass::Entity::find_by_id(key).one(write.transaction()).await.map_err(failed)?;
        let before = before.map_or(Ok(PassState::default()), |row| state(&row))?;
        let after = before.after(change, at);
        let row = pass::ActiveModel {
            dating: Set(key.0),
            who: Set(key.1),
            generation: Set(after.generation.into()),
            revoked: Set(after.revoked),
            changed_at: Set(after.changed_at.map(|at| at.0)),
        };
        let kept = OnConflict::columns([pass::Column::Dating, pass::Column::Who])
            .update_columns([pass::Column::Generation, pass::Column::Revoked, pass::Column::ChangedAt])
            .to_owned();
        let put = pass::Entity::insert(row).on_conflict(kept);
        put.exec_without_returning(write.transaction()).await.map_err(failed)?;
        write.commit(&[]).await
    }
}

fn whole(row: server_secret::Model) -> StoreResult<[u8; 32]> {
    row.secret.try_into().map_err(|_| unreadable("server_secret.secret", "not 32 bytes"))
}

fn state(row: &pass::Model) -> StoreResult<PassState> {
    let generation = row.generation.try_into().map_err(|e| unreadable("pass.generation", e))?;
    Ok(PassState { generation, revoked: row.revoked, changed_at: row.changed_at.map(UnixMillis) })
}

/// A participant's id from its column.
pub(crate) fn who(id: i64) -> StoreResult<ParticipantId> {
    id.try_into().map(ParticipantId).map_err(|e| unreadable("who", e))
}
