//! Halls, stands, and who stands where.

use crate::{
    association,
    connect::Database,
    entity::{hall, stand, stand_association},
    error::failed,
    kept::{all, from_json, from_word, json, unreadable, word},
    write::{Begun, only, repeated},
};
use async_trait::async_trait;
use domain::{
    AssociationId, FairId, HallId, StandId,
    market::{Hall, Point, Presence, Stand},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use services::ports::{Ground, MarketStore, Note, PlaceRule, Receipt, StoreError, StoreResult};
use std::collections::BTreeSet;

#[async_trait]
impl MarketStore for Database {
    async fn halls(&self, fair: FairId) -> StoreResult<Vec<Hall>> {
        halls_of(&self.connection, fair).await
    }

    async fn stands(&self, fair: FairId) -> StoreResult<Vec<Stand>> {
        stands_of(&self.connection, fair).await
    }

    async fn add_hall(&self, hall: Hall, note: Note) -> StoreResult<(HallId, Receipt)> {
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((HallId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        let id = insert_hall(write.transaction(), write.fair(), &hall).await?;
        Ok((id, write.commit(&[id.0]).await?))
    }

    async fn add_stands(&self, stands: Vec<Stand>, note: Note) -> StoreResult<(Vec<StandId>, Receipt)> {
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok((made.into_iter().map(StandId).collect(), repeated())),
            Begun::Write(write) => write,
        };
        let mut made = Vec::with_capacity(stands.len());
        for stand in &stands {
            made.push(insert_stand(write.transaction(), write.fair(), stand).await?.0);
        }
        let receipt = write.commit(&made).await?;
        Ok((made.into_iter().map(StandId).collect(), receipt))
    }

    async fn place(&self, rule: PlaceRule, note: Note) -> StoreResult<(usize, Receipt)> {
        let mut write = match self.write(note).await? {
            Begun::Repeated(placed) => return Ok((placed.len(), repeated())),
            Begun::Write(write) => write,
        };
        let (transaction, fair) = (write.transaction(), write.fair());
        let (halls, stands) = (halls_of(transaction, fair).await?, stands_of(transaction, fair).await?);
        let placed: BTreeSet<AssociationId> = stands.iter().flat_map(|stand| stand.associations.clone()).collect();
        let everybody = association::rows_of(transaction, fair).await?.into_iter().map(|row| AssociationId(row.id));
        let homeless = everybody.filter(|id| !placed.contains(id)).collect();
        let placing = rule(Ground { halls, stands, homeless })?;
        let placed: Vec<i64> = placing.placed().map(|id| id.0).collect();
        if placed.is_empty() {
            return Ok((0, Receipt::default()));
        }
        for (stand, association) in placing.filled {
            let row = stand::ActiveModel { presence: Set(word(&Presence::Expected)?), ..Default::default() };
            update_stand(transaction, fair, stand, row).await?;
            occupy(transaction, fair, stand, &[association]).await?;
        }
        let mut subject = placed.len().to_string();
        let mut new = placing.stands;
        if let Some((hall, stands)) = placing.further {
            let hall_id = insert_hall(transaction, fair, &hall).await?;
            subject = format!("{subject}, {}", hall.name);
            new.extend(stands.into_iter().map(|stand| Stand { hall: hall_id, ..stand }));
        }
        for stand in &new {
            insert_stand(transaction, fair, stand).await?;
        }
        write.about(subject);
        Ok((placed.len(), write.commit(&placed).await?))
    }

    async fn save_stand(&self, stand: &Stand, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let (transaction, fair) = (write.transaction(), write.fair());
        let row = stand::ActiveModel { fair: NotSet, ..stand_row(fair, stand)? };
        update_stand(transaction, fair, stand.id, row).await?;
        let before = stand_association::Entity::delete_many().filter(stand_association::Column::Stand.eq(stand.id.0));
        before.exec(transaction).await.map_err(failed)?;
        occupy(transaction, fair, stand.id, &stand.associations).await?;
        write.commit(&[]).await
    }

    async fn set_presence(&self, stand: StandId, presence: Presence, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let row = stand::ActiveModel { presence: Set(word(&presence)?), ..Default::default() };
        update_stand(write.transaction(), write.fair(), stand, row).await?;
        write.commit(&[]).await
    }
}

async fn halls_of(connection: &impl ConnectionTrait, fair: FairId) -> StoreResult<Vec<Hall>> {
    let of_fair = hall::Entity::find().filter(hall::Column::Fair.eq(fair.0)).order_by_asc(hall::Column::Id);
    all(of_fair.all(connection).await.map_err(failed)?)
}

async fn stands_of(connection: &impl ConnectionTrait, fair: FairId) -> StoreResult<Vec<Stand>> {
    let with_associations = stand::Entity::find()
        .filter(stand::Column::Fair.eq(fair.0))
        .order_by_asc(stand::Column::Hall)
        .order_by_asc(stand::Column::Id)
        .find_with_related(stand_association::Entity)
        .order_by_asc(stand_association::Column::Rank);
    with_associations.all(connection).await.map_err(failed)?.into_iter().map(stand_of).collect()
}

async fn update_stand(
    transaction: &DatabaseTransaction,
    fair: FairId,
    id: StandId,
    row: stand::ActiveModel,
) -> StoreResult<()> {
    let update = stand::Entity::update_many().set(row).filter(stand::Column::Id.eq(id.0));
    let updated = update.filter(stand::Column::Fair.eq(fair.0)).exec(transaction).await.map_err(failed)?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Says of the stand of an association whether it is reached without steps.
pub(crate) async fn say_of_stand(
    transaction: &DatabaseTransaction,
    fair: FairId,
    association: AssociationId,
    step_free: bool,
) -> StoreResult<()> {
    let its = stand_association::Entity::find().filter(stand_association::Column::Association.eq(association.0));
    for row in its.filter(stand_association::Column::Fair.eq(fair.0)).all(transaction).await.map_err(failed)? {
        let said = stand::ActiveModel { step_free: Set(step_free), ..Default::default() };
        update_stand(transaction, fair, StandId(row.stand), said).await?;
    }
    Ok(())
}

pub(crate) async fn insert_hall(transaction: &DatabaseTransaction, fair: FairId, hall: &Hall) -> StoreResult<HallId> {
    let row = hall::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        name: Set(hall.name.clone()),
        level: Set(i16::from(hall.level)),
        width: Set(hall.width),
        depth: Set(hall.depth),
        outline: Set(json(&hall.outline)?),
        places: Set(json(&hall.places)?),
    };
    Ok(HallId(row.insert(transaction).await.map_err(failed)?.id))
}

pub(crate) async fn insert_stand(
    transaction: &DatabaseTransaction,
    fair: FairId,
    stand: &Stand,
) -> StoreResult<StandId> {
    let id = StandId(stand_row(fair, stand)?.insert(transaction).await.map_err(failed)?.id);
    occupy(transaction, fair, id, &stand.associations).await?;
    Ok(id)
}

/// Puts associations on an empty stand, in their order.
async fn occupy(
    transaction: &DatabaseTransaction,
    fair: FairId,
    stand: StandId,
    associations: &[AssociationId],
) -> StoreResult<()> {
    if associations.is_empty() {
        return Ok(());
    }
    let rows = associations.iter().zip(0..).map(|(association, rank)| stand_association::ActiveModel {
        stand: Set(stand.0),
        association: Set(association.0),
        fair: Set(fair.0),
        rank: Set(rank),
    });
    stand_association::Entity::insert_many(rows).exec_without_returning(transaction).await.map_err(failed)?;
    Ok(())
}

fn stand_row(fair: FairId, stand: &Stand) -> StoreResult<stand::ActiveModel> {
    Ok(stand::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        hall: Set(stand.hall.0),
        number: Set(stand.number.clone()),
        x: Set(stand.at.x),
        y: Set(stand.at.y),
        width: Set(stand.width),
        depth: Set(stand.depth),
        step_free: Set(stand.step_free),
        presence: Set(word(&stand.presence)?),
    })
}

impl TryFrom<hall::Model> for Hall {
    type Error = StoreError;

    fn try_from(row: hall::Model) -> StoreResult<Self> {
        Ok(Self {
            id: HallId(row.id),
            name: row.name,
            level: row.level.try_into().map_err(|e| unreadable("hall.level", e))?,
            width: row.width,
            depth: row.depth,
            outline: from_json("hall.outline", row.outline)?,
            places: from_json("hall.places", row.places)?,
        })
    }
}

fn stand_of((row, associations): (stand::Model, Vec<stand_association::Model>)) -> StoreResult<Stand> {
    Ok(Stand {
        id: StandId(row.id),
        hall: HallId(row.hall),
        number: row.number,
        at: Point { x: row.x, y: row.y },
        width: row.width,
        depth: row.depth,
        step_free: row.step_free,
        presence: from_word("stand.presence", row.presence)?,
        associations: associations.into_iter().map(|row| AssociationId(row.association)).collect(),
    })
}
