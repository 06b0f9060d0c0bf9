//! What phones and projectors hold: sealed links, requests to the desk, wishes to meet again.

use super::{belongs, belongs_to_fair, index};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

fn of_dating(table: &'static str) -> ForeignKeyCreateStatement {
    belongs(table, ["dating"], "dating", ["id"])
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let secret =
            Table::create().table("server_secret").col(big_integer("id").primary_key()).col(blob("secret")).take();
        manager.create_table(secret).await?;

        let pass = Table::create()
            .table("pass")
            .col(big_integer("dating"))
            .col(big_integer("who"))
            .col(big_integer("generation"))
            .col(boolean("revoked"))
            .primary_key(Index::create().col("dating").col("who"))
            .foreign_key(&mut of_dating("pass"))
            .take();
        manager.create_table(pass).await?;

        let wish = Table::create()
            .table("wish_again")
            .col(big_integer("dating"))
            .col(big_integer("who"))
            .col(big_integer("whom"))
            .primary_key(Index::create().col("dating").col("who").col("whom"))
            .foreign_key(&mut of_dating("wish_again"))
            .take();
        manager.create_table(wish).await?;

        let request = Table::create()
            .table("request")
            .col(big_pk_auto("id"))
            .col(big_integer("dating"))
            .col(big_integer("who"))
            .col(text("kind"))
            .col(json_binary("ask"))
            .col(text("state"))
            .col(big_integer("at"))
            .foreign_key(&mut of_dating("request"))
            .take();
        manager.create_table(request).await?;
        manager.create_index(index("request", ["dating", "state"])).await?;
        manager.create_index(index("request", ["dating", "who"])).await?;

        let screen = Table::create()
            .table("screen")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer("dating"))
            .col(text("name"))
            .col(big_integer("made"))
            .foreign_key(&mut belongs_to_fair("screen"))
            .foreign_key(&mut of_dating("screen"))
            .take();
        manager.create_table(screen).await?;
        manager.create_index(index("screen", ["dating"])).await
    }
}
