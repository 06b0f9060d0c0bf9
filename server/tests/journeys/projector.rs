//! Projectors: everybody's tables under a link that can be taken back.

use crate::{
    app::{TestApp, owner},
    phones::FAIR,
};
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_projector_shows_everybody_until_its_link_is_taken_back() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    app.services.make_screen(&owner(), dating.id, "Saal 1").await.unwrap();
    let screens = app.services.screens(&owner(), dating.id).await.unwrap();
    let [screen] = screens.as_slice() else { panic!("{screens:?}") };
    let path = screen.address.split_once("3000").map_or(screen.address.as_str(), |(_, path)| path).to_owned();
    let page = app.browser().get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    assert!(page.text.contains("Runde 1 von 8") && page.text.contains("Round 1 of 8"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("permissions-policy").contains("camera=()"));
    let token = path.rsplit('/').next().unwrap();
    let view = app.services.screen(services::actor::Visitor, "lindenhafen", token).await.unwrap();
    assert_eq!(view.names.len(), dating.participants.len());
    let there = |round: u8| dating.participants.iter().filter(|p| p.is_there(round)).count();
    assert_eq!(view.list(0, Default::default()).len(), there(0));

    let forged = format!("{FAIR}/screen/{}-{}", screen.id, "A".repeat(27));
    assert_eq!(app.browser().get(&forged).await.status, StatusCode::NOT_FOUND);
    app.services.remove_screen(&owner(), dating.id, screen.id).await.unwrap();
    assert_eq!(app.browser().get(&path).await.status, StatusCode::NOT_FOUND);
}
