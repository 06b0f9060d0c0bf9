//! Server functions: doors to the use cases. One call and one `?` each; reads by GET, everything that changes by POST.

pub mod associations;
pub mod dating;
mod error;
pub mod fair;
pub mod fairs;
pub mod import;
pub mod links;
pub mod office;
pub mod organise;
pub mod page;
pub mod phone;
pub mod programme;
pub mod screen;

pub use error::ApiError;

pub type Answer<T> = Result<T, ApiError>;

/// What the server puts into the context of pages and server functions.
#[cfg(feature = "ssr")]
pub(crate) mod here {
    use crate::{
        api::Answer,
        api::ApiError,
        api::import::Reading,
        request::{Reply, Visit},
    };
    use base64::{Engine, engine::general_purpose::STANDARD};
    use domain::intake::Mapping;
    use leptos::prelude::use_context;
    use services::{
        GivenList, Services,
        actor::{AccountHolder, Organiser, PassHolder, TimeKeeper},
        ports::CommandKey,
    };

    pub fn services() -> Answer<Services> {
        use_context().ok_or(ApiError::Unavailable)
    }

    pub fn visit() -> Visit {
        use_context().unwrap_or_default()
    }

    pub fn reply() -> Answer<Reply> {
        use_context().ok_or(ApiError::Unavailable)
    }

    /// The use cases, and the organiser who asks.
    pub async fn organiser() -> Answer<(Services, Organiser)> {
        let services = services()?;
        let organiser = services.organiser(visit().token.as_deref()).await?;
        Ok((services, organiser))
    }

    /// The use cases, and the time keeper (or organiser) who asks.
    pub async fn time_keeper() -> Answer<(Services, TimeKeeper)> {
        let services = services()?;
        let who = services.time_keeper(visit().token.as_deref()).await?;
        Ok((services, who))
    }

    /// The use cases, and whoever signed in, for their own account.
    pub async fn account_holder() -> Answer<(Services, AccountHolder)> {
        let services = services()?;
        let who = services.account_holder(visit().token.as_deref()).await?;
        Ok((services, who))
    }

    /// The use cases, and the participant whose personal link this device keeps for a session.
    pub async fn pass_holder(dating: domain::DatingId) -> Answer<(Services, PassHolder)> {
        let services = services()?;
        let holder = services.pass_holder(visit().passes.as_deref(), dating).await?;
        Ok((services, holder))
    }

    /// A file as the browser sends it.
    pub fn file(text: &str) -> Answer<Vec<u8>> {
        let malformed = domain::Refusal::Malformed(domain::refusal::Input::File);
        STANDARD.decode(text).map_err(|_| malformed.into())
    }

    pub fn encoded(bytes: &[u8]) -> String {
        STANDARD.encode(bytes)
    }

    /// A list as somebody corrected how it is read.
    pub fn list(file_name: String, text: &str, reading: Reading) -> Answer<GivenList> {
        let mapping = Mapping::parse(reading.columns).map_err(domain::Refusal::Columns)?;
        Ok(GivenList {
            file_name,
            bytes: file(text)?,
            sheet: reading.sheet,
            headings: Some(reading.headings),
            mapping: Some(mapping),
            decisions: reading.decisions.into_iter().collect(),
        })
    }

    /// The key of a command that may be sent twice.
    pub fn key(text: &str) -> Answer<Option<CommandKey>> {
        needed_key(text).map(Some)
    }

    /// The key of a command that is never sent without one.
    pub fn needed_key(text: &str) -> Answer<CommandKey> {
        let malformed = domain::Refusal::Malformed(domain::refusal::Input::Code);
        CommandKey::parse(text).ok_or_else(|| malformed.into())
    }
}
