//! What is written beside every change: the public history, the audit log and the keys of commands.

use super::{belongs_to_fair, index};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let change = Table::create()
            .table("change")
            .col(big_integer("fair"))
            .col(big_integer("revision"))
            .col(big_integer("at"))
            .col(json_binary("body"))
            .primary_key(Index::create().col("fair").col("revision"))
            .foreign_key(&mut belongs_to_fair("change"))
            .take();
        manager.create_table(change).await?;
        manager.create_index(index("change", ["at"])).await?;

        let audit = Table::create()
            .table("audit")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer("at"))
            .col(text("actor"))
            .col(text("action"))
            .col(text("subject"))
            .foreign_key(&mut belongs_to_fair("audit"))
            .take();
        manager.create_table(audit).await?;
        manager.create_index(index("audit", ["fair", "at"])).await?;

        let command = Table::create()
            .table("command")
            .col(big_integer("fair"))
            .col(text("key"))
            .col(big_integer("at"))
            .col(json_binary("made"))
            .primary_key(Index::create().col("fair").col("key"))
            .foreign_key(&mut belongs_to_fair("command"))
            .take();
        manager.create_table(command).await?;
        manager.create_index(index("command", ["at"])).await
    }
}
