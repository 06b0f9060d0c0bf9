//! Who takes part: chosen among the fair's associations, with a side and the rounds in which they are not there.

use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    page::use_locale,
    pages::organise::{
        dating::{
            losing::{Losing, may_lose},
            taps::Taps,
        },
        desk::use_desk,
        fields::rests,
        frame::use_slug,
    },
    words::{and_list, dating as words, organise},
};
use domain::{
    AssociationId, ParticipantId,
    dating::{Losses, Participant, Side},
    profile::Findable,
    views::{AssociationList, DatingDesk},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub fn PeopleRoom() -> impl IntoView {
    let slug = use_slug();
    let list = Resource::new(move || slug.get(), api::associations::associations);
    let desk = use_desk().view;
    // Kept here, outside of what is drawn anew whenever anybody changes the session: a choice that is not saved yet.
    let pending = RwSignal::new(None::<BTreeSet<AssociationId>>);
    let search = RwSignal::new(String::new());
    let losing = RwSignal::new(None::<Losses>);
    // What was said of one choice is not said of another.
    Effect::new(move |_| {
        pending.track();
        losing.set(None);
    });
    let arranged = Taps::new(
        |dating, who| dating.participant(*who).ok().map(|p| (p.side, p.absent.clone())),
        |dating, who, (side, absent): Arranged| {
            api::dating::arrange_participant(dating.id, dating.revision, who, side, absent.into_iter().collect())
        },
    );
    both_loaded(desk, list, move |desk, list| view! { <People desk list pending search losing arranged/> })
}

/// Side, and rounds (from 0) in which somebody is not there.
type Arranged = (Option<Side>, BTreeSet<u8>);

#[component]
fn People(
    desk: DatingDesk,
    list: AssociationList,
    pending: RwSignal<Option<BTreeSet<AssociationId>>>,
    search: RwSignal<String>,
    losing: RwSignal<Option<Losses>>,
    arranged: Taps<ParticipantId, Arranged>,
) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let (id, revision, started) = (desk.dating.id, desk.dating.revision, desk.dating.has_started());
    let before: BTreeSet<AssociationId> = desk.dating.participants.iter().filter_map(|p| p.association).collect();
    let saved = before.clone();
    let chosen = Memo::new(move |_| pending.get().unwrap_or_else(|| saved.clone()));
    let all: BTreeSet<AssociationId> = list.associations.iter().map(|a| a.id).collect();
    if all.is_empty() {
        return view! { <p class="empty">{words::nobody_to_choose(locale)}</p> }.into_any();
    }
    let changed = Memo::new(move |_| *chosen.read() != before);
    let order: Vec<AssociationId> = list.associations.iter().map(|a| a.id).collect();
    let dating = desk.dating.clone();
    let save = move |_| {
        if state.busy.get_untracked() {
            return;
        }
        let ids: Vec<AssociationId> = order.iter().copied().filter(|id| chosen.read_untracked().contains(id)).collect();
        if !may_lose(losing, &dating.lost_by_choosing(&ids.iter().copied().collect())) {
            return;
        }
        state.act(api::dating::choose_participants(id, revision, ids), move |()| {
            pending.set(None);
            Some(organise::saved(locale).to_owned())
        });
    };
    let rows = list.associations.into_iter().map(|association| {
        let (who, name) = (association.id, association.profile.name.to_string());
        let findable = Findable::of(&name);
        let participant = desk.dating.participants.iter().find(|p| p.association == Some(who)).cloned();
        let hidden = move || !findable.is_found_by(&search.read());
        let rounds = desk.dating.setting.rounds;
        view! {
            <li hidden=hidden>
                <label class="check grow">
                    <input type="checkbox" disabled=started prop:checked=move || chosen.read().contains(&who)
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            let mut next = chosen.get_untracked();
                            if on { next.insert(who); } else { next.remove(&who); }
                            pending.set(Some(next));
                        }/>
                    <span>{name.clone()}</span>
                </label>
                {participant.map(|participant| view! { <Arrangement participant rounds disabled=started arranged/> })}
            </li>
        }
    });
    let rows = rows.collect_view();
    let by_name = desk.dating.participants.iter().filter(|p| p.association.is_none());
    let by_name: Vec<String> = by_name.map(|p| p.name.to_string()).collect();
    view! {
        <section class="card stack" data-changed=move || changed.get().then_some("")>
            <p class="lede">{words::choose_lede(locale)}</p>
            <div class="row wrap">
                <label class="search grow">
                    <Icon kind=IconKind::SEARCH/>
                    <span class="visually-hidden">{words::search_people(locale)}</span>
                    <input type="search" placeholder=words::search_people(locale) prop:value=search
                        on:input=move |event| search.set(event_target_value(&event))/>
                </label>
                <button class="button quiet" type="button" disabled=started on:click=move |_| pending.set(Some(all.clone()))>
                    {words::choose_all(locale)}
                </button>
                <button class="button quiet" type="button" disabled=started on:click=move |_| pending.set(Some(BTreeSet::new()))>
                    {words::choose_none(locale)}
                </button>
            </div>
            <div class="row wrap">
                <p class="grow" role="status">
                    <b class="num">{move || words::participants_chosen(locale, chosen.read().len())}</b>
                    {move || changed.get().then(|| view! { <span class="quiet">"\u{a0}· " {words::unsaved_choice(locale)}</span> })}
                </p>
                <button class="button" type="button" on:click=save
                    disabled=move || started || !changed.get() aria-disabled=rests(state.busy)>
                    {move || if losing.with(Option::is_some) { words::save_anyway(locale) } else { words::save_choice(locale) }}
                </button>
            </div>
            <Losing asked=losing/>
            {(!by_name.is_empty()).then(|| view! { <p class="quiet">{words::also_here(locale, &and_list(locale, &by_name))}</p> })}
            <ul class="list people">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Side and absences of somebody who takes part; saved at once.
#[component]
fn Arrangement(
    participant: Participant,
    rounds: u8,
    disabled: bool,
    arranged: Taps<ParticipantId, Arranged>,
) -> impl IntoView {
    let locale = use_locale();
    let who = participant.id;
    let held = StoredValue::new((participant.side, participant.absent));
    // A row that is just being drawn anew is told of the last tap too.
    let now = move || arranged.get(&who).or_else(|| held.try_get_value()).unwrap_or_default();
    let name = participant.name.to_string();
    let choose_side = move |event| {
        let side = match event_target_value(&event).as_str() {
            "with" => Some(Side::With),
            "without" => Some(Side::Without),
            _ => None,
        };
        arranged.tap(who, (side, untrack(now).1));
    };
    let sides = [(None, "open"), (Some(Side::With), "with"), (Some(Side::Without), "without")];
    let first = untrack(now).0;
    let options = sides.map(|(value, key)| {
        view! { <option value=key selected=value == first>{words::side_name(locale, value)}</option> }
    });
    let chosen = move || {
        let side = now().0;
        sides.iter().find(|(value, _)| *value == side).map_or("open", |(_, key)| *key)
    };
    let boxes = (0..rounds).map(|round| {
        let toggle = move |_| {
            let (side, mut absent) = untrack(now);
            if !absent.remove(&round) {
                absent.insert(round);
            }
            arranged.tap(who, (side, absent));
        };
        view! {
            <button class="chip" type="button" disabled=disabled on:click=toggle
                aria-pressed=move || if now().1.contains(&round) { "true" } else { "false" }>
                {round + 1}
            </button>
        }
    });
    let boxes = boxes.collect_view();
    let told = move || {
        let rounds: Vec<String> = now().1.iter().map(|round| (round + 1).to_string()).collect();
        (!rounds.is_empty()).then(|| format!(": {}", rounds.join(", ")))
    };
    view! {
        <div class="row wrap">
            <label class="visually-hidden" for=format!("side-{who}")>{words::side(locale)} ": " {name.clone()}</label>
            <select class="input" id=format!("side-{who}") disabled=disabled prop:value=chosen on:change=choose_side>{options.into_iter().collect_view()}</select>
            <details class="fold">
                <summary>{words::absent_in(locale)}{told}</summary>
                <div class="cluster" role="group" aria-label=format!("{}: {name}", words::absent_in(locale))>{boxes}</div>
            </details>
        </div>
    }
}
