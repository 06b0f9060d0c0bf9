//! "We would like to meet again": said by both it is shown, said by one it is nowhere.

use super::{FAIR, a_pair, code, form, phone_of};
use crate::app::{TestApp, owner};
use domain::{
    ParticipantId,
    dating::{Attendance, Happening},
};

#[tokio::test(flavor = "multi_thread")]
async fn again_is_shown_when_both_said_it_and_nothing_is_written_down_before() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (a, b)) = (dating.id, a_pair(&dating, 0));
    let (mut ours, mut theirs) = (phone_of(&app, id, a).await, phone_of(&app, id, b).await);
    let say = |whom: ParticipantId, yes: bool| {
        [("dating", id.to_string()), ("whom", whom.to_string()), ("yes", yes.to_string())]
    };
    let (our_page, their_page) = (format!("{FAIR}/table/{id}/{a}"), format!("{FAIR}/table/{id}/{b}"));
    let both = "Sie beide möchten sich wiedersehen";
    let lines = app.services.log(&owner(), "lindenhafen", None).await.unwrap().lines.len();
    let revision = app.services.dating_board(services::actor::Visitor, id).await.unwrap().revision;

    ours.post("/api/fn/say_again", &form(&say(b, true))).await;
    assert!(!theirs.get(&their_page).await.text.contains(both), "one side alone shows nothing");
    assert!(!ours.get(&our_page).await.text.contains(both));
    assert_eq!(app.services.mutual_again(&owner().into(), id).await.unwrap(), 0);
    assert_eq!(app.services.log(&owner(), "lindenhafen", None).await.unwrap().lines.len(), lines, "no line in the log");
    let told = app.services.dating_board(services::actor::Visitor, id).await.unwrap().revision;
    assert_eq!(told, revision, "and no message to anybody");

    ours.post("/api/fn/say_again", &form(&say(b, false))).await;
    ours.post("/api/fn/say_again", &form(&say(b, true))).await;
    theirs.post("/api/fn/say_again", &form(&say(a, true))).await;
    assert!(theirs.get(&their_page).await.text.contains(both));
    assert!(ours.get(&our_page).await.text.contains(both));
    assert_eq!(app.services.mutual_again(&owner().into(), id).await.unwrap(), 1);

    // The page offers no taking back, and whoever tries leaves the other side what it was told.
    assert!(!ours.get(&our_page).await.text.contains("name=\"yes\" value=\"false\""));
    ours.post("/api/fn/say_again", &form(&say(b, false))).await;
    assert!(theirs.get(&their_page).await.text.contains(both), "nobody is shown a no");
    assert_eq!(app.services.mutual_again(&owner().into(), id).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_wish_for_somebody_they_have_not_met() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (a, b)) = (dating.id, a_pair(&dating, 0));
    let rounds = &dating.published.as_ref().unwrap().seats;
    let later = rounds[1..].iter().flatten().find(|table| table.len() == 2 && table.contains(&a)).unwrap();
    let partner = *later.iter().find(|who| **who != a && **who != b).unwrap();
    let mut phone = phone_of(&app, id, a).await;
    let body = format!("dating={id}&whom={partner}&yes=true");
    assert!(phone.post_as_script("/api/fn/say_again", &body).await.text.contains("UnknownParticipant"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_left_alone_is_told_so_and_is_not_asked_about_somebody_who_never_came() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (a, b)) = (dating.id, a_pair(&dating, 0));
    let mut phone = phone_of(&app, id, a).await;
    let path = format!("{FAIR}/table/{id}/{a}");
    let mark = async |who, attendance| {
        let happening = Happening::Mark { who, attendance };
        let proposal = app.services.propose(&owner(), id, happening.clone()).await.unwrap();
        let choice = domain::control_room::Choice::of(&proposal, &proposal.alternatives[0]);
        app.services.apply(&owner(), id, choice, happening, None).await.unwrap();
    };
    let across = async || {
        let sheet = app.services.my_table(services::actor::Visitor, id, a).await.unwrap();
        let partner = sheet.rounds[0].partners.iter().find(|partner| partner.participant == b).cloned().unwrap();
        (partner.away, partner.left)
    };
    let name = dating.participant(b).unwrap().name.as_str().replace('&', "&amp;");
    let alone = format!("{name} ist nicht da.");
    assert_eq!(across().await, (false, false));
    assert!(phone.get(&path).await.text.contains("say_again"), "they are talking");

    mark(b, Attendance::Left).await;
    assert_eq!(across().await, (false, true));
    let page = phone.get(&path).await.text;
    assert!(page.contains(&alone) && page.contains("say_again"), "they talked until then");
    app.turn(domain::dating::ClockTurn::Skip).await;
    assert_eq!(across().await, (false, false), "the talk is over, and they were in it");
    app.turn(domain::dating::ClockTurn::Skip).await;
    let (c, d) = a_pair(&app.dating().await, 1);
    mark(d, Attendance::Missing).await;
    let code = code(&app, id, c).await;
    let (holder, _) = app.services.open_pass(services::actor::Visitor, "lindenhafen", &code).await.unwrap();
    let met = app.services.phone(&holder).await.unwrap().met;
    assert!(met.iter().all(|met| met.who != d), "{d} never came: {met:?}");
    let refused = app.services.say_again(&holder, d, true).await;
    assert!(matches!(refused, Err(services::Error::Refused(domain::Refusal::UnknownParticipant(_)))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_after_the_fair_what_phones_wished_is_forgotten() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (a, b)) = (dating.id, a_pair(&dating, 0));
    for (who, whom) in [(a, b), (b, a)] {
        let mut phone = phone_of(&app, id, who).await;
        phone.post_as_script("/api/fn/say_again", &format!("dating={id}&whom={whom}&yes=true")).await;
    }
    app.services.tidy().await.unwrap();
    assert_eq!(app.services.mutual_again(&owner().into(), id).await.unwrap(), 1);
    app.later(32 * 24 * 3_600_000);
    app.services.tidy().await.unwrap();
    assert_eq!(app.services.mutual_again(&owner().into(), id).await.unwrap(), 0);
}
