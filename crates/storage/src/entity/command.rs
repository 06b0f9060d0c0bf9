//! A command that was done, so that sending it again does nothing; `made` lists the ids it created.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "command")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub fair: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub at: i64,
    #[sea_orm(column_type = "JsonBinary")]
    pub made: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
