//! Phones with a personal link and tables with a sign: over the whole process, as plain pages and forms.

mod again;
mod asking;
mod links;
mod tables;

use crate::app::{Browser, TestApp, owner};
use axum::http::StatusCode;
use domain::{DatingId, ParticipantId, dating::Dating, pass::PassLink};

pub const FAIR: &str = "/lindenhafen";

pub async fn links(app: &TestApp, dating: DatingId) -> Vec<PassLink> {
    app.services.pass_links(&owner(), dating).await.unwrap()
}

/// The code behind `#` of somebody's link.
pub async fn code(app: &TestApp, dating: DatingId, who: ParticipantId) -> String {
    let link = links(app, dating).await.into_iter().find(|link| link.who == who).unwrap();
    link.address.unwrap().split_once('#').unwrap().1.to_owned()
}

/// A phone that has opened somebody's link.
pub async fn phone_of(app: &TestApp, dating: DatingId, who: ParticipantId) -> Browser<'_> {
    let mut phone = app.browser();
    let code = code(app, dating, who).await;
    let opened = phone.post("/api/fn/open_pass", &[("slug", "lindenhafen"), ("code", &code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{opened:?}");
    assert_eq!(opened.header("location"), format!("{FAIR}/table/{dating}/{who}"));
    assert!(opened.header("set-cookie").contains("HttpOnly"), "no script reads the link");
    phone
}

/// Two who sit across from each other in a round of the published plan.
pub fn a_pair(dating: &Dating, round: usize) -> (ParticipantId, ParticipantId) {
    let seats = &dating.published.as_ref().unwrap().seats[round];
    let table = seats.iter().find(|table| table.len() == 2).unwrap();
    (table[0], table[1])
}

pub fn form<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
