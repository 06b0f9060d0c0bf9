//! The programme of the day.

use super::{belongs_to_fair, index};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let item = Table::create()
            .table("item")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(text("kind"))
            .col(text("hue"))
            .col(json_binary("title"))
            .col(json_binary("summary"))
            .col(text("place"))
            .col(text("starts"))
            .col(text("ends"))
            .col(json_binary("languages"))
            .col(boolean("step_free"))
            .foreign_key(&mut belongs_to_fair("item"))
            .take();
        manager.create_table(item).await?;
        manager.create_index(index("item", ["fair", "starts"])).await
    }
}
