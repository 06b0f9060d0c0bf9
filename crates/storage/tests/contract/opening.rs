//! Opening a database: at once, again, and with something unreadable in it.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use sea_orm::ConnectionTrait;
use services::ports::StoreError;
use storage::ConnectError;

stories![
    what_was_kept_is_there_after_a_restart,
    processes_that_start_together_do_not_trip_each_other,
    a_row_that_cannot_be_read_is_told_and_breaks_nothing_else,
];

async fn what_was_kept_is_there_after_a_restart(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("kept"), "office", NOW).await.unwrap();
    let id = fair.id;
    trial.database.clone().close().await.unwrap();
    assert!(matches!(trial.stores.fairs.ping().await, Err(StoreError::Unavailable(_))));
    let again = trial.again().await;
    assert_eq!(again.fairs.all().await.unwrap(), [fair]);
    assert_eq!(again.associations.all(id).await.unwrap().len(), 3);
}

async fn processes_that_start_together_do_not_trip_each_other(trial: Trial) {
    // The trial's own database has its schema already.
    trial.database.clone().close().await.unwrap();
    for round in 0..8 {
        let url = empty_again(&trial, round).await;
        let starting = (0..6).map(|_| {
            let url = url.clone();
            tokio::spawn(async move { storage::connect(&url).await })
        });
        for started in starting.collect::<Vec<_>>() {
            let database = started.await.unwrap().unwrap();
            assert_eq!(storage::stores(database.clone()).fairs.all().await.unwrap(), []);
            database.close().await.unwrap();
        }
    }
}

/// The address of a database without a schema: another file, or the same PostgreSQL emptied.
async fn empty_again(trial: &Trial, round: u8) -> String {
    if !trial.is_postgres() {
        return trial.url.replace("fair.sqlite", &format!("deep/down/{round}.sqlite"));
    }
    let back = trial.behind_the_back().await;
    back.execute_unprepared("DROP SCHEMA public CASCADE").await.unwrap();
    back.execute_unprepared("CREATE SCHEMA public").await.unwrap();
    back.close().await.unwrap();
    trial.url.clone()
}

async fn a_row_that_cannot_be_read_is_told_and_breaks_nothing_else(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("broken"), "office", NOW).await.unwrap().id;
    let back = trial.behind_the_back().await;
    for damage in [
        "UPDATE stand SET presence = 'asleep'",
        "UPDATE dating SET run = '{\"state\":\"flying\"}'",
        "UPDATE association SET profile = '[]'",
        "UPDATE item SET starts = 'noon'",
    ] {
        back.execute_unprepared(damage).await.unwrap();
    }
    back.close().await.unwrap();
    let told = |error: StoreError| match error {
        StoreError::Unavailable(detail) => detail,
        other => panic!("{other:?}"),
    };
    assert!(told(trial.stores.market.stands(fair).await.unwrap_err()).contains("stand.presence"));
    assert!(told(trial.stores.datings.all(fair).await.unwrap_err()).contains("dating.run"));
    assert!(told(trial.stores.associations.all(fair).await.unwrap_err()).contains("association.profile"));
    assert!(told(trial.stores.programme.items(fair).await.unwrap_err()).contains("item.starts"));
    assert_eq!(trial.stores.market.halls(fair).await.unwrap().len(), 2);
    trial.stores.programme.add(item("2027-05-08T10:00"), note(fair)).await.unwrap();
}

#[tokio::test]
async fn an_address_of_no_known_kind_is_refused() {
    for url in ["", "mysql://fair@127.0.0.1/fair", "fair.sqlite"] {
        let refused = storage::connect(url).await;
        assert!(matches!(refused, Err(ConnectError::UnknownKind)), "{url}: {refused:?}");
    }
}

#[tokio::test]
async fn the_reason_for_a_failure_never_shows_the_password() {
    // Nobody listens on the discard port.
    let refused = storage::connect("postgres://fair:s3cret@127.0.0.1:9/fair").await.unwrap_err();
    assert!(matches!(refused, ConnectError::Open { .. }), "{refused:?}");
    assert!(!format!("{refused} {refused:?}").contains("s3cret"), "{refused:?}");
    let said = refused.to_string();
    assert!(said.starts_with("PostgreSQL at 127.0.0.1:9 does not open: Connection refused"), "{said}");
}
