//! What projectors ask.

use super::Answer;
use domain::screen::ScreenView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn screen(slug: String, token: String) -> Answer<ScreenView> {
    Ok(here::services()?.screen(services::actor::Visitor, &slug, &token).await?)
}
