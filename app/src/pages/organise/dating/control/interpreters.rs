//! Who interprets: their posts by round, somebody who comes, somebody who goes and comes back.

use super::{
    newcomer::{LanguageChips, NameField},
    room::use_room,
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating, languages},
};
use domain::{InterpreterId, dating::Happening};
use leptos::{ev::SubmitEvent, prelude::*};

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
    // By name: whoever came back has another number.
    let gone = Memo::new(move |_| {
        session.dating.with(|dating| {
            let all = &dating.day.interpreters;
            let last = |name: &str| all.iter().rev().find(|one| one.name.as_str() == name).map(|one| one.id);
            let left = all.iter().filter(|one| one.until.is_some() && last(one.name.as_str()) == Some(one.id));
            left.map(|one| (one.id, one.name.to_string(), one.languages.clone())).collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="list">
            <For each=move || here.get() key=|(id, _, _)| *id let:one><Here who=one.0 name=one.1 speaks=one.2/></For>
        </ul>
        <Show when=move || here.with(Vec::is_empty)><p class="quiet">{words::nobody_interprets(locale)}</p></Show>
        <Show when=move || !gone.with(Vec::is_empty)>
            <h3>{words::interpreters_gone(locale)}</h3>
            <ul class="list">
                <For each=move || gone.get() key=|(id, _, _)| *id let:one><Gone name=one.1 speaks=one.2/></For>
            </ul>
        </Show>
        <Comes/>
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
                on:click=move |_| room.decide_beside(Happening::InterpreterGone { who })>{dating::mark_left(locale)}</button>
        </li>
    }
}

/// Somebody who went, with a way to say that they are back.
#[component]
fn Gone(name: String, speaks: Vec<String>) -> impl IntoView {
    let room = use_room();
    let locale = use_session().locale;
    let told: Vec<String> = speaks.iter().map(|code| languages::language(locale, code)).collect();
    let back = Happening::InterpreterHere { name: name.clone(), languages: speaks };
    view! {
        <li>
            <span class="grow"><b>{name.clone()}</b><br/><span class="quiet">{told.join(", ")}</span></span>
            <button class="button quiet" type="button" aria-label=words::interpreter_back_who(locale, &name)
                on:click=move |_| room.decide_beside(back.clone())>{words::interpreter_back(locale)}</button>
        </li>
    }
}

/// A name and at least two languages.
#[component]
fn Comes() -> impl IntoView {
    let room = use_room();
    let locale = use_session().locale;
    let chosen = room.interpreter.languages;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(name) = room.interpreter.named(locale, "interpreter") else { return };
        let languages = chosen.get_untracked().into_iter().collect();
        // What was typed stays until it is applied.
        room.decide_beside(Happening::InterpreterHere { name, languages });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <h3>{words::interpreter_comes(locale)}</h3>
            <NameField id="interpreter" who=room.interpreter/>
            <LanguageChips form="interpreter" label=words::at_least_two(locale) chosen/>
            <div class="actions">
                <button class="button plain" type="submit" disabled=move || chosen.with(|all| all.len() < 2)>
                    <Icon kind=IconKind::LANGUAGES/>{words::interpreter_here(locale)}
                </button>
            </div>
        </form>
    }
}
