//! Bringing in an office's list: choose a file, look at what would happen, decide doubts, write.

mod columns;
mod report;

use crate::{
    api::{self, Answer},
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{
        desk::fresh_key,
        frame::{Room, use_slug},
    },
    paths::organise as to,
    words::{intake as words, refusals},
};
use columns::Columns;
use domain::{
    Locale,
    intake::{Column, Decision, DryRun, SheetHead},
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
    /// Which verdict alone is looked at; kept while every decision draws the report anew.
    pub shown: RwSignal<Option<&'static str>>,
    failed: RwSignal<Option<String>>,
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
            shown: RwSignal::new(None),
            failed: RwSignal::new(None),
        }
    }

    /// Asks the server and shows what went wrong, if anything did.
    fn ask<T: 'static>(self, question: impl Future<Output = Answer<T>> + 'static, then: impl FnOnce(T) + 'static) {
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let answer = question.await;
            self.busy.try_set(false);
            match answer {
                Ok(value) => then(value),
                Err(error) => {
                    self.failed.try_set(Some(refusals::error(self.locale, &error)));
                }
            }
        });
    }

    /// Another file: everything begins anew.
    fn take(self, name: String, data: String) {
        self.file.set(Some((name.clone(), data.clone())));
        self.decisions.set(BTreeMap::new());
        self.shown.set(None);
        self.report.set(None);
        self.head.set(None);
        self.done.set(false);
        let slug = self.slug.get_untracked();
        self.ask(api::import::import_preview(slug, name, data), move |head| {
            self.columns.set(head.guess.clone());
            self.head.set(Some(head));
            self.try_dry();
        });
    }

    /// What would happen with the columns and decisions at hand.
    pub fn try_dry(self) {
        let Some((name, data)) = self.file.get_untracked() else { return };
        let (slug, columns, decisions) = self.given();
        self.ask(api::import::import_dry_run(slug, name, data, columns, decisions), move |report| {
            // The last doubt is decided: what is left to look at is everything.
            if self.shown.get_untracked() == Some("doubtful") && report.counts.doubtful == 0 {
                self.shown.set(None);
            }
            self.report.set(Some(report));
        });
    }

    pub fn write(self) {
        let Some((name, data)) = self.file.get_untracked() else { return };
        let (slug, columns, decisions) = self.given();
        self.ask(api::import::import_list(slug, name, data, columns, decisions, fresh_key()), move |report| {
            self.shown.set(None);
            self.done.set(true);
            self.report.set(Some(report));
        });
    }

    fn given(self) -> (String, Vec<Option<Column>>, Vec<(u32, Decision)>) {
        let decisions = self.decisions.get_untracked().into_iter().collect();
        (self.slug.get_untracked(), self.columns.get_untracked(), decisions)
    }

    fn read(self, file: web_sys::File) {
        let file = File::from(file);
        if file.size() > FILE_LIMIT {
            self.failed.set(Some(words::too_large_here(self.locale, &file.name())));
            return;
        }
        let name = file.name();
        spawn_local(async move {
            match read_as_data_url(&file).await {
                // "data:text/csv;base64,…"; an empty file has no comma.
                Ok(url) => self.take(name, url.split_once(',').map(|(_, data)| data.to_owned()).unwrap_or_default()),
                Err(_) => self.failed.set(Some(words::cannot_read(self.locale).to_owned())),
            }
        });
    }

    fn example(self) {
        self.ask(api::import::import_example(), move |data| self.take("vereine-beispiel.csv".to_owned(), data));
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
            <section class="card stack">
                <div class="actions">
                    // The browser's own control speaks the browser's language; the label speaks the page's.
                    <label class="button">
                        <Icon kind=IconKind::UPLOAD/>{words::choose_file(locale)}
                        <input id="list" class="visually-hidden" type="file" accept=".csv,.txt,.tsv,.xlsx,.ods" on:change=choose/>
                    </label>
                    <button class="button quiet" type="button" disabled=move || import.busy.get() on:click=move |_| import.example()>
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

/// What the file turned out to be.
#[component]
fn Found(head: SheetHead) -> impl IntoView {
    let locale = use_locale();
    let mut parts = vec![words::kind(locale, head.kind)];
    parts.extend(head.sheet.as_ref().map(|name| words::sheet(locale, name)));
    parts.push(words::rows_found(locale, head.rows));
    view! {
        <section class="card flat">
            <h2>{words::found(locale)}</h2>
            <p>{parts.join("\u{a0}· ")}</p>
            {(!head.other_sheets.is_empty()).then(|| view! { <p class="quiet">{words::other_sheets(locale, &head.other_sheets.join(", "))}</p> })}
        </section>
    }
}
