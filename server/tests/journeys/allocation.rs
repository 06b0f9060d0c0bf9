//! Tables worked out by one process and looked at from another, on one database.

use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{
    access::Role,
    attempt::{Aim, Allocated, UnderWay, Workshop},
    dating::{Dating, Rules, Setting, Sides},
    plan::Quality,
};
use serde::de::DeserializeOwned;
use serde_json::json;
use std::time::{Duration, Instant};

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Forty people of the demo fair at tables for five: a search that does not end by itself within the time.
async fn a_large_session(app: &TestApp) -> Dating {
    let setting = Setting::parse("Tafel", "2027-05-08T09:00", 9, 5, 1, 8, 5, 4).unwrap();
    let id = app.services.create_dating(&owner(), "lindenhafen", setting, None).await.unwrap();
    let all = app.services.associations(&owner(), "lindenhafen").await.unwrap().associations;
    let chosen = all.iter().take(40).map(|association| association.id).collect();
    app.services.choose_participants(&owner(), id, 1, chosen).await.unwrap();
    let rules = Rules { sides: Sides::Anybody, never_twice: false, ..Rules::default() };
    app.services.set_rules(&owner(), id, 2, rules).await.unwrap();
    app.services.dating(&owner().into(), id).await.unwrap().dating
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_works_out_the_other_shows_and_stops() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = a_large_session(&app).await;
    let sibling = app.sibling().await;
    let mut here = app.signed_in(Role::Organiser).await;
    let mut there = sibling.signed_in(Role::Organiser).await;
    let allocate =
        |key: &str| json!({ "dating": dating.id, "expects": dating.revision, "seconds": 300, "key": key }).to_string();
    let begun: Allocated = read(&here.post_json("/api/fn/allocate", &allocate("one")).await.text);
    assert_eq!(begun, Allocated::UnderWay);
    // Sent again, since the answer was lost: it goes on.
    let again: Allocated = read(&here.post_json("/api/fn/allocate", &allocate("one")).await.text);
    assert_eq!(again, Allocated::UnderWay);
    // Pressed at the other process: who was first is said.
    let busy = there.post_json("/api/fn/allocate", &allocate("two")).await;
    assert_eq!(busy.status, StatusCode::UNPROCESSABLE_ENTITY, "{busy:?}");
    assert!(busy.text.contains("AllocatingAlready"), "{busy:?}");

    let far = format!("/api/fn/how_far?dating={}", dating.id);
    let begun = Instant::now();
    loop {
        let seen: Option<UnderWay> = read(&there.get_as_script(&far).await.text);
        let seen = seen.expect("it goes on");
        assert_eq!(seen.aim, Aim::Plan);
        if seen.progress.reached().is_some_and(|percent| percent > 50) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{seen:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let page = there.get(&format!("/organise/lindenhafen/dating/{}/plan", dating.id)).await;
    assert_eq!(page.status, StatusCode::OK);

    let stop = json!({ "dating": dating.id }).to_string();
    assert_eq!(there.post_json("/api/fn/stop_attempt", &stop).await.status, StatusCode::OK);
    while read::<Option<UnderWay>>(&there.get_as_script(&far).await.text).is_some() {
        assert!(begun.elapsed() < Duration::from_secs(90), "it never ends");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let plan = sibling.services.dating(&owner().into(), dating.id).await.unwrap().dating.plan.unwrap();
    assert!(matches!(plan.quality, Quality::Bounded { .. }), "{:?}", plan.quality);
    let beside: Workshop =
        read(&there.get_as_script(&format!("/api/fn/beside_the_plan?dating={}", dating.id)).await.text);
    assert_eq!(beside, Workshop::default());
    // Time keepers organise nothing.
    let mut keeper = sibling.signed_in(Role::TimeKeeper).await;
    let refused = keeper.post_json("/api/fn/stop_attempt", &stop).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}
