//! What phones ask: the public signs, and what only a personal link opens. The link is kept in a cookie, so that all of it
//! works as plain forms; scripts cannot read it, and it survives where a browser empties its storage after a week.

use super::Answer;
use domain::{DatingId, ParticipantId, RequestId, table_sign::TableSign, wish_again::PhoneView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

#[cfg(feature = "ssr")]
use super::here;
#[cfg(feature = "ssr")]
use crate::request::Cookie;
#[cfg(feature = "ssr")]
use domain::{pass, request::Ask};

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn sign_of_table(dating: DatingId, number: u16) -> Answer<TableSign> {
    Ok(here::services()?.table_sign(services::actor::Visitor, dating, number).await?)
}

/// Opens a personal link on this device and goes to its table.
#[server(prefix = "/api/fn")]
pub async fn open_pass(slug: String, code: String) -> Answer<()> {
    let (holder, code) = here::services()?.open_pass(services::actor::Visitor, &slug, &code).await?;
    let reply = here::reply()?;
    let kept = here::visit().passes.unwrap_or_default();
    reply.set_cookie(Cookie::Passes, pass::remember(&kept, &code));
    reply.redirect(&crate::paths::my_table(&slug, holder.dating(), holder.who()));
    Ok(())
}

/// This device keeps no personal link any more.
#[server(prefix = "/api/fn")]
pub async fn forget_passes() -> Answer<()> {
    here::reply()?.remove_cookie(Cookie::Passes);
    Ok(())
}

/// What this device's personal link opens of a session; nothing where it keeps none.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn phone(dating: DatingId) -> Answer<Option<PhoneView>> {
    let services = here::services()?;
    match services.pass_holder(here::visit().passes.as_deref(), dating).await {
        Ok(holder) => Ok(Some(services.phone(&holder).await?)),
        Err(services::Error::Forbidden) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// "We are late": there from round `until` (from 0) on.
#[server(prefix = "/api/fn")]
pub async fn say_late(dating: DatingId, until: u8, key: String) -> Answer<()> {
    let (services, holder) = here::pass_holder(dating).await?;
    Ok(services.ask_desk(&holder, Ask::Late { until }, here::key(&key)?).await?)
}

/// "We must leave."
#[server(prefix = "/api/fn")]
pub async fn say_leaving(dating: DatingId, key: String) -> Answer<()> {
    let (services, holder) = here::pass_holder(dating).await?;
    Ok(services.ask_desk(&holder, Ask::Leave, here::key(&key)?).await?)
}

/// "We are here", of whom it is noted that they are not.
#[server(prefix = "/api/fn")]
pub async fn say_here(dating: DatingId, key: String) -> Answer<()> {
    let (services, holder) = here::pass_holder(dating).await?;
    Ok(services.ask_desk(&holder, Ask::Here, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn")]
pub async fn withdraw_request(dating: DatingId, request: RequestId) -> Answer<()> {
    let (services, holder) = here::pass_holder(dating).await?;
    Ok(services.withdraw_request(&holder, request).await?)
}

/// "We would like to meet again", or no longer.
#[server(prefix = "/api/fn")]
pub async fn say_again(dating: DatingId, whom: ParticipantId, yes: bool) -> Answer<()> {
    let (services, holder) = here::pass_holder(dating).await?;
    Ok(services.say_again(&holder, whom, yes).await?)
}
