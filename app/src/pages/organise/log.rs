//! Who did what, a page of lines at a time.

use super::frame::{Room, use_slug};
use crate::{
    api,
    components::loaded::{UnderHeading, loaded},
    live::{Topic, use_live},
    page::use_locale,
    paths::organise as to,
    words::{dates, office as words},
};
use domain::views::{LogLine, LogPage};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn LogRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let (slug, live, before) = (use_slug(), use_live(), use_before());
    let topics = [Topic::Fair, Topic::Market, Topic::Programme, Topic::Datings];
    let news = move || topics.map(|topic| live.version(topic)).iter().sum::<u32>();
    let lines =
        Resource::new(move || (slug.get(), before.get(), news()), |(slug, before, _)| api::office::log(slug, before));
    let draw = move |page: LogPage| {
        if page.lines.is_empty() {
            return view! { <p class="empty">{words::log_empty(locale)}</p> }.into_any();
        }
        let address = to::log(&slug.get_untracked());
        view! { <LogBook page address before=before.get_untracked() label=words::log(locale)/> }.into_any()
    };
    view! {
        <Room title=Signal::stored(words::log(locale).to_owned())>
            <header class="page-head"><h1>{words::log(locale)}</h1><p class="lede">{words::log_lede(locale)}</p></header>
            {loaded(lines, draw)}
        </Room>
    }
}

/// The line before which a log is read, where the address names one.
pub fn use_before() -> Memo<Option<i64>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("before")?.parse().ok())
}

/// Lines of a log, with links to the lines before them and back to the newest: they work without wasm too.
#[component]
pub fn LogBook(
    page: LogPage,
    /// The page it stands on.
    #[prop(into)]
    address: String,
    /// Before which line it is read.
    before: Option<i64>,
    label: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let row = move |LogLine { at, actor, action, subject }| {
        view! {
            <tr>
                <td class="num when">{dates::date(locale, at.date())} " " {dates::time(at.time())}</td>
                <th scope="row">{words::action(locale, &action)}</th>
                <td>{words::subject(locale, &action, &subject)}</td>
                <td class="who">{words::actor(locale, &actor).to_owned()}</td>
            </tr>
        }
    };
    let older = page.older.map(|id| {
        view! { <a class="button plain" href=format!("{address}?before={id}#log-book")>{words::older(locale)}</a> }
    });
    let newest = before.is_some().then(|| {
        view! { <a class="button quiet" href=format!("{address}#log-book")>{words::newest(locale)}</a> }
    });
    let ways = (older.is_some() || newest.is_some()).then(|| {
        view! { <nav class="actions" aria-label=words::log_pages(locale)>{newest}{older}</nav> }
    });
    view! {
        <div class="scroll" id="log-book" tabindex="0" role="region" aria-label=label>
            <table class="data log-book">
                <thead><tr>
                    <th scope="col">{words::when(locale)}</th>
                    <th scope="col">{words::what(locale)}</th>
                    <th scope="col">{words::whom(locale)}</th>
                    <th scope="col">{words::who(locale)}</th>
                </tr></thead>
                <tbody>{page.lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        {ways}
    }
}
