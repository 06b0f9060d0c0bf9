//! Halls, stands, and who stands where.

use super::{belongs, belongs_to_fair, index, unique};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let hall = Table::create()
            .table("hall")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(text("name"))
            .col(small_integer("level"))
            .col(float("width"))
            .col(float("depth"))
            .col(json_binary("outline"))
            .col(json_binary("places"))
            .foreign_key(&mut belongs_to_fair("hall"))
            .index(&mut unique("hall", ["fair", "id"]))
            .take();
        manager.create_table(hall).await?;

        let stand = Table::create()
            .table("stand")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer("hall"))
            .col(text("number"))
            .col(float("x"))
            .col(float("y"))
            .col(float("width"))
            .col(float("depth"))
            .col(boolean("step_free"))
            .col(text("presence"))
            .foreign_key(&mut belongs("stand", ["fair", "hall"], "hall", ["fair", "id"]))
            .index(&mut unique("stand", ["fair", "id"]))
            .take();
        manager.create_table(stand).await?;
        manager.create_index(index("stand", ["hall"])).await?;

        let whose = ["fair", "association"];
        let stand_association = Table::create()
            .table("stand_association")
            .col(big_integer("stand"))
            .col(big_integer("association"))
            .col(big_integer("fair"))
            .col(integer("rank"))
            .primary_key(Index::create().col("stand").col("association"))
            .foreign_key(&mut belongs("stand_association", ["fair", "stand"], "stand", ["fair", "id"]))
            .foreign_key(&mut belongs("stand_association", whose, "association", ["fair", "id"]))
            .take();
        manager.create_table(stand_association).await?;
        manager.create_index(index("stand_association", ["association"])).await
    }
}
