//! Associations as organisers keep them.

use super::Answer;
use domain::{
    AssociationId, HallId,
    intake::Candidate,
    profile::{Association, Profile},
    views::{AssociationList, TakesPart},
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

/// Whom an association of this name and these web sites may be but for itself (`except`), the likeliest first. A post although
/// it only reads: web sites are too long for an address.
#[server(prefix = "/api/fn", input = Json)]
pub async fn twins(
    slug: String,
    name: String,
    websites: Vec<String>,
    except: Option<AssociationId>,
) -> Answer<Vec<Candidate>> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.twins(&organiser, &slug, &name, &websites, except).await?)
}

/// A new one where `id` is `None`; otherwise expects the revision that was edited. Sent twice with one key, it is saved once. `step_free`: whether
/// its stand is reached without steps, where that was said anew.
#[server(prefix = "/api/fn", input = Json)]
pub async fn save_association(
    slug: String,
    id: Option<AssociationId>,
    expects: i64,
    profile: Profile,
    step_free: Option<bool>,
    key: String,
) -> Answer<AssociationId> {
    let (services, organiser) = here::organiser().await?;
    let edited = id.map(|id| (id, expects));
    Ok(services.save_association(&organiser, &slug, edited, profile, step_free, here::key(&key)?).await?)
}

/// Where an association takes part, for whoever is about to remove it.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn sessions_of_association(slug: String, id: AssociationId) -> Answer<Vec<TakesPart>> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.takes_part(&organiser, &slug, id).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn remove_association(slug: String, id: AssociationId, expects: i64) -> Answer<()> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.remove_association(&organiser, &slug, id, expects).await?)
}

/// Gives every association without a stand one, new stands reached without steps where that is said; returns how many got one. Sent twice with one key, it answers the same.
#[server(prefix = "/api/fn", input = Json)]
pub async fn place_associations(slug: String, hall: Option<HallId>, step_free: bool, key: String) -> Answer<usize> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.place_associations(&organiser, &slug, hall, step_free, here::key(&key)?).await?)
}
