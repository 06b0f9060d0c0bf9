//! How it stands with a participant's personal link, where it was ever changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pass")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dating: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub who: i64,
    pub generation: i64,
    pub revoked: bool,
    pub changed_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
