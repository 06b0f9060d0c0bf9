//! Which keys do what, and switching them off.

use super::{keys::Keys, session::use_session};
use crate::words::{control as words, dating};
use leptos::prelude::*;

#[component]
pub fn Help() -> impl IntoView {
    let locale = use_session().locale;
    let keys = expect_context::<Keys>();
    let rows = [
        (words::key_space(locale), words::key_pause(locale)),
        ("N", words::key_next(locale)),
        (words::shift_n(locale), words::key_at_once(locale)),
        ("M", dating::one_minute(locale)),
        ("G", words::gong(locale)),
        ("U", words::key_undo(locale)),
        ("/", dating::search_people(locale)),
        ("T", dating::all_tables(locale)),
        ("Esc", words::close(locale)),
        ("?", words::keys(locale)),
    ];
    let rows = rows
        .map(|(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> })
        .into_iter()
        .collect_view();
    let off = move || keys.off.get();
    view! {
        <dl class="pairs">{rows}</dl>
        <label class="check">
            <input type="checkbox" prop:checked=move || !off() on:change=move |event| keys.off.set(!event_target_checked(&event))/>
            <span>{words::keys_on(locale)}</span>
        </label>
    }
}
