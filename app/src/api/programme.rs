//! The programme as organisers make it.

use super::Answer;
use domain::{ItemId, programme::ItemText, views::ProgrammeDesk};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn programme_to_prepare(slug: String) -> Answer<ProgrammeDesk> {
    let (services, who) = here::organiser().await?;
    Ok(services.programme_to_prepare(&who, &slug).await?)
}

/// A new one where `id` is `None`; otherwise expects the revision that was edited.
#[server(prefix = "/api/fn", input = Json)]
pub async fn save_item(slug: String, id: Option<ItemId>, expects: i64, text: ItemText, key: String) -> Answer<ItemId> {
    let (services, who) = here::organiser().await?;
    Ok(services.save_item(&who, &slug, id, expects, &text, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn remove_item(slug: String, id: ItemId, expects: i64, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.remove_item(&who, &slug, id, expects, here::key(&key)?).await?)
}

/// Brings items that lie on another day to the fair's; returns how many.
#[server(prefix = "/api/fn", input = Json)]
pub async fn move_programme(slug: String, key: String) -> Answer<usize> {
    let (services, who) = here::organiser().await?;
    Ok(services.move_programme(&who, &slug, here::key(&key)?).await?)
}
