//! The market of possibilities: search, map and list of the same stands.

use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::shown,
        map::{HallMap, MapStand, Viewport, is_for_access},
        stand_card::{Entry, StandCard, StandSheet},
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::{
        fair::{FairPage, use_fair},
        market_tools::{Facets, Tools},
        market_wanted::Wanted,
    },
    snapshot::Snapshot,
    words::{enums, market},
};
use domain::{
    HallId, StandId,
    market::Hall,
    views::{AssociationCard, MarketView},
};
use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

#[component]
pub fn MarketPage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let live = use_live();
    let stands = Snapshot::new(move || (api::fair::Market { slug: this.slug.get() }, live.version(Topic::Market)));
    let query = use_query_map();
    let wanted = Memo::new(move |_| Wanted::read(&query.read()));
    let chosen = RwSignal::new(query.read_untracked().get("stand").and_then(|stand| stand.parse().ok()));
    let view = RwSignal::new(None::<Viewport>);
    let (navigate, path) = (StoredValue::new(use_navigate()), use_location().pathname);
    // In the browser the address follows at once; before wasm the form and the links do the same.
    let want = Callback::new(move |next: Wanted| {
        let to = format!("{}{}", path.get_untracked(), next.query());
        let options = NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&to, options));
    });
    view! {
        <FairPage title=Signal::stored(market::title(locale).to_owned())>
            <header class="page-head"><h1>{market::title(locale)}</h1></header>
            {shown(stands, move |snapshot| view! { <Market snapshot wanted want chosen view/> })}
        </FairPage>
    }
}

#[component]
fn Market(
    snapshot: MarketView,
    wanted: Memo<Wanted>,
    want: Callback<Wanted>,
    chosen: RwSignal<Option<StandId>>,
    view: RwSignal<Option<Viewport>>,
) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(snapshot.revision);
    let MarketView { revision, fields, halls, stands, associations } = snapshot;
    if stands.is_empty() && associations.is_empty() {
        return view! {
            <div class="empty"><EmptyStall/><h2>{market::no_stands_title(locale)}</h2><p>{market::no_stands(locale)}</p></div>
        }
        .into_any();
    }
    let facets = Facets::of(locale, &associations);
    let entries = StoredValue::new(Entry::all(stands, associations));
    let fields = StoredValue::new(fields);
    let halls = StoredValue::new(halls);

    let shown = Memo::new(move |_| {
        let filter = wanted.with(|wanted| wanted.filter.clone());
        let fits = |entry: &Entry, card: &AssociationCard| {
            fields.with_value(|fields| filter.fits(locale, card, entry.stand.as_ref(), fields))
        };
        entries.with_value(|entries| {
            let fitting = |entry: &&Entry| filter.is_empty() || entry.associations.iter().any(|card| fits(entry, card));
            entries.iter().filter(fitting).cloned().collect::<Vec<_>>()
        })
    });
    let matching = Signal::derive(move || {
        let narrowed = wanted.with(|wanted| !wanted.filter.is_empty());
        narrowed.then(|| shown.with(|shown| shown.iter().filter_map(Entry::id).collect::<Vec<_>>()))
    });
    let count = Signal::derive(move || {
        // Who has no stand yet is shown too: then associations are counted.
        let (stands, homeless, associations) = shown.with(|shown| {
            let homeless = shown.iter().any(|entry| entry.stand.is_none());
            (shown.len(), homeless, shown.iter().map(|entry| entry.associations.len()).sum())
        });
        match (wanted.with(|wanted| wanted.filter.is_empty()), homeless) {
            (true, false) => market::all_stands(locale, stands),
            (false, false) => market::matching_stands(locale, stands),
            (true, true) => market::all_associations(locale, associations),
            (false, true) => market::matching_associations(locale, associations),
        }
    });
    // The hall that was asked for, else that of the chosen stand, else the first.
    let hall = Memo::new(move |_| {
        let of_chosen = || {
            let chosen = chosen.get_untracked()?;
            entries
                .with_value(|entries| entries.iter().find(|e| e.id() == Some(chosen))?.stand.as_ref().map(|s| s.hall))
        };
        let id = wanted.with(|wanted| wanted.hall).or_else(of_chosen);
        halls.with_value(|halls| halls.iter().find(|hall| Some(hall.id) == id).or(halls.first()).cloned())
    });
    Effect::new(move |before: Option<Option<HallId>>| {
        let now = hall.with(|hall| hall.as_ref().map(|hall| hall.id));
        if before.is_some_and(|before| before != now) {
            view.set(None);
        }
        now
    });

    let map = move || {
        let hall = hall.get()?;
        let here = entries.with_value(|entries| {
            let of_hall = |entry: &&Entry| entry.stand.as_ref().is_some_and(|stand| stand.hall == hall.id);
            entries.iter().filter(of_hall).filter_map(Entry::on_map).collect::<Vec<MapStand>>()
        });
        let access = Signal::derive(move || wanted.with(|wanted| wanted.access));
        let slug = use_fair().slug;
        Some(view! {
            <HallMap hall stands=here slug revision matching access chosen view>
                <button
                    class="button"
                    type="button"
                    aria-label=market::step_free_on(locale)
                    aria-pressed=move || if access.get() { "true" } else { "false" }
                    on:click=move |_| want.run(Wanted { access: !access.get_untracked(), ..wanted.get_untracked() })
                >
                    <Icon kind=IconKind::STEP_FREE/>
                </button>
            </HallMap>
        })
    };
    let sheet = move || {
        let chosen = chosen.get()?;
        entries.with_value(|entries| entries.iter().find(|entry| entry.id() == Some(chosen)).cloned())
    };
    let on_map = move || !wanted.with(|wanted| wanted.as_list);
    view! {
        <div class=move || if sheet().is_some() && on_map() { "stack market with-sheet" } else { "stack market" }>
            <Tools wanted want facets count/>
            <Show when=on_map>
                <Halls halls wanted want shown current=Signal::derive(move || hall.with(|hall| hall.as_ref().map(|hall| hall.id)))/>
                {map}
                {move || sheet().map(|entry| view! { <StandSheet entry fields revision chosen/> })}
            </Show>
        </div>
        <Show when=move || wanted.with(|wanted| wanted.access)><AccessPlaces halls/></Show>
        <section class="stack" aria-labelledby="stands">
            <h2 id="stands" class="visually-hidden">{market::list(locale)}</h2>
            <Show when=move || shown.with(Vec::is_empty)>
                <div class="empty"><EmptyStall/><h3>{market::nothing_found_title(locale)}</h3><p>{market::nothing_found(locale)}</p></div>
            </Show>
            <ul class="grid">
                <For each=move || shown.get() key=Entry::key let:entry>
                    <StandCard entry fields revision/>
                </For>
            </ul>
        </section>
    }
    .into_any()
}

