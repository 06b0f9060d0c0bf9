//! Items of the programme are edited by several people: each counts its changes.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let counted = Table::alter().table("item").add_column(big_integer("revision").default(1)).take();
        manager.alter_table(counted).await
    }
}
