//! Phones with a personal link, tables with a sign, projectors and the desk at the door: over the whole process, as plain
//! pages and forms.

use crate::app::{Browser, TestApp, owner};
use axum::http::StatusCode;
use domain::{
    DatingId, ParticipantId,
    access::Role,
    control_room::{Choice, QueueAnswer, Queued},
    dating::{Attendance, Dating, Happening},
    pass::{PassChange, PassLink},
    request::{Ask, RequestState},
};
use services::ports::CommandKey;

const FAIR: &str = "/lindenhafen";

async fn links(app: &TestApp, dating: DatingId) -> Vec<PassLink> {
    app.services.pass_links(&owner(), dating).await.unwrap()
}

/// The code behind `#` of somebody's link.
async fn code(app: &TestApp, dating: DatingId, who: ParticipantId) -> String {
    let link = links(app, dating).await.into_iter().find(|link| link.who == who).unwrap();
    link.address.unwrap().split_once('#').unwrap().1.to_owned()
}

/// A phone that has opened somebody's link.
async fn phone_of(app: &TestApp, dating: DatingId, who: ParticipantId) -> Browser<'_> {
    let mut phone = app.browser();
    let code = code(app, dating, who).await;
    let opened = phone.post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", &code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{opened:?}");
    assert_eq!(opened.header("location"), format!("{FAIR}/table/{dating}/{who}"));
    assert!(opened.header("set-cookie").contains("HttpOnly"), "no script reads the link");
    phone
}

/// Two who sit across from each other in a round of the published plan.
fn a_pair(dating: &Dating, round: usize) -> (ParticipantId, ParticipantId) {
    let seats = &dating.published.as_ref().unwrap().seats[round];
    let table = seats.iter().find(|table| table.len() == 2).unwrap();
    (table[0], table[1])
}

