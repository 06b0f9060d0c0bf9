//! Imprint, privacy, accessibility, the project: the operator's own texts, paragraph by paragraph.

use crate::{
    api,
    components::loaded::{Nothing, shown},
    live::{Topic, use_live},
    page::{PageTitle, use_locale},
    pages::{
        fair::{FairPage, use_fair},
        plain::PlainFrame,
    },
    paths::{self, Legal},
    snapshot::Snapshot,
    words::{fair, shell},
};
use domain::{Bilingual, Locale, fair::LegalTexts};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

fn name(locale: Locale, which: Legal) -> &'static str {
    match which {
        Legal::Imprint => shell::imprint(locale),
        Legal::Privacy => shell::privacy(locale),
        Legal::Accessibility => shell::accessibility(locale),
        Legal::Project => shell::project(locale),
    }
}

#[component]
pub fn LegalPage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let params = use_params_map();
    let which = Memo::new(move |_| Legal::from_key(&params.read().get("which").unwrap_or_default()));
    let title =
        Memo::new(move |_| which.get().map_or(shell::not_found_title(locale), |which| name(locale, which)).to_owned());
    let live = use_live();
    let texts = Snapshot::new(move || (api::fair::Legal { slug: this.slug.get() }, live.version(Topic::Fair)));
    view! {
        <FairPage title class="narrow">
            {shown(texts, move |texts| {
                let imprint = paths::legal(&this.slug.get_untracked(), Legal::Imprint);
                said(locale, which.get(), texts, imprint)
            })}
        </FairPage>
    }
}

/// The texts of whoever runs the house, where no fair is at hand: everybody who signs in leaves an address here.
#[component]
pub fn HouseLegalPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let which = Memo::new(move |_| Legal::from_key(&params.read().get("which").unwrap_or_default()));
    let title =
        Memo::new(move |_| which.get().map_or(shell::not_found_title(locale), |which| name(locale, which)).to_owned());
    let texts = Snapshot::new(|| (api::fair::HouseLegal {}, 0));
    view! {
        <PageTitle page=title/>
        <PlainFrame narrow=true>
            {shown(texts, move |texts| said(locale, which.get(), texts, paths::house_legal(Legal::Imprint)))}
        </PlainFrame>
    }
}

/// One of the texts under its heading.
fn said(locale: Locale, which: Option<Legal>, texts: LegalTexts, imprint: String) -> AnyView {
    let Some(which) = which else { return view! { <Nothing/> }.into_any() };
    let text = match which {
        Legal::Imprint => texts.imprint,
        Legal::Privacy => texts.privacy,
        Legal::Accessibility => texts.accessibility,
        Legal::Project => texts.project,
    };
    view! {
        <header class="page-head"><h1>{name(locale, which)}</h1></header>
        <Paragraphs text/>
        {(which == Legal::Accessibility).then(|| view! { <ReportBarrier imprint/> })}
    }
    .into_any()
}

/// Plain text with empty lines between paragraphs; a short first line without a stop is the paragraph's heading.
#[component]
fn Paragraphs(text: Bilingual) -> impl IntoView {
    let locale = use_locale();
    let body = text.get(locale);
    if body.trim().is_empty() {
        return view! { <p class="quiet">{fair::legal_missing(locale)}</p> }.into_any();
    }
    let foreign = locale != Locale::De && text.en.trim().is_empty();
    let blocks = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(|block| {
        let (heading, rest) = split_heading(block);
        let heading = heading.map(|heading| view! { <h2>{heading.to_owned()}</h2> });
        let lines = rest.lines().enumerate().map(|(n, line)| {
            view! { {(n > 0).then(|| view! { <br/> })} {line.to_owned()} }
        });
        let lines = lines.collect_view();
        view! { <section class="stack tight">{heading}<p>{lines}</p></section> }
    });
    view! {
        {foreign.then(|| view! { <p class="quiet">{fair::only_german(locale)}</p> })}
        <div class="stack" lang=foreign.then_some("de")>{blocks.collect_view()}</div>
    }
    .into_any()
}

/// The heading of a paragraph, where its first line is one, and the rest.
fn split_heading(block: &str) -> (Option<&str>, &str) {
    match block.split_once('\n') {
        Some((first, rest)) if first.chars().count() < 70 && !first.ends_with(['.', ':', '!', '?', ',', ']']) => {
            (Some(first), rest)
        }
        _ => (None, block),
    }
}

#[component]
fn ReportBarrier(imprint: String) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="card">
            <h2>{fair::barrier_title(locale)}</h2>
            <p>{fair::barrier(locale)}</p>
            <p><a href=imprint>{fair::barrier_contact(locale)}</a></p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_without_a_stop_is_a_heading() {
        assert_eq!(split_heading("Kontakt\nTelefon: 0711"), (Some("Kontakt"), "Telefon: 0711"));
        assert_eq!(split_heading("Wir antworten sofort."), (None, "Wir antworten sofort."));
        assert_eq!(split_heading("[Name]\n[Ort]"), (None, "[Name]\n[Ort]"));
    }
}
