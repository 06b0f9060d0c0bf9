//! The log of a session: written with its row, read from the newest step or as a whole.

use crate::{
    connect::Database,
    entity::dating_event,
    error::failed,
    kept::{all, from_json, json},
};
use domain::{
    DatingId, UnixMillis,
    dating::{Dating, Deed, Event, Outcome},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::Json,
};
use services::ports::{LoggedStep, StoreError, StoreResult};

/// Begins the log of a session that has its id: its first step is its revision.
pub(crate) async fn begin_log(
    transaction: &DatabaseTransaction,
    dating: &Dating,
    at: UnixMillis,
    actor: &str,
    key: Option<&str>,
) -> StoreResult<()> {
    let event = Event {
        step: dating.revision,
        at,
        actor: actor.to_owned(),
        key: key.map(str::to_owned),
        deed: Deed::Created,
        outcome: Outcome {
            begun: dating.rounds_begun(at),
            session: Some(Box::new(dating.clone())),
            ..Outcome::default()
        },
    };
    append(transaction, dating.id, &event).await
}

pub(crate) async fn append(transaction: &DatabaseTransaction, dating: DatingId, event: &Event) -> StoreResult<()> {
    let row = dating_event::ActiveModel {
        dating: Set(dating.0),
        step: Set(event.step),
        at: Set(event.at.0),
        actor: Set(event.actor.clone()),
        key: Set(event.key.clone()),
        deed: Set(json(&event.deed)?),
        outcome: Set(json(&event.outcome)?),
    };
    dating_event::Entity::insert(row).exec_without_returning(transaction).await.map_err(failed)?;
    Ok(())
}

impl Database {
    pub(crate) async fn newest_steps(&self, id: DatingId, limit: u64) -> StoreResult<Vec<LoggedStep>> {
        let newest = dating_event::Entity::find()
            .select_only()
            .columns([
                dating_event::Column::Step,
                dating_event::Column::At,
                dating_event::Column::Actor,
                dating_event::Column::Deed,
            ])
            .filter(dating_event::Column::Dating.eq(id.0))
            .order_by_desc(dating_event::Column::Step)
            .limit(limit);
        let rows = newest.into_tuple::<(i64, i64, String, Json)>().all(&self.connection).await.map_err(failed)?;
        let step = |(step, at, actor, deed)| {
            Ok(LoggedStep { step, at: UnixMillis(at), actor, deed: from_json("dating_event.deed", deed)? })
        };
        rows.into_iter().map(step).collect()
    }

    pub(crate) async fn one_event(&self, id: DatingId, step: i64) -> StoreResult<Option<Event>> {
        let row = dating_event::Entity::find_by_id((id.0, step)).one(&self.connection).await.map_err(failed)?;
        row.map(Event::try_from).transpose()
    }

    pub(crate) async fn whole_log(&self, id: DatingId) -> StoreResult<Vec<Event>> {
        let in_order = dating_event::Entity::find()
            .filter(dating_event::Column::Dating.eq(id.0))
            .order_by_asc(dating_event::Column::Step);
        all(in_order.all(&self.connection).await.map_err(failed)?)
    }
}

impl TryFrom<dating_event::Model> for Event {
    type Error = StoreError;

    fn try_from(row: dating_event::Model) -> StoreResult<Self> {
        Ok(Self {
            step: row.step,
            at: UnixMillis(row.at),
            actor: row.actor,
            key: row.key,
            deed: from_json("dating_event.deed", row.deed)?,
            outcome: from_json("dating_event.outcome", row.outcome)?,
        })
    }
}
