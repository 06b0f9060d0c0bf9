//! What organisers hand out and hear back: personal links, projectors' links, requests, and checking people in.

use super::Answer;
use domain::{
    DatingId, ParticipantId, RequestId, ScreenId,
    check_in::{CheckedIn, GuestList},
    pass::{PassChange, PassLink},
    request::RequestCard,
    screen::ScreenLink,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn pass_links(dating: DatingId) -> Answer<Vec<PassLink>> {
    let (services, who) = here::organiser().await?;
    Ok(services.pass_links(&who, dating).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn change_pass(dating: DatingId, who: ParticipantId, change: PassChange, key: String) -> Answer<()> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.change_pass(&organiser, dating, who, change, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn screens(dating: DatingId) -> Answer<Vec<ScreenLink>> {
    let (services, who) = here::organiser().await?;
    Ok(services.screens(&who, dating).await?)
}

#[server(prefix = "/api/fn")]
pub async fn make_screen(dating: DatingId, name: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.make_screen(&who, dating, &name).await?)
}

#[server(prefix = "/api/fn")]
pub async fn remove_screen(dating: DatingId, screen: ScreenId) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.remove_screen(&who, dating, screen).await?)
}

/// What waits for the desk.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn requests(dating: DatingId) -> Answer<Vec<RequestCard>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.requests(&who, dating).await?)
}

/// Says no to a request. Yes is said by applying what it asks for.
#[server(prefix = "/api/fn", input = Json)]
pub async fn decline_request(dating: DatingId, request: RequestId, key: String) -> Answer<()> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.decline_request(&who, dating, request, here::key(&key)?).await?)
}

/// How many pairs would both like to meet again.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn mutual_again(dating: DatingId) -> Answer<u64> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.mutual_again(&who, dating).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn guests(slug: String, dating: Option<DatingId>) -> Answer<Option<GuestList>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.guests_at_the_door(&who, &slug, dating).await?)
}

/// A form too, so that a desk without wasm can work.
#[server(prefix = "/api/fn")]
pub async fn check_in(dating: DatingId, guest: ParticipantId, key: String) -> Answer<CheckedIn> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.check_in(&who, dating, guest, here::key(&key)?).await?)
}

/// They are again what they were before they were checked in. A form too.
#[server(prefix = "/api/fn")]
pub async fn take_back_check_in(dating: DatingId, guest: ParticipantId, key: String) -> Answer<CheckedIn> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.take_back_check_in(&who, dating, guest, here::key(&key)?).await?)
}
