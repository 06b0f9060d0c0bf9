//! All associations of a fair, with what is missing in their profiles.

use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::{UnderHeading, loaded},
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::frame::{Room, use_slug},
    paths::organise as to,
    words::{and_list, associations as words, enums, organise, unbroken},
};
use domain::{
    profile::{Association, Findable},
    views::AssociationList,
};
use leptos::prelude::*;

#[component]
pub fn AssociationsRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let (slug, live) = (use_slug(), use_live());
    let list = Resource::new(
        move || (slug.get(), live.version(Topic::Market)),
        |(slug, _)| api::associations::associations(slug),
    );
    view! {
        <Room title=Signal::stored(words::title(locale).to_owned())>
            <header class="page-head"><h1>{words::title(locale)}</h1><p class="lede">{words::lede(locale)}</p></header>
            <div class="actions">
                <a class="button" href=move || format!("{}/new", to::associations(&slug.get()))>
                    <Icon kind=IconKind::PLUS/>{words::new(locale)}
                </a>
                <a class="button plain" href=move || to::import(&slug.get())>{organise::import(locale)}</a>
            </div>
            {loaded(list, |list| view! { <List list/> })}
        </Room>
    }
}

#[component]
fn List(list: AssociationList) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let search = RwSignal::new(String::new());
    if list.associations.is_empty() {
        return view! {
            <div class="empty"><EmptyStall/><h2>{words::empty_title(locale)}</h2><p>{words::empty(locale)}</p>
                <a class="button" href=move || to::import(&slug.get())>{organise::import(locale)}</a>
            </div>
        }
        .into_any();
    }
    let stands = list.stands;
    let rows = list.associations.into_iter().map(|association| {
        let name = Findable::of(association.profile.name.as_str());
        let hidden = move || !name.is_found_by(&search.read());
        let stand = stands.iter().find(|stand| stand.associations.contains(&association.id));
        let stand = stand.map_or(words::no_stand(locale).to_owned(), |stand| words::stand(locale, &stand.number));
        let relation = association.profile.relation.map_or(words::says_nothing(locale), |r| enums::relation(locale, r));
        let missing = missing(locale, &association);
        let id = association.id;
        view! {
            <li hidden=hidden>
                <div class="grow">
                    <a class="cover" href=move || format!("{}/{id}", to::associations(&slug.get()))>{unbroken(association.profile.name.as_str())}</a>
                    <p class="quiet">{enums::kind(locale, association.profile.kind)} "\u{a0}· " {relation} "\u{a0}· " {stand}</p>
                    {(!missing.is_empty()).then(|| view! { <p class="quiet">{words::missing(locale, &and_list(locale, &missing))}</p> })}
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <label class="search">
            <Icon kind=IconKind::SEARCH/>
            <span class="visually-hidden">{words::search(locale)}</span>
            <input type="search" placeholder=words::search(locale) on:input=move |event| search.set(event_target_value(&event))/>
        </label>
        <ul class="list card">{rows}</ul>
    }
    .into_any()
}

/// What a profile needs before it can be found and matched.
fn missing(locale: domain::Locale, association: &Association) -> Vec<String> {
    let profile = &association.profile;
    let parts = [
        (profile.goals.is_empty(), words::goals(locale)),
        (profile.fields.is_empty(), words::fields(locale)),
        (profile.languages.is_empty(), words::languages(locale)),
        (profile.offers.is_empty(), words::offers(locale)),
        (profile.needs.is_empty(), words::needs(locale)),
    ];
    parts.into_iter().filter(|(empty, _)| *empty).map(|(_, name)| name.to_owned()).collect()
}
