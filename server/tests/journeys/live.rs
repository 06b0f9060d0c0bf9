//! The event stream: what phones hear, in which order, and what they hear after a gap.

use crate::app::{TestApp, owner};
use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode},
};
use domain::{
    control_room::Choice,
    dating::{Attendance, ClockTurn, Happening},
    live::{Change, Hello, LiveMessage, Standing},
};
use futures::StreamExt;
use server::settings::Given;
use services::{actor::Visitor, ports::CommandKey};
use std::time::Duration;

/// One event as a browser hands it to its page.
#[derive(Debug, PartialEq, Eq)]
pub struct Heard {
    name: String,
    id: i64,
    data: String,
}

impl Heard {
    pub fn hello(&self) -> Hello {
        assert_eq!(self.name, "hello", "{self:?}");
        serde_json::from_str(&self.data).unwrap()
    }

    pub fn change(&self) -> LiveMessage {
        assert_eq!(self.name, "change", "{self:?}");
        serde_json::from_str(&self.data).unwrap()
    }
}

/// A phone that listens.
pub struct Phone {
    bytes: BodyDataStream,
    text: String,
    patience: Duration,
}

impl Phone {
    pub async fn listens(app: &TestApp, last: Option<i64>) -> Self {
        let mut request = Request::get("/api/live/lindenhafen");
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let response = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(!response.headers().contains_key("content-encoding"));
        let patience = Duration::from_secs(10);
        Self { bytes: response.into_body().into_data_stream(), text: String::new(), patience }
    }

