//! An association at one fair; `name` repeats what the profile says, and `name_key` how it was spelled out when it was written.

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
