//! Imprint, privacy, accessibility, the project: the operator's own texts, paragraph by paragraph.

use crate::{
    components::loaded::{Nothing, loaded},
    page::use_locale,
    pages::fair::{FairPage, use_fair},
    paths::{self, Legal},
    words::{fair, shell},
};
use domain::{Bilingual, Locale};
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
    let title = Signal::derive(move || {
        which.get().map_or(shell::not_found_title(locale), |which| name(locale, which)).to_owned()
    });
    view! {
        <FairPage title class="narrow">
            {loaded(this.view, move |view| match which.get() {
                None => view! { <Nothing/> }.into_any(),
                Some(which) => {
                    let legal = view.fair.legal;
                    let text = match which {
                        Legal::Imprint => legal.imprint,
                        Legal::Privacy => legal.privacy,
                        Legal::Accessibility => legal.accessibility,
                        Legal::Project => legal.project,
                    };
                    view! {
                        <header class="page-head">
                            <p class="kicker">{view.fair.title.to_string()}</p>
                            <h1>{name(locale, which)}</h1>
                        </header>
                        <Paragraphs text/>
                        {(which == Legal::Accessibility).then(|| view! { <ReportBarrier slug=view.fair.slug.to_string()/> })}
                    }.into_any()
                }
            })}
        </FairPage>
    }
}

/// Plain text with empty lines between paragraphs; a short line that ends without a stop is a heading.
#[component]
fn Paragraphs(text: Bilingual) -> impl IntoView {
    let locale = use_locale();
    let body = text.get(locale).to_owned();
    if body.trim().is_empty() {
        return view! { <p class="quiet">{fair::legal_missing(locale)}</p> }.into_any();
    }
    let foreign = locale != Locale::De && text.en.trim().is_empty();
    let blocks = body
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| {
            let heading =
                !block.contains('\n') && block.chars().count() < 70 && !block.ends_with(['.', ':', '!', '?', ',']);
            let lines = block.lines().enumerate().map(|(n, line)| {
                view! { {(n > 0).then(|| view! { <br/> })} {line.to_owned()} }
            });
            if heading {
                view! { <h2>{block.to_owned()}</h2> }.into_any()
            } else {
                view! { <p>{lines.collect_view()}</p> }.into_any()
            }
        })
        .collect_view();
    view! {
        {foreign.then(|| view! { <p class="quiet">{fair::only_german(locale)}</p> })}
        <div class="stack" lang=foreign.then_some("de")>{blocks}</div>
    }
    .into_any()
}

#[component]
fn ReportBarrier(slug: String) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="card">
            <h2>{fair::barrier_title(locale)}</h2>
            <p>{fair::barrier(locale)}</p>
            <p><a href=paths::legal(&slug, Legal::Imprint)>{fair::barrier_contact(locale)}</a></p>
        </section>
    }
}