    /// The next event; `None` when the stream has ended.
    pub async fn hears(&mut self) -> Option<Heard> {
        while !self.text.contains("\n\n") {
            let next = tokio::time::timeout(self.patience, self.bytes.next()).await;
            let bytes = next.expect("nothing was heard for too long")?.unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
        let (event, rest) = self.text.split_once("\n\n").unwrap();
        let line = |name: &str| {
            let found = event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            found.trim_start().to_owned()
        };
        let heard = Heard { name: line("event:"), id: line("id:").parse().unwrap_or_default(), data: line("data:") };
        self.text = rest.to_owned();
        Some(heard)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_hears_hello_and_then_every_change() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut phone = Phone::listens(&app, None).await;
    let hello = phone.hears().await.unwrap().hello();
    assert_eq!(hello.now, app.services.now());
    app.turn(ClockTurn::Pause).await;
    let heard = phone.hears().await.unwrap();
    assert_eq!(heard.id, hello.revision + 1);
    assert_eq!(heard.change().revision, hello.revision + 1);
    assert_eq!(heard.change().change, Change::Dating { id: dating.id });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_on_which_nothing_happens_beats() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut phone = Phone::listens(&app, None).await;
    phone.hears().await.unwrap().hello();
    // Pages take a line for dead after forty seconds.
    phone.patience = Duration::from_secs(20);
    let beat = phone.hears().await.unwrap();
    assert_eq!((beat.name.as_str(), beat.data.as_str()), ("beat", "{}"), "browsers pass over events without data");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arrival_is_told_as_one_and_a_no_show_as_what_it_changes() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, dating.published.as_ref().unwrap().seats[0][0][0]);
    let mut phone = Phone::listens(&app, None).await;
    phone.hears().await.unwrap().hello();
    app.services.check_in(&owner().into(), id, who, None).await.unwrap();
    assert_eq!(phone.hears().await.unwrap().change().change, Change::Desk { id });
    let gone = Happening::Mark { who, attendance: Attendance::Missing };
    let proposal = app.services.propose(&owner(), id, gone.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    app.services.apply(&owner(), id, choice, gone, None).await.unwrap();
    assert_eq!(phone.hears().await.unwrap().change().change, Change::Tables { id });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_stands_for_whoever_opens_later_until_it_is_taken_back() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    app.services.make_screen(&owner(), dating.id, "Saal 1").await.unwrap();
    let screen = app.services.screens(&owner(), dating.id).await.unwrap().remove(0);
    let token = screen.address.rsplit('/').next().unwrap().to_owned();
    let shown = async || {
        let view = app.services.fair(Visitor, "lindenhafen").await.unwrap();
        assert_eq!(app.services.screen(Visitor, "lindenhafen", &token).await.unwrap().said, view.said);
        view.said
    };
    let note = async |happening, key| {
        let key = CommandKey::parse(key).unwrap();
        app.services.note_happening(&owner(), dating.id, happening, key).await.unwrap();
    };
    let mut phone = Phone::listens(&app, None).await;
    phone.hears().await.unwrap().hello();
    assert_eq!(shown().await, None);

    let mut stands = Vec::new();
    for text in ["Kaffee", "Bitte die Fenster schließen."] {
        app.later(1_000);
        note(Happening::Announce { text: text.to_owned() }, text.get(..3).unwrap()).await;
        let said = Some(app.services.now());
        assert_eq!(phone.hears().await.unwrap().change().change, Change::Desk { id: dating.id });
        assert_eq!(phone.hears().await.unwrap().change().change, Change::Announcement { text: text.to_owned(), said });
        stands.push(Standing { said: app.services.now(), text: text.to_owned() });
        assert_eq!(shown().await.as_ref(), stands.last());
    }
    app.later(1_000);
    note(Happening::Retract { announcement: 1 }, "back").await;
    assert_eq!(shown().await.as_ref(), Some(&stands[0]), "the one before stands again");
    note(Happening::Retract { announcement: 0 }, "back-too").await;
    assert_eq!(shown().await, None, "also for a phone that missed the message");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_comes_back_hears_what_it_missed() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    app.dating_that_runs().await;
    let mut phone = Phone::listens(&app, None).await;
    let before = phone.hears().await.unwrap().id;
    drop(phone);
    app.turn(ClockTurn::Pause).await;
    app.turn(ClockTurn::Resume).await;
    let mut phone = Phone::listens(&app, Some(before)).await;
    assert_eq!(phone.hears().await.unwrap().hello().revision, before);
    assert_eq!(phone.hears().await.unwrap().change().revision, before + 1);
    assert_eq!(phone.hears().await.unwrap().change().revision, before + 2);
    app.turn(ClockTurn::Pause).await;
    assert_eq!(phone.hears().await.unwrap().change().revision, before + 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_knows_more_than_there_is_starts_anew() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut phone = Phone::listens(&app, Some(4711)).await;
    let hello = phone.hears().await.unwrap().hello();
    let reset = phone.hears().await.unwrap();
    assert_eq!((reset.name.as_str(), reset.id), ("reset", hello.revision));
    assert_ne!(reset.data, "", "browsers pass over events without data");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_finds_what_this_one_committed() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    app.dating_that_runs().await;
    let other = app.sibling().await;
    let mut phone = Phone::listens(&other, None).await;
    let before = phone.hears().await.unwrap().id;
    app.turn(ClockTurn::Pause).await;
    // SQLite tells nobody; the phone that dials again (as it does after sleep) is brought up to date by any process.
    let mut again = Phone::listens(&other, Some(before)).await;
    assert_eq!(again.hears().await.unwrap().hello().revision, before);
    assert_eq!(again.hears().await.unwrap().change().revision, before + 1);
    // And the next commit of that process fills the gap for those who kept listening.
    other.turn(ClockTurn::Resume).await;
    assert_eq!(phone.hears().await.unwrap().change().revision, before + 1);
    assert_eq!(phone.hears().await.unwrap().change().revision, before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_when_the_process_ends() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut phone = Phone::listens(&app, None).await;
    phone.hears().await.unwrap();
    app.end();
    assert_eq!(phone.hears().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_phones_are_asked_to_come_later() {
    let few = Given { live_connections: Some(1), ..Given::default() };
    let app = TestApp::configured(few).await.with_the_demo_fair().await;
    let first = Phone::listens(&app, None).await;
    let knock = || Request::get("/api/live/lindenhafen").body(Body::empty()).unwrap();
    let refused = app.send(knock()).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["retry-after"], "10");
    drop(first);
    assert_eq!(app.send(knock()).await.status(), StatusCode::OK, "a place is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fair_that_is_not_there_has_no_stream() {
    let app = TestApp::new().await;
    let answer = app.browser().get("/api/live/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
