//! Associations and the fields of activity they name.

use crate::{
    connect::Database,
    dating::save_dating,
    entity::{association, field},
    error::failed,
    kept::{all, from_json, from_word, json, word},
    market::say_of_stand,
    write::{Begun, Write, one_row, repeated},
};
use async_trait::async_trait;
use domain::{
    AssociationId, Bilingual, FairId, FieldId,
    profile::{Association, Profile, name_key},
    taxonomy::Field,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use services::ports::{AssociationStore, AssociationWrite, Note, Receipt, StoreError, StoreResult, Together};
use std::collections::HashMap;

#[async_trait]
impl AssociationStore for Database {
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Association>> {
        all(rows_of(&self.connection, fair).await?)
    }

    async fn one(&self, fair: FairId, id: AssociationId) -> StoreResult<Option<Association>> {
        let row = association::Entity::find_by_id(id.0).filter(association::Column::Fair.eq(fair.0));
        row.one(&self.connection).await.map_err(failed)?.map(Association::try_from).transpose()
    }

    async fn fields(&self, fair: FairId) -> StoreResult<Vec<Field>> {
        let of_fair = field::Entity::find().filter(field::Column::Fair.eq(fair.0)).order_by_asc(field::Column::Id);
        all(of_fair.all(&self.connection).await.map_err(failed)?)
    }

    async fn write(&self, writes: Vec<AssociationWrite>, note: Note) -> StoreResult<(Vec<AssociationId>, Receipt)> {
        let write = match Database::write(self, note).await? {
            Begun::Repeated(made) => return Ok((made.into_iter().map(AssociationId).collect(), repeated())),
            Begun::Write(write) => write,
        };
        write_all(write, writes).await
    }

    async fn write_together(&self, all: Together, note: Note) -> StoreResult<(Vec<AssociationId>, Receipt)> {
        let write = match Database::write(self, note).await? {
            Begun::Repeated(made) => return Ok((made.into_iter().map(AssociationId).collect(), repeated())),
            Begun::Write(write) => write,
        };
        write.continues(all.based_on)?;
        let fields = add_fields(&write, all.fields).await?;
        for (dating, event) in &all.sessions {
            save_dating(&write, dating, event).await?;
        }
        let mut writes = all.associations;
        for one in &mut writes {
            if let AssociationWrite::Create(profile) | AssociationWrite::Update { profile, .. } = one {
                for field in &mut profile.fields {
                    *field = fields.get(field).copied().unwrap_or(*field);
                }
            }
        }
        write_all(write, writes).await
    }
}

/// All rows of a fair, alphabetical.
pub(crate) async fn rows_of(connection: &impl ConnectionTrait, fair: FairId) -> StoreResult<Vec<association::Model>> {
    let of_fair = association::Entity::find().filter(association::Column::Fair.eq(fair.0));
    let mut rows = of_fair.all(connection).await.map_err(failed)?;
    alphabetical(&mut rows);
    Ok(rows)
}

/// Sorted here, since databases differ in their alphabets; and by keys made now, since those that are kept are of the day
/// they were written, and how a name is spelled out may have changed.
fn alphabetical(rows: &mut [association::Model]) {
    rows.sort_by_cached_key(|row| (name_key(&row.name), row.name.clone(), row.id));
}

/// Does all of them and commits.
async fn write_all(write: Write, writes: Vec<AssociationWrite>) -> StoreResult<(Vec<AssociationId>, Receipt)> {
    let mut made = Vec::new();
    for one in writes {
        made.extend(write_one(&write, one).await?);
    }
    let receipt = write.commit(&made).await?;
    Ok((made.into_iter().map(AssociationId).collect(), receipt))
}

/// Adds fields; each is found by the id it was sent under. Whoever adds the same name at the same time waits, and finds it.
async fn add_fields(write: &Write, fields: Vec<Field>) -> StoreResult<HashMap<FieldId, FieldId>> {
    let (transaction, fair) = (write.transaction(), write.fair());
    let mut ids = HashMap::with_capacity(fields.len());
    for new in fields {
        let of_name = field::Entity::find()
            .filter(field::Column::Fair.eq(fair.0))
            .filter(field::Column::NameDe.eq(new.name.de.as_str()))
            .order_by_asc(field::Column::Id);
        let id = match of_name.one(transaction).await.map_err(failed)? {
            Some(known) => known.id,
            None => {
                let parent = new.parent.map(|parent| ids.get(&parent).copied().unwrap_or(parent));
                let row = field_row(fair, parent, &new)?;
                row.insert(transaction).await.map_err(failed)?.id
            }
        };
        ids.insert(new.id, FieldId(id));
    }
    Ok(ids)
}

/// Does one of several writes; returns the id of what it created.
async fn write_one(write: &Write, one: AssociationWrite) -> StoreResult<Option<i64>> {
    let of_fair = association::Column::Fair.eq(write.fair().0);
    let transaction = write.transaction();
    let (id, rows) = match one {
        AssociationWrite::Create(profile) => {
            let row = row_of(write.fair(), 1, &profile)?;
            return Ok(Some(row.insert(transaction).await.map_err(failed)?.id));
        }
        AssociationWrite::Update { id, revision, profile } => {
            let expected = association::Column::Revision.eq(revision);
            let row = association::ActiveModel { fair: NotSet, ..row_of(write.fair(), revision + 1, &profile)? };
            let update = association::Entity::update_many().set(row).filter(association::Column::Id.eq(id.0));
            let update = update.filter(of_fair.clone()).filter(expected);
            (id, update.exec(transaction).await.map_err(failed)?.rows_affected)
        }
        AssociationWrite::Stand { id, step_free } => {
            say_of_stand(transaction, write.fair(), id, step_free).await?;
            return Ok(None);
        }
        AssociationWrite::Remove { id, revision } => {
            let expected = association::Column::Revision.eq(revision);
            let delete = association::Entity::delete_many().filter(association::Column::Id.eq(id.0));
            let delete = delete.filter(of_fair.clone()).filter(expected);
            (id, delete.exec(transaction).await.map_err(failed)?.rows_affected)
        }
    };
    one_row(transaction, rows, association::Entity::find_by_id(id.0).filter(of_fair)).await?;
    Ok(None)
}

/// The row of an association, without its id.
pub(crate) fn row_of(fair: FairId, revision: i64, profile: &Profile) -> StoreResult<association::ActiveModel> {
    Ok(association::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        revision: Set(revision),
        name: Set(profile.name.as_str().to_owned()),
        name_key: Set(name_key(profile.name.as_str())),
        profile: Set(json(profile)?),
    })
}

