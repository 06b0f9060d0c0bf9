//! The tables of a round: one card each that stays in place while others change, and who has a break.

use super::{
    called::Called,
    person_row::PersonRow,
    room::use_room,
    session::{Session, use_session},
    table_card::TableCard,
};
use crate::words::dating as words;
use domain::ParticipantId;
use leptos::prelude::*;

#[component]
pub fn Tables() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let has_plan = Memo::new(move |_| session.dating.with(|dating| dating.plan.is_some()));
    let numbers = Memo::new(move |_| {
        let everything = room.pick.get().is_some_and(super::room::Pick::is_table);
        shown(session, everything)
    });
    let resting = Memo::new(move |_| resting(session));
    view! {
        <section class="stack tight" aria-labelledby="tables-head">
            <div class="row wrap tables-head">
                <h2 id="tables-head" tabindex="-1">{words::all_tables(locale)}</h2>
                <Rounds/>
                <Called/>
            </div>
            <Show when=move || has_plan.get() fallback=move || view! { <p class="empty">{words::no_plan(locale)}</p> }>
                <div class="tables">
                    <For each=move || numbers.get() key=|number| *number let:number><TableCard number/></For>
                    <Show when=move || resting.with(|all| !all.is_empty())>
                        <article class="card table-card resting">
                            <header><b>{words::break_list(locale)}</b></header>
                            <ul><For each=move || resting.get() key=|who| *who let:who><PersonRow who place="rest"/></For></ul>
                        </article>
                    </Show>
                </div>
            </Show>
        </section>
    }
}

/// Which round is looked at.
#[component]
fn Rounds() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let rounds = Memo::new(move |_| session.dating.with(|dating| dating.setting.rounds));
    view! {
        <div class="segments" role="group" aria-label=words::by_round(locale)>
            <For each=move || 0..rounds.get() key=|round| *round let:round>
                <button type="button" aria-label=words::round_n(locale, round + 1) aria-pressed=move || if session.round.get() == round { "true" } else { "false" }
                    on:click=move |_| session.looked_at.set((session.begun.get_untracked() != round + 1).then_some(round))>
                    {round + 1}
                </button>
            </For>
        </div>
    }
}

/// Tables with people, tables that are out of use, and all of them where one is asked for.
fn shown(session: Session, everything: bool) -> Vec<u16> {
    let round = session.round.get();
    session.dating.with(|dating| {
        let seats = dating.plan.as_ref().and_then(|plan| plan.seats.get(usize::from(round)));
        let used = |index: usize| seats.and_then(|tables| tables.get(index)).is_some_and(|seated| !seated.is_empty());
        let tables = dating.setting.tables.iter().enumerate();
        tables
            .filter(|(index, table)| everything || used(*index) || table.closed_from.is_some())
            .map(|(_, t)| t.number)
            .collect()
    })
}

/// Who is there in the round and sits at no table.
fn resting(session: Session) -> Vec<ParticipantId> {
    let round = session.round.get();
    let talking = session.talking.get() == Some(round);
    session.dating.with(|dating| {
        let Some(plan) = &dating.plan else { return Vec::new() };
        let seated = |who| plan.table_of(round.into(), who).is_some();
        dating.participants.iter().filter(|p| p.sits(round, talking) && !seated(p.id)).map(|p| p.id).collect()
    })
}
