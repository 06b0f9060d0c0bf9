//! The form of a session's name, time and size: what is typed, and the fields it is typed in.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{fields::rests, new_fair::PastDay},
    words::dating as words,
};
use domain::dating::{SettingText, TableText};
use leptos::{ev::SubmitEvent, prelude::*};

/// Tables that are alike, while they are typed.
#[derive(Clone, Copy)]
struct Alike {
    count: RwSignal<String>,
    seats: RwSignal<String>,
    least: RwSignal<String>,
}

impl Alike {
    fn of(text: &TableText) -> Self {
        let [count, seats, least] = [&text.count, &text.seats, &text.least].map(|text| RwSignal::new(text.clone()));
        Self { count, seats, least }
    }

    fn get(self) -> TableText {
        TableText { count: self.count.get(), seats: self.seats.get(), least: self.least.get() }
    }

    fn put(self, text: &TableText) {
        self.count.set(text.count.clone());
        self.seats.set(text.seats.clone());
        self.least.set(text.least.clone());
    }
}

/// What has been typed so far.
#[derive(Clone, Copy)]
pub struct SettingDraft {
    title: RwSignal<String>,
    starts: RwSignal<String>,
    rounds: RwSignal<String>,
    talk: RwSignal<String>,
    change: RwSignal<String>,
    /// Each row with a number of its own, so that typing draws nothing anew.
    tables: RwSignal<Vec<(usize, Alike)>>,
}

impl SettingDraft {
    pub fn of(text: &SettingText) -> Self {
        let signal = |text: &String| RwSignal::new(text.clone());
        Self {
            title: signal(&text.title),
            starts: signal(&text.starts),
            rounds: signal(&text.rounds),
            talk: signal(&text.talk_minutes),
            change: signal(&text.change_minutes),
            tables: RwSignal::new(text.tables.iter().map(Alike::of).enumerate().collect()),
        }
    }

    pub fn get(self) -> SettingText {
        SettingText {
            title: self.title.get(),
            starts: self.starts.get(),
            rounds: self.rounds.get(),
            talk_minutes: self.talk.get(),
            change_minutes: self.change.get(),
            tables: self.tables.get().into_iter().map(|(_, row)| row.get()).collect(),
        }
    }

    /// Puts something else into the form.
    pub fn put(self, text: &SettingText) {
        let all = [
            (self.title, &text.title),
            (self.starts, &text.starts),
            (self.rounds, &text.rounds),
            (self.talk, &text.talk_minutes),
            (self.change, &text.change_minutes),
        ];
        for (signal, text) in all {
            signal.set(text.clone());
        }
        let known = self.tables.get_untracked();
        for ((_, row), text) in known.iter().zip(&text.tables) {
            row.put(text);
        }
        self.tables.update(|rows| rows.truncate(text.tables.len()));
        for text in text.tables.iter().skip(known.len()) {
            self.add_tables(text);
        }
    }

    fn add_tables(self, text: &TableText) {
        self.tables.update(|rows| {
            let number = rows.iter().map(|(number, _)| number + 1).max().unwrap_or(0);
            rows.push((number, Alike::of(text)));
        });
    }

    /// Where a row stands now, counted from 1.
    fn place(self, number: usize) -> usize {
        self.tables.with(|rows| rows.iter().position(|(other, _)| *other == number).map_or(0, |index| index + 1))
    }
}

/// The fields; `children` stand before the button. With `keeps` the form itself asks before it is left.
#[component]
pub fn SettingForm(
    draft: SettingDraft,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into, default = Signal::stored(false))] disabled: Signal<bool>,
    #[prop(into)] button: Signal<&'static str>,
    on_submit: impl Fn() + 'static,
    #[prop(optional)] keeps: bool,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() && !disabled.get_untracked() {
            on_submit();
        }
    };
    view! {
        <form class="form" data-keeps=keeps.then_some("") on:submit=submit novalidate>
            <div class="fields">
                <div class="field">
                    <label for="title">{words::title(locale)}</label>
                    <input id="title" required maxlength="160" prop:value=draft.title value=draft.title.get_untracked()
                        on:input=move |event| draft.title.set(event_target_value(&event))/>
                </div>
                <div class="field">
                    <label for="starts">{words::starts(locale)}</label>
                    <input id="starts" type="datetime-local" required prop:value=draft.starts value=draft.starts.get_untracked()
                        on:input=move |event| draft.starts.set(event_target_value(&event))/>
                </div>
            </div>
            <PastDay day=draft.starts/>
            <div class="fields">
                <Number id="rounds" label=words::rounds_label(locale) value=draft.rounds least=1 most=40/>
                <Number id="talk" label=words::talk_minutes(locale) value=draft.talk least=1 most=120/>
                <Number id="change" label=words::change_minutes(locale) value=draft.change least=0 most=30/>
            </div>
            <Tables draft/>
            {children()}
            <div class="actions"><button class="button" type="submit" disabled=disabled aria-disabled=rests(busy)>{button}</button></div>
        </form>
    }
}

#[component]
fn Tables(draft: SettingDraft) -> impl IntoView {
    let locale = use_locale();
    let row = move |(number, row): (usize, Alike)| {
        // The first row goes by the plain names.
        let id = |name: &str| if number == 0 { name.to_owned() } else { format!("{name}-{number}") };
        view! {
            <div class="row top">
                <div class="fields grow">
                    <Number id=id("tables") label=words::tables_label(locale) value=row.count least=1 most=1000/>
                    <Number id=id("seats") label=words::seats_label(locale) value=row.seats least=2 most=12/>
                    <Number id=id("least") label=words::least_label(locale) value=row.least least=2 most=12/>
                </div>
                <Show when=move || draft.tables.with(|rows| rows.len() > 1)>
                    <button class="button quiet round" type="button" aria-label=move || words::remove_tables(locale, draft.place(number))
                        on:click=move |_| draft.tables.update(|rows| rows.retain(|(other, _)| *other != number))>
                        <Icon kind=IconKind::X/>
                    </button>
                </Show>
            </div>
        }
    };
    view! {
        <fieldset class="group">
            <legend>{words::tables_and_seats(locale)}</legend>
            <For each=move || draft.tables.get() key=|(number, _)| *number children=row/>
            <p class="hint">{words::least_hint(locale)}</p>
            <button class="button quiet" type="button" on:click=move |_| draft.add_tables(&TableText::of(1, 2, 2))>
                <Icon kind=IconKind::PLUS/>{words::more_tables(locale)}
            </button>
        </fieldset>
    }
}

#[component]
fn Number(
    #[prop(into)] id: String,
    label: &'static str,
    value: RwSignal<String>,
    least: u16,
    most: u16,
) -> impl IntoView {
    view! {
        <div class="field short">
            <label for=id.clone()>{label}</label>
            <input id=id type="number" min=least.to_string() max=most.to_string() required prop:value=value value=value.get_untracked()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}
