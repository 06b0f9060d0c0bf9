//! The organisers' start page: their fairs.

use super::frame::{Room, use_me};
use crate::{
    api,
    components::{emblem::EmptyStall, loaded::loaded},
    page::use_locale,
    paths::organise as to,
    words::{dates, enums, organise as words},
};
use domain::{access::Role, views::FairCard};
use leptos::prelude::*;

#[component]
pub fn FairsRoom() -> impl IntoView {
    let locale = use_locale();
    let organiser = use_me().role == Role::Organiser;
    let fairs = Resource::new(
        || (),
        move |()| async move { if organiser { api::organise::all_fairs().await } else { api::fair::fairs().await } },
    );
    view! {
        <Room title=Signal::stored(words::your_fairs(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::your_fairs(locale)}</h1></header>
            {loaded(fairs, move |fairs| if fairs.is_empty() {
                view! {
                    <div class="empty">
                        <EmptyStall/>
                        <h2>{words::no_fairs_title(locale)}</h2>
                        <p>{words::no_fairs(locale)}</p>
                    </div>
                }.into_any()
            } else {
                view! { <ul class="stack">{fairs.into_iter().map(card).collect_view()}</ul> }.into_any()
            })}
            {organiser.then(|| view! {
                <div class="actions"><a class="button" href="/organise/new">{words::new_fair(locale)}</a></div>
            })}
        </Room>
    }
}

fn card(fair: FairCard) -> impl IntoView {
    let locale = use_locale();
    view! {
        <li class="card link">
            <p class="kicker">{dates::day_and_place(locale, fair.date, &fair.venue)}</p>
            <h2><a class="cover" href=to::fair(fair.slug.as_str())>{fair.title.to_string()}</a></h2>
            <p><span class="tag">{enums::phase(locale, fair.phase)}</span></p>
        </li>
    }
}
