//! Bringing in an office's list: choose a file, look at what would happen, decide doubts, write.

mod columns;
mod report;

use crate::{
    api::{self, Answer, ApiError, import::Reading},
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{
        fields::rests,
        frame::{Room, use_slug},
        keys::SameKey,
    },
    paths::organise as to,
    words::{intake as words, refusals},
};
use columns::Columns;
use domain::{
    AssociationId, Locale,
    intake::{Column, Decision, DryRun, NO_HEADINGS, SheetHead},
};
use gloo::file::{File, futures::read_as_data_url};
use leptos::{prelude::*, task::spawn_local};
use report::Report;
use std::{collections::BTreeMap, future::Future};
use web_sys::HtmlInputElement;

/// Largest file that is sent; base64 makes it a third larger, and the server takes 25 MiB.
const FILE_LIMIT: u64 = 18 * 1024 * 1024;

/// The import while it is being prepared. In context of the room's parts.
#[derive(Clone, Copy)]
pub struct Import {
    slug: Memo<String>,
    locale: Locale,
    /// Name and base64 of the file at hand.
    file: RwSignal<Option<(String, String)>>,
    pub head: RwSignal<Option<SheetHead>>,
    pub columns: RwSignal<Vec<Option<Column>>>,
    pub decisions: RwSignal<BTreeMap<u32, Decision>>,
    pub report: RwSignal<Option<DryRun>>,
    /// The report is of what was done, not of what would be.
    pub done: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    /// The list is being written: what is written is what was seen, so nothing changes until there is an answer.
    pub writing: RwSignal<bool>,
    /// Which verdict alone is looked at; kept while every decision draws the report anew.
    pub shown: RwSignal<Option<&'static str>>,
    /// The fair's associations by name, once somebody looks for one that is not among the likely ones.
    pub known: RwSignal<Vec<(AssociationId, String)>>,
    failed: RwSignal<Option<String>>,
    /// The key of the write at hand: pressed again after a broken line, it is the same write.
    key: SameKey<String>,
    /// Counts the questions: only the answer to the last one is heard.
    turn: StoredValue<u32>,
}

impl Import {
    fn new() -> Self {
        Self {
            slug: use_slug(),
            locale: use_locale(),
            file: RwSignal::new(None),
            head: RwSignal::new(None),
            columns: RwSignal::new(Vec::new()),
            decisions: RwSignal::new(BTreeMap::new()),
            report: RwSignal::new(None),
            done: RwSignal::new(false),
            busy: RwSignal::new(false),
            writing: RwSignal::new(false),
            shown: RwSignal::new(None),
            known: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            key: SameKey::default(),
            turn: StoredValue::new(0),
        }
    }

    /// Something new is begun: answers to what was asked before are too late.
    fn begin(self) -> u32 {
        self.busy.set(true);
        self.failed.set(None);
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    fn is_too_late(self, turn: u32) -> bool {
        self.turn.try_get_value() != Some(turn)
    }

    /// Asks the server, and hears the answer unless something else has been asked since.
    fn ask<T: 'static>(
        self,
        question: impl Future<Output = Answer<T>> + 'static,
        hear: impl FnOnce(Answer<T>) + 'static,
    ) {
        let turn = self.begin();
        spawn_local(async move {
            let answer = question.await;
            if !self.is_too_late(turn) {
                self.busy.set(false);
                hear(answer);
            }
        });
    }

    fn fail(self, error: &ApiError) {
        self.failed.set(Some(refusals::error(self.locale, error)));
    }

    /// Another file: everything begins anew.
    fn take(self, name: String, data: String) {
        self.file.set(Some((name, data)));
        self.head.set(None);
        self.done.set(false);
        self.look(None, None);
    }

    /// Looks into the file, with that sheet and the headings in that line where the guess was wrong.
    pub fn look(self, sheet: Option<String>, headings: Option<u32>) {
        let Some((name, data)) = self.file.get_untracked() else { return };
        self.decisions.set(BTreeMap::new());
        self.shown.set(None);
        self.report.set(None);
        self.known.set(Vec::new());
        let slug = self.slug.get_untracked();
        self.ask(api::import::import_preview(slug, name, data, sheet, headings), move |answer| match answer {
            Ok(head) => {
                self.columns.set(head.guess.clone());
                self.head.set(Some(head));
                self.try_dry();
            }
            Err(error) => {
                self.fail(&error);
                // The choice goes back to what holds.
                self.head.update(|_| {});
            }
        });
    }

