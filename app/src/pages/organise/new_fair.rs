//! A new fair: a name, a day, a place.

use super::{fields::rests, frame::Room};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    paths::organise as to,
    unsaved,
    words::{overview as words, refusals},
};
use domain::profile::name_key;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

#[component]
pub fn NewFairRoom() -> impl IntoView {
    let locale = use_locale();
    let navigate = use_navigate();
    let [title, slug, date, venue, address] = [(); 5].map(|()| RwSignal::new(String::new()));
    let (own_slug, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let [slug, title, date, venue, address] = [slug, title, date, venue, address].map(|s| s.get_untracked());
            let answer = api::fairs::create_fair(slug, title, date, venue, address).await;
            busy.try_set(false);
            match answer {
                Ok(slug) => {
                    unsaved::saved();
                    navigate(&to::fair(&slug), Default::default());
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let field =
        move |id: &'static str, kind: &'static str, label: &'static str, value: RwSignal<String>, required: bool| {
            view! {
                <div class="field">
                    <label for=id>{label}</label>
                    <input id=id type=kind required=required maxlength="160" prop:value=value
                        on:input=move |event| value.set(event_target_value(&event))/>
                </div>
            }
        };
    view! {
        <Room title=Signal::stored(words::new_title(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::new_title(locale)}</h1><p class="lede">{words::new_lede(locale)}</p></header>
            <form class="form card" data-keeps="" novalidate on:submit=submit>
                <div class="field">
                    <label for="title">{words::name(locale)}</label>
                    <input id="title" required maxlength="160" prop:value=title on:input=move |event| {
                        let text = event_target_value(&event);
                        if !own_slug.get_untracked() {
                            slug.set(suggested(&text));
                        }
                        title.set(text);
                    }/>
                </div>
                <div class="field">
                    <label for="slug">{words::slug(locale)}</label>
                    <p class="hint" id="slug-hint">{words::slug_hint(locale)}</p>
                    <input id="slug" required maxlength="60" autocapitalize="none" aria-describedby="slug-hint" prop:value=slug
                        on:input=move |event| { own_slug.set(true); slug.set(event_target_value(&event)) }/>
                </div>
                {field("date", "date", words::day(locale), date, true)}
                <PastDay day=date/>
                {field("venue", "text", words::venue_optional(locale), venue, false)}
                {field("address", "text", words::address(locale), address, false)}
                <div role="alert">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
                <div class="actions"><button class="button" type="submit" aria-disabled=rests(busy)>{words::create(locale)}</button></div>
            </form>
        </Room>
    }
}

/// Tells of a day that has gone by: a fair of long ago can be kept, a slip of the year is seen. `day` may carry a time.
#[component]
pub fn PastDay(#[prop(into)] day: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let past = RwSignal::new(false);
    // The device's calendar is asked in the browser only.
    Effect::new(move |_| past.set(day.with(|day| day.split('T').next().is_some_and(gone_by))));
    view! {
        <div role="status">{move || past.get().then(|| view! {
            <p class="notice warn"><Icon kind=IconKind::WARNING/>{words::past_day(locale)}</p>
        })}</div>
    }
}

/// Whether a day of a form lies before today on this device.
fn gone_by(day: &str) -> bool {
    let Ok(day) = day.parse::<jiff::civil::Date>() else { return false };
    let now = js_sys::Date::new_0();
    let today = (i64::from(now.get_full_year()), i64::from(now.get_month()) + 1, i64::from(now.get_date()));
    (i64::from(day.year()), i64::from(day.month()), i64::from(day.day())) < today
}

/// A slug out of a title: plain letters and digits with hyphens between words.
fn suggested(title: &str) -> String {
    let key = name_key(title);
    let words: Vec<String> = key
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-").chars().take(60).collect::<String>().trim_matches('-').to_owned()
}
