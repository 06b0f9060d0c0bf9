//! The founding of a whole fair: every part gets its real id, and whoever named it by its local one names it by that.

use crate::{
    association::{self, field_row},
    connect::Database,
    dating::insert_dating,
    dating_log::begin_log,
    entity::field,
    error::failed,
    fair,
    market::{insert_hall, insert_stand},
    programme::insert_item,
    write::log,
};
use domain::{AssociationId, FairId, FieldId, HallId, UnixMillis, fair::Fair, profile::Profile, taxonomy::Field};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};
use services::ports::{Founding, NewFair, StoreError, StoreResult};
use std::{collections::HashMap, hash::Hash};

impl Database {
    pub(crate) async fn found_with_everything(
        &self,
        founding: Founding,
        actor: &str,
        at: UnixMillis,
    ) -> StoreResult<Fair> {
        let writing = self.begin().await.map_err(failed)?;
        let transaction = &writing.transaction;
        let mut fair = as_fair(founding.fair);
        fair.id = FairId(fair::row_of(&fair)?.insert(transaction).await.map_err(failed)?.id);

        let fields = insert_fields(transaction, fair.id, &founding.fields).await?;
        let associations = insert_associations(transaction, fair.id, founding.associations, &fields).await?;
        let mut halls: HashMap<HallId, HallId> = HashMap::new();
        for hall in &founding.halls {
            halls.insert(hall.id, insert_hall(transaction, fair.id, hall).await?);
        }
        for mut stand in founding.stands {
            stand.hall = real(&halls, stand.hall)?;
            stand.associations = real_all(&associations, stand.associations)?;
            insert_stand(transaction, fair.id, &stand).await?;
        }
        for item in &founding.items {
            insert_item(transaction, fair.id, item).await?;
        }
        for mut dating in founding.datings {
            for participant in &mut dating.participants {
                participant.association = participant.association.map(|id| real(&associations, id)).transpose()?;
            }
            dating.fair = fair.id;
            dating.id = insert_dating(transaction, fair.id, &dating).await?;
            begin_log(transaction, &dating, at, actor, None).await?;
        }
        log(transaction, fair.id, at, actor, "fair.found", fair.slug.as_str()).await?;
        writing.commit().await.map_err(failed)?;
        Ok(fair)
    }
}

fn as_fair(new: NewFair) -> Fair {
    Fair {
        id: FairId(0),
        revision: 1,
        slug: new.slug,
        title: new.title,
        claim: new.claim,
        date: new.date,
        venue: new.venue,
        address: new.address,
        timezone: new.timezone,
        phase: new.phase,
        legal: new.legal,
    }
}

/// Fields first without, then with their parents, who may stand behind them in the list.
async fn insert_fields(
    transaction: &DatabaseTransaction,
    fair: FairId,
    fields: &[Field],
) -> StoreResult<HashMap<FieldId, FieldId>> {
    let mut ids = HashMap::new();
    for field in fields {
        let row = field_row(fair, None, field)?;
        ids.insert(field.id, FieldId(row.insert(transaction).await.map_err(failed)?.id));
    }
    for field in fields {
        if let Some(parent) = field.parent {
            let (id, parent) = (real(&ids, field.id)?, real(&ids, parent)?);
            let row = field::ActiveModel { id: Set(id.0), parent: Set(Some(parent.0)), ..Default::default() };
            row.update(transaction).await.map_err(failed)?;
        }
    }
    Ok(ids)
}

/// Associations first without, then with their wishes, which may name somebody behind them in the list.
async fn insert_associations(
    transaction: &DatabaseTransaction,
    fair: FairId,
    associations: Vec<(AssociationId, Profile)>,
    fields: &HashMap<FieldId, FieldId>,
) -> StoreResult<HashMap<AssociationId, AssociationId>> {
    let mut ids = HashMap::new();
    let mut wishing = Vec::new();
    for (local, mut profile) in associations {
        profile.fields = real_all(fields, profile.fields)?;
        let wishes = std::mem::take(&mut profile.wishes);
        let row = association::row_of(fair, 1, &profile)?;
        let id = AssociationId(row.insert(transaction).await.map_err(failed)?.id);
        ids.insert(local, id);
        if !wishes.is_empty() {
            wishing.push((id, Profile { wishes, ..profile }));
        }
    }
    for (id, mut profile) in wishing {
        profile.wishes = real_all(&ids, profile.wishes)?;
        let mut row = association::row_of(fair, 1, &profile)?;
        row.id = Set(id.0);
        row.update(transaction).await.map_err(failed)?;
    }
    Ok(ids)
}

/// The real id for a local one; `NotFound` where the founding does not hold what it names.
fn real<Id: Copy + Eq + Hash>(ids: &HashMap<Id, Id>, local: Id) -> StoreResult<Id> {
    ids.get(&local).copied().ok_or(StoreError::NotFound)
}

fn real_all<Id: Copy + Eq + Hash>(ids: &HashMap<Id, Id>, locals: Vec<Id>) -> StoreResult<Vec<Id>> {
    locals.into_iter().map(|local| real(ids, local)).collect()
}