    /// What would happen with the columns and decisions at hand.
    pub fn try_dry(self) {
        let Some((slug, name, data, reading)) = self.given() else { return };
        self.ask(api::import::import_dry_run(slug, name, data, reading), move |answer| match answer {
            Ok(report) => {
                // The last doubt is decided: what is left to look at is everything.
                if self.shown.get_untracked() == Some("doubtful") && report.counts.doubtful == 0 {
                    self.shown.set(None);
                }
                self.key.answered();
                self.report.set(Some(report));
            }
            Err(error) => {
                // Columns that cannot be read so: what was shown before is not what would happen.
                if matches!(error, ApiError::Refused(_)) {
                    self.report.set(None);
                }
                self.fail(&error);
            }
        });
    }

    /// Each of these rows is an association of its own.
    pub fn all_new(self, lines: &[u32]) {
        self.decisions.update(|decisions| decisions.extend(lines.iter().map(|line| (*line, Decision::AsNew))));
        self.try_dry();
    }

    /// Whether something would be lost by leaving: rows that are looked at and not written yet, what was decided or corrected.
    fn is_unwritten(self) -> bool {
        let writes = || {
            let report = self.report.read();
            report.as_ref().is_some_and(|report| report.rows.iter().any(|row| row.verdict.writes()))
        };
        let corrected = || {
            let head = self.head.read();
            head.as_ref().is_some_and(|head| *self.columns.read() != head.guess)
        };
        !self.done.get() && (writes() || !self.decisions.read().is_empty() || corrected())
    }

    /// Writes what the report shows. Where somebody else was faster, nothing is written and the new report is shown.
    pub fn write(self) {
        if self.busy.get_untracked() {
            return;
        }
        let (Some((slug, name, data, reading)), Some(report)) = (self.given(), self.report.get_untracked()) else {
            return;
        };
        let key = self.key.of(&report.fingerprint);
        self.writing.set(true);
        let question = api::import::import_list(slug, name, data, reading, report.fingerprint, key);
        self.ask(question, move |answer| {
            self.writing.set(false);
            match answer {
                Ok(report) => {
                    self.shown.set(None);
                    self.done.set(true);
                    self.report.set(Some(report));
                }
                Err(ApiError::Stale) => {
                    self.try_dry();
                    self.failed.set(Some(words::changed_meanwhile(self.locale).to_owned()));
                }
                Err(error) => self.fail(&error),
            }
        });
    }

    /// Slug, file, and how it is read; nothing before it was looked into.
    fn given(self) -> Option<(String, String, String, Reading)> {
        let (name, data) = self.file.get_untracked()?;
        let (sheet, headings) =
            self.head.with_untracked(|head| head.as_ref().map(|head| (head.sheet.clone(), head.line)))?;
        let reading = Reading {
            sheet,
            headings,
            columns: self.columns.get_untracked(),
            decisions: self.decisions.get_untracked().into_iter().collect(),
        };
        Some((self.slug.get_untracked(), name, data, reading))
    }

    /// Fetches the names of all associations, once for a file.
    pub fn know_all(self) {
        if !self.known.with_untracked(Vec::is_empty) {
            return;
        }
        let slug = self.slug.get_untracked();
        spawn_local(async move {
            match api::associations::associations(slug).await {
                Ok(list) => {
                    let names = list.associations.into_iter().map(|a| (a.id, a.profile.name.to_string()));
                    self.known.try_set(names.collect());
                }
                Err(error) => {
                    self.failed.try_set(Some(refusals::error(self.locale, &error)));
                }
            }
        });
    }

    fn read(self, file: web_sys::File) {
        let file = File::from(file);
        if file.size() > FILE_LIMIT {
            self.failed.set(Some(words::too_large_here(self.locale, &file.name())));
            return;
        }
        let (name, turn) = (file.name(), self.begin());
        spawn_local(async move {
            let read = read_as_data_url(&file).await;
            if self.is_too_late(turn) {
                return;
            }
            self.busy.set(false);
            match read {
                // "data:text/csv;base64,…"; an empty file has no comma.
                Ok(url) => self.take(name, url.split_once(',').map(|(_, data)| data.to_owned()).unwrap_or_default()),
                Err(_) => self.failed.set(Some(words::cannot_read(self.locale).to_owned())),
            }
        });
    }

    fn example(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.ask(api::import::import_example(), move |answer| match answer {
            Ok(data) => self.take("vereine-beispiel.csv".to_owned(), data),
            Err(error) => self.fail(&error),
        });
    }
}

