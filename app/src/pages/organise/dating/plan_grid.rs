//! The plan as a grid: tables or associations down, rounds across.

use super::moving::Moving;
use crate::{page::use_locale, pages::organise::desk::name_of, words::dating as words};
use domain::{ParticipantId, dating::Dating, plan::SeatingPlan, profile::name_key, views::DatingDesk};
use leptos::prelude::*;

/// Tables down, rounds across.
#[component]
pub fn ByRound(desk: DatingDesk, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else { return ().into_any() };
    let begun = usize::from(desk.dating.rounds_begun(desk.clock.now));
    let rounds = desk.dating.setting.rounds;
    let heads = (0..rounds).map(|round| {
        view! { <th scope="col" aria-current=(usize::from(round) + 1 == begun).then_some("true")>{words::round_n(locale, round + 1)}</th> }
    });
    let heads = heads.collect_view();
    let rows = desk.dating.setting.tables.iter().enumerate().map(|(index, table)| {
        let cells = (0..usize::from(rounds)).map(|round| {
            let seated = plan.seats.get(round).and_then(|tables| tables.get(index)).cloned().unwrap_or_default();
            let free = usize::from(table.seats).saturating_sub(seated.len());
            let played = round < begun;
            let names =
                seated.into_iter().map(|who| view! { <Seated desk=desk.clone() who round=round as u8 moving/> });
            let names = names.collect_view();
            let empty = free == usize::from(table.seats);
            view! {
                <td class=played.then_some("played") data-round=words::round_n(locale, round as u8 + 1)>
                    {names}
                    {(free > 0 && !empty).then(|| view! { <span class="free">{words::free_seat(locale)}</span> })}
                </td>
            }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{table.number}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    let breaks = breaks(&desk.dating, &plan);
    let breaks = breaks.iter().any(|resting| !resting.is_empty()).then(|| {
        let cells = breaks.into_iter().enumerate().map(|(round, resting)| {
            let names =
                resting.into_iter().map(|who| view! { <Seated desk=desk.clone() who round=round as u8 moving/> });
            let names = names.collect_view();
            view! { <td class=(round < begun).then_some("played") data-round=words::round_n(locale, round as u8 + 1)>{names}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr class="breaks"><th scope="row">{words::breaks_row(locale)}</th>{cells}</tr> }
    });
    view! {
        <div class="scroll tall" tabindex="0" role="region" aria-label=words::by_round(locale)>
            <table class="plan-grid">
                <thead><tr><th scope="col">{words::table_column(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}{breaks}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Who is there in each round and sits nowhere.
fn breaks(dating: &Dating, plan: &SeatingPlan) -> Vec<Vec<ParticipantId>> {
    let resting = |round: u8| {
        let here = dating.participants.iter().filter(|p| p.is_there(round));
        here.filter(|p| plan.table_of(round.into(), p.id).is_none()).map(|p| p.id).collect()
    };
    (0..dating.setting.rounds).map(resting).collect()
}

/// A name in the grid; a button for those who may hear why and move it.
#[component]
fn Seated(desk: DatingDesk, who: ParticipantId, round: u8, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let name = name_of(&desk.dating, who);
    if desk.may_organise {
        let seat = Moving { who, round };
        let chosen = move || if moving.get() == Some(seat) { "true" } else { "false" };
        view! {
            <button type="button" id=seat.seat_id() aria-pressed=chosen on:click=move |_| moving.set(Some(seat))>{name}</button>
        }
        .into_any()
    } else {
        view! { <span>{name}</span> }.into_any()
    }
}

/// Associations down, rounds across: table and partner.
#[component]
pub fn ByPerson(desk: DatingDesk, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else { return ().into_any() };
    let begun = desk.dating.rounds_begun(desk.clock.now);
    let rounds = desk.dating.setting.rounds;
    let heads =
        (0..rounds).map(|round| view! { <th scope="col">{words::round_n(locale, round + 1)}</th> }).collect_view();
    let mut people = desk.dating.participants.clone();
    people.sort_by_cached_key(|p| name_key(p.name.as_str()));
    let rows = people.into_iter().map(|person| {
        let who = person.id;
        let cells = (0..rounds).map(|round| {
            let table = plan.table_of(round.into(), who);
            let text = match table {
                Some(index) => {
                    let seated = &plan.seats[usize::from(round)][index];
                    let partners: Vec<String> =
                        seated.iter().filter(|id| **id != who).map(|id| name_of(&desk.dating, *id)).collect();
                    format!("{}: {}", words::table_n(locale, desk.dating.table_number(index)), partners.join(", "))
                }
                None => words::pause_round(locale).to_owned(),
            };
            view! {
                <td class=(round < begun).then_some("played") data-round=words::round_n(locale, round + 1)>
                    {if desk.may_organise {
                        view! { <button type="button" id=Moving { who, round }.seat_id() on:click=move |_| moving.set(Some(Moving { who, round }))>{text}</button> }.into_any()
                    } else {
                        view! { <span>{text}</span> }.into_any()
                    }}
                </td>
            }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{person.name.to_string()}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll tall" tabindex="0" role="region" aria-label=words::by_person(locale)>
            <table class="plan-grid by-name">
                <thead><tr><th scope="col">{words::first_one(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
