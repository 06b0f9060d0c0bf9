//! Fields of activity, and the associations that name them in their profiles.

use super::{belongs, belongs_to_fair, index, unique};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let field = Table::create()
            .table("field")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer_null("parent"))
            .col(text("name_de"))
            .col(text("name_en"))
            .col(text("hue"))
            .foreign_key(&mut belongs_to_fair("field"))
            .foreign_key(&mut belongs("field", ["fair", "parent"], "field", ["fair", "id"]))
            .index(&mut unique("field", ["fair", "id"]))
            .take();
        manager.create_table(field).await?;
        manager.create_index(index("field", ["fair", "name_de"])).await?;
        manager.create_index(index("field", ["parent"])).await?;

        let association = Table::create()
            .table("association")
            .col(big_pk_auto("id"))
            .col(big_integer("fair"))
            .col(big_integer("revision"))
            .col(text("name"))
            .col(text("name_key"))
            .col(json_binary("profile"))
            .foreign_key(&mut belongs_to_fair("association"))
            .index(&mut unique("association", ["fair", "id"]))
            .take();
        manager.create_table(association).await?;
        // Not unique: an organiser may decide that two of the same name are two.
        manager.create_index(index("association", ["fair", "name_key"])).await
    }
}
