//! What visitors read of a fair.

use super::Answer;
use domain::{
    DatingId, ParticipantId, StandId,
    fair::LegalTexts,
    views::{DatingBoard, FairCard, FairView, MarketView, MyTable, ProgrammeView, StandView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

#[cfg(feature = "ssr")]
use super::here;
#[cfg(feature = "ssr")]
use services::actor::Visitor;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn fairs() -> Answer<Vec<FairCard>> {
    Ok(here::services()?.fairs(Visitor).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn fair(slug: String) -> Answer<FairView> {
    Ok(here::services()?.fair(Visitor, &slug).await?)
}

/// The operator's texts; apart from the fair, since they are long and seldom read.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn legal(slug: String) -> Answer<LegalTexts> {
    Ok(here::services()?.legal(Visitor, &slug).await?)
}

/// The same where no fair is at hand.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn house_legal() -> Answer<LegalTexts> {
    Ok(here::services()?.house_legal(Visitor).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn market(slug: String) -> Answer<MarketView> {
    Ok(here::services()?.market(Visitor, &slug).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn stand(slug: String, stand: StandId) -> Answer<StandView> {
    Ok(here::services()?.stand(Visitor, &slug, stand).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn programme(slug: String) -> Answer<ProgrammeView> {
    Ok(here::services()?.programme(Visitor, &slug).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn board(dating: DatingId) -> Answer<DatingBoard> {
    Ok(here::services()?.dating_board(Visitor, dating).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn run_sheet(dating: DatingId, who: ParticipantId) -> Answer<MyTable> {
    Ok(here::services()?.my_table(Visitor, dating, who).await?)
}