#[component]
pub fn ImportRoom() -> impl IntoView {
    let locale = use_locale();
    let import = Import::new();
    provide_context(import);
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            import.read(file);
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    view! {
        <Room title=Signal::stored(words::title(locale).to_owned()) class="wide">
            <header class="page-head"><h1>{words::title(locale)}</h1><p class="lede">{words::lede(locale)}</p></header>
            <section class="card stack" data-changed=move || import.is_unwritten().then(|| words::leave_unwritten(locale))>
                <div class="actions">
                    // The browser's own control speaks the browser's language; the label speaks the page's.
                    <label class="button">
                        <Icon kind=IconKind::UPLOAD/>{words::choose_file(locale)}
                        <input id="list" class="visually-hidden" type="file" accept=".csv,.txt,.tsv,.xlsx,.ods"
                            disabled=import.writing on:change=choose/>
                    </label>
                    <button class="button quiet" type="button" aria-disabled=rests(import.busy) on:click=move |_| import.example()>
                        <Icon kind=IconKind::FILE/>{words::example(locale)}
                    </button>
                </div>
                {move || import.file.get().map(|(name, _)| view! { <p class="quiet">{name}</p> })}
                <div role="status">
                    <Show when=move || import.busy.get()>
                        <progress class="progress now" aria-label=words::reading(locale)></progress>
                    </Show>
                </div>
                <div role="alert">
                    {move || import.failed.get().map(|sentence| view! {
                        <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div>
                    })}
                </div>
            </section>
            {move || import.head.get().map(|head| view! { <Found head/> })}
            {move || (!import.done.get()).then(|| import.head.get()).flatten().map(|head| view! { <Columns head/> })}
            {move || import.report.get().map(|report| view! { <Report report/> })}
            {move || import.done.get().then(|| view! {
                <div class="actions">
                    <a class="button" href=move || to::fair(&import.slug.get())><Icon kind=IconKind::MAP/>{words::place_next(locale)}</a>
                </div>
            })}
        </Room>
    }
}

/// What the file turned out to be, which of its sheets is read, and which of its lines are the headings.
#[component]
fn Found(head: SheetHead) -> impl IntoView {
    let locale = use_locale();
    let import = expect_context::<Import>();
    let mut parts = vec![words::kind(locale, head.kind)];
    parts.extend(head.sheet.as_ref().map(|name| words::sheet(locale, name)));
    parts.push(words::rows_found(locale, head.rows));
    let above =
        head.above().map(|line| view! { <li>{words::above(locale, line.line, &line.text)}</li> }).collect_view();
    let others: Vec<&str> = head.other_sheets().collect();
    let others = (!others.is_empty()).then(|| {
        view! { <p class="quiet">{words::other_sheets(locale, &others.join(", "))}</p> }
    });
    let warning = |sentence: String| {
        view! { <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div> }
    };
    let doubtful = head.doubtful.then(|| warning(words::doubtful_headings(locale, head.line)));
    let damaged = (!head.damaged.is_empty()).then(|| warning(words::damaged(locale, &head.damaged)));
    let choice = move || {
        let lines = head.first_lines.iter().map(|line| {
            let text = words::headings_line(locale, line.line, &line.text);
            view! { <option value=line.line.to_string() selected=line.line == head.line>{text}</option> }
        });
        let lines = lines.collect_view();
        let sheet = head.sheet.clone();
        let choose = move |event| import.look(sheet.clone(), event_target_value(&event).parse().ok());
        let sheets = (head.sheets.len() > 1).then(|| {
            let sheets = head.sheets.iter().map(|sheet| {
                let text = match sheet.hidden {
                    true => words::hidden_sheet(locale, &sheet.name),
                    false => sheet.name.clone(),
                };
                view! { <option value=sheet.name.clone() selected=head.sheet.as_ref() == Some(&sheet.name)>{text}</option> }
            });
            let sheets = sheets.collect_view();
            view! {
                <div class="field">
                    <label for="sheet">{words::sheet_to_read(locale)}</label>
                    <select id="sheet" disabled=import.writing on:change=move |event| import.look(Some(event_target_value(&event)), None)>
                        {sheets}
                    </select>
                </div>
            }
        });
        view! {
            {sheets}
            <div class="field">
                <label for="headings">{words::headings_in(locale)}</label>
                <select id="headings" disabled=import.writing on:change=choose>
                    {lines}
                    <option value=NO_HEADINGS.to_string() selected=head.line == NO_HEADINGS>{words::without_headings(locale)}</option>
                </select>
            </div>
        }
    };
    view! {
        <section class="card flat stack">
            <h2>{words::found(locale)}</h2>
            <p>{parts.join("\u{a0}· ")}</p>
            {others}
            {doubtful}
            {damaged}
            <ul class="rules">{above}</ul>
            {move || (!import.done.get()).then(&choice)}
        </section>
    }
    .into_any()
}
