//! Afterwards: what a session came to, and who met whom for the office.

use super::office_file;
use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{
        desk::{Told, use_desk},
        fields::rests,
    },
    words::{control as words, dating, languages, refusals},
};
use domain::control_room::DatingSummary;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

#[component]
pub fn SummaryRoom() -> impl IntoView {
    let desk = use_desk();
    let live = use_live();
    let summary = Resource::new(
        move || (desk.id.get(), live.version(Topic::Dating(desk.id.get()))),
        |(id, _)| api::dating::summary_of(id),
    );
    both_loaded(summary, desk.view, |summary, _| view! { <Summary summary/> })
}

#[component]
fn Summary(summary: DatingSummary) -> impl IntoView {
    let locale = use_locale();
    if summary.rounds_held == 0 {
        return view! { <p class="empty">{words::nothing_held(locale)}</p> }.into_any();
    }
    let of = |part: usize, whole: usize| dating::of_many(locale, part, whole);
    let came = office_file::who_came(locale, &summary);
    let figures = [
        (words::rounds_held(locale), summary.rounds_held.to_string()),
        (came.0, of(came.1, summary.participants)),
        (words::dates_held(locale), summary.dates.to_string()),
        (words::mixed_dates(locale), of(summary.mixed, summary.dates)),
        (words::mixed_tables(locale), of(summary.mixed_tables, summary.tables_held)),
        (words::understood(locale), of(summary.understood, summary.dates)),
        (words::interpreted(locale), summary.interpreted.to_string()),
        (words::wishes_kept(locale), of(summary.wishes_kept, summary.wishes)),
        (words::waited(locale), summary.sat_out.to_string()),
        (words::again(locale), summary.again.to_string()),
    ];
    let figures =
        figures.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).into_iter().collect_view();
    let id = use_desk().id.get_untracked();
    let table = StoredValue::new(office_file::figures(locale, &summary));
    let most = summary.languages.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let spoken = summary.languages.into_iter().map(|(code, count)| {
        let name = languages::language(locale, &code);
        let told = words::talks_in(locale, count);
        view! {
            <li>
                <span class="grow">{name.clone()}</span>
                <progress class="progress" max=most.to_string() value=count.to_string() aria-label=name>{told.clone()}</progress>
                <span class="num quiet">{told}</span>
            </li>
        }
    });
    let spoken = spoken.collect_view();
    view! {
        <section class="card stack">
            <dl class="stats wide">{figures}</dl>
            <div class="actions">
                <Download/>
                <button class="button plain" type="button"
                    on:click=move |_| table.with_value(|table| save(table, &words::file_figures(locale, id)))>
                    <Icon kind=IconKind::DOWNLOAD/>{words::download_figures(locale)}
                </button>
            </div>
        </section>
        <section class="card stack tight">
            <h2>{words::spoken(locale)}</h2>
            <p class="quiet">{words::spoken_lede(locale)}</p>
            <ul class="spoken">{spoken}</ul>
        </section>
    }
    .into_any()
}

/// Who met whom, as a file of this device.
#[component]
fn Download() -> impl IntoView {
    let locale = use_locale();
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let id = desk.id.get_untracked();
        spawn_local(async move {
            let answer = api::dating::who_met_whom(id).await;
            busy.try_set(false);
            match answer {
                Ok(met) => save(&office_file::meetings(locale, met), &words::file_met(locale, id)),
                Err(error) => {
                    desk.told.try_set(Some(Told::Bad(refusals::error(locale, &error))));
                }
            }
        });
    };
    view! {
        <button class="button" type="button" aria-disabled=rests(busy) on:click=fetch>
            <Icon kind=IconKind::DOWNLOAD/>{words::download_met(locale)}
        </button>
    }
}

/// Gives a text to the browser as a file.
fn save(text: &str, name: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}
