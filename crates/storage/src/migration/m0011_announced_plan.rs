//! Plans as they were announced, so that paper can tell what changed since it was printed.

use super::belongs;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let plan = Table::create()
            .table("announced_plan")
            .col(big_integer("dating"))
            .col(big_integer("version"))
            .col(big_integer("made_at"))
            .col(json_binary("plan"))
            .primary_key(Index::create().col("dating").col("version"))
            .foreign_key(&mut belongs("announced_plan", ["dating"], "dating", ["id"]))
            .take();
        manager.create_table(plan).await
    }
}
