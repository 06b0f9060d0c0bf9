//! Signing in and out.

use crate::app::{Browser, TestApp, owner};
use axum::http::StatusCode;
use domain::access::Role;
use server::settings::Given;

/// Somebody at a desk who has begun to set up a second step, and the key that was shown for it.
async fn enrolling(app: &TestApp) -> (Browser<'_>, String) {
    let printed = app.services.printed_link(&owner(), "desk@example.org").await.unwrap();
    let mut desk = app.browser();
    desk.post("/api/fn/sign_in", &[("code", &printed)]).await;
    desk.post("/api/fn/begin_second_factor", &[]).await;
    let key = desk.get("/api/fn/waiting_enrolment").await.text;
    (desk, key)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_link_opens_once() {
    let app = TestApp::new().await;
    let link = app.services.printed_link(&owner(), "desk@example.org").await.unwrap();
    let mut desk = app.browser();
    let opened = desk.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, "/organise"));
    assert!(opened.header("set-cookie").contains("HttpOnly; SameSite=Lax"), "{opened:?}");
    assert!(desk.get("/api/fn/who_is_here").await.text.contains("desk@example.org"));

    let mut stranger = app.browser();
    stranger.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!(stranger.get("/api/fn/who_is_here").await.text, "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_opens_only_where_it_was_asked_for() {
    let app = TestApp::new().await;
    app.services.invite(&owner(), "desk@example.org", Role::Organiser).await.unwrap();
    let mut desk = app.browser();
    desk.post("/api/fn/ask_for_link", &[("email", "desk@example.org")]).await;
    let mail = app.letters(1).await.remove(0);
    assert_eq!(mail.to, "desk@example.org");
    let link = mail.body.split_whitespace().find(|word| word.contains("/sign-in/confirm#")).unwrap().to_owned();

    let mut thief = app.browser();
    let refused = confirm(&mut thief, &link).await;
    assert!(refused.contains("Öffnen Sie ihn in dem Browser, in dem Sie ihn angefordert haben"), "{refused}");
    assert!(!refused.contains("Ein Klick noch") && !refused.contains("name=\"code\""), "{refused}");
    assert_eq!(thief.get("/api/fn/who_is_here").await.text, "null");
    desk.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert!(desk.get("/api/fn/who_is_here").await.text.contains("desk@example.org"));

    let mut english = app.browser().that_likes("en");
    let refused = confirm(&mut english, &link).await;
    assert!(refused.contains("has been used or is too old") && refused.contains("Ask for a new link"), "{refused}");
    assert!(!refused.contains("One more click") && !refused.contains("name=\"code\""), "{refused}");
    assert!(english.get("/sign-in/confirm").await.text.contains("One more click"));
}

