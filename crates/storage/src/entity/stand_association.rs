//! Who stands at a stand, in the order of `rank`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stand_association")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stand: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub association: i64,
    pub fair: i64,
    pub rank: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::stand::Entity", from = "Column::Stand", to = "super::stand::Column::Id")]
    Stand,
}

impl Related<super::stand::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Stand.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
