//! Finding one's table: the session, then one's own name. Plain links, so that it works before wasm.

use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::shown,
    },
    device,
    live::{Topic, use_live},
    page::use_locale,
    pages::{
        fair::{FairPage, use_fair},
        now_card::how_it_stands,
    },
    paths,
    snapshot::Snapshot,
    words::{dates, fair, table, unbroken},
};
use domain::{
    DatingId,
    clock::Run,
    profile::Findable,
    views::{DatingBoard, DatingCard, FairView, ParticipantName},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// All sessions of the fair; where there is only one, its names at once.
#[component]
pub fn TablesPage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    view! {
        <FairPage title=Signal::stored(table::title(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{table::title(locale)}</h1></header>
            <MineAgain/>
            {shown(this.view, move |view| {
                let FairView { mut datings, local_now, .. } = view;
                // What is on comes first, what is over last.
                datings.sort_by_key(|card| match card.run {
                    Run::Running { .. } | Run::Paused { .. } => 0,
                    Run::Waiting => 1,
                    Run::Finished { .. } => 2,
                });
                match datings.as_slice() {
                    [] => view! {
                        <div class="empty"><EmptyStall/><h2>{table::no_dating_title(locale)}</h2><p>{table::no_dating(locale)}</p></div>
                    }.into_any(),
                    [only] => view! { <Board dating=Signal::stored(only.id)/> }.into_any(),
                    several => {
                        let cards = several.iter().cloned().map(|card| view! { <Session card local_now slug=this.slug/> });
                        view! { <h2>{table::choose_dating(locale)}</h2><ul class="stack">{cards.collect_view()}</ul> }.into_any()
                    }
                }
            })}
        </FairPage>
    }
}

/// The names of one session.
#[component]
pub fn DatingPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let dating = Memo::new(move |_| params.read().get("dating").and_then(|id| id.parse().ok()).unwrap_or(DatingId(0)));
    view! {
        <FairPage title=Signal::stored(table::title(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{table::title(locale)}</h1></header>
            <Board dating/>
        </FairPage>
    }
}

/// Whoever has chosen on this device before needs one tap. Its place is kept from the first picture on (`mine.js`).
#[component]
fn MineAgain() -> impl IntoView {
    let locale = use_locale();
    let slug = use_fair().slug;
    let mine = device::mine(slug);
    let name = move || mine.get().map(|mine| mine.name).unwrap_or_default();
    let href = move || mine.get().map(|mine| paths::my_table(&slug.get(), mine.dating, mine.who));
    view! {
        <section class=move || if mine.get().is_some() { "card now" } else { "card now of-mine" }>
            <p class="kicker">{move || fair::your_association(locale, &name())}</p>
            <div class="actions"><a class="button" href=href>{fair::my_run_sheet(locale)}</a></div>
        </section>
    }
}

#[component]
fn Session(card: DatingCard, local_now: jiff::civil::DateTime, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <li class="card link">
            <p class="kicker">{how_it_stands(locale, local_now, &card)}</p>
            <h3><a class="cover" href=paths::dating(&slug.get_untracked(), card.id)>{card.title.to_string()}</a></h3>
            <p class="quiet">{fair::dating_shape(locale, card.rounds, card.participants)}</p>
        </li>
    }
}

#[component]
fn Board(#[prop(into)] dating: Signal<DatingId>) -> impl IntoView {
    let live = use_live();
    let board = Snapshot::new(move || {
        let dating = dating.get();
        (api::fair::Board { dating }, live.version(Topic::Tables(dating)))
    });
    let query = use_query_map();
    let asked = query.read_untracked().get("q").unwrap_or_default();
    let text = RwSignal::new(asked);
    shown(board, move |board| view! { <Names board text/> })
}

#[component]
fn Names(board: DatingBoard, text: RwSignal<String>) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(board.revision);
    let slug = use_fair().slug;
    let DatingBoard { id, title, starts, clock, version, participants, .. } = board;
    let title = title.to_string();
    let off = clock.run.is_called_off().then(|| {
        view! {
            <section class="card called-off" role="status"><h2>{table::called_off(locale)}</h2><p>{table::ask_the_desk(locale)}</p></section>
        }
    });
    if version.is_none() {
        if off.is_some() {
            return view! { <p class="kicker">{title}</p>{off} }.into_any();
        }
        let when = dates::on_day_at(locale, &dates::full_date(locale, starts.date()), &dates::time(starts.time()));
        return view! {
            <div class="empty">
                <EmptyStall/>
                <h2>{table::not_published_title(locale)}</h2>
                <p>{title}</p>
                <p>{table::not_published(locale, &when)}</p>
            </div>
        }
        .into_any();
    }
    let names = StoredValue::new(participants);
    let found = Memo::new(move |_| {
        let wanted = text.read();
        let fits = |name: &&ParticipantName| Findable::of(name.name.as_str()).is_found_by(&wanted);
        names.with_value(|names| names.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    view! {
        {off}
        <section class="stack" aria-labelledby="who">
            <div>
                <p class="kicker">{title}</p>
                <h2 id="who">{table::who_are_you(locale)}</h2>
                <p class="quiet">{table::choose_yourself(locale)}</p>
            </div>
            <form method="get" role="search" class="row" on:submit=move |event| event.prevent_default()>
                <label class="search grow">
                    <Icon kind=IconKind::SEARCH/>
                    <span class="visually-hidden">{table::search_name(locale)}</span>
                    <input type="search" name="q" autocomplete="off" placeholder=table::search_name_hint(locale)
                        value=text.get_untracked() prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
                </label>
                <button class="button plain" type="submit">{table::search(locale)}</button>
            </form>
            <Show when=move || found.with(Vec::is_empty)>
                <p role="status">{table::nobody_found(locale)}</p>
            </Show>
            <ul class="list">
                <For each=move || found.get() key=|name| name.id let:name>
                    <li>
                        <div class="grow"><a class="cover" href=paths::my_table(&slug.get_untracked(), id, name.id)>{unbroken(name.name.as_str())}</a></div>
                        <Icon kind=IconKind::CHEVRON_RIGHT/>
                    </li>
                </For>
            </ul>
        </section>
    }
    .into_any()
}
