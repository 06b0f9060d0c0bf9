//! The start page: the fairs there are. Where there is only one, it leads straight there.

use crate::{
    api,
    components::{emblem::EmptyStall, loaded::shown},
    page::{PageTitle, use_locale},
    pages::plain::PlainFrame,
    paths,
    request::Reply,
    snapshot::Snapshot,
    words::{dates, enums, fair},
};
use domain::views::FairCard;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn Home() -> impl IntoView {
    let locale = use_locale();
    let fairs = Snapshot::new(|| (api::fair::Fairs {}, 0));
    view! {
        <PageTitle page=Signal::stored(fair::fairs(locale).to_owned())/>
        <PlainFrame narrow=true>
            {shown(fairs, |fairs| match fairs.as_slice() {
                [] => view! { <NoFair/> }.into_any(),
                [only] => view! { <Onward to=paths::now(only.slug.as_str())/><Fairs fairs=fairs.clone()/> }.into_any(),
                _ => view! { <Fairs fairs/> }.into_any(),
            })}
        </PlainFrame>
    }
}

/// Sends the visitor on: by the answer's head on the server, by the router in the browser.
#[component]
fn Onward(to: String) -> impl IntoView {
    if let Some(reply) = use_context::<Reply>() {
        reply.redirect(&to);
    }
    let navigate = use_navigate();
    Effect::new(move |_| navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
}

#[component]
fn NoFair() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="empty">
            <EmptyStall/>
            <h1>{fair::no_fair_title(locale)}</h1>
            <p>{fair::no_fair(locale)}</p>
        </div>
    }
}

#[component]
fn Fairs(fairs: Vec<FairCard>) -> impl IntoView {
    let locale = use_locale();
    let cards = fairs.into_iter().map(|card| {
        view! {
            <li class="card link">
                <p class="kicker">{dates::day_and_place(locale, card.date, &card.venue)}</p>
                <h2><a class="cover" href=paths::now(card.slug.as_str())>{card.title.to_string()}</a></h2>
                <p><span class="tag">{enums::phase(locale, card.phase)}</span></p>
            </li>
        }
    });
    view! {
        <header class="page-head">
            <p class="kicker">{fair::welcome(locale)}</p>
            <h1>{fair::choose_fair(locale)}</h1>
        </header>
        <ul class="stack">{cards.collect_view()}</ul>
    }
}
