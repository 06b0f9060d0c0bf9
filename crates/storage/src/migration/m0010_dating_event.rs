//! The log of every dating session, and what belongs to its day. Sessions that were there before begin their log with
//! themselves as they are.

use super::belongs;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{DbBackend, FromQueryResult, JsonValue, Statement},
};
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A session as this step finds it.
#[derive(FromQueryResult)]
struct Found {
    id: i64,
    fair: i64,
    revision: i64,
    setting: JsonValue,
    rules: JsonValue,
    participants: JsonValue,
    plan: Option<JsonValue>,
    published: Option<JsonValue>,
    run: JsonValue,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let day = Table::alter().table("dating").add_column(json_binary("day").default("{}")).take();
        manager.alter_table(day).await?;
        let event = Table::create()
            .table("dating_event")
            .col(big_integer("dating"))
            .col(big_integer("step"))
            .col(big_integer("at"))
            .col(text("actor"))
            .col(text_null("key"))
            .col(json_binary("deed"))
            .col(json_binary("outcome"))
            .primary_key(Index::create().col("dating").col("step"))
            .foreign_key(&mut belongs("dating_event", ["dating"], "dating", ["id"]))
            .take();
        manager.create_table(event).await?;

        let connection = manager.get_connection();
        let backend = connection.get_database_backend();
        let all = "SELECT id, fair, revision, setting, rules, participants, plan, published, run FROM dating";
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
        for row in connection.query_all_raw(Statement::from_string(backend, all)).await? {
            let found = Found::from_query_result(&row, "")?;
            let place = |n: usize| match backend {
                DbBackend::Postgres => format!("${n}"),
                _ => "?".to_owned(),
            };
            let into = format!(
                "INSERT INTO dating_event (dating, step, at, actor, deed, outcome) VALUES ({}, {}, {}, {}, {}, {})",
                place(1),
                place(2),
                place(3),
                place(4),
                place(5),
                place(6),
            );
            let deed = serde_json::json!({ "deed": "created" });
            let values: [sea_orm_migration::sea_orm::Value; 6] = [
                found.id.into(),
                found.revision.into(),
                now.into(),
                "migration".into(),
                deed.into(),
                found.into_outcome().into(),
            ];
            connection.execute_raw(Statement::from_sql_and_values(backend, into, values)).await?;
        }
        Ok(())
    }
}

impl Found {
    fn into_outcome(self) -> JsonValue {
        serde_json::json!({ "session": {
            "id": self.id,
            "fair": self.fair,
            "revision": self.revision,
            "setting": self.setting,
            "rules": self.rules,
            "participants": self.participants,
            "plan": self.plan,
            "published": self.published,
            "run": self.run,
        }})
    }
}
