//! How the pages look and speak on this device: plain form posts, so that they work before and without wasm.

use super::Answer;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::here;
#[cfg(feature = "ssr")]
use crate::request::{Cookie, Theme};

/// Remembers the language and goes back to the page it was asked on.
#[server(prefix = "/api/fn")]
pub async fn set_locale(locale: String, back: String) -> Answer<()> {
    let reply = here::reply()?;
    if let Some(locale) = domain::Locale::from_tag(&locale) {
        reply.set_cookie(Cookie::Locale, locale.tag());
    }
    reply.redirect(&back);
    Ok(())
}

/// Remembers light or dark, or follows the device again, and goes back.
#[server(prefix = "/api/fn")]
pub async fn set_theme(theme: String, back: String) -> Answer<()> {
    let reply = here::reply()?;
    match Theme::from_key(&theme) {
        Some(Theme::Auto) | None => reply.remove_cookie(Cookie::Theme),
        Some(theme) => reply.set_cookie(Cookie::Theme, theme.key()),
    }
    reply.redirect(&back);
    Ok(())
}
