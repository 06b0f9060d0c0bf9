//! Which version of a document was printed last, so that after a change only what changed is printed.

use super::belongs;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let printed = Table::create()
            .table("printed")
            .col(big_integer("dating"))
            .col(text("document"))
            .col(big_integer("version"))
            .primary_key(Index::create().col("dating").col("document"))
            .foreign_key(&mut belongs("printed", ["dating"], "dating", ["id"]))
            .take();
        manager.create_table(printed).await
    }
}
