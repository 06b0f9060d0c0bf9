//! One item of the programme in a line, and the star that keeps it on this device.

use super::{
    icons::{Icon, IconKind},
    sign::Sign,
};
use crate::{
    device::Remembered,
    page::use_locale,
    words::{dates, enums, languages, programme},
};
use domain::{ItemId, Locale, programme::Item};
use leptos::prelude::*;

/// "Workshop · Raum 2 · auf Deutsch und Arabisch"
pub fn facts(locale: Locale, item: &Item) -> String {
    let mut facts = vec![enums::item_kind(locale, item.kind).to_owned()];
    if !item.place.is_empty() {
        facts.push(item.place.clone());
    }
    if !item.languages.is_empty() {
        let names: Vec<String> = item.languages.iter().map(|code| languages::language(locale, code)).collect();
        facts.push(crate::words::and_list(locale, &names));
    }
    if item.step_free {
        facts.push(programme::step_free(locale).to_owned());
    }
    facts.join("\u{a0}· ")
}

/// Keeps an item on this device, or no longer.
#[component]
pub fn Star(item: ItemId, title: String, kept: Remembered<Vec<ItemId>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <button
            class="button quiet round"
            type="button"
            aria-label=programme::keep(locale, &title)
            aria-pressed=move || if kept.has(item) { "true" } else { "false" }
            on:click=move |_| kept.toggle(item)
        >
            {move || view! { <Icon kind=if kept.has(item) { IconKind::STAR_FILLED } else { IconKind::STAR }/> }}
        </button>
    }
}

/// A row in a `.list`.
#[component]
pub fn ItemRow(item: Item, running: bool, kept: Remembered<Vec<ItemId>>) -> impl IntoView {
    let locale = use_locale();
    let title = item.title.get(locale).to_owned();
    let time = if running {
        dates::until_time(locale, &dates::time(item.ends.time()))
    } else {
        dates::time(item.starts.time())
    };
    view! {
        <li>
            <Sign hue=item.hue kind=item.kind/>
            <div class="grow">
                <p class="quiet num">{time}</p>
                <b>{title.clone()}</b>
                <p class="quiet">{facts(locale, &item)}</p>
            </div>
            <Star item=item.id title kept/>
        </li>
    }
}
