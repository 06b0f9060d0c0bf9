//! An association at one fair; `name` repeats what the profile says, and `name_key` how it was spelled out when it was written.
//!
//! Nothing reads `name_key` any more. It stays, since a process of an older version that runs beside this one on the same
//! database writes it: without the column no association could be saved there until it ends.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "association")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fair: i64,
    pub revision: i64,
    pub name: String,
    pub name_key: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub profile: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
