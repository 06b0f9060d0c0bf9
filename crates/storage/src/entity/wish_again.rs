//! Somebody said "we would like to meet again". A no is no row.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "wish_again")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dating: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub who: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub whom: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
