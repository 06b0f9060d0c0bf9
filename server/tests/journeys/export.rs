//! A list that is written down can be brought in again.

use crate::app::{TestApp, owner};
use domain::intake::Counts;
use services::GivenList;

#[tokio::test(flavor = "multi_thread")]
async fn the_exported_list_imports_as_the_same() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let list = server::export::csv(&app.services, &owner(), "lindenhafen").await.unwrap();
    let (who, bytes) = (owner(), list.into_bytes());
    let list = GivenList { file_name: "list.csv".to_owned(), bytes, ..GivenList::default() };
    let dry_run = app.services.import_dry_run(&who, "lindenhafen", list);
    let report = dry_run.await.unwrap();
    let all = app.services.associations(&owner(), "lindenhafen").await.unwrap().associations.len();
    let changed: Vec<_> =
        report.rows.iter().filter(|row| row.verdict.key() != "same" || !row.remarks.is_empty()).collect();
    assert_eq!(
        report.counts,
        Counts { same: all, remarks: report.counts.remarks, ..Counts::default() },
        "{changed:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_holds_everything() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let text = server::export::json(&app.services, &owner(), "lindenhafen").await.unwrap();
    let archive: serde_json::Value = serde_json::from_str(&text).unwrap();
    let market = app.services.market(services::actor::Visitor, "lindenhafen").await.unwrap();
    assert_eq!(archive["associations"].as_array().unwrap().len(), market.associations.len());
    assert_eq!(archive["stands"].as_array().unwrap().len(), market.stands.len());
    assert_eq!(archive["datings"].as_array().unwrap().len(), 1);
    assert_ne!(archive["programme"].as_array().unwrap().len(), 0);
}
