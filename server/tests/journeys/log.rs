//! Who did what: of a fair, and of the house.

use crate::app::{Browser, TestApp, owner};
use axum::http::StatusCode;
use domain::{
    access::Role,
    dating::Happening,
    fair::{FairText, Phase},
    market::Presence,
    profile::Profile,
    text::Title,
    views::LogPage,
};
use services::{NewFairForm, ports::CommandKey};

async fn read(desk: &mut Browser<'_>, path: &str) -> LogPage {
    serde_json::from_str(&desk.get_as_script(path).await.text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_the_house_tells_who_came_in_and_who_let_them() {
    let app = TestApp::new().await;
    let mut desk = app.signed_in(Role::Organiser).await;
    let invitation = r#"{"email":"clock@example.org","role":"time_keeper"}"#;
    assert_eq!(desk.post_json("/api/fn/invite", invitation).await.status, StatusCode::OK);
    let mut clock = app.browser();
    clock.post("/api/fn/ask_for_link", &[("email", "clock@example.org")]).await;
    let mail = app.letters(1).await.remove(0);
    let link = mail.body.split_whitespace().find(|word| word.contains("/sign-in/confirm#")).unwrap().to_owned();
    clock.post("/api/fn/sign_in", &[("code", &link)]).await;
    clock.post("/api/fn/sign_out", &[]).await;
    let accounts = app.services.accounts(&owner()).await.unwrap();
    let id = accounts.iter().find(|me| me.email == "clock@example.org").unwrap().id;
    assert_eq!(desk.post_json("/api/fn/dismiss", &format!("{{\"id\":{id}}}")).await.status, StatusCode::OK);

    let page = read(&mut desk, "/api/fn/house_log").await;
    let lines: Vec<_> = page.lines.iter().map(|l| (l.action.as_str(), l.actor.as_str(), l.subject.as_str())).collect();
    let (office, clock) = ("organiser@example.org", "clock@example.org");
    let expected = [
        ("account.dismiss", office, clock),
        ("account.sign_out", clock, clock),
        ("account.sign_in", clock, clock),
        ("account.invite", office, clock),
        ("account.sign_in_printed", office, office),
        ("account.invite", "command line", office),
    ];
    assert_eq!(lines, expected);
    let people = desk.get("/organise/people").await.text;
    assert!(people.contains(">Befehlszeile<"));
    for words in ["Wer hereinkam", "Zugang genommen", "mit einem auf dem Server gedruckten Link angemeldet"] {
        assert!(people.contains(words), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_association_is_known_by_its_name() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let list = app.services.associations(&owner(), "lindenhafen").await.unwrap();
    let gone = list.associations[0].clone();
    app.services.remove_association(&owner(), "lindenhafen", gone.id, gone.revision).await.unwrap();
    let line = app.services.log(&owner(), "lindenhafen", None).await.unwrap().lines.remove(0);
    assert_eq!((line.action.as_str(), line.subject), ("association.remove", gone.profile.name.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_touched_is_named_as_people_name_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let newest = async |fair: &str| {
        let line = app.services.log(&owner(), fair, None).await.unwrap().lines.remove(0);
        (line.action, line.subject)
    };
    let named = |action: &str, subject: &str| (action.to_owned(), subject.to_owned());
    let dating = app.dating().await.id;
    let note = async |happening, key| {
        app.services.note_happening(&owner(), dating, happening, CommandKey::parse(key).unwrap()).await.unwrap();
    };
    note(Happening::Announce { text: "Kaffee ist da.".to_owned() }, "said").await;
    note(Happening::Retract { announcement: 0 }, "retracted").await;
    assert_eq!(newest("lindenhafen").await, named("dating.retract", "Kaffee ist da."));

    // A further fair: its stands are numbered from 1, whatever the database calls them.
    let form = NewFairForm {
        slug: "spring".to_owned(),
        title: "Frühling".to_owned(),
        date: "2027-05-08".to_owned(),
        ..NewFairForm::default()
    };
    app.services.create_fair(&owner(), form).await.unwrap();
    let choir = Profile::named(Title::parse("Hafenchor").unwrap());
    app.services.save_association(&owner(), "spring", None, choir, None, None).await.unwrap();
    app.services.place_associations(&owner(), "spring", None, false, None).await.unwrap();
    let stand = app.services.associations(&owner(), "spring").await.unwrap().stands[0].id;
    app.services.set_presence(&owner().into(), "spring", stand, Presence::Open).await.unwrap();
    assert_eq!(newest("spring").await, named("stand.presence", "1"));
    let fair = app.services.fair_to_prepare(&owner(), "spring").await.unwrap().fair;
    app.services.edit_fair(&owner(), "spring", fair.revision, FairText::from(&fair)).await.unwrap();
    assert_eq!(newest("spring").await, named("fair.edit", "Frühling"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_can_be_read_back_to_its_first_line() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    for _ in 0..105 {
        let revision = app.services.fair_to_prepare(&owner(), "lindenhafen").await.unwrap().fair.revision;
        app.services.set_phase(&owner(), "lindenhafen", revision, Phase::Published).await.unwrap();
    }
    let mut desk = app.signed_in(Role::Organiser).await;
    let mut page = read(&mut desk, "/api/fn/log?slug=lindenhafen").await;
    let mut actions: Vec<String> = Vec::new();
    let first = page.older.unwrap();
    while let Some(before) = page.older {
        actions.extend(page.lines.into_iter().map(|line| line.action));
        page = read(&mut desk, &format!("/api/fn/log?slug=lindenhafen&before={before}")).await;
    }
    actions.extend(page.lines.into_iter().map(|line| line.action));
    assert_eq!(actions.iter().filter(|action| *action == "fair.phase").count(), 105);
    assert_eq!(actions.last().map(String::as_str), Some("fair.found"));

    let newest = desk.get("/organise/lindenhafen/log").await.text;
    assert!(newest.contains(">Veröffentlicht<") && !newest.contains(">published<"));
    let link = format!("?before={first}#log-book");
    assert!(desk.get("/organise/lindenhafen/log").await.text.contains(&link));
    let older = desk.get(&format!("/organise/lindenhafen/log?before={first}")).await.text;
    assert!(older.contains("Messe gegründet") && older.contains("Zum Neuesten"));
}
