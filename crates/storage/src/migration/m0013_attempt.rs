//! Tables being worked out, so that every process can tell how far it is, and what came of it outlives a restart.

use super::belongs;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attempt = Table::create()
            .table("attempt")
            .col(big_integer("dating"))
            .col(text("aim"))
            .col(text("run"))
            .col(json_binary("asked"))
            .col(big_integer("seen"))
            .col(boolean("stop"))
            .col(json_binary("progress"))
            .col(json_binary_null("outcome"))
            .primary_key(Index::create().col("dating").col("aim"))
            .foreign_key(&mut belongs("attempt", ["dating"], "dating", ["id"]))
            .take();
        manager.create_table(attempt).await
    }
}
