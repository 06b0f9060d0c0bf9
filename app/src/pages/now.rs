//! "Now": what is on and what comes next, one's own table first.

use crate::{
    api,
    clock::use_local_now,
    components::{
        icons::{Icon, IconKind},
        item::ItemRow,
        loaded::shown_with,
    },
    device::{self, Mine},
    live::{Topic, use_live},
    page::use_locale,
    pages::{
        fair::{FairPage, use_fair},
        now_card::{MyCard, NextDating},
    },
    paths,
    snapshot::Snapshot,
    words::{dates, fair, shell},
};
use domain::{
    Locale,
    clock::Run,
    fair::{Fair, Phase},
    programme::Item,
    views::{DatingCard, FairView, ProgrammeView},
};
use jiff::civil::DateTime;
use leptos::prelude::*;

/// Items shown that have not begun.
const NEXT: usize = 4;

#[component]
pub fn NowPage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let live = use_live();
    let programme =
        Snapshot::new(move || (api::fair::Programme { slug: this.slug.get() }, live.version(Topic::Programme)));
    let mine = device::mine(this.slug);
    view! {
        <FairPage title=Signal::stored(shell::now(locale).to_owned())>
            {shown_with(this.view, programme, move |view, programme| {
                let FairView { fair, local_now, datings, .. } = view;
                let slug = fair.slug.to_string();
                let over = fair.phase == Phase::Closed;
                let next = next_dating(&datings, local_now).filter(|_| !over).cloned();
                let of_today = move |mine: &Mine| datings.iter().any(|dating| dating.id == mine.dating && dating.published);
                let card = move || match (mine.get().filter(&of_today), next.clone()) {
                    (Some(mine), _) => view! { <MyCard slug=slug.clone() mine/> }.into_any(),
                    (None, Some(dating)) => view! { <NextDating slug=slug.clone() dating local_now/> }.into_any(),
                    (None, None) => ().into_any(),
                };
                view! {
                    <FairHead fair local_now/>
                    {card}
                    {programme.filter(|_| !over).map(|programme| view! { <NowAndNext programme slug=this.slug/> })}
                    <QuickLinks slug=this.slug/>
                }
            })}
        </FairPage>
    }
}

/// The session to speak of: one that runs, else the next that has not begun, else the last.
fn next_dating(datings: &[DatingCard], now: DateTime) -> Option<&DatingCard> {
    let running = |dating: &&DatingCard| matches!(dating.run, Run::Running { .. } | Run::Paused { .. });
    let waiting = |dating: &&DatingCard| dating.run == Run::Waiting && dating.starts.date() >= now.date();
    datings
        .iter()
        .find(running)
        .or_else(|| datings.iter().filter(waiting).min_by_key(|dating| dating.starts))
        .or_else(|| datings.iter().max_by_key(|dating| dating.starts))
}

#[component]
fn FairHead(fair: Fair, local_now: DateTime) -> impl IntoView {
    let locale = use_locale();
    let claim = fair.claim.get(locale).to_owned();
    let told = match fair.phase {
        Phase::Closed => Some(fair::fair_over(locale).to_owned()),
        _ if local_now.date() < fair.date => Some(fair::fair_ahead(locale, &dates::full_date(locale, fair.date))),
        _ => None,
    };
    view! {
        <header class="fair-head">
            <p class="kicker">{dates::day_and_place(locale, fair.date, &fair.venue)}</p>
            <h1>{fair.title.to_string()}</h1>
            {(!claim.is_empty()).then(|| view! { <p class="lede">{claim}</p> })}
            {told.map(|told| view! { <div class="notice"><Icon kind=IconKind::CALENDAR/><div><p>{told}</p></div></div> })}
        </header>
    }
}

#[component]
fn NowAndNext(programme: ProgrammeView, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let live = use_live();
    live.shows(programme.revision);
    let now = use_local_now(Signal::stored(programme.local_now));
    let kept = device::kept(slug);
    let items = StoredValue::new(programme.items);
    // Which items are shown changes a few times an hour; the clock ticks much more often.
    let shown = Memo::new(move |_| items.with_value(|items| now_and_next(items, now.get())));
    let rows = move || {
        let shown = shown.get();
        (!shown.is_empty()).then(|| {
            let rows = shown.into_iter().map(|(running, item)| view! { <ItemRow item running kept/> });
            view! { <ul class="list">{rows.collect_view()}</ul> }
        })
    };
    let quiet = move || {
        shown
            .with(|shown| !shown.iter().any(|(running, _)| *running))
            .then(|| view! { <p class="quiet">{fair::nothing_on(locale)}</p> })
    };
    view! {
        <section class="stack" aria-labelledby="now-and-next">
            <div class="section-head">
                <h2 id="now-and-next">{fair::now_and_next(locale)}</h2>
                <a href=move || paths::programme(&slug.get())>{fair::whole_programme(locale)}</a>
            </div>
            {quiet}
            {rows}
        </section>
    }
}

/// What is on, then what begins next; the flag says "on now".
fn now_and_next(items: &[Item], now: DateTime) -> Vec<(bool, Item)> {
    let running = items.iter().filter(|item| item.starts <= now && now < item.ends).map(|item| (true, item.clone()));
    let mut coming: Vec<&Item> = items.iter().filter(|item| item.starts > now).collect();
    coming.sort_by_key(|item| item.starts);
    running.chain(coming.into_iter().take(NEXT).map(|item| (false, item.clone()))).collect()
}

#[component]
fn QuickLinks(slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let link = move |to: fn(&str) -> String,
                     kind: IconKind,
                     name: fn(Locale) -> &'static str,
                     hint: fn(Locale) -> &'static str| {
        view! {
            <li class="card link">
                <div class="row">
                    <Icon kind/>
                    <div class="grow">
                        <h3><a class="cover" href=move || to(&slug.get())>{name(locale)}</a></h3>
                        <p class="quiet">{hint(locale)}</p>
                    </div>
                </div>
            </li>
        }
    };
    view! {
        <section class="stack" aria-labelledby="look-around">
            <h2 id="look-around">{fair::look_around(locale)}</h2>
            <ul class="grid">
                {link(paths::market, IconKind::STORE, shell::market, fair::to_market_hint)}
                {link(paths::programme, IconKind::LIST, shell::programme, fair::to_programme_hint)}
                {link(paths::tables, IconKind::TABLE, shell::my_table, fair::to_table_hint)}
                {link(paths::step_free, IconKind::STEP_FREE, fair::step_free_title, fair::to_access_hint)}
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Bilingual, FairId, ItemId, programme::ItemKind, taxonomy::Hue};
    use jiff::civil::datetime;

    fn item(id: i64, from: i8, to: i8) -> Item {
        Item {
            id: ItemId(id),
            fair: FairId(1),
            revision: 1,
            kind: ItemKind::Talk,
            hue: Hue::Learn,
            title: Bilingual::default(),
            summary: Bilingual::default(),
            place: String::new(),
            starts: datetime(2026, 11, 14, from, 0, 0, 0),
            ends: datetime(2026, 11, 14, to, 0, 0, 0),
            languages: Vec::new(),
            step_free: true,
        }
    }

    #[test]
    fn what_is_over_is_gone_and_what_is_on_comes_first() {
        let items = [item(3, 15, 16), item(1, 10, 12), item(2, 12, 14)];
        let shown = now_and_next(&items, datetime(2026, 11, 14, 12, 0, 0, 0));
        let shown: Vec<_> = shown.into_iter().map(|(running, item)| (running, item.id.0)).collect();
        assert_eq!(shown, [(true, 2), (false, 3)]);
    }
}
