//! The programme of the day.

use crate::{
    connect::Database,
    entity::item,
    error::failed,
    kept::{all, from_json, from_text, from_word, json, word},
    write::{Begun, Write, one_row, only, repeated},
};
use async_trait::async_trait;
use domain::{FairId, ItemId, programme::Item};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
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

    async fn save(&self, items: &[Item], note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        for item in items {
            let row = row_of(write.fair(), item.revision + 1, item)?;
            let row = item::ActiveModel { fair: NotSet, ..row };
            let expected = item::Column::Revision.eq(item.revision);
            let update = item::Entity::update_many().set(row).filter(of(&write, item.id)).filter(expected);
            let rows = update.exec(write.transaction()).await.map_err(failed)?.rows_affected;
            one_row(write.transaction(), rows, item::Entity::find().filter(of(&write, item.id))).await?;
        }
        write.commit(&[]).await
    }

    async fn remove(&self, id: ItemId, revision: i64, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let expected = item::Column::Revision.eq(revision);
        let delete = item::Entity::delete_many().filter(of(&write, id)).filter(expected);
        let rows = delete.exec(write.transaction()).await.map_err(failed)?.rows_affected;
        one_row(write.transaction(), rows, item::Entity::find().filter(of(&write, id))).await?;
        write.commit(&[]).await
    }
}

/// An item of the fair that is written to.
fn of(write: &Write, id: ItemId) -> Condition {
    Condition::all().add(item::Column::Fair.eq(write.fair().0)).add(item::Column::Id.eq(id.0))
}

pub(crate) async fn insert_item(transaction: &DatabaseTransaction, fair: FairId, item: &Item) -> StoreResult<ItemId> {
    Ok(ItemId(row_of(fair, 1, item)?.insert(transaction).await.map_err(failed)?.id))
}

/// The row of an item, without its id.
fn row_of(fair: FairId, revision: i64, item: &Item) -> StoreResult<item::ActiveModel> {
    Ok(item::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        revision: Set(revision),
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
            revision: row.revision,
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
