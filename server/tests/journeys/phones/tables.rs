//! What one's own table and a table's sign say, before any wasm.

use super::{FAIR, a_pair};
use crate::app::{TestApp, owner};
use axum::http::StatusCode;
use domain::{control_room::Queued, dating::Attendance};

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
