//! Fairs: found, look up, save.

use crate::{
    connect::Database,
    entity::fair,
    error::failed,
    kept::{all, from_json, from_text, from_word, json, word},
    write::{Begun, one_row, repeated},
};
use async_trait::async_trait;
use domain::{FairId, UnixMillis, fair::Fair, text::Slug};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use services::ports::{FairStore, Founding, Note, Receipt, StoreError, StoreResult};

#[async_trait]
impl FairStore for Database {
    async fn all(&self) -> StoreResult<Vec<Fair>> {
        let newest_first = fair::Entity::find().order_by_desc(fair::Column::Date).order_by_desc(fair::Column::Id);
        all(newest_first.all(&self.connection).await.map_err(failed)?)
    }

    async fn by_slug(&self, slug: &Slug) -> StoreResult<Option<Fair>> {
        let row = fair::Entity::find().filter(fair::Column::Slug.eq(slug.as_str())).one(&self.connection).await;
        row.map_err(failed)?.map(Fair::try_from).transpose()
    }

    async fn by_id(&self, id: FairId) -> StoreResult<Option<Fair>> {
        let row = fair::Entity::find_by_id(id.0).one(&self.connection).await;
        row.map_err(failed)?.map(Fair::try_from).transpose()
    }

    async fn found(&self, founding: Founding, actor: &str, at: UnixMillis) -> StoreResult<Fair> {
        self.found_with_everything(founding, actor, at).await
    }

    async fn save(&self, fair: &Fair, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        // The address of a fair is printed on paper and stays.
        let row = fair::ActiveModel { revision: Set(fair.revision + 1), slug: NotSet, ..row_of(fair)? };
        let same = fair::Entity::find_by_id(fair.id.0).filter(fair::Column::Id.eq(write.fair().0));
        let saved = fair::Entity::update_many()
            .set(row)
            .filter(fair::Column::Id.eq(fair.id.0))
            .filter(fair::Column::Id.eq(write.fair().0))
            .filter(fair::Column::Revision.eq(fair.revision));
        let saved = saved.exec(write.transaction()).await.map_err(failed)?;
        one_row(write.transaction(), saved.rows_affected, same).await?;
        write.commit(&[]).await
    }

    async fn ping(&self) -> StoreResult<()> {
        let any = fair::Entity::find().select_only().column(fair::Column::Id).limit(1);
        any.into_tuple::<i64>().one(&self.connection).await.map_err(failed)?;
        Ok(())
    }
}

/// The row of a fair, without its id.
pub(crate) fn row_of(fair: &Fair) -> StoreResult<fair::ActiveModel> {
    Ok(fair::ActiveModel {
        id: NotSet,
        revision: Set(fair.revision),
        live_revision: NotSet,
        slug: Set(word(&fair.slug)?),
        title: Set(word(&fair.title)?),
        claim: Set(json(&fair.claim)?),
        date: Set(fair.date.to_string()),
        venue: Set(fair.venue.clone()),
        address: Set(fair.address.clone()),
        timezone: Set(fair.timezone.clone()),
        phase: Set(word(&fair.phase)?),
        legal: Set(json(&fair.legal)?),
    })
}

impl TryFrom<fair::Model> for Fair {
    type Error = StoreError;

    fn try_from(row: fair::Model) -> StoreResult<Self> {
        Ok(Self {
            id: FairId(row.id),
            revision: row.revision,
            slug: from_word("fair.slug", row.slug)?,
            title: from_word("fair.title", row.title)?,
            claim: from_json("fair.claim", row.claim)?,
            date: from_text("fair.date", &row.date)?,
            venue: row.venue,
            address: row.address,
            timezone: row.timezone,
            phase: from_word("fair.phase", row.phase)?,
            legal: from_json("fair.legal", row.legal)?,
        })
    }
}
