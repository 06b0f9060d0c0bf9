//! Everything that can be noted of one person, each a tap.

use super::{
    deciding::use_deciding,
    room::{Pick, use_room},
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{and_list, control as words, dating, languages},
};
use domain::{
    ParticipantId,
    dating::{Attendance, Happening},
};
use leptos::prelude::*;

#[component]
pub fn PersonPanel(who: ParticipantId) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let may_organise = untrack(|| session.may_organise());
    let speaks = untrack(|| session.participant(who)).map(|p| {
        let all: Vec<String> = p.languages.iter().map(|l| languages::language(locale, &l.code)).collect();
        and_list(locale, &all)
    });
    view! {
        <p class="quiet">{speaks}</p>
        <Presence who/>
        {may_organise.then(|| view! { <Seats who/> })}
        <Dates who/>
    }
}

/// Whether they are there, and from when.
#[component]
fn Presence(who: ParticipantId) -> impl IntoView {
    let session = use_session();
    let (deciding, room) = (use_deciding(), use_room());
    let locale = session.locale;
    let attendance = Memo::new(move |_| session.participant(who).map(|p| p.attendance).unwrap_or_default());
    let say = move |next: Attendance| {
        if attendance.get_untracked() != next {
            room.close();
            deciding.mark(who, next);
        }
    };
    let pressed = move |is: Attendance| move || if attendance.get() == is { "true" } else { "false" };
    let states = move || {
        let all = [Attendance::Arrived, Attendance::Missing, Attendance::Left, Attendance::Expected];
        all.into_iter().map(move |state| {
            view! {
                <button class="chip" type="button" aria-pressed=pressed(state) on:click=move |_| say(state)>
                    {dating::attendance(locale, state)}
                </button>
            }
        })
    };
    let ahead = Memo::new(move |_| {
        session.begun.track();
        session.dating.with(|dating| dating.rounds_ahead(session.now.get_untracked()).collect::<Vec<u8>>())
    });
    view! {
        <Show when=move || !session.off.get() fallback=move || view! { <p>{dating::attendance(locale, attendance.get())}</p> }>
            <div class="cluster" role="group" aria-label=dating::arrivals(locale)>{states().collect_view()}</div>
        </Show>
        <Show when=move || !ahead.with(Vec::is_empty)>
            <div class="cluster" role="group" aria-label=dating::late_from(locale)>
                <span class="quiet">{dating::late_from(locale)}</span>
                <For each=move || ahead.get() key=|round| *round let:until>
                    <button class="chip" type="button" aria-pressed=pressed(Attendance::Late { until })
                        aria-label=dating::mark_late(locale, until + 1) on:click=move |_| say(Attendance::Late { until })>
                        {until + 1}
                    </button>
                </For>
            </div>
        </Show>
    }
}

/// Where they sit: by hand, in the round that is looked at or the next one that is open.
#[component]
fn Seats(who: ParticipantId) -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let round = Memo::new(move |_| session.open_round());
    let benched = Memo::new(move |_| {
        let round = round.get()?;
        session.participant(who).map(|p| p.benched.contains(&round))
    });
    let fixed = Memo::new(move |_| {
        session.dating.with(|dating| dating.rules.fixed.iter().find(|(id, _)| *id == who).map(|(_, table)| *table))
    });
    let has_plan = Memo::new(move |_| session.dating.with(|dating| dating.plan.is_some()));
    let delegation = Memo::new(move |_| {
        session.dating.with(|dating| {
            let group = dating.rules.together.iter().find(|group| group.contains(&who));
            group.map(|group| group.iter().filter(|other| **other != who).copied().collect::<Vec<_>>())
        })
    });
    let seats = move || {
        let round = round.get().filter(|_| has_plan.get())?;
        let bench = if benched.get() == Some(true) {
            (words::unbench(locale), Happening::Unbench { who, round })
        } else {
            (words::bench(locale), Happening::Bench { who, round })
        };
        Some(view! {
            <h3>{words::seat_in(locale, round + 1)}</h3>
            <div class="actions">
                <button class="button plain" type="button" on:click=move |_| room.ask_for(Pick::Swap { who, round })>
                    <Icon kind=IconKind::SHUFFLE/>{words::swap(locale)}
                </button>
                <button class="button plain" type="button" on:click=move |_| room.ask_for(Pick::Move { who, round })>
                    <Icon kind=IconKind::ARROW_RIGHT/>{words::move_to(locale)}
                </button>
                <button class="button plain" type="button" on:click=move |_| room.decide(bench.1.clone())>
                    <Icon kind=IconKind::CAFE/>{bench.0}
                </button>
            </div>
        })
    };
    let fixing = move || match fixed.get() {
        Some(table) => view! {
            <button class="button quiet" type="button" on:click=move |_| room.decide(Happening::Unfix { who })>
                <Icon kind=IconKind::PIN/>{words::unfix(locale, table)}
            </button>
        }
        .into_any(),
        None => view! {
            <button class="button quiet" type="button" on:click=move |_| room.ask_for(Pick::Fix { who })>
                <Icon kind=IconKind::PIN/>{words::fix(locale)}
            </button>
        }
        .into_any(),
    };
    let split = move || {
        delegation.get().map(|others| {
            let names: Vec<String> = others.iter().map(|other| session.name(*other)).collect();
            view! {
                <button class="button quiet" type="button" on:click=move |_| room.decide(Happening::SplitDelegation { apart: vec![who] })>
                    <Icon kind=IconKind::USERS/>{words::split(locale, &and_list(locale, &names))}
                </button>
            }
        })
    };
    view! { {seats}<Show when=move || round.get().is_some()><div class="cluster">{fixing}{split}</div></Show> }
}

/// Their rounds: where and with whom.
#[component]
fn Dates(who: ParticipantId) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let rows = move || {
        let begun = session.begun.get();
        session.dating.with(|dating| {
            let plan = dating.plan.as_ref()?;
            let rows = plan.seats.iter().enumerate().map(|(round, tables)| {
                let at = tables.iter().position(|seated| seated.contains(&who));
                let place = at.map_or_else(|| dating::pause_round(locale).to_owned(), |index| dating::table_n(locale, dating.table_number(index)));
                let others = at.map(|index| tables[index].iter().filter(|other| **other != who));
                let names: Vec<String> = others.into_iter().flatten().map(|other| crate::pages::organise::desk::name_of(dating, *other)).collect();
                view! {
                    <li class=(round < usize::from(begun)).then_some("quiet")>
                        <span class="num">{round + 1}</span> <span>{place} {(!names.is_empty()).then(|| format!(" · {}", names.join(", ")))}</span>
                    </li>
                }
            });
            Some(rows.collect_view())
        })
    };
    view! { <details class="fold"><summary>{words::their_rounds(locale)}</summary><div><ol class="rounds-of">{rows}</ol></div></details> }
}
