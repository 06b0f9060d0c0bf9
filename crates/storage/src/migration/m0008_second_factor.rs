//! A second step of signing in: the secret an authenticator app shares, and sessions that await its code.

use super::belongs;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let factor = Table::create()
            .table("second_factor")
            .col(big_integer("account").primary_key())
            .col(blob("secret"))
            .col(boolean("confirmed"))
            .col(big_integer("last_step"))
            .foreign_key(&mut belongs("second_factor", ["account"], "account", ["id"]))
            .take();
        manager.create_table(factor).await?;
        // SQLite adds one column at a time.
        let awaits = Table::alter().table("session").add_column(boolean("awaits_code").default(false)).take();
        manager.alter_table(awaits).await?;
        let wrong = Table::alter().table("session").add_column(integer("wrong_codes").default(0)).take();
        manager.alter_table(wrong).await
    }
}
