//! Which version of a document was printed last, and when.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "printed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dating: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub document: String,
    pub version: i64,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
