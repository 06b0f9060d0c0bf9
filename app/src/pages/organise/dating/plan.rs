//! The plan: letting it be allocated, what it reaches, rounds by tables, by association, moving somebody, publishing.

use super::moving::{MoveCard, Moving};
use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    pages::organise::desk::{fresh_key, name_of, use_desk},
    words::dating as words,
};
use domain::{
    ParticipantId,
    plan::{Quality, SeatingPlan},
    views::DatingDesk,
};
use leptos::prelude::*;

#[component]
pub fn PlanRoom() -> impl IntoView {
    // Kept here, outside of what is drawn anew whenever anybody changes the session.
    let moving = RwSignal::new(None::<Moving>);
    let by_person = RwSignal::new(false);
    loaded(use_desk().view, move |desk| view! { <Plan desk moving by_person/> })
}

#[component]
fn Plan(desk: DatingDesk, moving: RwSignal<Option<Moving>>, by_person: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else {
        return view! {
            <div class="empty">
                <EmptyStall/>
                <h2>{words::no_plan_title(locale)}</h2>
                <p>{words::no_plan(locale)}</p>
                <Decisions desk/>
            </div>
        }
        .into_any();
    };
    let pressed = move |on: bool| move || if by_person.get() == on { "true" } else { "false" };
    let (grid, people) = (desk.clone(), desk.clone());
    view! {
        <section class="card stack">
            <Verdict plan=plan.clone()/>
            <Measures desk=desk.clone()/>
            <Decisions desk=desk.clone()/>
        </section>
        <Broken desk=desk.clone()/>
        <Shortfalls desk=desk.clone()/>
        <div class="row wrap">
            <div class="segments" role="group" aria-label=words::tab_plan(locale)>
                <button type="button" aria-pressed=pressed(false) on:click=move |_| by_person.set(false)>{words::by_round(locale)}</button>
                <button type="button" aria-pressed=pressed(true) on:click=move |_| by_person.set(true)>{words::by_person(locale)}</button>
            </div>
            {desk.may_organise.then(|| view! { <p class="quiet grow">{words::move_hint(locale)}</p> })}
        </div>
        {move || moving.get().map(|what| view! { <MoveCard desk=desk.clone() what moving/> })}
        {move || if by_person.get() {
            view! { <ByPerson desk=people.clone() moving/> }.into_any()
        } else {
            view! { <ByRound desk=grid.clone() moving/> }.into_any()
        }}
    }
    .into_any()
}

