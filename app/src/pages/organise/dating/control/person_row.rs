//! One person in a list: signs that note with one tap that they are there or missing, and a name that opens everything else.

use super::{
    deciding::use_deciding,
    room::{Pick, use_room},
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::dating as words,
};
use domain::{ParticipantId, dating::Attendance};
use leptos::prelude::*;

/// `place` tells the lists apart in which somebody stands; `table` is the number of the one they are shown at.
#[component]
pub fn PersonRow(
    who: ParticipantId,
    place: &'static str,
    #[prop(optional)] table: Option<u16>,
    /// Says in words how it stands, for lists that are read line by line.
    #[prop(optional)]
    spelled_out: bool,
    #[prop(optional, into)] hidden: Option<Signal<bool>>,
) -> impl IntoView {
    let session = use_session();
    let (deciding, room) = (use_deciding(), use_room());
    let locale = session.locale;
    let name = Memo::new(move |_| session.name(who));
    let attendance = Memo::new(move |_| session.participant(who).map(|p| p.attendance).unwrap_or_default());
    let benched =
        Memo::new(move |_| session.participant(who).is_some_and(|p| p.benched.contains(&session.round.get())));
    let here = move || attendance.get() == Attendance::Arrived;
    let dot = move || match attendance.get() {
        Attendance::Arrived => "dot good",
        Attendance::Expected => "dot",
        Attendance::Late { .. } => "dot away",
        Attendance::Missing | Attendance::Left => "dot missing",
    };
    let toggle = move |_| {
        let next =
            if attendance.get_untracked() == Attendance::Arrived { Attendance::Expected } else { Attendance::Arrived };
        deciding.mark(who, next);
    };
    let gone = move || matches!(attendance.get(), Attendance::Missing | Attendance::Left);
    let asked = move || matches!(room.pick.get(), Some(Pick::Swap { who: a, .. }) if a != who);
    let state = move || {
        let mut state = words::attendance(locale, attendance.get());
        if benched.get() {
            state = format!("{state} · {}", words::pause_round(locale));
        }
        state
    };
    view! {
        <li class="person" hidden=move || hidden.is_some_and(|hidden| hidden.get())>
            <Show when=move || !session.off.get() fallback=move || view! { <span class="tick"><i class=dot aria-hidden="true"></i></span> }>
                <button class="button quiet round tick" type="button" aria-pressed=move || if here() { "true" } else { "false" }
                    aria-label=move || format!("{}: {}", name.get(), words::mark_arrived(locale)) on:click=toggle>
                    <i class=dot aria-hidden="true"></i>
                </button>
            </Show>
            <button class="name" type="button" id=format!("{place}-{who}") class:asked=asked class:gone=gone
                on:click=move |_| room.tapped_person(who, table)>
                <span>{name}</span>
                <span class=if spelled_out { "quiet" } else { "visually-hidden" }>{state}</span>
            </button>
            {(spelled_out || place == "seat").then(|| view! {
                <Show when=move || !session.off.get()>
                    <button class="button quiet round gone-sign" type="button" aria-label=move || format!("{}: {}", name.get(), words::mark_missing(locale))
                        disabled=gone on:click=move |_| deciding.mark(who, Attendance::Missing)>
                        <Icon kind=IconKind::USER_MISSING/>
                    </button>
                </Show>
            })}
        </li>
    }
}
