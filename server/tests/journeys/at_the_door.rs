//! The desk at the door: several at once, by the page's own buttons, and badges read with the camera.

use crate::{
    app::{TestApp, owner},
    phones::{a_pair, form, links},
};
use axum::http::StatusCode;
use domain::{
    ParticipantId,
    access::Role,
    control_room::{QueueAnswer, Queued},
    dating::Attendance,
};
use services::ports::CommandKey;

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_check_a_whole_hall_in_at_once_and_count_right() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating().await;
    app.services.allocate(&owner(), dating.id, dating.revision, Some(1), None).await.unwrap();
    let dating = app.dating().await;
    app.services.publish(&owner(), dating.id, dating.revision, None).await.unwrap();
    let plan = app.dating().await.published;
    let guests: Vec<ParticipantId> = dating.participants.iter().map(|p| p.id).take(20).collect();
    let desk = |mine: Vec<ParticipantId>| {
        let (services, id) = (app.services.clone(), dating.id);
        tokio::spawn(async move {
            for who in mine {
                services.check_in(&owner().into(), id, who, None).await.unwrap();
            }
        })
    };
    // Both desks begin with the same person.
    let (left, right) = (desk(guests[..11].to_vec()), desk([&guests[..1], &guests[11..]].concat()));
    left.await.unwrap();
    right.await.unwrap();
    let list = app.services.guests(&owner().into(), dating.id).await.unwrap();
    assert_eq!((list.arrived(), list.guests.len()), (20, dating.participants.len()));
    assert_eq!(app.dating().await.published, plan, "somebody who was expected moves nobody");
    let again = app.services.check_in(&owner().into(), dating.id, guests[0], None).await.unwrap();
    assert!(again.again && again.next.is_some(), "{again:?}");
}

/// What a row of the desk's page sends when its button is pressed: by door, the fields of the form.
fn row_form(page: &str, door: &str, who: ParticipantId) -> Option<Vec<(&'static str, String)>> {
    let guest = format!("name=\"guest\" value=\"{who}\"");
    let form = page.split("<form").find(|form| form.contains(&format!("/{door}")) && form.contains(&guest))?;
    let value = |name: &str| {
        let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
        field.split('"').next().map(str::to_owned)
    };
    Some(vec![("dating", value("dating")?), ("guest", value("guest")?), ("key", value("key")?)])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_own_buttons_note_whoever_comes_back_and_take_a_slip_back() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut desk = app.signed_in(Role::TimeKeeper).await;
    let address = format!("/organise/lindenhafen/checkin?dating={id}");
    let attendance = async || app.dating().await.participant(who).unwrap().attendance;

    let page = desk.get(&address).await.text;
    let come = row_form(&page, "check_in", who).unwrap();
    assert!(row_form(&page, "take_back_check_in", who).is_none(), "nobody is here yet");
    // Pressed twice on one page, it acts once.
    for _ in 0..2 {
        desk.post("/api/fn/check_in", &form(&come)).await;
    }
    assert_eq!((attendance().await, app.dating().await.revision), (Attendance::Arrived, dating.revision + 1));
    let left = Queued::Mark { who, was: Attendance::Arrived, attendance: Attendance::Left };
    let key = CommandKey::parse("left").unwrap();
    let noted = app.services.queued(&owner().into(), id, left, key).await.unwrap();
    assert!(matches!(noted, QueueAnswer::Applied { .. }), "{noted:?}");
    // They come back: the page's button is another press.
    let page = desk.get(&address).await.text;
    let again = row_form(&page, "check_in", who).unwrap();
    desk.post("/api/fn/check_in", &form(&again)).await;
    assert_eq!(attendance().await, Attendance::Arrived);
    // A slip.
    let page = desk.get(&address).await.text;
    let back = row_form(&page, "take_back_check_in", who).expect("whoever is here can turn out not to be");
    desk.post("/api/fn/take_back_check_in", &form(&back)).await;
    assert_eq!(attendance().await, Attendance::Left);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_page_of_the_desk_may_use_the_camera() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let mut desk = app.signed_in(domain::access::Role::TimeKeeper).await;
    let page = desk.get("/organise/lindenhafen/checkin").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("permissions-policy").contains("camera=(self)"));
    // Drawn by several at once, the room is drawn more than once within an answer: all of them have to come to the same.
    for _ in 0..12 {
        let page = desk.get("/organise/lindenhafen/checkin").await;
        assert!(page.text.contains("guests") && !page.text.contains("unavailable"), "{}", page.text);
    }
    assert!(page.text.contains("check_in"), "the forms stand there before any wasm");
    assert!(desk.get("/organise/lindenhafen").await.header("permissions-policy").contains("camera=()"));
}

/// As a camera sees it: dark grey on light grey, a quarter turn to the side; so many dots a square.
fn photo(code: &domain::access::QrCode, dots: usize) -> (usize, Vec<u8>) {
    const QUIET: usize = 4;
    let side = (code.size + 2 * QUIET) * dots;
    let mut grey = vec![190; side * side];
    for square in code.path.split('M').skip(1) {
        let (x, y) = square.trim_end_matches("h1v1h-1z").split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        for dot in 0..dots * dots {
            let (x, y) = ((x + QUIET) * dots + dot % dots, (y + QUIET) * dots + dot / dots);
            grey[x * side + (side - 1 - y)] = 55;
        }
    }
    (side, grey)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_we_print_is_read_where_the_browser_cannot() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    for link in links(&app, dating.id).await.into_iter().take(5) {
        // A camera takes several a second, and nobody holds a badge still.
        let code = link.qr.unwrap();
        let look = |dots| {
            let (side, grey) = photo(&code, dots);
            app::pages::organise::badge_reader::read(side, side, &grey)
        };
        let read = (5..9).find_map(look).unwrap();
        assert_eq!(Some(&read), link.address.as_ref());
        let badge = domain::pass::Scanned::read(&read).unwrap();
        assert_eq!((badge.dating, badge.who), (Some(dating.id), link.who));
    }
}
