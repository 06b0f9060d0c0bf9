//! An item of the programme; `starts` and `ends` are civil times, ISO 8601, which sort as text.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "item")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fair: i64,
    pub revision: i64,
    pub kind: String,
    pub hue: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub title: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub summary: Json,
    pub place: String,
    pub starts: String,
    pub ends: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: Json,
    pub step_free: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
