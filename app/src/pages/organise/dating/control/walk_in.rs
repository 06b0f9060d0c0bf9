//! Somebody who was not planned for: a name and two taps, for the side and the languages.

use super::{
    newcomer::{LanguageChips, NameField},
    room::use_room,
    session::use_session,
};
use crate::{
    api,
    pages::organise::queue::use_waiting,
    words::{control as words, dating},
};
use domain::{
    control_room::Outsider,
    dating::{Dating, Happening, Side, Sides},
    profile::{Level, SpokenLanguage, name_key},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn WalkIn() -> impl IntoView {
    let session = use_session();
    let (room, waiting) = (use_room(), use_waiting());
    let locale = session.locale;
    let (name, side, speaks, wanted) =
        (room.walk_in.name, room.walk_in.side, room.walk_in.languages, room.walk_in.tied);
    let across = untrack(|| session.dating.with(|dating| dating.rules.sides == Sides::Across));
    // Whoever is of an association of the fair is found by its name; a list that does not come ties nobody.
    let others = RwSignal::new(Vec::<Outsider>::new());
    let id = session.id();
    Effect::new(move |_| {
        spawn_local(async move {
            if let Ok(found) = api::dating::may_walk_in(id).await {
                others.try_set(found);
            }
        });
    });
    let found = Memo::new(move |_| {
        let key = name_key(&name.get());
        others.with(|all| all.iter().find(|one| name_key(one.name.as_str()) == key).cloned())
    });
    let tied = move || found.get().filter(|_| wanted.get());
    let suggestions = move || {
        let options = others.get().into_iter().map(|one| view! { <option value=one.name.to_string()></option> });
        options.collect_view()
    };
    let pressed = |on: bool| if on { "true" } else { "false" };
    let sides = [Some(Side::With), Some(Side::Without), None].map(|value| {
        view! {
            <button class="chip" type="button" aria-pressed=move || pressed(side.get() == value) on:click=move |_| side.set(value)>
                {dating::side_name(locale, value)}
            </button>
        }
    });
    let sides = sides.into_iter().collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(name) = room.walk_in.named(locale, "walk-in") else { return };
        let spoken = |code| SpokenLanguage { code, level: Level::FLUENT };
        let languages = speaks.get_untracked().into_iter().map(spoken).collect();
        let side = side.get_untracked();
        let association = untrack(tied).map(|one| one.association);
        let happening = Happening::WalkIn { name, association, side, languages };
        if waiting.reaches_the_server() {
            // What was typed stays until it is applied.
            room.decide_beside(happening);
        } else {
            room.close();
            room.walk_in.clear();
            waiting.note(&session.dating.get_untracked(), happening, session.now.get_untracked());
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <NameField id="walk-in" who=room.walk_in list="may-walk-in">
                <datalist id="may-walk-in">{suggestions}</datalist>
                <div role="status">
                    <Show when=move || found.with(Option::is_some)>
                        <label class="check">
                            <input type="checkbox" prop:checked=wanted on:change=move |event| wanted.set(event_target_checked(&event))/>
                            <span>{words::tie(locale)}<span class="hint">{words::tie_hint(locale)}</span></span>
                        </label>
                    </Show>
                </div>
            </NameField>
            // The profile says it already.
            <div class="stack tight" hidden=move || tied().is_some()>
                {across.then(|| view! {
                    <div class="cluster" role="group" aria-label=dating::side(locale)><span class="quiet">{dating::side(locale)}</span>{sides}</div>
                })}
                <LanguageChips form="walk-in" label=words::speaks(locale) chosen=speaks/>
            </div>
            <div class="actions"><button class="button" type="submit">{dating::walk_in_add(locale)}</button></div>
        </form>
    }
}

/// The languages of those who take part, most spoken first, with German and English in any case.
pub fn languages_of(dating: &Dating) -> Vec<String> {
    let mut counted = std::collections::BTreeMap::from([("de".to_owned(), 0_usize), ("en".to_owned(), 0)]);
    for language in dating.participants.iter().flat_map(|p| &p.languages) {
        *counted.entry(language.code.clone()).or_default() += 1;
    }
    let mut codes: Vec<(String, usize)> = counted.into_iter().collect();
    codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), code.clone()));
    codes.into_iter().map(|(code, _)| code).collect()
}
