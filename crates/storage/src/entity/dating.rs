//! A dating session: one aggregate, loaded and saved as a whole.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dating")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fair: i64,
    pub revision: i64,
    #[sea_orm(column_type = "JsonBinary")]
    pub setting: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub rules: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub participants: Json,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub plan: Option<Json>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub published: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub run: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub day: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
