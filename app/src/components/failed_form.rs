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
    let query = use_query_map();
    let failed = move || {
        let coded = query.read().get("__err")?;
        Some(refusals::error(locale, &ServerFnUrlError::<ApiError>::decode_err(&coded)))
    };
    view! {
        {move || failed().map(|sentence| view! {
            <div class="notice bad" role="alert"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div>
        })}
    }
}
