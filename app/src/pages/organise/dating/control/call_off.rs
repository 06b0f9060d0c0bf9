//! Calling the session off for everybody: far from what is pressed every few minutes, and asked for twice.

use super::{
    room::{Panel, use_room},
    session::use_session,
    turns::{Stage, stage},
};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    pages::organise::{desk::use_desk, fields::rests, keys::fresh_key},
    words::dating,
};
use leptos::prelude::*;

/// The way there, as long as there is something to call off.
#[component]
pub fn ToCallOff() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let stage = stage(session);
    view! {
        <Show when=move || stage.get() != Stage::Over>
            <button class="chip" type="button" id="open-call-off" on:click=move |_| room.open(Panel::CallOff)>
                <Icon kind=IconKind::X/>{dating::call_off(session.locale)}
            </button>
        </Show>
    }
}

#[component]
pub fn CallOff() -> impl IntoView {
    let session = use_session();
    let (room, desk) = (use_room(), use_desk());
    let locale = session.locale;
    let sure = untrack(|| session.dating.with(|known| dating::call_off_question(locale, known.rehearsal.is_some())));
    let call_off = move |_| {
        if desk.busy.get_untracked() {
            return;
        }
        room.close();
        desk.act(api::dating::call_off(session.id(), fresh_key()), move |()| {
            desk.to_told();
            Some(dating::called_off_notice(locale).to_owned())
        });
    };
    view! {
        <p>{sure}</p>
        <div class="actions">
            <button class="button danger" type="button" aria-disabled=rests(desk.busy) on:click=call_off>{dating::call_off_for_all(locale)}</button>
            <button class="button plain" type="button" on:click=move |_| room.close()>{dating::do_not_call_off(locale)}</button>
        </div>
    }
}
