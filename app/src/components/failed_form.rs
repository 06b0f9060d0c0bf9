//! What became of a form that was sent before wasm had arrived.

use crate::{
    api::ApiError,
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::refusals,
};
use leptos::{prelude::*, server_fn::error::ServerFnUrlError};
use leptos_router::hooks::use_query_map;

/// A form sent without wasm that failed comes back with its error in the address.
#[component]
pub fn FailedForm() -> impl IntoView {
    let locale = use_locale();
    let failure = use_failure();
    view! {
        {move || failure().map(|error| view! {
            <div class="notice bad" role="alert">
                <Icon kind=IconKind::WARNING/><p>{refusals::error(locale, &error)}</p>
            </div>
        })}
    }
}

/// The error such a form brought back, for pages that then look different.
pub fn use_failure() -> impl Fn() -> Option<ApiError> + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || query.read().get("__err").map(|coded| ServerFnUrlError::<ApiError>::decode_err(&coded))
}