fn form<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_own_table_until_it_is_revoked() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let who = a_pair(&dating, 0).0;
    let link = links(&app, dating.id).await.into_iter().find(|link| link.who == who).unwrap();
    let address = link.address.clone().unwrap();
    assert!(address.contains(&format!("{FAIR}/t#")), "the secret stands where no server sees it: {address}");
    assert_eq!(links(&app, dating.id).await.iter().find(|l| l.who == who), Some(&link), "it can be printed again");

    let mut phone = phone_of(&app, dating.id, who).await;
    let path = format!("{FAIR}/table/{}/{who}", dating.id);
    assert!(phone.get(&path).await.text.contains("say_late"), "the form stands on the page before any wasm");
    assert!(!app.browser().get(&path).await.text.contains("say_late"), "and on nobody else's");

    app.services.change_pass(&owner(), dating.id, who, PassChange::Revoke, None).await.unwrap();
    assert!(!phone.get(&path).await.text.contains("say_late"));
    let revoked = links(&app, dating.id).await.into_iter().find(|link| link.who == who).unwrap();
    assert!(revoked.address.is_none() && revoked.qr.is_none());

    app.services.change_pass(&owner(), dating.id, who, PassChange::Reissue, None).await.unwrap();
    let again = code(&app, dating.id, who).await;
    assert!(!address.ends_with(&again), "a new link is another one");
    let old = address.split_once('#').unwrap().1;
    let refused = app.browser().post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", old)]).await;
    assert!(refused.text.contains("LinkSpent") && refused.header("set-cookie").is_empty(), "{refused:?}");
    // Whoever stands there with it hears where there is another one.
    for (code, said) in [(old, "gilt nicht mehr"), ("zerknittert", "ist unvollständig")] {
        let mut browser = app.browser();
        let form = [("slug", "lindenhafen"), ("code", code)];
        let failed = browser.post_from("http://127.0.0.1:3000/lindenhafen/t", "/api/fn/open_pass", &form).await;
        let page = browser.get(failed.header("location").trim_start_matches("http://127.0.0.1:3000")).await;
        assert!(page.text.contains(said) && page.text.contains("Infotisch"), "{said}: {failed:?}");
    }
    phone_of(&app, dating.id, who).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_presses_or_tries_links_without_end_and_their_neighbours_go_on() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (who, whom)) = (dating.id, a_pair(&dating, 0));
    let again = |whom: ParticipantId| format!("dating={id}&whom={whom}&yes=true");
    let (mut joker, mut neighbour) = (phone_of(&app, id, who).await, phone_of(&app, id, whom).await);
    let mut last = joker.post_as_script("/api/fn/say_again", &again(whom)).await;
    assert_ne!(last.status, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..90 {
        last = joker.post_as_script("/api/fn/say_again", &again(whom)).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
    let beside = neighbour.post_as_script("/api/fn/say_again", &again(who)).await;
    assert_ne!(beside.status, StatusCode::TOO_MANY_REQUESTS);

    let wrong = format!("slug=lindenhafen&code={id}.{who}.{}", "A".repeat(domain::pass::SEAL_LENGTH));
    for _ in 0..150 {
        last = app.browser().post_as_script("/api/fn/open_pass", &wrong).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    let form = app.browser().post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", "x")]).await;
    assert_eq!(form.status, StatusCode::TOO_MANY_REQUESTS);
    phone_of(&app, id, whom).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_outlive_the_process_and_are_the_same_in_another() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let here = links(&app, dating.id).await;
    assert_eq!(links(&app.sibling().await, dating.id).await, here);
    let different: std::collections::BTreeSet<_> = here.iter().filter_map(|link| link.address.clone()).collect();
    assert_eq!(different.len(), dating.participants.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_asks_the_desk_once_and_the_desk_decides() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let ask = |key: &str| [("dating", id.to_string()), ("until", "3".to_owned()), ("key", key.to_owned())];
    let sent = phone.post("/api/fn/say_late", &form(&ask("one"))).await;
    assert!(sent.status.is_redirection() && !sent.header("location").contains("__err"), "{sent:?}");
    // The same form twice, and another one while the first is open.
    phone.post("/api/fn/say_late", &form(&ask("one"))).await;
    let second = phone.post_as_script("/api/fn/say_late", &format!("dating={id}&until=4&key=two")).await;
    assert!(second.text.contains("Taken"), "{second:?}");

    let keeper = owner().into();
    let open = app.services.requests(&keeper, id).await.unwrap();
    let [card] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!((card.request.who, card.request.ask), (who, Ask::Late { until: 3 }));
    let request = card.request.id;
    let late = Happening::Mark { who, attendance: Attendance::Late { until: 3 } };
    assert_eq!(card.happening, late);
    // Looking at it is not yet applying it: nothing is noted, and the phone is told nothing.
    let proposal = app.services.propose(&owner(), id, late.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(Some(request));
    let page = format!("{FAIR}/table/{id}/{who}");
    assert!(!phone.get(&page).await.text.contains("Die Leitung hat es bestätigt"));
    assert_eq!(app.services.requests(&keeper, id).await.unwrap(), open);
    // It answers what was asked, and nothing else.
    let other = Happening::Mark { who, attendance: Attendance::Left };
    let wrong = app.services.propose(&owner(), id, other.clone()).await.unwrap();
    let wrong = Choice::of(&wrong, &wrong.alternatives[0]).answering(Some(request));
    let refused = app.services.apply(&owner(), id, wrong, other, None).await;
    assert!(matches!(refused, Err(services::Error::NotFound)), "{refused:?}");
    // Applied by a time keeper, the same moment settles it.
    let mut desk = app.signed_in(Role::TimeKeeper).await;
    let apply = serde_json::json!({
        "dating": id, "choice": choice, "who": who, "attendance": Attendance::Late { until: 3 }, "key": "k",
    });
    let applied = desk.post_json("/api/fn/apply_mark", &apply.to_string()).await;
    assert_eq!(applied.status, StatusCode::OK, "{applied:?}");
    assert_eq!(app.dating().await.participant(who).unwrap().attendance, Attendance::Late { until: 3 });
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    assert!(phone.get(&page).await.text.contains("Die Leitung hat es bestätigt"));
    let twice = app.services.decline_request(&keeper, id, request, None).await;
    assert!(matches!(twice, Err(services::Error::Stale)), "{twice:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_here_and_noted_as_not_here_says_so_by_phone() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let page = format!("{FAIR}/table/{id}/{who}");
    assert!(!phone.get(&page).await.text.contains("als nicht da vermerkt"));
    let early = phone.post_as_script("/api/fn/say_here", &format!("dating={id}&key=early")).await;
    assert!(early.text.contains("MarkedMeanwhile"), "{early:?}");
    let apply = async |happening: Happening, answers| {
        let proposal = app.services.propose(&owner(), id, happening.clone()).await.unwrap();
        let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(answers);
        app.services.apply(&owner(), id, choice, happening, None).await.unwrap();
    };
    apply(Happening::Mark { who, attendance: Attendance::Missing }, None).await;
    let text = phone.get(&page).await.text;
    assert!(text.contains("Sie sind als nicht da vermerkt") && text.contains("Wir sind da"), "{text}");
    assert!(!text.contains("Pause") && !text.contains("Wir müssen los"), "{text}");
    phone.post("/api/fn/say_here", &form(&[("dating", id.to_string()), ("key", "here".to_owned())])).await;
    assert!(phone.get(&page).await.text.contains("Gemeldet: Sie sind da."));
    let card = app.services.requests(&owner().into(), id).await.unwrap().remove(0);
    assert_eq!(card.happening, Happening::Mark { who, attendance: Attendance::Arrived });
    apply(card.happening, Some(card.request.id)).await;
    assert!(!phone.get(&page).await.text.contains("als nicht da vermerkt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_phone_took_back_meanwhile_is_not_applied_for_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, who) = (dating.id, a_pair(&dating, 0).0);
    let mut phone = phone_of(&app, id, who).await;
    let keeper = owner().into();
    let leaving = [("dating", id.to_string()), ("key", "one".to_owned())];
    phone.post("/api/fn/say_leaving", &form(&leaving)).await;
    let card = app.services.requests(&keeper, id).await.unwrap().remove(0);
    let proposal = app.services.propose(&owner(), id, card.happening.clone()).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]).answering(Some(card.request.id));
    let back = [("dating", id.to_string()), ("request", card.request.id.to_string())];
    phone.post("/api/fn/withdraw_request", &form(&back)).await;
    let refused = app.services.apply(&owner(), id, choice, card.happening, None).await;
    assert!(matches!(refused, Err(services::Error::Refused(domain::Refusal::MarkedMeanwhile))), "{refused:?}");
    assert_eq!(app.dating().await, dating);
    // A no is said once, however often it is pressed.
    phone.post("/api/fn/say_leaving", &form(&[("dating", id.to_string()), ("key", "two".to_owned())])).await;
    let request = app.services.requests(&keeper, id).await.unwrap()[0].request.id;
    let key = || CommandKey::parse("decline");
    for _ in 0..2 {
        app.services.decline_request(&keeper, id, request, key()).await.unwrap();
    }
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_taken_back_by_its_own_phone_and_a_restless_finger_has_to_wait() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (id, (who, other)) = (dating.id, a_pair(&dating, 0));
    let (mut phone, mut stranger) = (phone_of(&app, id, who).await, phone_of(&app, id, other).await);
    let keeper = owner().into();
    for n in 0..domain::request::REQUEST_LIMIT {
        phone.post("/api/fn/say_leaving", &form(&[("dating", id.to_string()), ("key", format!("k{n}"))])).await;
        let request = app.services.requests(&keeper, id).await.unwrap()[0].request.id;
        let take_back = [("dating", id.to_string()), ("request", request.to_string())];
        let body = format!("dating={id}&request={request}");
        let refused = stranger.post_as_script("/api/fn/withdraw_request", &body).await;
        assert!(refused.text.contains("not_found"), "another's request: {refused:?}");
        assert_eq!(app.services.requests(&keeper, id).await.unwrap().len(), 1);
        phone.post("/api/fn/withdraw_request", &form(&take_back)).await;
        assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    }
    let body = format!("dating={id}&key=more");
    assert!(phone.post_as_script("/api/fn/say_leaving", &body).await.text.contains("TooMany"));
    assert!(app.services.requests(&keeper, id).await.unwrap().is_empty());
    app.later(domain::request::REQUEST_WINDOW_MS + 1);
    phone.post_as_script("/api/fn/say_leaving", &format!("dating={id}&key=later")).await;
    let open = app.services.requests(&keeper, id).await.unwrap();
    assert_eq!(open.iter().map(|card| card.request.state).collect::<Vec<_>>(), [RequestState::Open]);
}

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
async fn my_table_says_what_to_begin_with_and_where_the_tables_stand() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let who = a_pair(&dating, 0).0;
    let sheet = app.services.my_table(services::actor::Visitor, dating.id, who).await.unwrap();
    assert_eq!(sheet.way.as_ref().map(|way| way.place.as_str()), Some("Lindensaal"));
    assert!(sheet.way.unwrap().hall.is_some(), "the hall's plan knows the place");
    for round in &sheet.rounds {
        assert_eq!(round.question.is_empty(), round.partners.is_empty(), "{round:?}");
    }
    let page = app.browser().get(&format!("{FAIR}/table/{}/{who}", dating.id)).await.text;
    let spoken = &sheet.rounds[0].question[0];
    assert!(page.contains(&spoken.text) && page.contains(&format!("lang=\"{}\"", spoken.tongue.tag())));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_phones_say_of_a_partner_follows_its_profile_whichever_process_wrote_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let sibling = app.sibling().await;
    let dating = app.dating_that_runs().await;
    let visitor = services::actor::Visitor;
    let who = a_pair(&dating, 0).0;
    let sheet = app.services.my_table(visitor, dating.id, who).await.unwrap();
    let partner = sheet.rounds.iter().flat_map(|round| &round.partners).find(|partner| !partner.common.is_empty());
    let (partner, association) = partner.map(|partner| (partner.participant, partner.association.unwrap())).unwrap();
    let list = sibling.services.associations(&owner(), "lindenhafen").await.unwrap();
    let kept = list.associations.into_iter().find(|a| a.id == association).unwrap();
    let profile = domain::profile::Profile {
        fields: Vec::new(),
        target_groups: Vec::new(),
        districts: Vec::new(),
        offers: Vec::new(),
        needs: Vec::new(),
        ..kept.profile
    };
    let saved = sibling
        .services
        .save_association(&owner(), "lindenhafen", Some((association, kept.revision)), profile, None, None)
        .await;
    saved.unwrap();
    let sheet = app.services.my_table(visitor, dating.id, who).await.unwrap();
    let partner = sheet.rounds.iter().flat_map(|round| &round.partners).find(|known| known.participant == partner);
    assert_eq!(partner.unwrap().common, Vec::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tables_sign_names_who_sits_there_before_any_wasm() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (a, b) = a_pair(&dating, 0);
    let index = dating.published.as_ref().unwrap().table_of(0, a).unwrap();
    let number = dating.table_number(index);
    let page = app.browser().get(&format!("{FAIR}/dating/{}/table/{number}", dating.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    for who in [a, b] {
        let name = dating.participant(who).unwrap().name.as_str().replace('&', "&amp;");
        assert!(page.text.contains(&name), "{name} is missing");
    }
    let none = app.browser().get(&format!("{FAIR}/dating/{}/table/999", dating.id)).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_later_reads_on_their_own_phone_that_they_are_noted_as_not_here() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (who, partner) = a_pair(&dating, 0);
    let late = Queued::Mark { who, was: Attendance::Expected, attendance: Attendance::Late { until: 2 } };
    let key = services::ports::CommandKey::parse("late").unwrap();
    app.services.queued(&owner().into(), dating.id, late, key).await.unwrap();
    let page = async |who| app.browser().get(&format!("{FAIR}/table/{}/{who}", dating.id)).await.text;
    let own = page(who).await;
    assert!(own.contains("Für diese Runde sind Sie als nicht da vermerkt"), "{own}");
    let seats = own.matches("class=\"seat\"").count();
    assert_eq!(seats, 0, "they are sent to no table: {own}");
    assert!(!own.contains("id=\"after\""), "they have met nobody");
    assert!(page(partner).await.contains(" ist nicht da."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_deleted_is_told_to_phones_and_said_to_be_gone() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    let (who, _) = a_pair(&dating, 0);
    let revision = app.services.fair(services::actor::Visitor, "lindenhafen").await.unwrap().revision;
    app.services.remove_dating(&owner(), dating.id, dating.revision).await.unwrap();
    let fair = app.services.fair(services::actor::Visitor, "lindenhafen").await.unwrap();
    assert_eq!(fair.revision, revision + 2, "the list is another, and the session's own pages ask again");
    let page = app.browser().get(&format!("{FAIR}/table/{}/{who}", dating.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("Dieses Speed-Dating gibt es nicht mehr") && !page.text.contains("Tippfehler"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_projector_shows_everybody_until_its_link_is_taken_back() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let dating = app.dating_that_runs().await;
    app.services.make_screen(&owner(), dating.id, "Saal 1").await.unwrap();
    let screens = app.services.screens(&owner(), dating.id).await.unwrap();
    let [screen] = screens.as_slice() else { panic!("{screens:?}") };
    let path = screen.address.split_once("3000").map_or(screen.address.as_str(), |(_, path)| path).to_owned();
    let page = app.browser().get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    assert!(page.text.contains("Runde 1 von 8") && page.text.contains("Round 1 of 8"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("permissions-policy").contains("camera=()"));
    let token = path.rsplit('/').next().unwrap();
    let view = app.services.screen(services::actor::Visitor, "lindenhafen", token).await.unwrap();
    assert_eq!(view.names.len(), dating.participants.len());
    let there = |round: u8| dating.participants.iter().filter(|p| p.is_there(round)).count();
    assert_eq!(view.list(0, Default::default()).len(), there(0));

    let forged = format!("{FAIR}/screen/{}-{}", screen.id, "A".repeat(27));
    assert_eq!(app.browser().get(&forged).await.status, StatusCode::NOT_FOUND);
    app.services.remove_screen(&owner(), dating.id, screen.id).await.unwrap();
    assert_eq!(app.browser().get(&path).await.status, StatusCode::NOT_FOUND);
}

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

/// As a camera sees it: dark grey on light grey, a quarter turn to the side; five dots a square.
fn photo(code: &domain::access::QrCode) -> (usize, Vec<u8>) {
    const DOTS: usize = 5;
    const QUIET: usize = 4;
    let side = (code.size + 2 * QUIET) * DOTS;
    let mut grey = vec![190; side * side];
    for square in code.path.split('M').skip(1) {
        let (x, y) = square.trim_end_matches("h1v1h-1z").split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        for dot in 0..DOTS * DOTS {
            let (x, y) = ((x + QUIET) * DOTS + dot % DOTS, (y + QUIET) * DOTS + dot / DOTS);
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
        let (side, grey) = photo(&link.qr.unwrap());
        let read = app::pages::organise::badge_reader::read(side, side, &grey).unwrap();
        assert_eq!(Some(&read), link.address.as_ref());
        let badge = domain::pass::Scanned::read(&read).unwrap();
        assert_eq!((badge.dating, badge.who), (Some(dating.id), link.who));
    }
}
