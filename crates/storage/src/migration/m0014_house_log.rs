//! The log of the house: accounts, signing in and out belong to no fair, and a line outlives the account it tells of.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let log = Table::create()
            .table("house_log")
            .col(big_pk_auto("id"))
            .col(big_integer("at"))
            .col(text("actor"))
            .col(text("action"))
            .col(text("subject"))
            .take();
        manager.create_table(log).await
    }
}
