//! Lists of a profile that have more than one column: languages, offers, needs.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{associations as words, enums, languages},
};
use domain::{
    profile::{Level, SpokenLanguage},
    taxonomy::{Exchange, Good},
};
use leptos::prelude::*;

#[component]
pub fn LanguageRows(rows: RwSignal<Vec<SpokenLanguage>>) -> impl IntoView {
    let locale = use_locale();
    let known = languages::all(locale);
    let row = move |(index, spoken): (usize, SpokenLanguage)| {
        let options = known.iter().map(|(code, name)| {
            view! { <option value=*code selected=*code == spoken.code>{name.clone()}</option> }
        });
        let options = options.collect_view();
        let levels = (1..=4_u8).filter_map(|n| Level::parse(n).ok()).map(|level| {
            view! { <option value=level.get().to_string() selected=level == spoken.level>{enums::level(locale, level)}</option> }
        });
        let levels = levels.collect_view();
        view! {
            <li>
                <select class="input" aria-label=format!("{} {}", words::language(locale), index + 1)
                    on:change=move |event| rows.update(|rows| rows[index].code = event_target_value(&event))>{options}</select>
                <select class="input" aria-label=format!("{} {}", words::level(locale), index + 1)
                    on:change=move |event| {
                        let level = event_target_value(&event).parse().ok().and_then(|n| Level::parse(n).ok());
                        if let Some(level) = level {
                            rows.update(|rows| rows[index].level = level);
                        }
                    }>{levels}</select>
                <RemoveRow rows index/>
            </li>
        }
    };
    view! {
        <fieldset class="group">
            <legend>{words::languages(locale)}</legend>
            <ul class="list">{move || rows.get().into_iter().enumerate().map(&row).collect_view()}</ul>
            <button class="button quiet" type="button"
                on:click=move |_| rows.update(|rows| rows.push(SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }))>
                <Icon kind=IconKind::Plus/>{words::add(locale)}
            </button>
        </fieldset>
    }
}

#[component]
pub fn ExchangeRows(legend: &'static str, rows: RwSignal<Vec<Exchange>>) -> impl IntoView {
    let locale = use_locale();
    let row = move |(index, exchange): (usize, Exchange)| {
        let options = Good::ALL.map(|good| {
            view! { <option value=good.key() selected=good == exchange.good>{enums::good(locale, good)}</option> }
        });
        view! {
            <li>
                <select class="input" aria-label=format!("{legend}: {} {}", words::good(locale), index + 1)
                    on:change=move |event| {
                        if let Some(good) = Good::from_key(&event_target_value(&event)) {
                            rows.update(|rows| rows[index].good = good);
                        }
                    }>{options.into_iter().collect_view()}</select>
                // Typing must not draw the row anew: the note is taken over when the field is left.
                <input class="input grow" maxlength="200" value=exchange.note
                    aria-label=format!("{legend}: {} {}", words::note(locale), index + 1)
                    on:change=move |event| rows.update(|rows| rows[index].note = event_target_value(&event))/>
                <RemoveRow rows index/>
            </li>
        }
    };
    view! {
        <fieldset class="group">
            <legend>{legend}</legend>
            <ul class="list">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <button class="button quiet" type="button"
                on:click=move |_| rows.update(|rows| rows.push(Exchange { good: Good::Partner, note: String::new() }))>
                <Icon kind=IconKind::Plus/>{words::add(locale)}
            </button>
        </fieldset>
    }
}

#[component]
fn RemoveRow<T: Send + Sync + 'static>(rows: RwSignal<Vec<T>>, index: usize) -> impl IntoView {
    let locale = use_locale();
    view! {
        <button class="button quiet round" type="button" aria-label=format!("{} {}", words::remove(locale), index + 1)
            on:click=move |_| rows.update(|rows| { if index < rows.len() { rows.remove(index); } })>
            <Icon kind=IconKind::X/>
        </button>
    }
}
