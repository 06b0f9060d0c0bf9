//! The question that opens a talk, in the languages of those at the table; and the way to the tables.

use crate::{
    components::icons::{Icon, IconKind},
    page::{lang_of_the_fair, use_locale},
    paths,
    words::phone,
};
use domain::{opening::Spoken, table_sign::Way};
use leptos::prelude::*;

/// Nothing where nobody sits across.
#[component]
pub fn Opening(question: Vec<Spoken>) -> impl IntoView {
    let locale = use_locale();
    (!question.is_empty()).then(|| {
        let lines = question.into_iter().map(|spoken| {
            view! { <p class="talk" lang=spoken.tongue.tag() dir=spoken.tongue.direction()>{spoken.text}</p> }
        });
        view! {
            <section class="card opening">
                <h2>{phone::opening(locale)}</h2>
                {lines.collect_view()}
            </section>
        }
    })
}

/// Where the tables stand, in words and, where a hall's plan knows it, on the map.
#[component]
pub fn WayThere(way: Option<Way>, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    way.map(|way| {
        let Way { place, hall } = way;
        let told = hall.clone().filter(|(_, name, _)| *name != place).map(|(_, name, level)| {
            let level = if level == 0 { String::new() } else { format!(", {}", phone::level(locale, level)) };
            format!("{}{level}", phone::in_hall(locale, &name).trim_end_matches('.'))
        });
        let map = hall.map(|(id, _, _)| paths::hall(&slug.get_untracked(), id));
        view! {
            <section class="card flat">
                <div class="row wrap">
                    <Icon kind=IconKind::PIN/>
                    <div class="grow">
                        <h2>{phone::the_way(locale)}</h2>
                        <p lang=lang_of_the_fair()>{phone::at_place(locale, &place)}</p>
                        {told.map(|told| view! { <p class="quiet">{told}</p> })}
                    </div>
                    {map.map(|map| view! { <a class="button quiet" href=map><Icon kind=IconKind::MAP/>{phone::on_map(locale)}</a> })}
                </div>
            </section>
        }
    })
}
