//! Who interprets: their posts by round, somebody who comes, somebody who goes.

use super::{room::use_room, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating, languages},
};
use domain::{InterpreterId, dating::Happening};
use leptos::{ev::SubmitEvent, prelude::*};
use std::collections::BTreeSet;

#[component]
pub fn Interpreters() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let here = Memo::new(move |_| {
        session.dating.with(|dating| {
            let all = dating.day.interpreters.iter().filter(|one| one.until.is_none());
            all.map(|one| (one.id, one.name.to_string(), one.languages.clone())).collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="list">
            <For each=move || here.get() key=|(id, _, _)| *id let:one><Here who=one.0 name=one.1 speaks=one.2/></For>
        </ul>
        <Show when=move || here.with(Vec::is_empty)><p class="quiet">{words::nobody_interprets(locale)}</p></Show>
        <Newcomer/>
    }
}

#[component]
fn Here(who: InterpreterId, name: String, speaks: Vec<String>) -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let speaks: Vec<String> = speaks.iter().map(|code| languages::language(locale, code)).collect();
    // Where they are needed from now on.
    let posts = move || {
        let begun = session.begun.get();
        session.desk.with(|desk| {
            let posts = desk.interpreters.iter().find(|posts| posts.who == who);
            let tables = posts.into_iter().flat_map(|posts| posts.tables.iter().enumerate());
            let ahead = tables.filter(|(round, _)| *round + 1 >= usize::from(begun));
            let told =
                ahead.filter_map(|(round, table)| table.map(|table| words::post(locale, round as u8 + 1, table)));
            told.collect::<Vec<_>>().join(" · ")
        })
    };
    view! {
        <li>
            <span class="grow"><b>{name.clone()}</b><br/><span class="quiet">{speaks.join(", ")}<br/>{posts}</span></span>
            <button class="button quiet" type="button" aria-label=words::interpreter_gone_who(locale, &name)
                on:click=move |_| room.decide(Happening::InterpreterGone { who })>{dating::mark_left(locale)}</button>
        </li>
    }
}

/// A name and at least two languages.
#[component]
fn Newcomer() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(BTreeSet::<String>::new());
    let codes = untrack(|| session.dating.with(|dating| super::walk_in::languages_of(dating)));
    let chips = codes.into_iter().map(|code| {
        let (on, flip) = (code.clone(), code.clone());
        view! {
            <button class="chip" type="button" aria-pressed=move || if chosen.with(|all| all.contains(&on)) { "true" } else { "false" }
                on:click=move |_| chosen.update(|all| if !all.remove(&flip) { all.insert(flip.clone()); })>
                {languages::language(locale, &code)}
            </button>
        }
    });
    let chips = chips.collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let languages = chosen.get_untracked().into_iter().collect();
        room.decide(Happening::InterpreterHere { name: name.get_untracked(), languages });
    };
    view! {
        <form class="form" on:submit=submit>
            <h3>{words::interpreter_comes(locale)}</h3>
            <div class="field">
                <label for="interpreter">{dating::walk_in_name(locale)}</label>
                <input id="interpreter" required maxlength="160" prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <div class="cluster" role="group" aria-label=words::at_least_two(locale)><span class="quiet">{words::at_least_two(locale)}</span>{chips}</div>
            <div class="actions">
                <button class="button plain" type="submit" disabled=move || chosen.with(|all| all.len() < 2)>
                    <Icon kind=IconKind::LANGUAGES/>{words::interpreter_here(locale)}
                </button>
            </div>
        </form>
    }
}