/// Which hall the map shows; how many of the stands that match are in each.
#[component]
fn Halls(
    halls: StoredValue<Vec<Hall>>,
    wanted: Memo<Wanted>,
    want: Callback<Wanted>,
    shown: Memo<Vec<Entry>>,
    current: Signal<Option<HallId>>,
) -> impl IntoView {
    let locale = use_locale();
    let link = move |hall: Hall| {
        let id = hall.id;
        let found =
            move || shown.with(|shown| shown.iter().filter(|e| e.stand.as_ref().is_some_and(|s| s.hall == id)).count());
        let next = move || Wanted { hall: Some(id), ..wanted.get() };
        view! {
            <a class="chip" href=move || next().query() aria-current=move || (current.get() == Some(id)).then_some("true") on:click=move |event| {
                event.prevent_default();
                want.run(next());
            }>
                {hall.name} <span class="num">{found}</span>
            </a>
        }
    };
    // On a phone the halls are a row that runs on: the one that is shown comes into sight.
    let row = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        current.track();
        let Some(row) = row.get() else { return };
        if let Ok(Some(here)) = row.query_selector("[aria-current]") {
            let (here, window) = (here.get_bounding_client_rect(), row.get_bounding_client_rect());
            let middle = (here.left() + here.right() - window.left() - window.right()) / 2.0;
            row.set_scroll_left(row.scroll_left() + middle as i32);
        }
    });
    let several = halls.with_value(|halls| halls.len() > 1);
    several.then(|| {
        view! { <nav class="strip" node_ref=row aria-label=market::hall(locale)>{halls.get_value().into_iter().map(link).collect_view()}</nav> }
    })
}

/// The step-free places in words, hall by hall.
#[component]
fn AccessPlaces(halls: StoredValue<Vec<Hall>>) -> impl IntoView {
    let locale = use_locale();
    let rows = halls.get_value().into_iter().filter_map(|hall| {
        let places: Vec<String> =
            hall.places
                .iter()
                .filter(|place| is_for_access(place.kind))
                .map(|place| {
                    if place.name.is_empty() { enums::place(locale, place.kind).to_owned() } else { place.name.clone() }
                })
                .collect();
        (!places.is_empty()).then(|| view! { <p><b>{hall.name}": "</b>{places.join(", ")}</p> })
    });
    view! {
        <div class="notice" role="status">
            <Icon kind=IconKind::STEP_FREE/>
            <div>{rows.collect_view()}</div>
        </div>
    }
}
