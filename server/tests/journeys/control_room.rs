//! Who may do what in the control room, and what the log keeps of it.

use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{
    ParticipantId,
    access::Role,
    control_room::{Choice, Proposal, QueueAnswer, Queued},
    dating::{Attendance, ClockTurn, Dating, Happening, MoveSeat},
    views::DatingDesk,
};
use serde::de::DeserializeOwned;
use serde_json::json;

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

async fn last_step(app: &TestApp) -> (Dating, i64) {
    let dating = app.dating().await;
    let step = *dating.steps.done.last().unwrap();
    (dating, step)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_keeper_takes_back_what_they_may_do_and_nothing_else() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let close = Happening::CloseTable { number: 1 };
    let proposal = app.services.propose(&owner(), dating.id, close.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    app.services.apply(&owner(), dating.id, choice, close, None).await.unwrap();
    let (closed, step) = last_step(&app).await;
    let undo = json!({ "dating": closed.id, "expects": closed.revision, "step": step, "key": "a" });
    assert_eq!(keeper.post_json("/api/fn/undo", &undo.to_string()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.dating().await, closed);

    app.turn(ClockTurn::Pause).await;
    let (paused, step) = last_step(&app).await;
    let undo = json!({ "dating": paused.id, "expects": paused.revision, "step": step, "key": "b" });
    assert_eq!(keeper.post_json("/api/fn/undo", &undo.to_string()).await.status, StatusCode::OK);
    let running = app.dating().await;
    assert_eq!(running.run, closed.run);
    let redo = json!({ "dating": running.id, "expects": running.revision, "step": step, "key": "c" });
    assert_eq!(keeper.post_json("/api/fn/redo", &redo.to_string()).await.status, StatusCode::OK);
    assert_eq!(app.dating().await.run, paused.run);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_keeper_marks_somebody_looks_at_it_and_applies_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let look = json!({ "dating": dating.id, "who": 3, "attendance": "missing" });
    let proposal: Proposal = read(&keeper.post_json("/api/fn/propose_mark", &look.to_string()).await.text);
    assert_eq!(proposal.based_on, dating.revision);
    let choice = Choice::of(&proposal, proposal.alternatives.last().unwrap());
    let apply = json!({ "dating": dating.id, "choice": choice, "who": 3, "attendance": "missing", "key": "k" });
    let applied = keeper.post_json("/api/fn/apply_mark", &apply.to_string()).await;
    assert_eq!(applied.status, StatusCode::OK, "{applied:?}");
    let after = app.dating().await;
    assert_eq!(after.participant(ParticipantId(3)).unwrap().attendance, Attendance::Missing);
    // Sent twice it acts once, although the session has moved on.
    let again = keeper.post_json("/api/fn/apply_mark", &apply.to_string()).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::OK, "null"));
    assert_eq!(app.dating().await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_without_a_network_is_applied_repeated_or_told_off() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let mark = |was, attendance| Queued::Mark { who: ParticipantId(5), was, attendance };
    let send = |command: Queued, key: &str| json!({ "dating": dating.id, "command": command, "key": key }).to_string();
    let arrived = send(mark(Attendance::Expected, Attendance::Arrived), "one");
    let first: QueueAnswer = read(&keeper.post_json("/api/fn/send_queued", &arrived).await.text);
    assert_eq!(first, QueueAnswer::Applied { revision: dating.revision + 1, mend: false });
    let again: QueueAnswer = read(&keeper.post_json("/api/fn/send_queued", &arrived).await.text);
    assert_eq!(again, QueueAnswer::Repeated);
    let late = send(mark(Attendance::Expected, Attendance::Missing), "two");
    let late: QueueAnswer = read(&keeper.post_json("/api/fn/send_queued", &late).await.text);
    assert_eq!(late, QueueAnswer::NoLongerFits { because: domain::Refusal::MarkedMeanwhile });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_organisers_say_waits_for_organisers_alone() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let say = Happening::Announce { text: "The coffee is ready.".to_owned() };
    let command = Queued::Note { happening: say, begun: 1 };
    let order = json!({ "dating": dating.id, "command": command, "key": "one" }).to_string();
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    assert_eq!(keeper.post_json("/api/fn/send_queued", &order).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.dating().await, dating);
    let mut organiser = app.signed_in(Role::Organiser).await;
    let said: QueueAnswer = read(&organiser.post_json("/api/fn/send_queued", &order).await.text);
    assert_eq!(said, QueueAnswer::Applied { revision: dating.revision + 1, mend: false });
    let said = app.dating().await;
    assert_eq!(said.announcements().next().map(|said| said.text.as_str()), Some("The coffee is ready."));
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_offers_ones_own_step_while_others_check_people_in() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (mut keeper, mut office) = (app.signed_in(Role::TimeKeeper).await, app.signed_in(Role::Organiser).await);
    let mark = |who, key: &str| {
        let (was, attendance) = (Attendance::Expected, Attendance::Arrived);
        let command = Queued::Mark { who: ParticipantId(who), was, attendance };
        json!({ "dating": dating.id, "command": command, "key": key }).to_string()
    };
    keeper.post_json("/api/fn/send_queued", &mark(1, "mine")).await;
    let own = app.dating().await.revision;
    for (who, key) in [(2, "a"), (3, "b")] {
        office.post_json("/api/fn/send_queued", &mark(who, key)).await;
    }
    let desk = format!("/api/fn/desk?dating={}", dating.id);
    let seen: DatingDesk = read(&keeper.get_as_script(&desk).await.text);
    let offered = seen.last.unwrap();
    assert_eq!((offered.step, &offered.actor), (own, &seen.me));
    let others: DatingDesk = read(&office.get_as_script(&desk).await.text);
    assert_eq!(others.last.unwrap().step, own + 2);
    // Somebody else arrives between the look and the press.
    office.post_json("/api/fn/send_queued", &mark(4, "c")).await;
    let undo = json!({ "dating": dating.id, "expects": seen.dating.revision, "step": own, "key": "u" });
    assert_eq!(keeper.post_json("/api/fn/undo", &undo.to_string()).await.status, StatusCode::OK);
    let after = app.dating().await;
    let here = |who| after.participant(ParticipantId(who)).unwrap().attendance == Attendance::Arrived;
    assert_eq!([1, 2, 3, 4].map(here), [false, true, true, true]);
    // With nothing of their own left they are offered the last step of all.
    let seen: DatingDesk = read(&keeper.get_as_script(&desk).await.text);
    let offered = seen.last.unwrap();
    assert!(offered.step == own + 3 && offered.actor != seen.me, "{offered:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_room_says_what_was_moved_by_hand_and_told_to_nobody() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let room = |room: &str| format!("/organise/lindenhafen/dating/{}{room}", dating.id);
    let mut office = app.signed_in(Role::Organiser).await;
    let said = "Alle anderen sehen noch Plan";
    assert!(!office.get(&room("")).await.text.contains(said));
    let seats = &dating.plan.as_ref().unwrap().seats[2];
    let who = *seats.iter().flatten().next().unwrap();
    let out = MoveSeat { who, round: 2, to: None, swap_with: None };
    app.services.move_participant(&owner(), dating.id, dating.revision, out, None).await.unwrap();
    for one in ["", "/plan", "/ledger"] {
        let text = office.get(&room(one)).await.text;
        assert!(text.contains(said) && text.contains("in Runde 3 mit anderen Plätzen"), "{one}: {text}");
        assert!(text.contains("Jetzt allen zeigen"), "{one}: {text}");
    }
    let text = app.signed_in(Role::TimeKeeper).await.get(&room("")).await.text;
    assert!(text.contains(said) && !text.contains("Jetzt allen zeigen"), "{text}");
    let draft = app.dating().await;
    app.services.publish(&owner(), dating.id, draft.revision, None).await.unwrap();
    assert!(!office.get(&room("")).await.text.contains(said));
}
