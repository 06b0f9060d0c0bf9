//! Somebody who was not planned for: a name and two taps, for the side and the language.

use super::{room::use_room, session::use_session};
use crate::words::{control as words, dating, languages};
use domain::{
    dating::{Dating, Happening, Side, Sides},
    profile::{Level, SpokenLanguage},
};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub fn WalkIn() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let name = RwSignal::new(String::new());
    let side = RwSignal::new(None::<Side>);
    let speaks = RwSignal::new("de".to_owned());
    let (across, codes) =
        untrack(|| session.dating.with(|dating| (dating.rules.sides == Sides::Across, languages_of(dating))));
    let pressed = |on: bool| if on { "true" } else { "false" };
    let sides = [Some(Side::With), Some(Side::Without), None].map(|value| {
        view! {
            <button class="chip" type="button" aria-pressed=move || pressed(side.get() == value) on:click=move |_| side.set(value)>
                {dating::side_name(locale, value)}
            </button>
        }
    });
    let sides = sides.into_iter().collect_view();
    let tongues = codes.into_iter().map(|code| {
        let (on, set) = (code.clone(), code.clone());
        view! {
            <button class="chip" type="button" aria-pressed=move || pressed(speaks.with(|now| *now == on)) on:click=move |_| speaks.set(set.clone())>
                {languages::language(locale, &code)}
            </button>
        }
    });
    let tongues = tongues.collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let languages = vec![SpokenLanguage { code: speaks.get_untracked(), level: Level::FLUENT }];
        let (name, side) = (name.get_untracked(), side.get_untracked());
        room.decide(Happening::WalkIn { name, association: None, side, languages });
    };
    view! {
        <form class="form" on:submit=submit>
            <div class="field">
                <label for="walk-in">{dating::walk_in_name(locale)}</label>
                <input id="walk-in" required maxlength="160" autocomplete="off" prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            {across.then(|| view! {
                <div class="cluster" role="group" aria-label=dating::side(locale)><span class="quiet">{dating::side(locale)}</span>{sides}</div>
            })}
            <div class="cluster" role="group" aria-label=words::speaks(locale)><span class="quiet">{words::speaks(locale)}</span>{tongues}</div>
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
