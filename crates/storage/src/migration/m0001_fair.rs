//! Fairs, each with the counter of its public history.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let fair = Table::create()
            .table("fair")
            .col(big_pk_auto("id"))
            .col(big_integer("revision"))
            .col(big_integer("live_revision").default(0))
            .col(text_uniq("slug"))
            .col(text("title"))
            .col(json_binary("claim"))
            .col(text("date"))
            .col(text("venue"))
            .col(text("address"))
            .col(text("timezone"))
            .col(text("phase"))
            .col(json_binary("legal"))
            .take();
        manager.create_table(fair).await
    }
}
