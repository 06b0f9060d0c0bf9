//! Lists of a profile that have more than one column: languages, offers, needs.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{associations as words, enums, languages},
};
use domain::{
    profile::{Level, SpokenLanguage},
    taxonomy::{Exchange, Good},
    text::TEXT_LIMIT,
};
use leptos::prelude::*;

/// Rows that are edited in place: each keeps its own number and signal, so that typing draws nothing anew and the
/// focus stays where it is.
pub struct Rows<T: Send + Sync + 'static>(RwSignal<Vec<(usize, RwSignal<T>)>>);

impl<T: Send + Sync + 'static> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Rows<T> {}

impl<T: Clone + Send + Sync + 'static> Rows<T> {
    pub fn of(values: &[T]) -> Self {
        Self(RwSignal::new(values.iter().cloned().map(RwSignal::new).enumerate().collect()))
    }

    pub fn get_untracked(self) -> Vec<T> {
        self.0.with_untracked(|rows| rows.iter().map(|(_, row)| row.get_untracked()).collect())
    }

    fn push(self, value: T) {
        self.0.update(|rows| {
            let number = rows.iter().map(|(number, _)| number + 1).max().unwrap_or(0);
            rows.push((number, RwSignal::new(value)));
        });
    }

    fn remove(self, number: usize) {
        self.0.update(|rows| rows.retain(|(other, _)| *other != number));
    }

    /// Where a row stands now, counted from 1.
    fn place(self, number: usize) -> usize {
        self.0.with(|rows| rows.iter().position(|(other, _)| *other == number).map_or(0, |index| index + 1))
    }
}

#[component]
pub fn LanguageRows(rows: Rows<SpokenLanguage>) -> impl IntoView {
    let locale = use_locale();
    let known = StoredValue::new(languages::all(locale));
    let row = move |(number, spoken): (usize, RwSignal<SpokenLanguage>)| {
        let now = spoken.get_untracked();
        let options = known.with_value(|known| {
            let options = known.iter().map(|(code, name)| {
                view! { <option value=*code selected=*code == now.code>{name.clone()}</option> }
            });
            options.collect_view()
        });
        let levels = (1..=4_u8).filter_map(|n| Level::parse(n).ok()).map(|level| {
            view! { <option value=level.get().to_string() selected=level == now.level>{enums::level(locale, level)}</option> }
        });
        let levels = levels.collect_view();
        view! {
            <li class="wrap">
                <select class="input" aria-label=move || format!("{} {}", words::language(locale), rows.place(number))
                    on:change=move |event| spoken.update(|spoken| spoken.code = event_target_value(&event))>{options}</select>
                <select class="input" aria-label=move || format!("{} {}", words::level(locale), rows.place(number))
                    on:change=move |event| {
                        let level = event_target_value(&event).parse().ok().and_then(|n| Level::parse(n).ok());
                        if let Some(level) = level {
                            spoken.update(|spoken| spoken.level = level);
                        }
                    }>{levels}</select>
                <RemoveRow what=words::language(locale) rows number/>
            </li>
        }
    };
    let add = move |_| rows.push(SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT });
    view! {
        <fieldset class="group">
            <legend>{words::languages(locale)}</legend>
            <ul class="list"><For each=move || rows.0.get() key=|(number, _)| *number children=row/></ul>
            <button class="button quiet" type="button" on:click=add><Icon kind=IconKind::PLUS/>{words::add_language(locale)}</button>
        </fieldset>
    }
}

#[component]
pub fn ExchangeRows(legend: &'static str, add_label: &'static str, rows: Rows<Exchange>) -> impl IntoView {
    let locale = use_locale();
    let row = move |(number, exchange): (usize, RwSignal<Exchange>)| {
        let now = exchange.get_untracked();
        let options = Good::ALL.map(|good| {
            view! { <option value=good.key() selected=good == now.good>{enums::good(locale, good)}</option> }
        });
        view! {
            <li class="wrap">
                <select class="input" aria-label=move || format!("{legend}: {} {}", words::good(locale), rows.place(number))
                    on:change=move |event| {
                        if let Some(good) = Good::from_key(&event_target_value(&event)) {
                            exchange.update(|exchange| exchange.good = good);
                        }
                    }>{options.into_iter().collect_view()}</select>
                <input class="input grow" maxlength=TEXT_LIMIT.to_string() value=now.note
                    aria-label=move || format!("{legend}: {} {}", words::note(locale), rows.place(number))
                    on:input=move |event| exchange.update(|exchange| exchange.note = event_target_value(&event))/>
                <RemoveRow what=legend rows number/>
            </li>
        }
    };
    let add = move |_| rows.push(Exchange { good: Good::Partner, note: String::new() });
    view! {
        <fieldset class="group">
            <legend>{legend}</legend>
            <ul class="list"><For each=move || rows.0.get() key=|(number, _)| *number children=row/></ul>
            <button class="button quiet" type="button" on:click=add><Icon kind=IconKind::PLUS/>{add_label}</button>
        </fieldset>
    }
}

#[component]
fn RemoveRow<T: Clone + Send + Sync + 'static>(what: &'static str, rows: Rows<T>, number: usize) -> impl IntoView {
    let locale = use_locale();
    view! {
        <button class="button quiet round" type="button"
            aria-label=move || format!("{what}: {} {}", words::remove(locale), rows.place(number))
            on:click=move |_| rows.remove(number)>
            <Icon kind=IconKind::X/>
        </button>
    }
}
