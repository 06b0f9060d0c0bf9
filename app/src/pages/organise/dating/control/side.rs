//! The side of the tables: the decision at hand, or what was opened with a tap.

use super::{
    announce::Announce,
    call_off::CallOff,
    deciding::use_deciding,
    decision_card::DecisionCard,
    finish::Finish,
    help::Help,
    interpreters::Interpreters,
    person_panel::PersonPanel,
    room::{Panel, Pick, use_room},
    session::use_session,
    table_panel::TablePanel,
    walk_in::WalkIn,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating},
};
use leptos::{html, prelude::*};

#[component]
pub fn Side() -> impl IntoView {
    let deciding = use_deciding();
    let room = use_room();
    let decides = Memo::new(move |_| deciding.open.with(Option::is_some));
    let class = move || {
        if decides.get() || room.panel.get().is_some() || room.pick.get().is_some() {
            "side-sheet busy"
        } else {
            "side-sheet"
        }
    };
    view! {
        <div class=class>
            <Picking/>
            {move || if decides.get() {
                view! { <DecisionCard/> }.into_any()
            } else {
                room.panel.get().map(|panel| view! { <Opened panel/> }).into_any()
            }}
        </div>
    }
}

/// The panel that was opened, under its heading, with a way out.
#[component]
fn Opened(panel: Panel) -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let title = untrack(|| match panel {
        Panel::Person(who) => session.name(who),
        Panel::Table(number) => dating::table_n(locale, number),
        Panel::Announce => words::announce(locale).to_owned(),
        Panel::Interpreters => words::interpreters(locale).to_owned(),
        Panel::WalkIn => dating::walk_in(locale).to_owned(),
        Panel::Finish => dating::finish(locale).to_owned(),
        Panel::CallOff => dating::call_off(locale).to_owned(),
        Panel::Help => words::keys(locale).to_owned(),
    });
    let head = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(head) = head.get() {
            let _ = head.focus();
        }
    });
    let body = match panel {
        Panel::Person(who) => view! { <PersonPanel who/> }.into_any(),
        Panel::Table(number) => view! { <TablePanel number/> }.into_any(),
        Panel::Announce => view! { <Announce/> }.into_any(),
        Panel::Interpreters => view! { <Interpreters/> }.into_any(),
        Panel::WalkIn => view! { <WalkIn/> }.into_any(),
        Panel::Finish => view! { <Finish/> }.into_any(),
        Panel::CallOff => view! { <CallOff/> }.into_any(),
        Panel::Help => view! { <Help/> }.into_any(),
    };
    view! {
        <section class="card stack tight panel" aria-label=title.clone()>
            <div class="row">
                <h2 class="grow" tabindex="-1" node_ref=head>{title.clone()}</h2>
                <button class="button quiet round" type="button" aria-label=words::close(locale) on:click=move |_| room.close()>
                    <Icon kind=IconKind::X/>
                </button>
            </div>
            {body}
        </section>
    }
}

/// What the next tap is for, and a way not to tap.
#[component]
fn Picking() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let sentence = move |pick: Pick| match pick {
        Pick::Swap { who, round } => words::pick_swap(locale, &session.name(who), round + 1),
        Pick::Move { who, round } => words::pick_move(locale, &session.name(who), round + 1),
        Pick::Fix { who } => words::pick_fix(locale, &session.name(who)),
        Pick::Merge { from, .. } => words::pick_merge(locale, from),
    };
    view! {
        <div role="status">
            {move || room.pick.get().map(|pick| view! {
                <section class="card now row wrap">
                    <p class="grow"><b>{sentence(pick)}</b></p>
                    <button class="button plain" type="button" on:click=move |_| room.close()>{dating::cancel(locale)}</button>
                </section>
            })}
        </div>
    }
}
