//! Who takes part: chosen among the fair's associations, with a side and the rounds in which they are not there.

use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    page::use_locale,
    pages::organise::{desk::use_desk, frame::use_slug},
    words::{dating as words, organise},
};
use domain::{
    AssociationId,
    dating::{Participant, Side},
    profile::name_key,
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
    both_loaded(desk, list, move |desk, list| view! { <People desk list pending search/> })
}

#[component]
fn People(
    desk: DatingDesk,
    list: AssociationList,
    pending: RwSignal<Option<BTreeSet<AssociationId>>>,
    search: RwSignal<String>,
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
    let save = move |_| {
        let ids = order.iter().copied().filter(|id| chosen.read_untracked().contains(id)).collect();
        state.act(api::dating::choose_participants(id, revision, ids), move |()| {
            pending.set(None);
            Some(organise::saved(locale).to_owned())
        });
    };
    let rows = list.associations.into_iter().map(|association| {
        let (who, name) = (association.id, association.profile.name.to_string());
        let key = name_key(&name);
        let participant = desk.dating.participants.iter().find(|p| p.association == Some(who)).cloned();
        let hidden = move || !key.contains(&name_key(&search.get()));
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
                {participant.map(|participant| view! { <Arrangement participant rounds disabled=started/> })}
            </li>
        }
    });
    let rows = rows.collect_view();
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
                    disabled=move || started || !changed.get() || state.busy.get()>
                    {words::save_choice(locale)}
                </button>
            </div>
            <ul class="list people">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Side and absences of somebody who takes part; saved at once.
#[component]
fn Arrangement(participant: Participant, rounds: u8, disabled: bool) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let (who, side, absent) = (participant.id, participant.side, participant.absent.clone());
    let save = move |side: Option<Side>, absent: BTreeSet<u8>| {
        let Some(Ok(desk)) = state.view.get_untracked() else { return };
        let absent = absent.into_iter().collect();
        state.act(api::dating::arrange_participant(desk.dating.id, desk.dating.revision, who, side, absent), |()| None);
    };
    let name = participant.name.to_string();
    let choose_side = {
        let absent = absent.clone();
        move |event| {
            let side = match event_target_value(&event).as_str() {
                "with" => Some(Side::With),
                "without" => Some(Side::Without),
                _ => None,
            };
            save(side, absent.clone());
        }
    };
    let sides = [(None, "open"), (Some(Side::With), "with"), (Some(Side::Without), "without")];
    let options = sides.map(|(value, key)| {
        view! { <option value=key selected=value == side>{words::side_name(locale, value)}</option> }
    });
    let boxes = (0..rounds).map(|round| {
        let (here, absent) = (absent.contains(&round), absent.clone());
        let toggle = move |_| {
            let mut next = absent.clone();
            if !next.remove(&round) {
                next.insert(round);
            }
            save(side, next);
        };
        view! {
            <button class="chip" type="button" disabled=disabled aria-pressed=if here { "true" } else { "false" } on:click=toggle>
                {round + 1}
            </button>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <div class="row wrap">
            <label class="visually-hidden" for=format!("side-{who}")>{words::side(locale)} ": " {name.clone()}</label>
            <select class="input" id=format!("side-{who}") disabled=disabled on:change=choose_side>{options.into_iter().collect_view()}</select>
            <details class="fold">
                <summary>
                    {words::absent_in(locale)}
                    {(!absent.is_empty()).then(|| format!(": {}", absent.iter().map(|r| (r + 1).to_string()).collect::<Vec<_>>().join(", ")))}
                </summary>
                <div class="cluster" role="group" aria-label=format!("{}: {name}", words::absent_in(locale))>{boxes}</div>
            </details>
        </div>
    }
}
