//! Dating sessions, each loaded and saved as one aggregate.

use crate::{
    announced,
    connect::Database,
    dating_log::{append, begin_log},
    entity::dating,
    error::failed,
    kept::{all, from_json, json},
    request::settle,
    write::{Begun, Write, log, one_row, only, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, FairId, RequestId,
    dating::{Dating, Day, Event, Held, Pair, Rehearsal, Steps},
    request::RequestState,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde::{Deserialize, Serialize};
use services::ports::{DatingStore, LoggedStep, Note, Receipt, StoreError, StoreResult};
use std::collections::BTreeSet;

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

    async fn create(&self, mut new: Dating, note: Note) -> StoreResult<(DatingId, Receipt)> {
        let (at, actor, key) = (note.at, note.actor.clone(), note.key.clone());
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((DatingId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        (new.fair, new.revision) = (write.fair(), 1);
        new.id = insert_dating(write.transaction(), write.fair(), &new).await?;
        let key = key.as_ref().map(|key| key.as_str());
        begin_log(write.transaction(), &new, at, &actor, key).await?;
        Ok((new.id, write.commit(&[new.id.0]).await?))
    }

    async fn save(&self, dating: &Dating, event: &Event, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        save_dating(&write, dating, event).await?;
        write.commit(&[]).await
    }

    async fn save_answering(
        &self,
        dating: &Dating,
        event: &Event,
        request: RequestId,
        note: Note,
    ) -> StoreResult<Receipt> {
        let (at, actor, subject) = (note.at, note.actor.clone(), note.subject.clone());
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        settle(&write, dating.id, request, RequestState::Accepted).await?;
        log(write.transaction(), write.fair(), at, &actor, "request.accept", &subject).await?;
        save_dating(&write, dating, event).await?;
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

    async fn steps(&self, id: DatingId, limit: u64) -> StoreResult<Vec<LoggedStep>> {
        self.newest_steps(id, limit).await
    }

    async fn event(&self, id: DatingId, step: i64) -> StoreResult<Option<Event>> {
        self.one_event(id, step).await
    }

    async fn log(&self, id: DatingId) -> StoreResult<Vec<Event>> {
        self.whole_log(id).await
    }
}

/// Saves a session and the event that left it so, expecting the revision before it.
pub(crate) async fn save_dating(write: &Write, dating: &Dating, event: &Event) -> StoreResult<()> {
    let row = row_of(write.fair(), dating)?;
    let row = dating::ActiveModel { fair: NotSet, revision: Set(event.step), ..row };
    let of_fair = dating::Column::Fair.eq(write.fair().0);
    let update = dating::Entity::update_many()
        .set(row)
        .filter(dating::Column::Id.eq(dating.id.0))
        .filter(of_fair.clone())
        .filter(dating::Column::Revision.eq(event.step - 1));
    let rows = update.exec(write.transaction()).await.map_err(failed)?.rows_affected;
    one_row(write.transaction(), rows, dating::Entity::find_by_id(dating.id.0).filter(of_fair)).await?;
    append(write.transaction(), dating.id, event).await?;
    announced::keep(write.transaction(), dating.id, dating).await
}

pub(crate) async fn insert_dating(
    transaction: &DatabaseTransaction,
    fair: FairId,
    dating: &Dating,
) -> StoreResult<DatingId> {
    let id = DatingId(row_of(fair, dating)?.insert(transaction).await.map_err(failed)?.id);
    announced::keep(transaction, id, dating).await?;
    Ok(id)
}

/// What a session has beside its older parts, in one column.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Beside {
    day: Day,
    steps: Steps,
    met_before: BTreeSet<Pair>,
    ids_given: u32,
    versions_given: u32,
    held: Vec<Held>,
    rehearsal: Option<Rehearsal>,
}

/// The row of a session, without its id.
fn row_of(fair: FairId, dating: &Dating) -> StoreResult<dating::ActiveModel> {
    let beside = Beside {
        day: dating.day.clone(),
        steps: dating.steps.clone(),
        met_before: dating.met_before.clone(),
        ids_given: dating.ids_given,
        versions_given: dating.versions_given,
        held: dating.held.clone(),
        rehearsal: dating.rehearsal,
    };
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
        day: Set(json(&beside)?),
    })
}

impl TryFrom<dating::Model> for Dating {
    type Error = StoreError;

    fn try_from(row: dating::Model) -> StoreResult<Self> {
        let beside: Beside = from_json("dating.day", row.day)?;
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
            day: beside.day,
            steps: beside.steps,
            met_before: beside.met_before,
            ids_given: beside.ids_given,
            versions_given: beside.versions_given,
            held: beside.held,
            rehearsal: beside.rehearsal,
        })
    }
}
