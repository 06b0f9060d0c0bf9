//! Personal links: what they open, until when, and how often one may try.

use super::{FAIR, a_pair, code, links, phone_of};
use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{ParticipantId, pass::PassChange};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_own_table_until_it_is_revoked() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let who = a_pair(&dating, 0).0;
    let link = links(&app, dating.id).await.into_iter().find(|link| link.who == who).unwrap();
    let address = link.address.clone().unwrap();
    assert!(address.contains(&format!("{FAIR}/t#")), "the secret stands where no server sees it: {address}");
    assert_eq!(links(&app, dating.id).await.iter().find(|l| l.who == who), Some(&link), "it can be printed again");

    let mut phone = phone_of(&app, dating.id, who).await;
    let path = format!("{FAIR}/table/{}/{who}", dating.id);
    assert!(phone.get(&path).await.text.contains("say_late"), "the form stands on the page before any wasm");
    assert!(!app.browser().get(&path).await.text.contains("say_late"), "and on nobody else's");

    app.services.change_pass(&owner(), dating.id, who, PassChange::Revoke, None).await.unwrap();
    assert!(!phone.get(&path).await.text.contains("say_late"));
    let revoked = links(&app, dating.id).await.into_iter().find(|link| link.who == who).unwrap();
    assert!(revoked.address.is_none() && revoked.qr.is_none());

    app.services.change_pass(&owner(), dating.id, who, PassChange::Reissue, None).await.unwrap();
    let again = code(&app, dating.id, who).await;
    assert!(!address.ends_with(&again), "a new link is another one");
    let old = address.split_once('#').unwrap().1;
    let refused = app.browser().post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", old)]).await;
    assert!(refused.text.contains("LinkSpent") && refused.header("set-cookie").is_empty(), "{refused:?}");
    // Whoever stands there with it hears where there is another one.
    for (code, said) in [(old, "gilt nicht mehr"), ("zerknittert", "ist unvollständig")] {
        let mut browser = app.browser();
        let form = [("slug", "lindenhafen"), ("code", code)];
        let failed = browser.post_from("http://127.0.0.1:3000/lindenhafen/t", "/api/fn/open_pass", &form).await;
        let page = browser.get(failed.header("location").trim_start_matches("http://127.0.0.1:3000")).await;
        assert!(page.text.contains(said) && page.text.contains("Infotisch"), "{said}: {failed:?}");
    }
    phone_of(&app, dating.id, who).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_presses_or_tries_links_without_end_and_their_neighbours_go_on() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (who, whom)) = (dating.id, a_pair(&dating, 0));
    let again = |whom: ParticipantId| format!("dating={id}&whom={whom}&yes=true");
    let (mut joker, mut neighbour) = (phone_of(&app, id, who).await, phone_of(&app, id, whom).await);
    let mut last = joker.post_as_script("/api/fn/say_again", &again(whom)).await;
    assert_ne!(last.status, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..90 {
        last = joker.post_as_script("/api/fn/say_again", &again(whom)).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
    let beside = neighbour.post_as_script("/api/fn/say_again", &again(who)).await;
    assert_ne!(beside.status, StatusCode::TOO_MANY_REQUESTS);

    let wrong = format!("slug=lindenhafen&code={id}.{who}.{}", "A".repeat(domain::pass::SEAL_LENGTH));
    for _ in 0..150 {
        last = app.browser().post_as_script("/api/fn/open_pass", &wrong).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    let form = app.browser().post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", "x")]).await;
    assert_eq!(form.status, StatusCode::TOO_MANY_REQUESTS);
    phone_of(&app, id, whom).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_outlive_the_process_and_are_the_same_in_another() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let here = links(&app, dating.id).await;
    assert_eq!(links(&app.sibling().await, dating.id).await, here);
    let different: std::collections::BTreeSet<_> = here.iter().filter_map(|link| link.address.clone()).collect();
    assert_eq!(different.len(), dating.participants.len());
}
