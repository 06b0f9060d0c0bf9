//! Links for projectors.

use crate::{
    connect::Database,
    entity::screen,
    error::failed,
    kept::{all, from_word},
    write::{Begun, one_row, only, repeated},
};
use async_trait::async_trait;
use domain::{DatingId, FairId, ScreenId, UnixMillis};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use services::ports::{NewScreen, Note, Receipt, ScreenRow, ScreenStore, StoreError, StoreResult};

#[async_trait]
impl ScreenStore for Database {
    async fn of(&self, dating: DatingId) -> StoreResult<Vec<ScreenRow>> {
        let rows = screen::Entity::find().filter(screen::Column::Dating.eq(dating.0));
        all(rows.order_by_asc(screen::Column::Id).all(&self.connection).await.map_err(failed)?)
    }

    async fn one(&self, id: ScreenId) -> StoreResult<Option<ScreenRow>> {
        let row = screen::Entity::find_by_id(id.0).one(&self.connection).await.map_err(failed)?;
        row.map(ScreenRow::try_from).transpose()
    }

    async fn make(&self, new: NewScreen, note: Note) -> StoreResult<(ScreenId, Receipt)> {
        let made = note.at;
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((ScreenId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        let row = screen::ActiveModel {
            id: NotSet,
            fair: Set(write.fair().0),
            dating: Set(new.dating.0),
            name: Set(new.name.to_string()),
            made: Set(made.0),
        };
        let id = row.insert(write.transaction()).await.map_err(failed)?.id;
        Ok((ScreenId(id), write.commit(&[id]).await?))
    }

    async fn remove(&self, id: ScreenId, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let of_fair = screen::Column::Fair.eq(write.fair().0);
        let delete = screen::Entity::delete_by_id(id.0).filter(of_fair.clone());
        let rows = delete.exec(write.transaction()).await.map_err(failed)?.rows_affected;
        one_row(write.transaction(), rows, screen::Entity::find_by_id(id.0).filter(of_fair)).await?;
        write.commit(&[]).await
    }
}

impl TryFrom<screen::Model> for ScreenRow {
    type Error = StoreError;

    fn try_from(row: screen::Model) -> StoreResult<Self> {
        Ok(Self {
            id: ScreenId(row.id),
            fair: FairId(row.fair),
            dating: DatingId(row.dating),
            name: from_word("screen.name", row.name)?,
            made: UnixMillis(row.made),
        })
    }
}
