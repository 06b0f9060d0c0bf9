//! A plan as it was announced.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "announced_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dating: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub made_at: i64,
    #[sea_orm(column_type = "JsonBinary")]
    pub plan: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
