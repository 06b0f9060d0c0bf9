//! The office makes a programme, and visitors see it.

use crate::app::{Browser, TestApp, owner};
use axum::http::StatusCode;
use domain::{
    Bilingual, ItemId, Refusal,
    access::Role,
    programme::{ItemKind, ItemText},
    refusal::Input,
    taxonomy::Hue,
    views::ProgrammeDesk,
};
use serde_json::json;
use services::{Error, NewFairForm, actor::Visitor};

const FAIR: &str = "sommer-2027";

async fn a_new_fair() -> TestApp {
    let app = TestApp::new().await;
    let text = |text: &str| text.to_owned();
    let form = NewFairForm { slug: text(FAIR), title: text("Sommer"), date: text("2027-06-12"), ..Default::default() };
    app.services.create_fair(&owner(), form).await.unwrap();
    app
}

fn opening() -> ItemText {
    ItemText {
        kind: ItemKind::Opening,
        hue: Hue::Culture,
        title: Bilingual::new("Eröffnung mit Chor", "Opening with a choir"),
        summary: Bilingual::new("Alle singen mit.", ""),
        place: "Große Bühne".to_owned(),
        starts: "10:00".to_owned(),
        ends: "10:30".to_owned(),
        languages: vec!["de".to_owned(), "tr".to_owned()],
        step_free: true,
    }
}

async fn save(office: &mut Browser<'_>, id: Option<ItemId>, expects: i64, text: &ItemText, key: &str) -> StatusCode {
    let body = json!({ "slug": FAIR, "id": id, "expects": expects, "text": text, "key": key });
    office.post_json("/api/fn/save_item", &body.to_string()).await.status
}

