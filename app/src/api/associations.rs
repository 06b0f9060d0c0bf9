//! Associations as organisers keep them.

use super::Answer;
use domain::{
    AssociationId, HallId,
    profile::{Association, Profile},
    views::AssociationList,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn associations(slug: String) -> Answer<AssociationList> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.associations(&organiser, &slug).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn one_association(slug: String, id: AssociationId) -> Answer<Association> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.association(&organiser, &slug, id).await?)
}

/// A new one where `id` is `None`; otherwise expects the revision that was edited.
#[server(prefix = "/api/fn", input = Json)]
pub async fn save_association(
    slug: String,
    id: Option<AssociationId>,
    expects: i64,
    profile: Profile,
) -> Answer<AssociationId> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.save_association(&organiser, &slug, id, expects, profile).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn remove_association(slug: String, id: AssociationId, expects: i64) -> Answer<()> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.remove_association(&organiser, &slug, id, expects).await?)
}

/// Gives every association without a stand a free one; returns how many got one.
#[server(prefix = "/api/fn", input = Json)]
pub async fn place_associations(slug: String, hall: Option<HallId>) -> Answer<usize> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.place_associations(&organiser, &slug, hall).await?)
}
