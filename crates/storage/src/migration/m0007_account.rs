//! Accounts, one-time links and sessions.

use super::{belongs, index};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::create()
            .table("account")
            .col(big_pk_auto("id"))
            .col(text_uniq("email"))
            .col(text("role"))
            .col(big_integer("created"))
            .take();
        manager.create_table(account).await?;

        let link = Table::create()
            .table("sign_in_link")
            .col(blob("token_hash").primary_key())
            .col(blob_null("browser_hash"))
            .col(big_integer("account"))
            .col(big_integer("expires"))
            .foreign_key(&mut belongs("sign_in_link", ["account"], "account", ["id"]))
            .take();
        manager.create_table(link).await?;
        manager.create_index(index("sign_in_link", ["account"])).await?;
        manager.create_index(index("sign_in_link", ["expires"])).await?;

        let session = Table::create()
            .table("session")
            .col(blob("token_hash").primary_key())
            .col(big_integer("account"))
            .col(big_integer("created"))
            .col(big_integer("last_seen"))
            .col(big_integer("expires"))
            .foreign_key(&mut belongs("session", ["account"], "account", ["id"]))
            .take();
        manager.create_table(session).await?;
        manager.create_index(index("session", ["account"])).await?;
        manager.create_index(index("session", ["expires"])).await
    }
}
