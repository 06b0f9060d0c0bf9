//! Dating sessions, each loaded and saved as one aggregate.

use crate::{
    connect::Database,
    entity::dating,
    error::failed,
    kept::{all, from_json, json},
    market::only,
    write::{Begun, one_row, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, FairId,
    clock::Run,
    dating::{Dating, Participant},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use services::ports::{DatingStore, NewDating, Note, Receipt, StoreError, StoreResult};

#[async_trait]
impl DatingStore for Database {
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Dating>> {
        let of_fair = dating::Entity::find().filter(dating::Column::Fair.eq(fair.0));
        let mut datings: Vec<Dating> = all(of_fair.all(&self.connection).await.map_err(failed)?)?;
        datings.sort_by_key(|dating| (dating.setting.starts, dating.id));
        Ok(datings)
    }

    async fn one(&self, id: DatingId) -> StoreResult<Option<Dating>> {
        let row = dating::Entity::find_by_id(id.0).one(&self.connection).await;
        row.map_err(failed)?.map(Dating::try_from).transpose()
    }

    async fn create(&self, new: NewDating, note: Note) -> StoreResult<(DatingId, Receipt)> {
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((DatingId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        let empty = Dating {
            id: DatingId(0),
            fair: new.fair,
            revision: 1,
            setting: new.setting,
            rules: new.rules,
            participants: Vec::<Participant>::new(),
            plan: None,
            published: None,
            run: Run::Waiting,
        };
        let id = insert_dating(write.transaction(), write.fair(), &empty).await?;
        Ok((id, write.commit(&[id.0]).await?))
    }

    async fn save(&self, dating: &Dating, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let row = row_of(write.fair(), dating)?;
        let row = dating::ActiveModel { fair: NotSet, revision: Set(dating.revision + 1), ..row };
        let of_fair = dating::Column::Fair.eq(write.fair().0);
        let update = dating::Entity::update_many()
            .set(row)
            .filter(dating::Column::Id.eq(dating.id.0))
            .filter(of_fair.clone())
            .filter(dating::Column::Revision.eq(dating.revision));
        let rows = update.exec(write.transaction()).await.map_err(failed)?.rows_affected;
        one_row(write.transaction(), rows, dating::Entity::find_by_id(dating.id.0).filter(of_fair)).await?;
        write.commit(&[]).await
    }

    async fn remove(&self, id: DatingId, revision: i64, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let of_fair = dating::Column::Fair.eq(write.fair().0);
        let delete = dating::Entity::delete_many()
            .filter(dating::Column::Id.eq(id.0))
            .filter(of_fair.clone())
            .filter(dating::Column::Revision.eq(revision));
        let rows = delete.exec(write.transaction()).await.map_err(failed)?.rows_affected;
        one_row(write.transaction(), rows, dating::Entity::find_by_id(id.0).filter(of_fair)).await?;
        write.commit(&[]).await
    }
}

pub(crate) async fn insert_dating(
    transaction: &DatabaseTransaction,
    fair: FairId,
    dating: &Dating,
) -> StoreResult<DatingId> {
    Ok(DatingId(row_of(fair, dating)?.insert(transaction).await.map_err(failed)?.id))
}

/// The row of a session, without its id.
fn row_of(fair: FairId, dating: &Dating) -> StoreResult<dating::ActiveModel> {
    Ok(dating::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        revision: Set(dating.revision),
        setting: Set(json(&dating.setting)?),
        rules: Set(json(&dating.rules)?),
        participants: Set(json(&dating.participants)?),
        plan: Set(dating.plan.as_ref().map(json).transpose()?),
        published: Set(dating.published.as_ref().map(json).transpose()?),
        run: Set(json(&dating.run)?),
    })
}

impl TryFrom<dating::Model> for Dating {
    type Error = StoreError;

    fn try_from(row: dating::Model) -> StoreResult<Self> {
        Ok(Self {
            id: DatingId(row.id),
            fair: FairId(row.fair),
            revision: row.revision,
            setting: from_json("dating.setting", row.setting)?,
            rules: from_json("dating.rules", row.rules)?,
            participants: from_json("dating.participants", row.participants)?,
            plan: row.plan.map(|plan| from_json("dating.plan", plan)).transpose()?,
            published: row.published.map(|plan| from_json("dating.published", plan)).transpose()?,
            run: from_json("dating.run", row.run)?,
        })
    }
}
