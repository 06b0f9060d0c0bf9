//! Pages as they arrive before any wasm.

use crate::app::{Answer, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use domain::access::Role;
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

fn title_of(page: &Answer) -> &str {
    let from = page.text.split_once("<title>").map_or("", |(_, rest)| rest);
    from.split_once("</title>").map_or("", |(title, _)| title)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_not_named_as_if_it_were() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut organiser = app.signed_in(Role::Organiser).await;
    for path in ["/lindenhafen/stand/999999".to_owned(), format!("/lindenhafen/table/{}/999", dating.id)] {
        let page = app.browser().get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(title_of(&page), "Hier ist nichts · Vereinsmesse Lindenhafen", "{path}");
        assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
    }
    for path in ["/organise/no-such-fair", "/organise/no-such-fair/settings"] {
        let page = organiser.get(path).await;
        assert_eq!((page.status, title_of(&page)), (StatusCode::NOT_FOUND, "Hier ist nichts · INSIST"), "{path}");
        assert!(page.text.contains(">Hier ist nichts"), "{path}");
    }
    let there = app.browser().get("/lindenhafen/stand/3").await;
    assert!(!title_of(&there).contains("Hier ist nichts"), "{}", title_of(&there));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legal_texts_are_there_where_no_fair_is() {
    let app = TestApp::new().await;
    for path in ["/", "/sign-in", "/no-such-fair"] {
        let page = app.browser().get(path).await;
        for which in ["imprint", "privacy", "accessibility"] {
            assert!(page.text.contains(&format!(r#"href="/legal/{which}""#)), "{path}: {which}");
        }
        assert!(!page.text.contains("/no-such-fair/legal"), "{path}");
    }
    let page = app.browser().get("/legal/privacy").await;
    assert_eq!((page.status, title_of(&page)), (StatusCode::OK, "Datenschutz · INSIST"));
    assert_eq!(app.browser().get("/legal/nothing").await.status, StatusCode::NOT_FOUND);

    // Before it is published a fair lends the house its texts, but for what it is about.
    let form = services::NewFairForm {
        slug: "spring".to_owned(),
        title: "Frühlingsmesse".to_owned(),
        date: "2027-05-08".to_owned(),
        ..Default::default()
    };
    let owner = crate::app::owner();
    app.services.create_fair(&owner, form).await.unwrap();
    let fair = app.services.fair_to_prepare(&owner, "spring").await.unwrap().fair;
    let legal = domain::fair::LegalTexts {
        imprint: domain::Bilingual::new("Stadtjugendring Nordhafen", ""),
        project: domain::Bilingual::new("Noch geheim", ""),
        ..fair.legal.clone()
    };
    let text = domain::fair::FairText { legal, ..domain::fair::FairText::from(&fair) };
    app.services.edit_fair(&owner, "spring", fair.revision, text).await.unwrap();
    assert!(app.browser().get("/legal/imprint").await.text.contains("Stadtjugendring Nordhafen"));
    assert!(!app.browser().get("/legal/project").await.text.contains("Noch geheim"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rooms_name_their_fair_and_what_is_edited_from_the_first_answer_on() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut organiser = app.signed_in(Role::Organiser).await;
    let page = organiser.get("/organise/lindenhafen/log").await;
    assert_eq!(title_of(&page), "Protokoll · Vereinsmesse Lindenhafen");
    assert!(page.text.contains("<p>Vereinsmesse Lindenhafen"), "beside the rooms");
    let list = app.services.associations(&crate::app::owner(), "lindenhafen").await.unwrap();
    let one = &list.associations[0];
    let page = organiser.get(&format!("/organise/lindenhafen/associations/{}", one.id)).await;
    assert!(title_of(&page).starts_with(&one.profile.name.to_string()), "{}", title_of(&page));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_keeper_hears_what_their_role_opens() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating().await;
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let overview = keeper.get("/organise/lindenhafen").await;
    assert!(overview.text.contains("Als Zeitwache leiten Sie das Speed-Dating"));
    assert!(overview.text.contains(&format!(r#"href="/organise/lindenhafen/dating/{}""#, dating.id)));
    for room in
        ["associations".to_owned(), format!("dating/{}/links", dating.id), format!("dating/{}/paper", dating.id)]
    {
        let page = keeper.get(&format!("/organise/lindenhafen/{room}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{room}");
        assert!(page.text.contains("<h1>Dieser Raum ist für die Organisation"), "{room}");
        assert!(!page.text.contains("Dafür müssen Sie angemeldet sein") && !page.text.contains("tablist"), "{room}");
    }
    for room in [format!("dating/{}", dating.id), format!("dating/{}/plan", dating.id), "checkin".to_owned()] {
        assert_eq!(keeper.get(&format!("/organise/lindenhafen/{room}")).await.status, StatusCode::OK, "{room}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_projector_says_in_which_language_it_speaks() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let owner = crate::app::owner();
    app.services.make_screen(&owner, dating.id, "Saal").await.unwrap();
    let links = app.services.screens(&owner, dating.id).await.unwrap();
    let path = links[0].address.split_once("/lindenhafen").unwrap().1;
    let page = app.browser().that_likes("en").get(&format!("/lindenhafen{path}")).await;
    assert!(page.text.contains("Tap to let the gong ring") && !page.text.contains("Tippen, damit"));
    let (before, _) = page.text.split_once("Tisch ").or(page.text.split_once("Tisch<")).unwrap();
    assert!(before.rsplit('<').next().unwrap().contains(r#"lang="de""#), "{}", &before[before.len() - 80..]);
}