/// The row of a field, without its id and under the parent that the store knows. No hue is an empty word.
pub(crate) fn field_row(fair: FairId, parent: Option<FieldId>, field: &Field) -> StoreResult<field::ActiveModel> {
    Ok(field::ActiveModel {
        id: NotSet,
        fair: Set(fair.0),
        parent: Set(parent.map(|id| id.0)),
        name_de: Set(field.name.de.clone()),
        name_en: Set(field.name.en.clone()),
        hue: Set(field.hue.map(|hue| word(&hue)).transpose()?.unwrap_or_default()),
    })
}

impl TryFrom<association::Model> for Association {
    type Error = StoreError;

    fn try_from(row: association::Model) -> StoreResult<Self> {
        let profile = from_json("association.profile", row.profile)?;
        Ok(Self { id: AssociationId(row.id), fair: FairId(row.fair), revision: row.revision, profile })
    }
}

impl TryFrom<field::Model> for Field {
    type Error = StoreError;

    fn try_from(row: field::Model) -> StoreResult<Self> {
        Ok(Self {
            id: FieldId(row.id),
            parent: row.parent.map(FieldId),
            name: Bilingual { de: row.name_de, en: row.name_en },
            hue: (!row.hue.is_empty()).then(|| from_word("field.hue", row.hue)).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_whatever_key_was_kept_of_them() {
        let row = |id, name: &str, name_key: &str| association::Model {
            id,
            fair: 1,
            revision: 1,
            name: name.to_owned(),
            name_key: name_key.to_owned(),
            profile: Default::default(),
        };
        let mut rows = [row(1, "Łódź im Park", "łódź im park"), row(2, "Zimt", "zimt"), row(3, "Anker", "anker")];
        alphabetical(&mut rows);
        assert_eq!(rows.map(|row| row.id), [3, 1, 2]);
    }
}
