//! What a phone asks of the desk: late, leaving, here after all; and how the desk answers.

use super::{FAIR, a_pair, form, phone_of};
use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{
    access::Role,
    control_room::Choice,
    dating::{Attendance, Happening},
    request::{Ask, RequestState},
};
use services::ports::CommandKey;

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_asks_the_desk_once_and_the_desk_decides() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let ask = |key: &str| [("dating", id.to_string()), ("until", "3".to_owned()), ("key", key.to_owned())];
    let sent = phone.post("/api/fn/say_late", &form(&ask("one"))).await;
    assert!(sent.status.is_redirection() && !sent.header("location").contains("__err"), "{sent:?}");
    // The same form twice, and another one while the first is open.
    phone.post("/api/fn/say_late", &form(&ask("one"))).await;
    let second = phone.post_as_script("/api/fn/say_late", &format!("dating={id}&until=4&key=two")).await;
    assert!(second.text.contains("Taken"), "{second:?}");

    let keeper = owner().into();
    let open = app.services.requests(&keeper, id).await.unwrap();
    let [card] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!((card.request.who, card.request.ask), (who, Ask::Late { until: 3 }));
    let request = card.request.id;
    let late = Happening::Mark { who, attendance: Attendance::Late { until: 3 } };
    assert_eq!(card.happening, late);
    // Looking at it is not yet applying it: nothing is noted, and the phone is told nothing.
    let proposal = app.services.propose(&owner(), id, late.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(Some(request));
    let page = format!("{FAIR}/table/{id}/{who}");
    assert!(!phone.get(&page).await.text.contains("Die Leitung hat es bestätigt"));
    assert_eq!(app.services.requests(&keeper, id).await.unwrap(), open);
    // It answers what was asked, and nothing else.
    let other = Happening::Mark { who, attendance: Attendance::Left };
    let wrong = app.services.propose(&owner(), id, other.clone()).await.unwrap();
    let wrong = Choice::of(&wrong, &wrong.alternatives[0]).answering(Some(request));
    let refused = app.services.apply(&owner(), id, wrong, other, None).await;
    assert!(matches!(refused, Err(services::Error::NotFound)), "{refused:?}");
    // Applied by a time keeper, the same moment settles it.
    let mut desk = app.signed_in(Role::TimeKeeper).await;
    let apply = serde_json::json!({
        "dating": id, "choice": choice, "who": who, "attendance": Attendance::Late { until: 3 }, "key": "k",
    });
    let applied = desk.post_json("/api/fn/apply_mark", &apply.to_string()).await;
    assert_eq!(applied.status, StatusCode::OK, "{applied:?}");
    assert_eq!(app.dating().await.participant(who).unwrap().attendance, Attendance::Late { until: 3 });
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    assert!(phone.get(&page).await.text.contains("Die Leitung hat es bestätigt"));
    let twice = app.services.decline_request(&keeper, id, request, None).await;
    assert!(matches!(twice, Err(services::Error::Stale)), "{twice:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_here_and_noted_as_not_here_says_so_by_phone() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let page = format!("{FAIR}/table/{id}/{who}");
    assert!(!phone.get(&page).await.text.contains("als nicht da vermerkt"));
    let early = phone.post_as_script("/api/fn/say_here", &format!("dating={id}&key=early")).await;
    assert!(early.text.contains("MarkedMeanwhile"), "{early:?}");
    let apply = async |happening: Happening, answers| {
        let proposal = app.services.propose(&owner(), id, happening.clone()).await.unwrap();
        let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(answers);
        app.services.apply(&owner(), id, choice, happening, None).await.unwrap();
    };
    apply(Happening::Mark { who, attendance: Attendance::Missing }, None).await;
    let text = phone.get(&page).await.text;
    assert!(text.contains("Sie sind als nicht da vermerkt"), "{text}");
    assert!(!text.contains("Pause") && !text.contains("Wir müssen los"), "{text}");
    // One question with its answer; whoever has no link is sent to the desk.
    let asked =
        |text: &str| ["Sind Sie hier?", "Ja, wir sind da", "am Infotisch."].map(|part| text.matches(part).count());
    let card = |text: &str| asked(text.split_once("<h2 id=\"run-sheet\"").unwrap().0);
    assert_eq!((card(&text), asked(&text)[1]), ([1, 1, 0], 1), "{text}");
    let stranger = app.browser().get(&page).await.text;
    assert_eq!((card(&stranger), asked(&stranger)[1]), ([1, 0, 1], 0), "{stranger}");
    phone.post("/api/fn/say_here", &form(&[("dating", id.to_string()), ("key", "here".to_owned())])).await;
    let text = phone.get(&page).await.text;
    assert!(text.contains("Gemeldet: Sie sind da.") && !text.contains("Sind Sie hier?"), "{text}");
    let card = app.services.requests(&owner().into(), id).await.unwrap().remove(0);
    assert_eq!(card.happening, Happening::Mark { who, attendance: Attendance::Arrived });
    apply(card.happening, Some(card.request.id)).await;
    assert!(!phone.get(&page).await.text.contains("als nicht da vermerkt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_phone_took_back_meanwhile_is_not_applied_for_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let keeper = owner().into();
    let leaving = [("dating", id.to_string()), ("key", "one".to_owned())];
    phone.post("/api/fn/say_leaving", &form(&leaving)).await;
    let card = app.services.requests(&keeper, id).await.unwrap().remove(0);
    let proposal = app.services.propose(&owner(), id, card.happening.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(Some(card.request.id));
    let back = [("dating", id.to_string()), ("request", card.request.id.to_string())];
    phone.post("/api/fn/withdraw_request", &form(&back)).await;
    let refused = app.services.apply(&owner(), id, choice, card.happening, None).await;
    assert!(matches!(refused, Err(services::Error::Refused(domain::Refusal::MarkedMeanwhile))), "{refused:?}");
    assert_eq!(app.dating().await, dating);
    // A no is said once, however often it is pressed.
    phone.post("/api/fn/say_leaving", &form(&[("dating", id.to_string()), ("key", "two".to_owned())])).await;
    let request = app.services.requests(&keeper, id).await.unwrap()[0].request.id;
    let key = || CommandKey::parse("decline");
    for _ in 0..2 {
        app.services.decline_request(&keeper, id, request, key()).await.unwrap();
    }
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_taken_back_by_its_own_phone_and_a_restless_finger_has_to_wait() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (who, other)) = (dating.id, a_pair(&dating, 0));
    let (mut phone, mut stranger) = (phone_of(&app, id, who).await, phone_of(&app, id, other).await);
    let keeper = owner().into();
    for n in 0..domain::request::REQUEST_LIMIT {
        phone.post("/api/fn/say_leaving", &form(&[("dating", id.to_string()), ("key", format!("k{n}"))])).await;
        let request = app.services.requests(&keeper, id).await.unwrap()[0].request.id;
        let take_back = [("dating", id.to_string()), ("request", request.to_string())];
        let body = format!("dating={id}&request={request}");
        let refused = stranger.post_as_script("/api/fn/withdraw_request", &body).await;
        assert!(refused.text.contains("not_found"), "another's request: {refused:?}");
        assert_eq!(app.services.requests(&keeper, id).await.unwrap().len(), 1);
        phone.post("/api/fn/withdraw_request", &form(&take_back)).await;
        assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    }
    let body = format!("dating={id}&key=more");
    assert!(phone.post_as_script("/api/fn/say_leaving", &body).await.text.contains("TooMany"));
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    app.later(domain::request::REQUEST_WINDOW_MS + 1);
    phone.post_as_script("/api/fn/say_leaving", &format!("dating={id}&key=later")).await;
    let open = app.services.requests(&keeper, id).await.unwrap();
    assert_eq!(open.iter().map(|card| card.request.state).collect::<Vec<_>>(), [RequestState::Open]);
}
