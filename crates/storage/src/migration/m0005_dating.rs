//! Dating sessions, each an aggregate in one row.

use super::{belongs_to_fair, index};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dating = Table::create()
            .table("dating")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer("revision"))
            .col(json_binary("setting"))
            .col(json_binary("rules"))
            .col(json_binary("participants"))
            .col(json_binary_null("plan"))
            .col(json_binary_null("published"))
            .col(json_binary("run"))
            .foreign_key(&mut belongs_to_fair("dating"))
            .take();
        manager.create_table(dating).await?;
        manager.create_index(index("dating", ["fair"])).await
    }
}
