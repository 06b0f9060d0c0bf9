//! The day's items by time and place, and what is odd about them.

use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        item::facts,
        loaded::{UnderHeading, loaded},
        sign::Sign,
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{
        desk::Told,
        frame::{Room, use_slug},
        keys::fresh_key,
    },
    paths::organise as to,
    words::{dates, programme as words, refusals},
};
use domain::{programme::Item, views::ProgrammeDesk};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn ProgrammeRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let (slug, live) = (use_slug(), use_live());
    let desk = Resource::new(
        move || (slug.get(), live.version(Topic::Programme) + live.version(Topic::Fair)),
        |(slug, _)| api::programme::programme_to_prepare(slug),
    );
    let told = RwSignal::new(None::<Told>);
    view! {
        <Room title=Signal::stored(words::title(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::title(locale)}</h1><p class="lede">{words::desk_lede(locale)}</p></header>
            <div class="actions">
                <a class="button" href=move || format!("{}/new", to::programme(&slug.get()))>
                    <Icon kind=IconKind::PLUS/>{words::new_item(locale)}
                </a>
            </div>
            <div role="status">
                {move || told.get().map(|told| match told {
                    Told::Good(text) => view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{text}</p></div> }.into_any(),
                    Told::Bad(text) => view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{text}</p></div> }.into_any(),
                })}
            </div>
            {loaded(desk, move |day| view! { <Day day told desk/> })}
        </Room>
    }
}

#[component]
fn Day(day: ProgrammeDesk, told: RwSignal<Option<Told>>, desk: Resource<api::Answer<ProgrammeDesk>>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let ProgrammeDesk { day, mut items, .. } = day;
    if items.is_empty() {
        return view! {
            <div class="empty"><EmptyStall/><h2>{words::desk_empty_title(locale)}</h2><p>{words::desk_empty(locale)}</p></div>
        }
        .into_any();
    }
    items.sort_by(|a, b| (a.starts, &a.place, a.ends).cmp(&(b.starts, &b.place, b.ends)));
    let elsewhen = items.iter().filter(|item| !item.is_on(day)).count();
    let move_here = move |_| {
        spawn_local(async move {
            let answer = api::programme::move_programme(slug.get_untracked(), fresh_key()).await;
            told.try_set(Some(match answer {
                Ok(moved) => Told::Good(words::moved(locale, moved)),
                Err(error) => Told::Bad(refusals::error(locale, &error)),
            }));
            desk.refetch();
        });
    };
    let rows = items.iter().map(|item| {
        let id = item.id;
        let date = (!item.is_on(day)).then(|| view! { <p class="quiet">{dates::full_date(locale, item.starts.date())}</p> });
        let meets = meeting(item, &items).map(|other| {
            let sentence = words::meets(locale, other.title.get(locale));
            view! { <p class="error">{sentence}</p> }
        });
        view! {
            <li>
                <time>{dates::time(item.starts.time())}<small>{dates::time(item.ends.time())}</small></time>
                <article class="slot" data-field=item.hue.key()>
                    <Sign hue=item.hue kind=item.kind/>
                    <div class="grow">
                        <h2><a class="cover" href=move || format!("{}/{id}", to::programme(&slug.get()))>{item.title.get(locale).to_owned()}</a></h2>
                        <p class="quiet">{facts(locale, item)}</p>
                        {date}
                        {meets}
                    </div>
                </article>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        {(elsewhen > 0).then(|| view! {
            <div class="notice warn">
                <Icon kind=IconKind::WARNING/>
                <div>
                    <p>{words::elsewhen(locale, elsewhen, &dates::full_date(locale, day))}</p>
                    <button class="button plain" type="button" on:click=move_here>{words::move_here(locale)}</button>
                </div>
            </div>
        })}
        <p class="quiet num">{words::items(locale, items.len())}</p>
        <ol class="timeline">{rows}</ol>
    }
    .into_any()
}

/// Another item at the same time in the same place, if there is one.
fn meeting<'a>(item: &Item, items: &'a [Item]) -> Option<&'a Item> {
    let meets = |other: &&Item| {
        other.id != item.id && other.place == item.place && other.starts < item.ends && item.starts < other.ends
    };
    items.iter().find(meets).filter(|_| !item.place.is_empty())
}
