//! A hall, yard or floor. Lengths are metres.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hall")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fair: i64,
    pub name: String,
    pub level: i16,
    pub width: f32,
    pub depth: f32,
    #[sea_orm(column_type = "JsonBinary")]
    pub outline: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub places: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
