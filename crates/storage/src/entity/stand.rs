//! A stand in a hall. Lengths are metres.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stand")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fair: i64,
    pub hall: i64,
    pub number: String,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub depth: f32,
    pub step_free: bool,
    pub presence: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::stand_association::Entity")]
    Association,
}

impl Related<super::stand_association::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Association.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
