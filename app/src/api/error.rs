//! The one error of all server functions: a code that says what kind it is, never what went on inside.

use domain::{Refusal, refusal::Input};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why something could not be done, as far as it concerns who asked. Worded in `words::refusals`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// The rules of the fair say no.
    Refused(Refused),
    NotFound,
    /// Somebody else was faster.
    Stale,
    Forbidden,
    /// The server cannot just now.
    Unavailable,
    /// The server was not reached at all.
    Offline,
}

/// A refusal as it travels: the text of it, read where it is worded. Pages that never word one need not carry the reader of
/// them all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Refused(String);

/// Whoever asks too often is refused everywhere, on pages too that know of no other refusal.
const TOO_MANY: &str = r#""TooMany""#;
/// Told to visitors in the place of seats.
const NOT_PUBLISHED: &str = r#""NotPublished""#;

impl Refused {
    /// Why; that what was sent cannot be read, where this page does not know the reason.
    pub fn why(&self) -> Refusal {
        serde_json::from_slice(self.0.as_bytes()).unwrap_or(Refusal::Malformed(Input::Text))
    }

    pub fn asked_too_often(&self) -> bool {
        self.0 == TOO_MANY
    }

    pub fn not_published(&self) -> bool {
        self.0 == NOT_PUBLISHED
    }
}

#[cfg(feature = "ssr")]
impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        serde_json::to_string(&refusal).map_or(ApiError::Unavailable, |text| ApiError::Refused(Refused(text)))
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => ApiError::Offline,
            // What a form or a stranger's program sent cannot be read: nothing that more detail would help. Only a server
            // reads what was sent; in a browser it would be an answer that makes no sense.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Refusal::Malformed(Input::Text).into()
            }
            _ => ApiError::Unavailable,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::Refused(refusal) => refusal.into(),
            services::Error::NotFound => ApiError::NotFound,
            services::Error::Stale => ApiError::Stale,
            services::Error::Forbidden => ApiError::Forbidden,
            services::Error::Unavailable(_) => ApiError::Unavailable,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_refusal_arrives_as_it_was_said() {
        for refusal in [Refusal::TooMany, Refusal::NotPublished, Refusal::Empty(Input::Name), Refusal::RoundHasBegun(3)]
        {
            let sent = serde_json::to_string(&ApiError::from(refusal.clone())).unwrap();
            let ApiError::Refused(came) = serde_json::from_str(&sent).unwrap() else { panic!("{sent}") };
            assert_eq!(came.asked_too_often(), refusal == Refusal::TooMany);
            assert_eq!(came.not_published(), refusal == Refusal::NotPublished);
            assert_eq!(came.why(), refusal);
        }
    }

    #[test]
    fn a_refusal_from_a_newer_server_is_no_riddle() {
        assert_eq!(Refused(r#"{"Unheard":1}"#.to_owned()).why(), Refusal::Malformed(Input::Text));
    }
}
