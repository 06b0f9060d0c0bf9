//! The programme of the day.

use crate::{
    connect::Database,
    entity::item,
    error::failed,
    kept::{all, from_json, from_text, from_word, json, word},
    market::only,
    write::{Begun, repeated},
};
use async_trait::async_trait;
use domain::{FairId, ItemId, programme::Item};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use services::ports::{Note, ProgrammeStore, Receipt, StoreError, StoreResult};

#[async_trait]
impl ProgrammeStore for Database {
    async fn items(&self, fair: FairId) -> StoreResult<Vec<Item>> {
        let by_beginning = item::Entity::find()
            .filter(item::Column::Fair.eq(fair.0))
            .order_by_asc(item::Column::Starts)
            .order_by_asc(item::Column::Id);
        all(by_beginning.all(&self.connection).await.map_err(failed)?)
    }

    async fn add(&self, item: Item, note: Note) -> StoreResult<(ItemId, Receipt)> {
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((ItemId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        let id = insert_item(write.transaction(), write.fair(), &item).await?;
        Ok((id, write.commit(&[id.0]).await?))
    }

    async fn save(&self, item: &Item, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let row = item::ActiveModel { fair: NotSet, ..row_of(write.fair(), item)? };
        let update = item::Entity::update_many().set(row).filter(item::Column::Id.eq(item.id.0));
        let update = update.filter(item::Column::Fair.eq(write.fair().0));
        there(update.exec(write.transaction()).await.map_err(failed)?.rows_affected)?;
        write.commit(&[]).await
    }

    async fn remove(&self, id: ItemId, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let delete = item::Entity::delete_many().filter(item::Column::Id.eq(id.0));
        let delete = delete.filter(item::Column::Fair.eq(write.fair().0));
        there(delete.exec(write.transaction()).await.map_err(failed)?.rows_affected)?;
        write.commit(&[]).await
    }
}

fn there(rows: u64) -> StoreResult<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

pub(crate) async fn insert_item(transaction: &DatabaseTransaction, fair: FairId, item: &Item) -> StoreResult<ItemId> {
    Ok(ItemId(row_of(fair, item)?.insert(transaction).await.map_err(failed)?.id))
}

/// The row of an item, without its id.
fn row_of(fair: FairId, item: &Item) -> StoreResult<item::ActiveModel> {
    Ok(item::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        kind: Set(word(&item.kind)?),
        hue: Set(word(&item.hue)?),
        title: Set(json(&item.title)?),
        summary: Set(json(&item.summary)?),
        place: Set(item.place.clone()),
        starts: Set(item.starts.to_string()),
        ends: Set(item.ends.to_string()),
        languages: Set(json(&item.languages)?),
        step_free: Set(item.step_free),
    })
}

impl TryFrom<item::Model> for Item {
    type Error = StoreError;

    fn try_from(row: item::Model) -> StoreResult<Self> {
        Ok(Self {
            id: ItemId(row.id),
            fair: FairId(row.fair),
            kind: from_word("item.kind", row.kind)?,
            hue: from_word("item.hue", row.hue)?,
            title: from_json("item.title", row.title)?,
            summary: from_json("item.summary", row.summary)?,
            place: row.place,
            starts: from_text("item.starts", &row.starts)?,
            ends: from_text("item.ends", &row.ends)?,
            languages: from_json("item.languages", row.languages)?,
            step_free: row.step_free,
        })
    }
}
