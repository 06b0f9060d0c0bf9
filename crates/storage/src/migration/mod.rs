//! The schema, step by step. A step that was released is never edited; a change is a new step at the end.

mod m0001_fair;
mod m0002_association;
mod m0003_market;
mod m0004_programme;
mod m0005_dating;
mod m0006_history;
mod m0007_account;
mod m0008_second_factor;
mod m0010_dating_event;
mod m0011_announced_plan;
mod m0012_phone;
mod m0013_attempt;
mod m0014_house_log;
mod m0015_item_revision;
mod m0016_printed;
mod m0017_links_on_paper;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_fair::Migration),
            Box::new(m0002_association::Migration),
            Box::new(m0003_market::Migration),
            Box::new(m0004_programme::Migration),
            Box::new(m0005_dating::Migration),
            Box::new(m0006_history::Migration),
            Box::new(m0007_account::Migration),
            Box::new(m0008_second_factor::Migration),
            Box::new(m0010_dating_event::Migration),
            Box::new(m0011_announced_plan::Migration),
            Box::new(m0012_phone::Migration),
            Box::new(m0013_attempt::Migration),
            Box::new(m0014_house_log::Migration),
            Box::new(m0015_item_revision::Migration),
            Box::new(m0016_printed::Migration),
            Box::new(m0017_links_on_paper::Migration),
        ]
    }
}

/// A foreign key whose rows go with the row they name.
fn belongs<const N: usize>(
    table: &'static str,
    from: [&'static str; N],
    owner: &'static str,
    to: [&'static str; N],
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(format!("fk_{table}_{}", from[N - 1]));
    for (from, to) in from.into_iter().zip(to) {
        key.from(table, from).to(owner, to);
    }
    key.on_delete(ForeignKeyAction::Cascade).take()
}

/// `fair`, the owner of nearly everything.
fn belongs_to_fair(table: &'static str) -> ForeignKeyCreateStatement {
    belongs(table, ["fair"], "fair", ["id"])
}

fn index<const N: usize>(table: &'static str, columns: [&'static str; N]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("ix_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(column);
    }
    index
}

/// What composite foreign keys point at, so that nothing of one fair can name a part of another.
fn unique<const N: usize>(table: &'static str, columns: [&'static str; N]) -> IndexCreateStatement {
    let mut index = index(table, columns);
    index.name(format!("ux_{table}_{}", columns.join("_"))).unique().take()
}
