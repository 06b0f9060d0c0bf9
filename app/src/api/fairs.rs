//! Creating fairs and moving them on.

use super::Answer;
use domain::fair::Phase;
use leptos::{prelude::*, server_fn::codec::Json};

#[cfg(feature = "ssr")]
use super::here;

/// A new fair, being prepared; returns its slug.
#[server(prefix = "/api/fn", input = Json)]
pub async fn create_fair(slug: String, title: String, date: String, venue: String, address: String) -> Answer<String> {
    let (services, who) = here::organiser().await?;
    let form = services::NewFairForm { slug, title, date, venue, address };
    Ok(services.create_fair(&who, form).await?.to_string())
}

/// Moves a fair to another phase of its life.
#[server(prefix = "/api/fn", input = Json)]
pub async fn set_phase(slug: String, expects: i64, phase: Phase) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.set_phase(&who, &slug, expects, phase).await?)
}
