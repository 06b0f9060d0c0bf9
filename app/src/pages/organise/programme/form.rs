//! The form of an item: what is typed, and what it says so far.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::fields::{Area, Choice, Line},
    words::{enums, languages, programme as words},
};
use domain::{
    Bilingual, Locale,
    merge::ItemPart,
    programme::{ItemKind, ItemText},
    taxonomy::Hue,
    text::{TAG_LIMIT, TITLE_LIMIT},
};
use leptos::{html, prelude::*};

/// What has been typed so far.
#[derive(Clone, Copy)]
pub struct ItemDraft {
    german: RwSignal<String>,
    english: RwSignal<String>,
    german_text: RwSignal<String>,
    english_text: RwSignal<String>,
    starts: RwSignal<String>,
    ends: RwSignal<String>,
    place: RwSignal<String>,
    kind: RwSignal<ItemKind>,
    hue: RwSignal<Hue>,
    languages: RwSignal<Vec<String>>,
    step_free: RwSignal<bool>,
}

impl ItemDraft {
    pub fn of(start: ItemText) -> Self {
        Self {
            german: RwSignal::new(start.title.de),
            english: RwSignal::new(start.title.en),
            german_text: RwSignal::new(start.summary.de),
            english_text: RwSignal::new(start.summary.en),
            starts: RwSignal::new(start.starts),
            ends: RwSignal::new(start.ends),
            place: RwSignal::new(start.place),
            kind: RwSignal::new(start.kind),
            hue: RwSignal::new(start.hue),
            languages: RwSignal::new(start.languages),
            step_free: RwSignal::new(start.step_free),
        }
    }

    /// As typed; the server judges it.
    pub fn read(self) -> ItemText {
        ItemText {
            kind: self.kind.get_untracked(),
            hue: self.hue.get_untracked(),
            title: Bilingual::new(self.german.get_untracked(), self.english.get_untracked()),
            summary: Bilingual::new(self.german_text.get_untracked(), self.english_text.get_untracked()),
            place: self.place.get_untracked(),
            starts: self.starts.get_untracked(),
            ends: self.ends.get_untracked(),
            languages: self.languages.get_untracked(),
            step_free: self.step_free.get_untracked(),
        }
    }
}

/// What a form begins with where nothing is there yet: right after what comes before it, in the same place.
pub fn after(before: Option<&ItemText>) -> ItemText {
    let blank = ItemText {
        kind: ItemKind::Workshop,
        hue: Hue::default(),
        title: Bilingual::default(),
        summary: Bilingual::default(),
        place: String::new(),
        starts: String::new(),
        ends: String::new(),
        languages: vec!["de".to_owned()],
        step_free: false,
    };
    match before {
        Some(before) => ItemText {
            title: Bilingual::default(),
            summary: Bilingual::default(),
            starts: before.ends.clone(),
            ends: String::new(),
            ..before.clone()
        },
        None => blank,
    }
}

/// All fields of the form. `first` is where one begins to type.
#[component]
pub fn ItemFields(draft: ItemDraft, places: Vec<String>, first: NodeRef<html::Input>) -> impl IntoView {
    let locale = use_locale();
    let kinds = ItemKind::ALL.map(|kind| (kind, kind.key(), enums::item_kind(locale, kind))).to_vec();
    let topics = Hue::ALL.map(|hue| (hue, hue.key(), enums::hue(locale, hue))).to_vec();
    let places = places.into_iter().map(|place| view! { <option value=place></option> }).collect_view();
    view! {
        <div class="field">
            <label for="title-de">{words::german_title(locale)}</label>
            <input id="title-de" node_ref=first lang="de" maxlength=TITLE_LIMIT prop:value=draft.german value=draft.german.get_untracked()
                on:input=move |event| draft.german.set(event_target_value(&event))/>
        </div>
        <div class="field">
            <label for="title-en">{words::english_title(locale)}</label>
            <p class="hint" id="title-en-hint">{words::english_hint(locale)}</p>
            <input id="title-en" lang="en" maxlength=TITLE_LIMIT aria-describedby="title-en-hint" prop:value=draft.english
                value=draft.english.get_untracked() on:input=move |event| draft.english.set(event_target_value(&event))/>
        </div>
        <div class="fields">
            <Line kind="time" id="starts" label=words::from(locale) value=draft.starts/>
            <Line kind="time" id="ends" label=words::until(locale) value=draft.ends/>
        </div>
        <div class="field">
            <label for="place">{words::place(locale)}</label>
            <p class="hint" id="place-hint" hidden=move || draft.kind.get() != ItemKind::Dating>{words::place_of_dating(locale)}</p>
            <input id="place" list="places" autocomplete="off" maxlength=TAG_LIMIT aria-describedby="place-hint" prop:value=draft.place
                value=draft.place.get_untracked() on:input=move |event| draft.place.set(event_target_value(&event))/>
            <datalist id="places">{places}</datalist>
        </div>
        <div class="fields">
            <Choice id="kind" label=words::filter_kind(locale) value=draft.kind choices=kinds/>
            <Choice id="topic" label=words::filter_field(locale) value=draft.hue choices=topics/>
        </div>
        <Area id="text-de" lang="de" label=words::german_text(locale) value=draft.german_text/>
        <Area id="text-en" lang="en" label=words::english_text(locale) value=draft.english_text/>
        <Languages chosen=draft.languages/>
        <label class="check">
            <input type="checkbox" checked=draft.step_free.get_untracked()
                on:change=move |event| draft.step_free.set(event_target_checked(&event))/>
            <span>{words::is_step_free(locale)}</span>
        </label>
    }
}

