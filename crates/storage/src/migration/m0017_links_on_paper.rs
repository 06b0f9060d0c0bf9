//! When a personal link was changed and when a document was printed: a sheet whose code leads nowhere is printed anew.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let changed = Table::alter().table("pass").add_column(big_integer_null("changed_at")).take();
        manager.alter_table(changed).await?;
        let printed = Table::alter().table("printed").add_column(big_integer("at").default(0)).take();
        manager.alter_table(printed).await
    }
}
