//! What a phone asked of the desk; `kind` is the key of what is asked, `ask` the whole of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub dating: i64,
    pub who: i64,
    pub kind: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub ask: Json,
    pub state: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
