//! What organisers ask and change, signing in included. The session cookie says who asks.

use super::Answer;
use domain::{
    access::{Enrolment, Me},
    views::{FairCard, FairView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

#[cfg(feature = "ssr")]
use super::here;
#[cfg(feature = "ssr")]
use crate::request::Cookie;

/// Who is signed in on this device, if anybody.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn who_is_here() -> Answer<Option<Me>> {
    Ok(here::services()?.whoami(here::visit().token.as_deref()).await?)
}

/// Mails a link to sign in, if the address may; the answer is the same if it may not.
#[server(prefix = "/api/fn")]
pub async fn ask_for_link(email: String) -> Answer<()> {
    let (services, visit, reply) = (here::services()?, here::visit(), here::reply()?);
    let browser = visit.browser.clone().unwrap_or_else(|| services.browser_mark());
    reply.set_cookie(Cookie::Browser, browser.clone());
    services.ask_for_link(&email, &browser, visit.locale).await?;
    reply.redirect("/sign-in?sent=1");
    Ok(())
}

/// Spends a link and opens a session on this device.
#[server(prefix = "/api/fn")]
pub async fn sign_in(code: String) -> Answer<()> {
    let (visit, reply) = (here::visit(), here::reply()?);
    let code = code.rsplit('#').next().unwrap_or_default();
    let signed_in = here::services()?.sign_in(code, visit.browser.as_deref()).await?;
    reply.set_cookie(Cookie::Session, signed_in.token);
    reply.redirect(match (signed_in.awaits_code, signed_in.owes_second_factor) {
        (true, _) => "/sign-in/code",
        (_, true) => "/organise/me",
        _ => "/organise",
    });
    Ok(())
}

/// The second step of signing in: a code of the authenticator app.
#[server(prefix = "/api/fn")]
pub async fn give_code(code: String) -> Answer<()> {
    let (visit, reply) = (here::visit(), here::reply()?);
    here::services()?.give_code(visit.token.as_deref().unwrap_or_default(), &code).await?;
    reply.redirect("/organise");
    Ok(())
}

/// What an authenticator app needs, where a secret waits for its first code.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn waiting_enrolment() -> Answer<Option<Enrolment>> {
    let (services, who) = here::account_holder().await?;
    Ok(services.enrolment(&who).await?)
}

#[server(prefix = "/api/fn")]
pub async fn begin_second_factor() -> Answer<()> {
    let ((services, who), reply) = (here::account_holder().await?, here::reply()?);
    services.begin_second_factor(&who).await?;
    reply.redirect("/organise/me");
    Ok(())
}

#[server(prefix = "/api/fn")]
pub async fn turn_on_second_factor(code: String) -> Answer<()> {
    let ((services, who), reply) = (here::account_holder().await?, here::reply()?);
    services.turn_on_second_factor(&who, &code).await?;
    reply.redirect("/organise/me");
    Ok(())
}

#[server(prefix = "/api/fn")]
pub async fn turn_off_second_factor(code: String) -> Answer<()> {
    let ((services, who), reply) = (here::account_holder().await?, here::reply()?);
    services.turn_off_second_factor(&who, &code).await?;
    reply.redirect("/organise/me");
    Ok(())
}

#[server(prefix = "/api/fn")]
pub async fn sign_out() -> Answer<()> {
    let (visit, reply) = (here::visit(), here::reply()?);
    if let Some(token) = visit.token {
        here::services()?.sign_out(&token).await?;
    }
    reply.remove_cookie(Cookie::Session);
    reply.redirect("/");
    Ok(())
}

/// Ends the sessions on all devices, this one included.
#[server(prefix = "/api/fn")]
pub async fn sign_out_everywhere() -> Answer<()> {
    let ((services, who), reply) = (here::account_holder().await?, here::reply()?);
    services.sign_out_everywhere(&who).await?;
    reply.remove_cookie(Cookie::Session);
    reply.redirect("/sign-in");
    Ok(())
}

/// All fairs, those being prepared too.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn all_fairs() -> Answer<Vec<FairCard>> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.all_fairs(&organiser).await?)
}

/// A fair in any phase, with its legal texts.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn fair_to_prepare(slug: String) -> Answer<FairView> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.fair_to_prepare(&organiser, &slug).await?)
}