/// Allocating and publishing.
#[component]
fn Decisions(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let (has_plan, started) = (desk.dating.plan.is_some(), desk.dating.has_started());
    let working = RwSignal::new(false);
    if !desk.may_organise {
        return ().into_any();
    }
    let allocate = move |_| {
        working.set(true);
        let command = async move {
            let answer = api::dating::allocate(id, revision, None, fresh_key()).await;
            working.try_set(false);
            answer
        };
        state.act(command, |()| None);
    };
    let publish = move |_| {
        state.act(api::dating::publish(id, revision, fresh_key()), move |()| Some(words::applied(locale).to_owned()));
    };
    let first = if has_plan { "button plain" } else { "button" };
    view! {
        <div class="actions">
            {(has_plan && desk.unpublished_changes).then(|| view! {
                <button class="button" type="button" disabled=move || state.busy.get() on:click=publish>
                    <Icon kind=IconKind::Smartphone/>{words::publish(locale)}
                </button>
            })}
            {(!started).then(|| view! {
                <button class=first type="button" disabled=move || state.busy.get() on:click=allocate
                    aria-busy=move || working.get().then_some("true")>
                    <Icon kind=IconKind::Shuffle/>
                    {if has_plan { words::allocate_again(locale) } else { words::allocate(locale) }}
                </button>
            })}
        </div>
        <div role="status">
            <Show when=move || working.get()>
                <p class="quiet">{words::allocating(locale)}</p>
                <progress class="progress now" aria-label=words::allocating(locale)></progress>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Verdict(plan: SeatingPlan) -> impl IntoView {
    let locale = use_locale();
    let proven = plan.quality == Quality::ProvenBest;
    view! {
        <div class="row wrap">
            <Icon kind=if proven { IconKind::Done } else { IconKind::Info }/>
            <div class="grow">
                <h2>{words::quality(locale, plan.quality, plan.objective)}</h2>
                {proven.then(|| view! { <p class="quiet">{words::proven_best_hint(locale)}</p> })}
            </div>
        </div>
    }
}

#[component]
fn Measures(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let m = desk.measures;
    let figure = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="stats" aria-label=words::reached(locale)>
            {figure(words::measure_dates(locale), m.dates.to_string())}
            {figure(words::measure_each(locale), words::from_to(locale, m.dates_least, m.dates_most))}
            {figure(words::measure_mixed(locale), words::of_many(locale, m.mixed, m.dates))}
            {figure(words::measure_understood(locale), words::of_many(locale, m.understood, m.dates))}
            {figure(words::measure_wishes(locale), words::of_many(locale, m.wishes_kept, m.wishes))}
            {figure(words::measure_sat_out(locale), m.sat_out.to_string())}
        </dl>
    }
}

#[component]
fn Broken(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let name = |id| name_of(&desk.dating, id);
    (!desk.broken.is_empty()).then(|| {
        let rows =
            desk.broken.iter().map(|rule| view! { <li>{words::broken(locale, rule, &name)}</li> }).collect_view();
        view! {
            <section class="notice bad" role="alert">
                <Icon kind=IconKind::Warning/>
                <div><h2>{words::broken_title(locale)}</h2><ul>{rows}</ul></div>
            </section>
        }
    })
}

#[component]
fn Shortfalls(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let name = |id| name_of(&desk.dating, id);
    let list = desk.dating.plan.as_ref().map(|plan| plan.shortfalls.clone()).unwrap_or_default();
    let count = list.len();
    let rows =
        list.iter().map(|shortfall| view! { <li>{words::shortfall(locale, shortfall, &name)}</li> }).collect_view();
    view! {
        <details class="fold card" open=(1..=6).contains(&count)>
            <summary>{words::shortfalls(locale)} " " <span class="badge">{count}</span></summary>
            <div>{if count == 0 { view! { <p>{words::no_shortfalls(locale)}</p> }.into_any() } else { view! { <ul class="rules">{rows}</ul> }.into_any() }}</div>
        </details>
    }
}

/// Tables down, rounds across.
#[component]
fn ByRound(desk: DatingDesk, moving: RwSignal<Option<Moving>>) -> impl IntoView {
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
                <td class=played.then_some("played")>
                    {names}
                    {(free > 0 && !empty).then(|| view! { <span class="free">{words::free_seat(locale)}</span> })}
                </td>
            }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{table.number}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll tall" tabindex="0" role="region" aria-label=words::by_round(locale)>
            <table class="plan-grid">
                <thead><tr><th scope="col">{words::table_column(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A name in the grid; a button where it can be moved.
#[component]
fn Seated(desk: DatingDesk, who: ParticipantId, round: u8, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let name = name_of(&desk.dating, who);
    let movable = desk.may_organise && round >= desk.dating.rounds_begun(desk.clock.now);
    if movable {
        let chosen = move || if moving.get() == Some(Moving { who, round }) { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=chosen on:click=move |_| moving.set(Some(Moving { who, round }))>{name}</button>
        }
        .into_any()
    } else {
        view! { <span>{name}</span> }.into_any()
    }
}

/// Associations down, rounds across: table and partner.
#[component]
fn ByPerson(desk: DatingDesk, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else { return ().into_any() };
    let begun = desk.dating.rounds_begun(desk.clock.now);
    let rounds = desk.dating.setting.rounds;
    let heads =
        (0..rounds).map(|round| view! { <th scope="col">{words::round_n(locale, round + 1)}</th> }).collect_view();
    let mut people = desk.dating.participants.clone();
    people.sort_by(|a, b| a.name.cmp(&b.name));
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
            let movable = desk.may_organise && round >= begun;
            view! {
                <td class=(round < begun).then_some("played")>
                    {if movable {
                        view! { <button type="button" on:click=move |_| moving.set(Some(Moving { who, round }))>{text}</button> }.into_any()
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
            <table class="plan-grid">
                <thead><tr><th scope="col">{words::first_one(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
