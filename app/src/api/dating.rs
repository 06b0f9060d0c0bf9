//! A dating session as organisers and time keepers set it up, allocate it and run it.

use super::Answer;
use domain::{
    AssociationId, DatingId, ParticipantId,
    dating::{ClockTurn, Happening, MoveSeat, Rules, Setting, Side},
    plan::BrokenRule,
    views::{DatingCard, DatingDesk, Proposal},
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn datings(slug: String) -> Answer<Vec<DatingCard>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.datings(&who, &slug).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn desk(dating: DatingId) -> Answer<DatingDesk> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.dating(&who, dating).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn create_dating(slug: String, setting: Setting) -> Answer<DatingId> {
    let (services, who) = here::organiser().await?;
    Ok(services.create_dating(&who, &slug, setting).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn configure_dating(dating: DatingId, expects: i64, setting: Setting) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.configure_dating(&who, dating, expects, setting).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn choose_participants(dating: DatingId, expects: i64, chosen: Vec<AssociationId>) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.choose_participants(&who, dating, expects, chosen).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn arrange_participant(
    dating: DatingId,
    expects: i64,
    who: ParticipantId,
    side: Option<Side>,
    absent: Vec<u8>,
) -> Answer<()> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.arrange_participant(&organiser, dating, expects, who, side, absent).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn set_rules(dating: DatingId, expects: i64, rules: Rules) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.set_rules(&who, dating, expects, rules).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn remove_dating(dating: DatingId, expects: i64) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.remove_dating(&who, dating, expects).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn allocate(dating: DatingId, expects: i64, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.allocate(&who, dating, expects, None, here::key(&key)?).await?)
}

/// The rules a move would break; nothing is saved. A post although it only reads: a move is too long for an address.
#[server(prefix = "/api/fn", input = Json)]
pub async fn try_move(dating: DatingId, expects: i64, step: MoveSeat) -> Answer<Vec<BrokenRule>> {
    let (services, who) = here::organiser().await?;
    Ok(services.try_move(&who, dating, expects, step).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn move_participant(dating: DatingId, expects: i64, step: MoveSeat, key: String) -> Answer<Vec<BrokenRule>> {
    let (services, who) = here::organiser().await?;
    Ok(services.move_participant(&who, dating, expects, step, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn publish(dating: DatingId, expects: i64, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.publish(&who, dating, expects, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn start(dating: DatingId, expects: i64, key: String) -> Answer<()> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.start(&who, dating, expects, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn turn_clock(dating: DatingId, expects: i64, turn: ClockTurn, key: String) -> Answer<()> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.turn_clock(&who, dating, expects, turn, here::key(&key)?).await?)
}

/// What would change; nothing is saved.
#[server(prefix = "/api/fn", input = Json)]
pub async fn propose(dating: DatingId, happening: Happening) -> Answer<Proposal> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.propose(&who, dating, happening).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn apply(dating: DatingId, expects: i64, begun: u8, happening: Happening, key: String) -> Answer<Proposal> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.apply(&who, dating, expects, Some(begun), happening, here::key(&key)?).await?)
}
