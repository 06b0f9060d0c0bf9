//! The office behind a fair: its particulars and texts, the log, accounts, waiting mails.

use super::Answer;
use domain::{
    AccountId,
    access::{Me, Role},
    fair::FairText,
    views::{LogPage, WaitingMail},
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

/// Saves name, day, place and texts, expecting the revision that was edited.
#[server(prefix = "/api/fn", input = Json)]
pub async fn edit_fair(slug: String, expects: i64, text: FairText) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.edit_fair(&who, &slug, expects, text).await?)
}

/// Who did what, newest first; with `before` what was before that line.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn log(slug: String, before: Option<i64>) -> Answer<LogPage> {
    let (services, who) = here::organiser().await?;
    Ok(services.log(&who, &slug, before).await?)
}

/// Who was let into the house and by whom, newest first; with `before` what was before that line.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn house_log(before: Option<i64>) -> Answer<LogPage> {
    let (services, who) = here::organiser().await?;
    Ok(services.house_log(&who, before).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn accounts() -> Answer<Vec<Me>> {
    let (services, who) = here::organiser().await?;
    Ok(services.accounts(&who).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn invite(email: String, role: Role) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.invite(&who, &email, role).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn dismiss(id: AccountId) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.dismiss(&who, id).await?)
}

/// Mails that wait as files, newest first; none where they are really sent.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn outbox() -> Answer<Vec<WaitingMail>> {
    let (services, who) = here::organiser().await?;
    let waiting = services.outbox(&who).await?;
    Ok(waiting
        .into_iter()
        .map(|(at, mail)| WaitingMail { at, to: mail.to, subject: mail.subject, body: mail.body })
        .collect())
}
