//! The one error of all server functions: a code that says what kind it is, never what went on inside.

use domain::Refusal;
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
    Refused(Refusal),
    NotFound,
    /// Somebody else was faster.
    Stale,
    Forbidden,
    /// The server cannot just now.
    Unavailable,
    /// The server was not reached at all.
    Offline,
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => ApiError::Offline,
            // What a form or a stranger's program sent cannot be read: nothing that more detail would help.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                ApiError::Refused(Refusal::Malformed(domain::refusal::Input::Text))
            }
            // On the server only what was sent is read; in the browser it would be an answer that makes no sense.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => {
                ApiError::Refused(Refusal::Malformed(domain::refusal::Input::Text))
            }
            _ => ApiError::Unavailable,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::Refused(refusal) => ApiError::Refused(refusal),
            services::Error::NotFound => ApiError::NotFound,
            services::Error::Stale => ApiError::Stale,
            services::Error::Forbidden => ApiError::Forbidden,
            services::Error::Unavailable(_) => ApiError::Unavailable,
        }
    }
}
