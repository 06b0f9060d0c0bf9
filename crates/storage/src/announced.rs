//! Plans as they were announced. A version is kept once, in the transaction that publishes it, and never changed.

use crate::{
    connect::Database,
    entity::{announced_plan, printed},
    error::failed,
    kept::{all, from_json, json, unreadable},
    write::{Begun, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, UnixMillis,
    announced::{Announced, Printed},
    dating::Dating,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use services::ports::{AnnouncedStore, Note, Receipt, StoreError, StoreResult};

#[async_trait]
impl AnnouncedStore for Database {
    async fn versions(&self, dating: DatingId) -> StoreResult<Vec<(u32, UnixMillis)>> {
        let rows: Vec<(i64, i64)> = announced_plan::Entity::find()
            .filter(announced_plan::Column::Dating.eq(dating.0))
            .order_by_desc(announced_plan::Column::Version)
            .select_only()
            .columns([announced_plan::Column::Version, announced_plan::Column::MadeAt])
            .into_tuple()
            .all(&self.connection)
            .await
            .map_err(failed)?;
        let head = |(version, made_at): (i64, i64)| {
            let version = u32::try_from(version).map_err(|why| unreadable("announced_plan.version", why))?;
            Ok((version, UnixMillis(made_at)))
        };
        rows.into_iter().map(head).collect()
    }

    async fn version(&self, dating: DatingId, version: u32) -> StoreResult<Option<Announced>> {
        let row = announced_plan::Entity::find_by_id((dating.0, i64::from(version))).one(&self.connection).await;
        row.map_err(failed)?.map(Announced::try_from).transpose()
    }

    async fn history(&self, dating: DatingId) -> StoreResult<Vec<Announced>> {
        let of_session = announced_plan::Entity::find().filter(announced_plan::Column::Dating.eq(dating.0));
        let ordered = of_session.order_by_asc(announced_plan::Column::Version);
        all(ordered.all(&self.connection).await.map_err(failed)?)
    }

    async fn printed(&self, dating: DatingId) -> StoreResult<Vec<Printed>> {
        let of_session = printed::Entity::find().filter(printed::Column::Dating.eq(dating.0));
        let rows = of_session.order_by_asc(printed::Column::Document).all(&self.connection).await.map_err(failed)?;
        let of = |row: printed::Model| {
            let version = u32::try_from(row.version).map_err(|why| unreadable("printed.version", why))?;
            Ok(Printed { document: row.document, version, at: UnixMillis(row.at) })
        };
        rows.into_iter().map(of).collect()
    }

    async fn note_printed(&self, dating: DatingId, document: &str, version: u32, note: Note) -> StoreResult<Receipt> {
        let at = note.at.0;
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let (transaction, version) = (write.transaction(), i64::from(version));
        let known = printed::Entity::find_by_id((dating.0, document.to_owned()));
        let row = printed::ActiveModel {
            dating: Set(dating.0),
            document: Set(document.to_owned()),
            version: Set(version),
            at: Set(at),
        };
        // Writers of a fair follow each other: nobody comes in between.
        match known.one(transaction).await.map_err(failed)? {
            None => printed::Entity::insert(row).exec_without_returning(transaction).await.map(|_| ()),
            Some(known) if known.version <= version => row.update(transaction).await.map(|_| ()),
            Some(_) => Ok(()),
        }
        .map_err(failed)?;
        write.commit(&[]).await
    }
}

/// Keeps the published plan of a session that has just been written, unless its version is known.
pub(crate) async fn keep(transaction: &DatabaseTransaction, id: DatingId, dating: &Dating) -> StoreResult<()> {
    let Some(version) = dating.published.as_ref().map(|plan| i64::from(plan.version)) else { return Ok(()) };
    let known = announced_plan::Entity::find_by_id((id.0, version)).count(transaction).await.map_err(failed)?;
    let Some(announced) = Announced::of(dating).filter(|_| known == 0) else { return Ok(()) };
    let row = announced_plan::ActiveModel {
        dating: Set(id.0),
        version: Set(version),
        made_at: Set(announced.made_at.0),
        plan: Set(json(&announced)?),
    };
    announced_plan::Entity::insert(row).exec_without_returning(transaction).await.map_err(failed)?;
    Ok(())
}

impl TryFrom<announced_plan::Model> for Announced {
    type Error = StoreError;

    fn try_from(row: announced_plan::Model) -> StoreResult<Self> {
        from_json("announced_plan.plan", row.plan)
    }
}