/// The languages an item is held in: each can be taken out, and another is chosen from the list.
#[component]
fn Languages(chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let locale = use_locale();
    let options = languages::all(locale).into_iter().map(|(code, name)| view! { <option value=code>{name}</option> });
    let options = options.collect_view();
    let add = move |code: String| {
        chosen.update(|chosen| {
            if !code.is_empty() && !chosen.contains(&code) {
                chosen.push(code);
            }
        });
    };
    let list = NodeRef::<html::Select>::new();
    view! {
        <fieldset class="group">
            <legend>{words::held_in(locale)}</legend>
            <ul class="cluster">
                <For each=move || chosen.get() key=Clone::clone let:code>
                    <li>
                        <button class="chip" type="button" aria-label=words::remove_language(locale, &languages::language(locale, &code))
                            on:click={
                                let code = code.clone();
                                move |_| {
                                    chosen.update(|chosen| chosen.retain(|other| *other != code));
                                    // The button that was pressed is gone.
                                    if let Some(list) = list.get_untracked() {
                                        let _ = list.focus();
                                    }
                                }
                            }>
                            {languages::language(locale, &code)}<Icon kind=IconKind::X/>
                        </button>
                    </li>
                </For>
            </ul>
            <select class="input" node_ref=list aria-label=words::add_language(locale)
                on:change=move |event| {
                    add(event_target_value(&event));
                    if let Some(list) = list.get_untracked() {
                        list.set_value("");
                    }
                }>
                <option value="">{words::choose_language(locale)}</option>
                {options}
            </select>
        </fieldset>
    }
}

pub fn label(locale: Locale, part: ItemPart) -> &'static str {
    match part {
        ItemPart::German => words::german_title(locale),
        ItemPart::English => words::english_title(locale),
        ItemPart::Starts => words::from(locale),
        ItemPart::Ends => words::until(locale),
        ItemPart::Place => words::place(locale),
        ItemPart::Kind => words::filter_kind(locale),
        ItemPart::Topic => words::filter_field(locale),
        ItemPart::SummaryGerman => words::german_text(locale),
        ItemPart::SummaryEnglish => words::english_text(locale),
        ItemPart::Languages => words::held_in(locale),
        ItemPart::StepFree => words::is_step_free(locale),
    }
}

/// What a part says, for eyes.
pub fn said(locale: Locale, part: ItemPart, item: ItemText) -> String {
    match part {
        ItemPart::German => item.title.de,
        ItemPart::English => item.title.en,
        ItemPart::Starts => item.starts,
        ItemPart::Ends => item.ends,
        ItemPart::Place => item.place,
        ItemPart::Kind => enums::item_kind(locale, item.kind).to_owned(),
        ItemPart::Topic => enums::hue(locale, item.hue).to_owned(),
        ItemPart::SummaryGerman => item.summary.de,
        ItemPart::SummaryEnglish => item.summary.en,
        ItemPart::Languages => {
            let names = item.languages.iter().map(|code| languages::language(locale, code));
            crate::words::and_list(locale, &names.collect::<Vec<_>>())
        }
        ItemPart::StepFree if item.step_free => words::yes(locale).to_owned(),
        ItemPart::StepFree => words::no(locale).to_owned(),
    }
}
