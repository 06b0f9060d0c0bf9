//! A fair, with the counter of its public history.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fair")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub revision: i64,
    /// The newest revision of the public history; whoever writes holds this row first.
    pub live_revision: i64,
    #[sea_orm(unique)]
    pub slug: String,
    pub title: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub claim: Json,
    pub date: String,
    pub venue: String,
    pub address: String,
    pub timezone: String,
    pub phase: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub legal: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
