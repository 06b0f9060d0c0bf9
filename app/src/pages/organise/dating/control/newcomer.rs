//! Somebody who comes while the session runs: what is typed about them, and the languages they speak.

use super::{keys::focus, session::use_session};
use crate::words::{control as words, dating, languages, refusals};
use domain::{Locale, dating::Side, refusal::Input, text::Title};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What has been typed so far.
#[derive(Clone, Copy)]
pub struct Newcomer {
    pub name: RwSignal<String>,
    pub side: RwSignal<Option<Side>>,
    /// ISO 639 codes.
    pub languages: RwSignal<BTreeSet<String>>,
    /// Why the name cannot be taken, once it was tried.
    pub failed: RwSignal<Option<String>>,
    /// Whether whoever has the name of an association is of it.
    pub tied: RwSignal<bool>,
    usual: StoredValue<BTreeSet<String>>,
}

impl Newcomer {
    /// Nobody yet; of whoever comes it is taken that they speak these.
    pub fn speaking(codes: &[&str]) -> Self {
        let usual: BTreeSet<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        Self {
            name: RwSignal::new(String::new()),
            failed: RwSignal::new(None),
            side: RwSignal::new(None),
            languages: RwSignal::new(usual.clone()),
            tied: RwSignal::new(true),
            usual: StoredValue::new(usual),
        }
    }

    /// Whether this is who was meant by a name.
    pub fn is(self, name: &str) -> bool {
        self.name.with_untracked(|typed| typed == name)
    }

    /// The name that was typed, or none, and why stands at the field `id`. In the browser only.
    pub fn named(self, locale: Locale, id: &str) -> Option<String> {
        let name = self.name.get_untracked();
        let failed = Title::parse_as(Input::Name, &name).err();
        self.failed.set(failed.as_ref().map(|refusal| refusals::refusal(locale, refusal)));
        if failed.is_some() {
            focus(id);
            return None;
        }
        Some(name)
    }

    pub fn clear(self) {
        self.name.set(String::new());
        self.failed.set(None);
        self.side.set(None);
        self.languages.set(self.usual.get_value());
        self.tied.set(true);
    }
}

/// Where the name is typed. `list` is the id of names that may be meant.
#[component]
pub fn NameField(
    id: &'static str,
    who: Newcomer,
    #[prop(optional)] list: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let locale = use_session().locale;
    let why = format!("{id}-failed");
    let (name, failed) = (who.name, who.failed);
    let type_on = move |event| {
        name.set(event_target_value(&event));
        failed.set(None);
    };
    view! {
        <div class="field">
            <label for=id>{dating::walk_in_name(locale)}</label>
            <input id=id required maxlength="160" autocomplete="off" list=list aria-describedby=why.clone()
                aria-invalid=move || failed.with(Option::is_some).then_some("true") prop:value=name on:input=type_on/>
            <div role="alert" id=why>{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
            {children.map(|children| children())}
        </div>
    }
}

/// The languages spoken here as chips, and every other one in a list. `form` tells the fields of one form from another's.
#[component]
pub fn LanguageChips(form: &'static str, label: &'static str, chosen: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let known = untrack(|| session.dating.with(|dating| super::walk_in::languages_of(dating)));
    let added = chosen.with_untracked(|chosen| chosen.iter().filter(|code| !known.contains(code)).cloned().collect());
    let shown = RwSignal::new([known, added].concat());
    let chip = move |code: String| {
        let (on, flip) = (code.clone(), code.clone());
        view! {
            <button class="chip" type="button" aria-pressed=move || if chosen.with(|all| all.contains(&on)) { "true" } else { "false" }
                on:click=move |_| chosen.update(|all| if !all.remove(&flip) { all.insert(flip.clone()); })>
                {languages::language(locale, &code)}
            </button>
        }
    };
    let others = languages::all(locale).into_iter().map(|(code, name)| view! { <option value=code>{name}</option> });
    let others = others.collect_view();
    // The list goes back to its first line: what was chosen there is a chip now.
    let taken = RwSignal::new(());
    let add = move |code: String| {
        if !code.is_empty() {
            shown.update(|shown| {
                if !shown.contains(&code) {
                    shown.push(code.clone())
                }
            });
            chosen.update(|chosen| {
                chosen.insert(code);
            });
        }
        taken.notify();
    };
    let id = format!("{form}-language");
    view! {
        <div class="cluster" role="group" aria-label=label>
            <span class="quiet">{label}</span>
            <For each=move || shown.get() key=String::clone children=chip/>
        </div>
        <div class="field">
            <label for=id.clone()>{words::another_language(locale)}</label>
            <select id=id prop:value=move || { taken.track(); "" } on:change=move |event| add(event_target_value(&event))>
                <option value="">{dating::please_choose(locale)}</option>
                {others}
            </select>
        </div>
    }
}
