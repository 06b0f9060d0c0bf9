//! A session is set up: whatever a form or anything else sends, the server judges it, keeps what it may keep, and follows
//! the profiles.

use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{
    DatingId,
    access::Role,
    dating::{Dating, Happening, MoveSeat, SettingText},
    profile::{Level, SpokenLanguage},
    text::Title,
};
use serde_json::{Value, json};

async fn dating(app: &TestApp, id: DatingId) -> Dating {
    app.services.dating(&owner().into(), id).await.unwrap().dating
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_cannot_be_is_refused_whoever_sends_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let known = app.dating().await;
    let sound = serde_json::to_value(&known.setting).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut setting = sound.clone();
        *setting.pointer_mut(pointer).unwrap() = value;
        setting
    };
    let nonsense = [
        with("/rounds", json!(255)),
        with("/rounds", json!(0)),
        with("/talk_minutes", json!(0)),
        with("/change_minutes", json!(600)),
        with("/tables", json!([])),
        with("/tables/0/seats", json!(1)),
        with("/tables/0/least", json!(9)),
        with("/tables/1/number", json!(1)),
    ];
    for setting in nonsense {
        let order = json!({ "slug": "lindenhafen", "setting": setting, "key": "k" });
        let answer = office.post_json("/api/fn/create_dating", &order.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{setting}: {}", answer.text);
        let order = json!({ "dating": known.id, "expects": known.revision, "setting": setting });
        let answer = office.post_json("/api/fn/configure_dating", &order.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{setting}: {}", answer.text);
    }
    assert_eq!(app.dating().await, known);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_asked_for_twice_is_one_and_runs_as_fast_as_the_clock() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let count = app.services.datings(&owner().into(), "lindenhafen").await.unwrap().len();
    let mut setting = app.dating().await.setting;
    setting.speed = 20;
    let order = json!({ "slug": "lindenhafen", "setting": setting, "key": "once" }).to_string();
    let first = office.post_json("/api/fn/create_dating", &order).await;
    let again = office.post_json("/api/fn/create_dating", &order).await;
    assert_eq!((first.status, &first.text), (again.status, &again.text));
    assert_eq!(first.status, StatusCode::OK);
    let all = app.services.datings(&owner().into(), "lindenhafen").await.unwrap();
    assert_eq!(all.len(), count + 1);
    let id: DatingId = serde_json::from_str(&first.text).unwrap();
    assert_eq!(dating(&app, id).await.setting.speed, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_walked_in_by_name_stays_when_participants_are_chosen_anew() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let id = app.dating().await.id;
    let name = "Nachbarn von nebenan".to_owned();
    let walk_in = Happening::WalkIn { name, association: None, side: None, languages: Vec::new() };
    let proposal = app.services.propose(&owner(), id, walk_in.clone()).await.unwrap();
    let choice = domain::control_room::Choice::of(&proposal, &proposal.alternatives[0]);
    app.services.apply(&owner(), id, choice, walk_in, None).await.unwrap();
    let before = dating(&app, id).await;
    let guest = before.participants.last().unwrap().clone();
    let mut chosen: Vec<_> = before.participants.iter().filter_map(|p| p.association).collect();
    // Twice the same is once.
    chosen.push(chosen[0]);
    app.services.choose_participants(&owner(), id, before.revision, chosen.clone()).await.unwrap();
    let after = dating(&app, id).await;
    assert_eq!(after.participants, before.participants);
    app.services.choose_participants(&owner(), id, after.revision, chosen[..3].to_vec()).await.unwrap();
    let fewer = dating(&app, id).await;
    assert_eq!((fewer.participants.len(), fewer.participants.last()), (4, Some(&guest)));
    let replayed = app.services.replayed_one(&owner(), "lindenhafen", id).await.unwrap();
    assert!(!replayed.differs);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_was_closed_stays_closed_when_only_the_name_is_saved() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let id = app.dating().await.id;
    let close = Happening::CloseTable { number: 2 };
    let proposal = app.services.propose(&owner(), id, close.clone()).await.unwrap();
    let choice = domain::control_room::Choice::of(&proposal, &proposal.alternatives[0]);
    app.services.apply(&owner(), id, choice, close, None).await.unwrap();
    let before = dating(&app, id).await;
    let text = SettingText { title: "Anders".to_owned(), ..SettingText::from(&before.setting) };
    let setting = text.read(&before.setting.tables).unwrap();
    app.services.configure_dating(&owner(), id, before.revision, setting).await.unwrap();
    let after = dating(&app, id).await;
    assert_eq!(after.setting.tables, before.setting.tables);
    assert_eq!((after.setting.title.as_str(), &after.plan), ("Anders", &before.plan));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_runs_follows_what_a_profile_says_by_now() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let before = app.dating_that_runs().await;
    let guest = before.participants[3].clone();
    let all = app.services.associations(&owner(), "lindenhafen").await.unwrap().associations;
    let mut known = all.into_iter().find(|a| Some(a.id) == guest.association).unwrap();
    known.profile.name = Title::parse("Anders genannt").unwrap();
    known.profile.languages = vec![SpokenLanguage { code: "ti".to_owned(), level: Level::NATIVE }];
    let (id, profile) = (known.id, known.profile.clone());
    app.services
        .save_association(&owner(), "lindenhafen", Some((id, known.revision)), profile, None, None)
        .await
        .unwrap();
    let after = dating(&app, before.id).await;
    let same = after.participant(guest.id).unwrap();
    assert_eq!((&same.name, &same.languages), (&known.profile.name, &known.profile.languages));
    assert_eq!((same.side, &same.absent), (guest.side, &guest.absent));
    assert_eq!((&after.plan, &after.steps), (&after.published, &before.steps));
    let (old, new) = (before.published.clone().unwrap(), after.published.clone().unwrap());
    assert_eq!((new.version, new.seats), (old.version + 1, old.seats), "the same seats, and another name on paper");
    assert_eq!(after.revision, before.revision + 1);
    // A profile in which nothing of the sort changed is no step of the session.
    known.profile.goals = "Noch mehr vor".to_owned();
    let revision = known.revision + 1;
    app.services
        .save_association(&owner(), "lindenhafen", Some((id, revision)), known.profile, None, None)
        .await
        .unwrap();
    assert_eq!(dating(&app, before.id).await, after);
    assert!(!app.services.replayed_one(&owner(), "lindenhafen", before.id).await.unwrap().differs);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moved_somebody_by_hand_takes_it_back_where_it_was_done() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let before = app.dating().await;
    app.services.allocate(&owner(), before.id, before.revision, Some(1), None).await.unwrap();
    let planned = app.dating().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let plan = format!("/organise/lindenhafen/dating/{}/plan", planned.id);
    assert!(!office.get(&plan).await.text.contains("Rückgängig"));
    let who = &planned.participants[4];
    let step = MoveSeat { who: who.id, round: 1, to: None, swap_with: None };
    let order = json!({ "dating": planned.id, "expects": planned.revision, "step": step, "key": "move" });
    assert_eq!(office.post_json("/api/fn/move_participant", &order.to_string()).await.status, StatusCode::OK);
    let page = office.get(&plan).await.text;
    assert!(page.contains(&format!("Rückgängig: {}", who.name)), "{page}");
    let moved = app.dating().await;
    let order = json!({ "dating": moved.id, "expects": moved.revision, "step": moved.revision, "key": "back" });
    let undone = office.post_json("/api/fn/undo", &order.to_string()).await;
    assert_eq!((undone.status, undone.text.as_str()), (StatusCode::OK, r#""desks""#), "nobody had seen the plan");
    assert!(!office.get(&plan).await.text.contains("Rückgängig"));
    let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
    assert_eq!(seats(&app.dating().await), seats(&planned));
}
