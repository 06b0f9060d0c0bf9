//! Paper for organisers, a calendar for whoever sits at a table.

use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{
    access::Role,
    announced::Since,
    control_room::Choice,
    dating::{Dating, Happening, MoveSeat, Participant},
    pass::PassChange,
    profile::{Level, SpokenLanguage},
};

fn path(dating: &Dating, rest: &str) -> String {
    format!("/api/fair/lindenhafen/dating/{}/{rest}", dating.id)
}

/// Two people of round 8 change places, and everybody is told.
async fn two_change_places(app: &TestApp) -> Dating {
    let dating = app.dating().await;
    let round = dating.setting.rounds - 1;
    let tables = &dating.published.as_ref().unwrap().seats[usize::from(round)];
    let mut pairs = tables.iter().filter(|seated| seated.len() == 2);
    let (who, other) = (pairs.next().unwrap()[1], pairs.next().unwrap()[1]);
    let step = MoveSeat { who, round, to: None, swap_with: Some(other) };
    app.services.move_participant(&owner(), dating.id, dating.revision, step, None).await.unwrap();
    let dating = app.dating().await;
    app.services.publish(&owner(), dating.id, dating.revision, None).await.unwrap();
    app.dating().await
}

#[tokio::test(flavor = "multi_thread")]
async fn organisers_print_every_document_and_take_every_file() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    for kind in ::paper::Kind::ALL {
        let answer = office.get(&path(&dating, &format!("paper/{}.pdf?lang=en&size=a5", kind.key()))).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind:?}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/pdf");
        assert!(answer.text.starts_with("%PDF-"), "{kind:?}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let answer = office.get(&path(&dating, "paper/cards.pdf?lang=de")).await;
    assert_eq!(answer.header("content-disposition"), "inline; filename=\"tischkarten-1.pdf\"");
    let csv = office.get(&path(&dating, "paper/plan.csv?lang=de")).await;
    assert!(csv.text.starts_with("\u{feff}Runde;Beginn;Ende;Tisch;Name;"), "{}", csv.text);
    let json = office.get(&path(&dating, "paper/plan.json")).await;
    let file: ::paper::tables::PlanFile = serde_json::from_str(&json.text).unwrap();
    assert_eq!(file.participants.len(), dating.participants.len());
    assert_eq!(file.rounds.len(), usize::from(dating.setting.rounds));
    let xlsx = office.get(&path(&dating, "paper/plan.xlsx")).await;
    assert!(xlsx.text.starts_with("PK"));
    let room = office.get(&format!("/organise/lindenhafen/dating/{}/paper", dating.id)).await;
    assert_eq!(room.status, StatusCode::OK);
    for kind in ::paper::Kind::ALL {
        assert!(room.text.contains(&path(&dating, &format!("paper/{}.pdf", kind.key()))), "{kind:?} has its button");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_is_for_organisers_only() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    let mut stranger = app.browser();
    for file in ["cards.pdf", "badges.pdf", "plan.csv", "plan.json"] {
        let file = path(&dating, &format!("paper/{file}"));
        assert_eq!(stranger.get(&file).await.status, StatusCode::FORBIDDEN);
        assert_eq!(keeper.get(&file).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_cannot_be_printed() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    for rest in [
        "paper/poems.pdf",
        "paper/cards.doc",
        "paper/cards.pdf?since=7",
        "paper/cards.pdf?since=x",
        "paper/cards.pdf?size=a0",
        "calendar/99999.ics",
        "calendar/me",
    ] {
        assert_eq!(office.get(&path(&dating, rest)).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let elsewhere = format!("/api/fair/elsewhere/dating/{}/paper/cards.pdf", dating.id);
    assert_eq!(office.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_published_there_are_badges_and_no_version_to_compare_with() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating().await;
    assert_eq!(app.services.paper_shelf(&owner(), dating.id).await.unwrap().versions, []);
    let mut office = app.signed_in(Role::Organiser).await;
    let badges = office.get(&path(&dating, "paper/badges.pdf?lang=de")).await;
    assert_eq!(badges.header("content-disposition"), "inline; filename=\"namensschilder.pdf\"");
    assert_eq!(office.get(&path(&dating, "calendar/0.ics")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_change_few_sheets_are_left_to_print() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    app.dating_that_runs().await;
    let dating = two_change_places(&app).await;
    let versions = app.services.paper_shelf(&owner(), dating.id).await.unwrap().versions;
    assert_eq!(versions.iter().map(|(version, _)| *version).collect::<Vec<_>>(), [2, 1]);
    let mut office = app.signed_in(Role::Organiser).await;
    let all = office.get(&path(&dating, "paper/run-sheets.pdf?on=own")).await.text;
    let changed = office.get(&path(&dating, "paper/run-sheets.pdf?on=own&since=1")).await.text;
    let pages = |pdf: &str| pdf.matches("/Type /Page\n").count() + pdf.matches("/Type/Page/").count();
    assert_eq!(pages(&changed), 4, "two who changed places and the two they meet");
    assert!(pages(&all) >= dating.participants.len(), "long names may take a second sheet");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_printed_of_languages_is_compared_with_what_is_spoken_now() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let printable =
        async |since: Option<Since>| app.services.printable(&owner(), "lindenhafen", dating.id, since).await.unwrap();
    let before = printable(None).await.said.strangers;
    let who = dating.published.as_ref().unwrap().seats.last().unwrap().iter().flatten().next().copied().unwrap();
    let id = dating.participant(who).unwrap().association.unwrap();
    let list = app.services.associations(&owner(), "lindenhafen").await.unwrap();
    let mut known = list.associations.into_iter().find(|one| one.id == id).unwrap();
    known.profile.languages = vec![SpokenLanguage { code: "ti".to_owned(), level: Level::FLUENT }];
    let edited = Some((id, known.revision));
    app.services.save_association(&owner(), "lindenhafen", edited, known.profile, None, None).await.unwrap();
    two_change_places(&app).await;
    let printable = printable(Some(1.into())).await;
    assert_eq!(printable.said_since.strangers, before);
    assert_ne!(printable.said.strangers, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_follows_the_plan() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let before = app.dating_that_runs().await;
    let who = before.published.as_ref().unwrap().seats.last().unwrap()[0][0];
    let mut phone = app.browser();
    let calendar = path(&before, &format!("calendar/{who}.ics"));
    let first = phone.get(&calendar).await;
    assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8");
    let of = |text: &str, name: &str| {
        let unfolded = text.replace("\r\n ", "");
        unfolded.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect::<Vec<_>>()
    };
    let talks = of(&first.text, "UID").len();
    assert!(talks > 0 && talks <= usize::from(before.setting.rounds));
    let sequence = |text: &str| {
        let numbers = of(text, "SEQUENCE:").into_iter().map(|line| line["SEQUENCE:".len()..].parse::<u32>().unwrap());
        let numbers: std::collections::BTreeSet<u32> = numbers.collect();
        assert_eq!(numbers.len(), 1, "{text}");
        *numbers.first().unwrap()
    };

    // Their last round falls away.
    let round = before.setting.rounds - 1;
    let step = MoveSeat { who, round, to: None, swap_with: None };
    app.services.move_participant(&owner(), before.id, before.revision, step, None).await.unwrap();
    let dating = app.dating().await;
    app.services.publish(&owner(), dating.id, dating.revision, None).await.unwrap();
    let second = phone.get(&calendar).await;
    assert_eq!(of(&second.text, "UID"), of(&first.text, "UID"), "the same talks");
    assert!(sequence(&second.text) > sequence(&first.text), "{}", second.text);
    assert_eq!(of(&second.text, "STATUS:CANCELLED").len(), 1);
    assert_eq!(of(&second.text, "STATUS").last().unwrap(), "STATUS:CANCELLED");
}

/// Allocated and published, not started.
async fn published(app: &TestApp) -> Dating {
    let dating = app.dating().await;
    app.services.allocate(&owner(), dating.id, dating.revision, Some(1), None).await.unwrap();
    let dating = app.dating().await;
    app.services.publish(&owner(), dating.id, dating.revision, None).await.unwrap();
    app.dating().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_printed_before_the_start_was_moved_is_of_another_version() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = published(&app).await;
    let who = dating.published.as_ref().unwrap().seats[0].iter().flatten().next().copied().unwrap();
    let calendar = path(&dating, &format!("calendar/{who}.ics"));
    let starts = |text: &str| text.lines().find(|line| line.starts_with("DTSTART")).unwrap().to_owned();
    let before = app.browser().get(&calendar).await.text;
    let mut setting = dating.setting.clone();
    setting.starts = setting.starts.date().at(19, 30, 0, 0);
    app.services.configure_dating(&owner(), dating.id, dating.revision, setting).await.unwrap();

    let versions = app.services.paper_shelf(&owner(), dating.id).await.unwrap().versions;
    assert_eq!(versions.iter().map(|(version, _)| *version).collect::<Vec<_>>(), [2, 1]);
    let printable = app.services.printable(&owner(), "lindenhafen", dating.id, Some(1.into())).await.unwrap();
    let (now, since) = (printable.now.unwrap(), printable.since.unwrap());
    assert_eq!((now.version, since.version, now.seats == since.seats), (2, 1, true));
    assert_ne!((now.setting.starts, now.made_at), (since.setting.starts, since.made_at));
    let mut office = app.signed_in(Role::Organiser).await;
    let changed = office.get(&path(&dating, "paper/run-sheets.pdf?on=own&since=1")).await;
    assert_eq!(changed.header("content-disposition"), "inline; filename=\"laufzettel-2.pdf\"");
    let after = app.browser().get(&calendar).await.text;
    assert_ne!(starts(&before), starts(&after));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_plan_is_made_anew_phones_and_paper_show_no_seat() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = published(&app).await;
    let who = dating.published.as_ref().unwrap().seats[0].iter().flatten().next().copied().unwrap();
    let mut setting = dating.setting.clone();
    setting.rounds -= 1;
    app.services.configure_dating(&owner(), dating.id, dating.revision, setting).await.unwrap();
    let page = app.browser().get(&format!("/lindenhafen/table/{}/{who}", dating.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Der Tischplan wird gerade gemacht"), "{}", page.text);
    let calendar = app.browser().get(&path(&dating, &format!("calendar/{who}.ics"))).await.text;
    assert!(calendar.contains("STATUS:TENTATIVE") && !calendar.contains("STATUS:CONFIRMED"), "{calendar}");
    let mut office = app.signed_in(Role::Organiser).await;
    let room = office.get(&format!("/organise/lindenhafen/dating/{}", dating.id)).await.text;
    assert!(room.contains("Tische verteilen und veröffentlichen"), "{room}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_need_not_remember_what_was_printed_last() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let room = format!("/organise/lindenhafen/dating/{}/paper", dating.id);
    let button = |text: &str, document: &str| {
        let at = text.find(&format!("paper/{document}.pdf")).unwrap();
        let whole = &text[text[..at].rfind("<button").unwrap()..];
        whole[..whole.find('>').unwrap()].to_owned()
    };
    let print = |document: &str, version: u32, key: &str| {
        format!(r#"{{"dating":{},"document":"{document}","version":{version},"key":"{key}"}}"#, dating.id)
    };
    let printed = office.post_json("/api/fn/note_printed", &print("run-sheets", 1, "first")).await;
    assert_eq!(printed.status, StatusCode::OK, "{}", printed.text);
    let page = office.get(&room).await.text;
    assert!(page.contains("Plan 1 ist schon gedruckt."), "{page}");
    let unknown = office.post_json("/api/fn/note_printed", &print("run-sheets", 7, "second")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);

    two_change_places(&app).await;
    let page = office.get(&room).await.text;
    assert!(page.contains("Zuletzt gedruckt: Plan 1."), "{page}");
    assert!(button(&page, "run-sheets").contains("value=\"1."), "{page}");
    assert!(!button(&page, "cards").contains("value=\"1."), "cards were never printed");

    let pages = |pdf: &str| pdf.matches("/Type /Page\n").count() + pdf.matches("/Type/Page/").count();
    let changed = office.get(&path(&dating, "paper/run-sheets.pdf?on=own&since=last&last=1")).await.text;
    assert_eq!(pages(&changed), 4);
    let whole = office.get(&path(&dating, "paper/run-sheets.pdf?on=own&since=last&last=")).await.text;
    assert!(pages(&whole) >= dating.participants.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_sheet_whose_code_leads_nowhere_is_printed_anew_and_no_other() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let shelf = async || app.services.paper_shelf(&owner(), dating.id).await.unwrap();
    let note = async |key: &str| {
        let key = services::ports::CommandKey::parse(key).unwrap();
        app.services.note_printed(&owner(), dating.id, "run-sheets", 1, key).await.unwrap();
    };
    let people = &dating.participants;
    let change = async |index: usize, change| {
        app.later(1_000);
        app.services.change_pass(&owner(), dating.id, people[index].id, change, None).await.unwrap();
    };
    note("first").await;
    assert_eq!(shelf().await.last_printed("run-sheets", true), None);
    change(0, PassChange::Reissue).await;
    change(1, PassChange::Revoke).await;
    let page = office.get(&format!("/organise/lindenhafen/dating/{}/paper", dating.id)).await.text;
    assert!(page.contains("ihre Codes führen nicht mehr weiter"), "{page}");
    let since = shelf().await.last_printed("run-sheets", true).unwrap();
    assert_eq!(shelf().await.last_printed("names", false), None);

    let fresh = async |since: Option<Since>| {
        let session = app.services.printable(&owner(), "lindenhafen", dating.id, since).await.unwrap();
        let differs = |p: &&Participant| session.personal.get(&p.id) != session.personal_since.get(&p.id);
        people.iter().filter(differs).map(|p| p.id).collect::<Vec<_>>()
    };
    assert_eq!(fresh(Some(since)).await, [people[0].id, people[1].id]);
    let pages = |pdf: &str| pdf.matches("/Type /Page\n").count() + pdf.matches("/Type/Page/").count();
    let changed = office.get(&path(&dating, &format!("paper/run-sheets.pdf?on=own&since=last&last={since}"))).await;
    assert!((2..=4).contains(&pages(&changed.text)), "long names may take a second sheet");
    // Printed, they are as good as the others, until the next one.
    note("second").await;
    assert_eq!(shelf().await.last_printed("run-sheets", true), None);
    change(1, PassChange::Reissue).await;
    let since = shelf().await.last_printed("run-sheets", true).unwrap();
    assert_eq!(fresh(Some(since)).await, [people[1].id]);
    // Whoever compares with a version does not know when it was printed: rather one sheet too many.
    assert_eq!(fresh(Some(1.into())).await, [people[0].id, people[1].id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_print_as_boxes_are_named_before_anything_is_printed() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let mut office = app.signed_in(Role::Organiser).await;
    let room = format!("/organise/lindenhafen/dating/{}/paper", dating.id);
    assert!(!office.get(&room).await.text.contains("Nicht alle Namen lassen sich drucken"));
    let walk_in =
        |name: &str| Happening::WalkIn { name: name.to_owned(), association: None, side: None, languages: Vec::new() };
    for name in ["የኢትዮጵያ ማህበር", "Зелений сад"] {
        let happening = walk_in(name);
        let proposal = app.services.propose(&owner(), dating.id, happening.clone()).await.unwrap();
        let choice = Choice::of(&proposal, &proposal.alternatives[0]);
        app.services.apply(&owner(), dating.id, choice, happening, None).await.unwrap();
    }
    let text = office.get(&room).await.text;
    assert!(text.contains("Nicht alle Namen lassen sich drucken") && text.contains("<bdi>የኢትዮጵያ ማህበር<"), "{text}");
    assert!(!text.contains("<bdi>Зелений сад<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_taken_off_the_list_has_their_talks_called_off() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = published(&app).await;
    let who = dating.published.as_ref().unwrap().seats[0].iter().flatten().next().copied().unwrap();
    let calendar = path(&dating, &format!("calendar/{who}.ics"));
    let before = app.browser().get(&calendar).await;
    let stays = dating.participants.iter().filter(|p| p.id != who).filter_map(|p| p.association).collect();
    app.services.choose_participants(&owner(), dating.id, dating.revision, stays).await.unwrap();
    // Without a plan for those who are left nothing is announced yet.
    published(&app).await;

    let after = app.browser().get(&calendar).await;
    assert_eq!(after.status, StatusCode::OK);
    let count = |text: &str, what: &str| text.matches(what).count();
    let talks = count(&before.text, "BEGIN:VEVENT");
    assert!(talks > 0 && count(&before.text, "STATUS:CANCELLED") == 0, "{}", before.text);
    assert_eq!((count(&after.text, "BEGIN:VEVENT"), count(&after.text, "STATUS:CANCELLED")), (talks, talks));
    assert_eq!(app.browser().get(&path(&dating, "calendar/99999.ics")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_of_a_session_that_was_removed_holds_no_talk_and_is_no_error() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = published(&app).await;
    let calendar = path(&dating, "calendar/0.ics");
    assert!(app.browser().get(&calendar).await.text.contains("BEGIN:VEVENT"));
    app.services.remove_dating(&owner(), dating.id, dating.revision).await.unwrap();
    let after = app.browser().get(&calendar).await;
    assert_eq!((after.status, after.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert!(after.text.starts_with("BEGIN:VCALENDAR") && !after.text.contains("VEVENT"), "{}", after.text);
    let never = "/api/fair/lindenhafen/dating/4711/calendar/0.ics";
    for nothing in [never, &calendar.replace("lindenhafen", "elsewhere"), &format!("{calendar}?subscribe=1")] {
        assert_eq!(app.browser().get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_can_be_subscribed_to() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let calendar = path(&dating, "calendar/0.ics");
    let answer = app.browser().get(&format!("{calendar}?subscribe=1")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("location").starts_with("webcal://") && answer.header("location").ends_with(&calendar));
    let page = app.browser().get(&format!("/lindenhafen/table/{}/0", dating.id)).await;
    assert!(page.text.contains(&format!("{calendar}?subscribe=1")), "{}", page.text);
}
