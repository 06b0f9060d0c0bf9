//! A session is called off: its organisers press once, and phones, signs, the projector, the door, calendars and paper say so.

use crate::{
    app::{Browser, TestApp, owner},
    live::Phone,
    phones::FAIR,
};
use axum::http::StatusCode;
use domain::{access::Role, clock::Moment, dating::Dating, live::Change};

const SAID: &str = "Dieses Speed-Dating ist abgesagt";

async fn press(office: &mut Browser<'_>, door: &str, dating: &Dating, key: &str) -> StatusCode {
    let body = format!(r#"{{"dating":{},"key":"{key}"}}"#, dating.id);
    office.post_json(&format!("/api/fn/{door}"), &body).await.status
}

fn of(calendar: &str, name: &str) -> Vec<String> {
    calendar.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_that_a_session_is_called_off_and_that_it_takes_place_after_all() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let id = dating.id;
    let who = dating.published.as_ref().unwrap().seats[0].iter().flatten().next().copied().unwrap();
    app.services.make_screen(&owner(), id, "Saal").await.unwrap();
    let screen = app.services.screens(&owner(), id).await.unwrap().remove(0).address;
    let screen = screen.split_once("3000").unwrap().1.to_owned();
    let calendar = format!("/api/fair{FAIR}/dating/{id}/calendar/{who}.ics");
    let pages = [
        format!("{FAIR}/table/{id}/{who}"),
        format!("{FAIR}/dating/{id}/table/1"),
        format!("{FAIR}/table/{id}"),
        FAIR.to_owned(),
        screen,
    ];
    let (mut visitor, mut office) = (app.browser(), app.signed_in(Role::Organiser).await);
    let before = visitor.get(&calendar).await.text;
    let mut phone = Phone::listens(&app, None).await;
    phone.hears().await.unwrap().hello();

    assert_eq!(
        press(&mut app.signed_in(Role::TimeKeeper).await, "call_off", &dating, "k1").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(press(&mut office, "call_off", &dating, "k2").await, StatusCode::OK);
    assert_eq!(phone.hears().await.unwrap().change().change, Change::Dating { id });
    for path in &pages {
        let page = visitor.get(path).await;
        assert!(page.status == StatusCode::OK && page.text.contains(SAID), "{path}: {}", page.text);
        assert!(!page.text.contains("role=\"timer\">5:00"), "{path} counts down");
    }
    let screen = visitor.get(&pages[4]).await.text;
    assert!(screen.contains("This speed-dating has been called off"), "in both languages");
    for room in ["", "/paper", "/setup", "/plan"] {
        let page = office.get(&format!("/organise{FAIR}/dating/{id}{room}")).await;
        assert!(page.text.contains(SAID) && page.text.contains("Doch stattfinden lassen"), "{room}: {}", page.text);
    }
    let control = office.get(&format!("/organise{FAIR}/dating/{id}")).await.text;
    let ended = app.services.dating(&owner().into(), id).await.unwrap().ended.unwrap();
    assert!(control.contains(&format!("seit {:02}:{:02}", ended.hour(), ended.minute())), "{control}");
    let offered = ["role=\"timer\"", "gone-sign", "open-table-1", "open-walk-in", "open-interpreters"];
    for what in offered {
        assert!(!control.contains(what), "{what} of what is called off: {control}");
    }
    assert!(office.get(&format!("/organise{FAIR}/checkin?dating={id}")).await.text.contains(SAID));
    let after = visitor.get(&calendar).await.text;
    assert_eq!(of(&after, "UID"), of(&before, "UID"));
    let cancelled = of(&after, "STATUS:CANCELLED").len();
    // The round that was on is history.
    assert_eq!(cancelled, of(&before, "STATUS:CONFIRMED").len() - 1);
    let sequence = |text: &str| of(text, "SEQUENCE:")[0]["SEQUENCE:".len()..].trim().parse::<u32>().unwrap();
    assert!(sequence(&after) > sequence(&before));
    assert_eq!(of(&after, "METHOD"), of(&before, "METHOD"));

    app.later(600_000);
    assert_eq!(
        press(&mut app.signed_in(Role::TimeKeeper).await, "hold_after_all", &dating, "k3").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(press(&mut office, "hold_after_all", &dating, "k4").await, StatusCode::OK);
    assert_eq!(phone.hears().await.unwrap().change().change, Change::Dating { id });
    assert!(!visitor.get(&pages[0]).await.text.contains(SAID));
    let control = office.get(&format!("/organise{FAIR}/dating/{id}")).await.text;
    for what in offered {
        assert!(control.contains(what), "{what} again: {control}");
    }
    let Moment::On { round: 0, .. } = app.dating().await.moment(app.services.now()) else { panic!() };
    let again = visitor.get(&calendar).await.text;
    assert!(of(&again, "STATUS:CANCELLED").is_empty() && sequence(&again) > sequence(&after));
    let log = office.get(&format!("/organise{FAIR}/log")).await.text;
    assert!(log.contains("Speed-Dating abgesagt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_called_off_before_anything_was_announced_says_so_too() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating().await;
    let mut office = app.signed_in(Role::Organiser).await;
    assert_eq!(press(&mut office, "call_off", &dating, "k").await, StatusCode::OK);
    let mut visitor = app.browser().that_likes("en");
    for path in [FAIR.to_owned(), format!("{FAIR}/table/{}", dating.id)] {
        let page = visitor.get(&path).await;
        assert!(page.text.contains("This speed-dating has been called off"), "{path}: {}", page.text);
        assert!(!page.text.contains("Tables are still being allocated"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_is_called_off_nothing_is_printed_and_its_files_stay() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let file = |name: &str| format!("/api/fair{FAIR}/dating/{}/paper/{name}", dating.id);
    assert_eq!(press(&mut office, "call_off", &dating, "k1").await, StatusCode::OK);
    let said = "Das Speed-Dating ist abgesagt. Zu drucken gibt es nichts mehr.";
    for kind in ::paper::Kind::ALL {
        let answer = office.get(&file(&format!("{}.pdf", kind.key()))).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{kind:?}");
        assert!(answer.text.contains(said), "{kind:?}: {}", answer.text);
    }
    assert!(office.get(&format!("/organise{FAIR}/dating/{}/paper", dating.id)).await.text.contains(said));
    assert_eq!(office.get(&file("plan.csv")).await.status, StatusCode::OK);
    assert_eq!(press(&mut office, "hold_after_all", &dating, "k2").await, StatusCode::OK);
    assert_eq!(office.get(&file("cards.pdf")).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_off_is_not_offered_to_be_published() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating().await;
    app.services.allocate(&owner(), dating.id, dating.revision, Some(1), None).await.unwrap();
    let mut office = app.signed_in(Role::Organiser).await;
    let room = format!("/organise{FAIR}/dating/{}/plan", dating.id);
    assert!(office.get(&room).await.text.contains("Veröffentlichen"));
    assert_eq!(press(&mut office, "call_off", &dating, "k").await, StatusCode::OK);
    let text = office.get(&room).await.text;
    assert!(text.contains(SAID) && !text.contains("Veröffentlichen"), "{text}");
}
