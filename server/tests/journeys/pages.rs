//! Pages as they arrive before any wasm.

use crate::app::{Answer, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_speaks_the_language_the_browser_likes_best() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let german = app.browser().that_likes("de-DE,en;q=0.5").get("/lindenhafen/market").await;
    assert!(german.text.contains(r#"<html lang="de""#), "{}", german.text);
    let english = app.browser().that_likes("fr,en-GB;q=0.8").get("/lindenhafen/market").await;
    assert!(english.text.contains(r#"<html lang="en""#), "{}", english.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_language_stays_whatever_the_browser_likes() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut browser = app.browser().that_likes("de");
    let chosen = browser.post("/api/fn/set_locale", &[("locale", "en"), ("back", "/lindenhafen")]).await;
    assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/lindenhafen"));
    assert!(chosen.header("set-cookie").starts_with("insist-locale=en; Path=/; Max-Age=31536000; HttpOnly"));
    assert!(browser.get("/lindenhafen").await.text.contains(r#"<html lang="en""#));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_market_can_be_read_before_any_wasm() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let page = app.browser().get("/lindenhafen/market").await;
    assert_eq!(page.status, StatusCode::OK);
    let market = app.services.market(services::actor::Visitor, "lindenhafen").await.unwrap();
    for association in &market.associations {
        let name = association.name.as_str().replace('&', "&amp;");
        assert!(page.text.contains(&name) || page.text.contains(association.call_name()), "{name} is missing");
    }
}

/// The whole hall opens the plan at once: pages drawn side by side must not trip over each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_is_answered_as_one_person_is() {
    const CROWD: usize = 8;
    const EACH: usize = 30;
    let app = Arc::new(TestApp::new().await.with_the_demo_fair().await);
    let dating = app.dating_that_runs().await;
    let room = format!("/lindenhafen/table/{}", dating.id);
    let pages =
        ["/lindenhafen/market", "/lindenhafen/stand/3", "/lindenhafen/legal/imprint", "/sign-in"].map(str::to_owned);
    let pages: Vec<String> = pages.into_iter().chain([room.clone(), format!("{room}/0")]).collect();
    let mut crowd = tokio::task::JoinSet::new();
    for visitor in 0..CROWD {
        let (app, pages) = (app.clone(), pages.clone());
        crowd.spawn(async move {
            for step in 0..EACH {
                let path = &pages[(visitor + step) % pages.len()];
                let ask = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
                let answer = Answer::of(app.send(ask).await).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert!(answer.text.contains("<title>") && answer.text.contains("</html>"), "{path}");
            }
        });
    }
    while let Some(answered) = crowd.join_next().await {
        answered.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_leads_nowhere_is_a_page_with_its_status() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    for path in ["/lindenhafen/no/such/page", "/no-such-fair", "/lindenhafen/stand/999999"] {
        let page = app.browser().get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text.contains("<!DOCTYPE html>"), "{path}");
    }
    let door = app.browser().get("/api/fn/no_such_door").await;
    assert_eq!((door.status, door.text.as_str()), (StatusCode::NOT_FOUND, "Nothing here.\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fair_that_is_being_prepared_is_not_there_for_visitors() {
    let app = TestApp::new().await;
    let form = services::NewFairForm {
        slug: "spring".to_owned(),
        title: "Frühlingsmesse".to_owned(),
        date: "2027-05-08".to_owned(),
        ..Default::default()
    };
    app.services.create_fair(&crate::app::owner(), form).await.unwrap();
    assert_eq!(app.browser().get("/spring").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.browser().get("/spring/market").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn health_really_asks_the_database() {
    let app = TestApp::new().await;
    let well = app.browser().get("/health").await;
    assert_eq!((well.status, well.text.as_str()), (StatusCode::OK, "ok"));
}
