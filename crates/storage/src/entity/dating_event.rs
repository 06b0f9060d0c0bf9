//! One step of a session's log; `at` in milliseconds since 1970.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dating_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dating: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: i64,
    pub at: i64,
    pub actor: String,
    pub key: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub deed: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub outcome: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