async fn desk(app: &TestApp) -> ProgrammeDesk {
    app.services.programme_to_prepare(&owner(), FAIR).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_office_enters_everybody_reads() {
    let app = a_new_fair().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let room = office.get(&format!("/organise/{FAIR}/programme")).await;
    assert!(room.text.contains("Noch kein Programm"), "{}", room.text);
    for _ in 0..2 {
        assert_eq!(save(&mut office, None, 0, &opening(), "one").await, StatusCode::OK);
    }
    let [item] = &desk(&app).await.items[..] else { panic!("a command sent twice acts once") };
    assert_eq!(ItemText::from(item), opening());
    assert_eq!(item.starts.to_string(), "2027-06-12T10:00:00", "on the fair's day");
    let room = office.get(&format!("/organise/{FAIR}/programme")).await;
    assert!(room.text.contains("Eröffnung mit Chor") && room.text.contains(&format!("programme/{}", item.id)));
    let form = office.get(&format!("/organise/{FAIR}/programme/{}", item.id)).await;
    for shown in ["Große Bühne", "10:30", "Alle singen mit.", "Türkisch"] {
        assert!(form.text.contains(shown), "{shown}");
    }
    assert_eq!(office.get(&format!("/organise/{FAIR}/programme/99")).await.status, StatusCode::NOT_FOUND);

    let fair = app.services.fair_to_prepare(&owner(), FAIR).await.unwrap().fair;
    app.services.set_phase(&owner(), FAIR, fair.revision, domain::fair::Phase::Live).await.unwrap();
    let page = app.browser().get(&format!("/{FAIR}/programme")).await;
    for shown in ["Eröffnung mit Chor", "Große Bühne", "Alle singen mit.", "Deutsch und Türkisch", "stufenlos"] {
        assert!(page.text.contains(shown), "{shown}");
    }
    let (_, mut told) = app.services.subscribe(FAIR, None).await.unwrap();
    assert_eq!(save(&mut office, Some(item.id), 1, &opening(), "two").await, StatusCode::OK);
    assert_eq!(told.recv().await.unwrap().change, domain::live::Change::Programme);
    let log = app.services.log(&owner(), FAIR, None).await.unwrap().lines;
    let lines: Vec<_> = log.iter().map(|line| (line.action.as_str(), line.subject.as_str())).collect();
    assert_eq!(lines[0], ("programme.save", "Eröffnung mit Chor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_in_the_office_the_second_hears_of_the_first() {
    let app = a_new_fair().await;
    let id = app.services.save_item(&owner(), FAIR, None, 0, &opening(), None).await.unwrap();
    let later = ItemText { ends: "11:00".to_owned(), ..opening() };
    app.services.save_item(&owner(), FAIR, Some(id), 1, &later, None).await.unwrap();
    let stale = app.services.save_item(&owner(), FAIR, Some(id), 1, &opening(), None).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    let stale = app.services.remove_item(&owner(), FAIR, id, 1, None).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    assert_eq!(ItemText::from(&desk(&app).await.items[0]), later);
    app.services.remove_item(&owner(), FAIR, id, 2, None).await.unwrap();
    assert_eq!(desk(&app).await.items, []);
    let gone = app.services.save_item(&owner(), FAIR, Some(id), 2, &opening(), None).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_in_a_programme_is_refused() {
    let app = a_new_fair().await;
    let tried = async |text: ItemText| app.services.save_item(&owner(), FAIR, None, 0, &text, None).await;
    let backwards = tried(ItemText { ends: "09:00".to_owned(), ..opening() }).await;
    assert!(matches!(backwards, Err(Error::Refused(Refusal::EndsBeforeStart))), "{backwards:?}");
    let nameless = tried(ItemText { title: Bilingual::default(), ..opening() }).await;
    assert!(matches!(nameless, Err(Error::Refused(Refusal::Empty(Input::Headline)))), "{nameless:?}");
    assert_eq!(desk(&app).await.items, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_follows_its_fair_to_another_day() {
    let app = a_new_fair().await;
    app.services.save_item(&owner(), FAIR, None, 0, &opening(), None).await.unwrap();
    let fair = app.services.fair_to_prepare(&owner(), FAIR).await.unwrap().fair;
    let text = domain::fair::FairText { date: "2027-06-19".to_owned(), ..domain::fair::FairText::from(&fair) };
    app.services.edit_fair(&owner(), FAIR, fair.revision, text).await.unwrap();
    let room = app.signed_in(Role::Organiser).await.get(&format!("/organise/{FAIR}/programme")).await;
    assert!(room.text.contains("liegt nicht am Messetag"), "{}", room.text);
    assert_eq!(app.services.move_programme(&owner(), FAIR, None).await.unwrap(), 1);
    let desk = desk(&app).await;
    assert!(desk.items[0].is_on(desk.day) && desk.items[0].revision == 2, "{desk:?}");
    assert_eq!(app.services.move_programme(&owner(), FAIR, None).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_is_shown_to_nobody_before_its_fair() {
    let app = a_new_fair().await;
    app.services.save_item(&owner(), FAIR, None, 0, &opening(), None).await.unwrap();
    let early = app.services.programme(Visitor, FAIR).await;
    assert!(matches!(early, Err(Error::NotFound)), "{early:?}");
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let room = keeper.get(&format!("/organise/{FAIR}/programme")).await;
    assert!(!room.text.contains("Eröffnung mit Chor"), "a room for organisers");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_new_fair_lacks_is_named_from_the_top_of_its_form() {
    let app = TestApp::new().await;
    let refused = async |title: &str, slug: &str| {
        let [title, slug] = [title, slug].map(str::to_owned);
        app.services.create_fair(&owner(), NewFairForm { title, slug, ..Default::default() }).await.unwrap_err()
    };
    for (title, slug, why) in [
        (" ", "", Refusal::Empty(Input::Title)),
        ("Sommer", "", Refusal::Empty(Input::Slug)),
        ("Sommer", "Sommer 27", Refusal::Malformed(Input::Slug)),
        ("Sommer", "sommer", Refusal::Empty(Input::Date)),
    ] {
        let said = refused(title, slug).await;
        assert!(matches!(&said, Error::Refused(refusal) if *refusal == why), "{said:?}");
    }
}
