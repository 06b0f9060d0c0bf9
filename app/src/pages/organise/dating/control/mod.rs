//! The control room: time and the next act above, the state at the tables left, the decision right.
//!
//! The room is built once. What anybody does changes the session's signal and, through it, what differs: a menu that is
//! open and a name that is half typed stay as they are.

mod announce;
mod arrivals;
mod call_off;
mod called;
mod change;
mod changes;
mod clock;
mod deciding;
mod decision;
mod decision_card;
mod finish;
mod help;
mod interpreters;
pub(super) mod keys;
mod log;
mod newcomer;
mod person_panel;
mod person_row;
mod presence;
mod rehearsal;
mod room;
mod session;
mod side;
mod steps;
mod table_card;
mod table_panel;
mod tables;
mod turns;
mod walk_in;
mod warnings;

use super::once::first_answer;
use crate::{
    api::Answer,
    components::{
        icons::{Icon, IconKind},
        loaded::{Failure, Skeleton, later},
    },
    offline,
    page::use_locale,
    pages::organise::{
        desk::use_desk,
        queue::{Waiting, panel::QueuePanel},
        requests::{RequestCards, use_requests},
    },
    words::control as words,
};
use domain::{request::RequestCard, views::DatingDesk};
use leptos::prelude::*;

#[component]
pub fn DayRoom() -> impl IntoView {
    offline::have_a_stand_in();
    let desk = use_desk();
    let (view, requests) = (desk.view, use_requests(desk.id));
    view! {
        <Transition fallback=Skeleton>
            {later(move || async move {
                match first_answer(view).await {
                    Ok(desk) => view! { <ControlRoom desk requests/> }.into_any(),
                    Err(error) => {
                        let again = || {
                            let _ = window().location().reload();
                        };
                        view! { <Failure error retry=again/> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn ControlRoom(desk: DatingDesk, requests: Resource<Answer<Vec<RequestCard>>>) -> impl IntoView {
    let dating = desk.dating.id;
    let locale = use_locale();
    let waiting = Waiting::provide(desk.dating.id, locale);
    let session = session::Session::provide(desk, waiting);
    deciding::Deciding::provide(session, waiting);
    let room = room::Room::provide();
    change::Sound::provide();
    turns::Hand::provide();
    keys::Keys::provide();
    let may_organise = untrack(|| session.may_organise());
    view! {
        <div class="control stack">
            <rehearsal::RehearsalBanner/>
            <clock::ClockBar requests/>
            <change::ChangeTold/>
            <change::Announced/>
            <QueuePanel waiting name=move |who| session.name(who) hint=words::no_network_hint(locale)/>
            <div class="desk">
                <div class="stack tight">
                    <warnings::Warnings/>
                    <tables::Tables/>
                </div>
                <aside class="stack tight">
                    <Tools may_organise/>
                    <side::Side/>
                    <RequestCards dating open=requests can_accept=Signal::derive(move || !session.off.get()) on_accept=Callback::new(move |card| room.answer(card))/>
                    <arrivals::Arrivals/>
                    {may_organise.then(|| view! { <log::Log/> })}
                </aside>
            </div>
        </div>
    }
}

/// What is reached for now and then: a word to everybody, who interprets; the rest folds away.
#[component]
fn Tools(may_organise: bool) -> impl IntoView {
    let session = session::use_session();
    let locale = session.locale;
    let room = room::use_room();
    let standing = Memo::new(move |_| session.dating.with(|dating| dating.standing(session.now.get()).count()));
    view! {
        <div class="cluster tools-of-the-day" role="group" aria-label=words::tools(locale)>
            {may_organise.then(|| view! {
                <button class="chip" type="button" id="open-announce" on:click=move |_| room.open(room::Panel::Announce)>
                    <Icon kind=IconKind::MEGAPHONE/><span>{words::announce(locale)}</span>
                    {move || (standing.get() > 0).then(|| view! { <span class="badge" aria-hidden="true">{standing}</span> })}
                </button>
                <Show when=move || session.goes_on.get()>
                    <button class="chip" type="button" id="open-interpreters" on:click=move |_| room.open(room::Panel::Interpreters)>
                        <Icon kind=IconKind::LANGUAGES/><span>{words::interpreters(locale)}</span>
                    </button>
                </Show>
            })}
            <details class="menu">
                <summary class="chip" aria-label=words::more(locale)><Icon kind=IconKind::MORE/></summary>
                <div class="stack tight">
                    <turns::Pacing/>
                    <turns::AtOnce/>
                    <change::SoundButton/>
                    <change::AloudButton/>
                    {may_organise.then(|| view! { <rehearsal::Rehearse/> })}
                    <button class="chip" type="button" id="open-help" on:click=move |_| room.open(room::Panel::Help)>
                        <Icon kind=IconKind::INFO/>{words::keys(locale)}
                    </button>
                    <turns::EarlyEnd/>
                    {may_organise.then(|| view! { <call_off::ToCallOff/> })}
                </div>
            </details>
        </div>
    }
}