/// The page somebody sees who sends the form of the page that a link opens.
async fn confirm(browser: &mut Browser<'_>, link: &str) -> String {
    let referer = "http://127.0.0.1:3000/sign-in/confirm";
    let refused = browser.post_from(referer, "/api/fn/sign_in", &[("code", link)]).await;
    let back = refused.header("location").trim_start_matches("http://127.0.0.1:3000").to_owned();
    assert!(back.starts_with("/sign-in/confirm?"), "{refused:?}");
    browser.get(&back).await.text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_in_session_guesses_no_codes_either() {
    let app = TestApp::new().await;
    let (mut desk, key) = enrolling(&app).await;
    desk.post("/api/fn/turn_on_second_factor", &[("code", &code_of(&key, app.services.now()))]).await;
    app.later(60_000);
    let me = "http://127.0.0.1:3000/organise/me";
    // Both places that take a code count together.
    for door in ["turn_off", "turn_on", "turn_off", "turn_on"] {
        desk.post_from(me, &format!("/api/fn/{door}_second_factor"), &[("code", "000000")]).await;
        assert!(desk.get("/api/fn/who_is_here").await.text.contains("desk@example.org"));
    }
    let ended = desk.post_from(me, "/api/fn/turn_off_second_factor", &[("code", "000000")]).await;
    assert_eq!(desk.get("/api/fn/who_is_here").await.text, "null");
    let told = desk.get(ended.header("location").trim_start_matches("http://127.0.0.1:3000")).await;
    assert!(told.text.contains("zu viele falsche Codes. Ihre Anmeldung ist beendet"), "{}", told.text);
    let right = [("code", code_of(&key, app.services.now()))];
    desk.post("/api/fn/turn_off_second_factor", &[("code", &right[0].1)]).await;

    // The second factor stands, and wrong codes on the way in do not count once the right one has come.
    let mut again = app.browser();
    let link = a_link(&app, &mut again, 1).await;
    let opened = again.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!(opened.header("location"), "/sign-in/code");
    for _ in 0..4 {
        again.post("/api/fn/give_code", &[("code", "000000")]).await;
    }
    again.post("/api/fn/give_code", &[(right[0].0, &right[0].1)]).await;
    again.post("/api/fn/turn_off_second_factor", &[("code", "000000")]).await;
    assert!(again.get("/api/fn/who_is_here").await.text.contains("\"second_factor\":true"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_is_good_for_ten_minutes() {
    let app = TestApp::new().await;
    app.services.invite(&owner(), "desk@example.org", Role::Organiser).await.unwrap();
    let mut desk = app.browser();
    desk.post("/api/fn/ask_for_link", &[("email", "desk@example.org")]).await;
    let mail = app.letters(1).await.remove(0);
    let link = mail.body.split_whitespace().find(|word| word.contains("/sign-in/confirm#")).unwrap().to_owned();
    app.later(10 * 60_000 + 1);
    desk.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!(desk.get("/api/fn/who_is_here").await.text, "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_whether_an_address_may_sign_in() {
    let app = TestApp::new().await;
    app.services.invite(&owner(), "desk@example.org", Role::Organiser).await.unwrap();
    let known = app.browser().post("/api/fn/ask_for_link", &[("email", "desk@example.org")]).await;
    let unknown = app.browser().post("/api/fn/ask_for_link", &[("email", "nobody@example.org")]).await;
    assert_eq!((known.status, known.text.as_str()), (unknown.status, unknown.text.as_str()));
    assert_eq!(known.header("location"), unknown.header("location"));
    assert_eq!(app.letters(1).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_not_flooded() {
    let app = TestApp::new().await;
    app.services.invite(&owner(), "desk@example.org", Role::Organiser).await.unwrap();
    for _ in 0..9 {
        app.browser().post("/api/fn/ask_for_link", &[("email", "desk@example.org")]).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(app.letters(5).await.len(), 5);
}

/// The code of the authenticator app at the app's own time, from the key the page shows.
fn code_of(page: &str, now: domain::UnixMillis) -> String {
    let secret = page.split("\"secret\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a key is shown");
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    totp_rs::Builder::new().with_secret(secret).build().unwrap().generate(now.0 as u64 / 1_000).to_string()
}

async fn a_link(app: &TestApp, desk: &mut Browser<'_>, letters: usize) -> String {
    desk.post("/api/fn/ask_for_link", &[("email", "desk@example.org")]).await;
    let mail = app.letters(letters).await.pop().unwrap();
    mail.body.split_whitespace().find(|word| word.contains("/sign-in/confirm#")).unwrap().to_owned()
}

/// A browser whose session awaits a code: the account of the desk has a second factor, and the link came by mail.
pub async fn before_the_code(app: &TestApp) -> Browser<'_> {
    let (mut desk, key) = enrolling(app).await;
    desk.post("/api/fn/turn_on_second_factor", &[("code", &code_of(&key, app.services.now()))]).await;
    let mut again = app.browser();
    let link = a_link(app, &mut again, 1).await;
    let opened = again.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!(opened.header("location"), "/sign-in/code");
    again
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_is_required_an_organiser_first_sets_up_the_second_step() {
    let given = Given { second_factor: Some("required".to_owned()), ..Given::default() };
    let app = TestApp::configured(given).await.with_the_demo_fair().await;
    let printed = app.services.printed_link(&owner(), "desk@example.org").await.unwrap();
    let mut desk = app.browser();
    let opened = desk.post("/api/fn/sign_in", &[("code", &printed)]).await;
    assert_eq!(opened.header("location"), "/organise/me");
    let all_fairs = "/api/fn/all_fairs";
    assert_eq!(desk.get_as_script(all_fairs).await.status, StatusCode::FORBIDDEN);
    for room in ["/organise", "/organise/people", "/organise/lindenhafen", "/organise/lindenhafen/log", "/organise/me"]
    {
        let page = desk.get(room).await.text;
        assert!(page.contains("Richten Sie das bitte einmal ein"), "{room} is the room where it is set up");
    }
    desk.post("/api/fn/begin_second_factor", &[]).await;
    let key = desk.get("/api/fn/waiting_enrolment").await.text;
    desk.post("/api/fn/turn_on_second_factor", &[("code", "000000")]).await;
    assert_eq!(desk.get_as_script(all_fairs).await.status, StatusCode::FORBIDDEN);
    desk.post("/api/fn/turn_on_second_factor", &[("code", &code_of(&key, app.services.now()))]).await;
    assert_eq!(desk.get_as_script(all_fairs).await.status, StatusCode::OK);
    assert!(!desk.get("/organise").await.text.contains("Richten Sie das bitte einmal ein"));
    // Turned off again, nothing but that room is left.
    app.later(60_000);
    desk.post("/api/fn/turn_off_second_factor", &[("code", &code_of(&key, app.services.now()))]).await;
    assert_eq!(desk.get_as_script(all_fairs).await.status, StatusCode::FORBIDDEN);
    // Of time keepers nobody asks it: they run the clock and mark people.
    let mut keeper = app.signed_in(Role::TimeKeeper).await;
    assert_eq!(keeper.get_as_script("/api/fn/datings?slug=lindenhafen").await.status, StatusCode::OK);
}

/// Without the server's settings the command would make an empty database of its own, and a link that opens nothing.
#[test]
fn a_link_for_no_database_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut insist = std::process::Command::new(env!("CARGO_BIN_EXE_insist"));
    let printed = insist.args(["sign-in-link", "desk@example.org"]).env_clear().current_dir(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&printed.stderr);
    assert_eq!((printed.status.code(), printed.stdout.len()), (Some(2), 0), "{said}");
    assert!(said.contains("There is no database at insist-data/insist.db") && said.contains("--config FILE"), "{said}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "nothing was made in passing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_keeps_out_whoever_reads_the_mail() {
    let app = TestApp::new().await;
    let (mut desk, key) = enrolling(&app).await;
    // Until a first code has come, nothing is asked for.
    desk.post("/api/fn/turn_on_second_factor", &[("code", "000000")]).await;
    assert!(desk.get("/api/fn/who_is_here").await.text.contains("\"second_factor\":false"));
    desk.post("/api/fn/turn_on_second_factor", &[("code", &code_of(&key, app.services.now()))]).await;
    assert!(desk.get("/api/fn/who_is_here").await.text.contains("\"second_factor\":true"));
    assert_eq!(desk.get("/api/fn/waiting_enrolment").await.text, "null", "the key is never shown again");

    let mut thief = app.browser();
    let link = a_link(&app, &mut thief, 1).await;
    let opened = thief.post("/api/fn/sign_in", &[("code", &link)]).await;
    assert_eq!(opened.header("location"), "/sign-in/code");
    assert_eq!(thief.get("/api/fn/who_is_here").await.text, "null");
    assert_eq!(thief.get_as_script("/api/fn/all_fairs").await.status, StatusCode::FORBIDDEN);
    // The code that turned it on is spent; after five wrong ones the session is over.
    thief.post("/api/fn/give_code", &[("code", &code_of(&key, app.services.now()))]).await;
    assert_eq!(thief.get("/api/fn/who_is_here").await.text, "null");
    app.later(60_000);
    for _ in 0..4 {
        thief.post("/api/fn/give_code", &[("code", "000000")]).await;
    }
    thief.post("/api/fn/give_code", &[("code", &code_of(&key, app.services.now()))]).await;
    assert_eq!(thief.get("/api/fn/who_is_here").await.text, "null");

    let mut owner_again = app.browser();
    let link = a_link(&app, &mut owner_again, 2).await;
    owner_again.post("/api/fn/sign_in", &[("code", &link)]).await;
    let admitted = owner_again.post("/api/fn/give_code", &[("code", &code_of(&key, app.services.now()))]).await;
    assert_eq!(admitted.header("location"), "/organise");
    assert!(owner_again.get("/api/fn/who_is_here").await.text.contains("desk@example.org"));
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_on_the_server_too() {
    let app = TestApp::new().await;
    let mut desk = app.signed_in(Role::Organiser).await;
    let token = desk.cookie("insist-session").unwrap();
    desk.post("/api/fn/sign_out", &[]).await;
    let mut thief = app.browser().with_cookie("insist-session", &token);
    assert_eq!(thief.get("/api/fn/who_is_here").await.text, "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_thirty_days() {
    let app = TestApp::new().await;
    let mut desk = app.signed_in(Role::Organiser).await;
    app.later(30 * 24 * 3_600_000 + 1);
    assert_eq!(desk.get("/api/fn/who_is_here").await.text, "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_pages_stay_in_no_cache() {
    let app = TestApp::new().await;
    let mut desk = app.signed_in(Role::Organiser).await;
    let page = desk.get("/organise").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
}
