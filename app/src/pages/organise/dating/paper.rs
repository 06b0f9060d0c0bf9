//! The room for paper: what is printed, in which language and size, and only what changed since a version. One form with
//! a button a document; it works before any script has arrived.

use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{
        desk::{Desk, use_desk},
        frame::use_slug,
        keys::fresh_key,
    },
    paths::organise as to,
    words::{dates, paper as words},
};
use domain::{Locale, announced::PaperShelf};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn PaperRoom() -> impl IntoView {
    let (desk, live) = (use_desk(), use_live());
    // Another version may have been published: the shelf is fetched whenever the session is.
    let shelf = Resource::new(
        move || (desk.id.get(), live.version(Topic::Dating(desk.id.get()))),
        |(id, _)| api::dating::paper_versions(id),
    );
    let chosen = Chosen::at_first(use_locale());
    // With the session: under another fair's address it is not there, and neither is its paper.
    both_loaded(shelf, desk.view, move |shelf, known| {
        let off = known.dating.run.is_called_off();
        view! { <Paper shelf desk chosen off/> }
    })
}

/// For the press that prints: remembered for everybody who prints after. In the browser only.
fn remember(shelf: RwSignal<PaperShelf>, desk: Desk, document: &'static str, version: u32) {
    let id = desk.id.get_untracked();
    spawn_local(async move {
        // What is not remembered is printed once more, no worse: nothing is said about it.
        if api::dating::note_printed(id, document.to_owned(), version, fresh_key()).await.is_ok()
            && let Ok(anew) = api::dating::paper_versions(id).await
        {
            shelf.try_set(anew);
        }
    });
}

/// What was chosen of the form, as its addresses say it. Outlives the form, which is drawn anew whenever the session moves.
#[derive(Clone, Copy)]
struct Chosen {
    language: RwSignal<String>,
    size: RwSignal<String>,
    stock: RwSignal<String>,
    since: RwSignal<String>,
}

impl Chosen {
    fn at_first(locale: Locale) -> Self {
        let [language, size, stock, since] =
            [locale.tag(), "a6", "a4", "last"].map(|choice| RwSignal::new(choice.to_owned()));
        Self { language, size, stock, since }
    }
}

#[component]
fn Paper(shelf: PaperShelf, desk: Desk, chosen: Chosen, off: bool) -> impl IntoView {
    let id = desk.id.get_untracked();
    let (locale, slug) = (use_locale(), use_slug().get_untracked());
    let newest = shelf.versions.first().copied();
    let state = match newest {
        _ if off => view! { <p>{words::called_off(locale)}</p> }.into_any(),
        Some((version, at)) => {
            let lede = words::lede(locale, version, &dates::time(at.time()));
            view! { <p>{lede}</p> }.into_any()
        }
        None => view! {
            <div class="notice">
                <Icon kind=IconKind::INFO/>
                <div>
                    <p>{words::not_published(locale)}</p>
                    <a class="button quiet" href=to::dating_room(&slug, id, "plan")>{words::to_plan(locale)}</a>
                </div>
            </div>
        }
        .into_any(),
    };
    let unprintable = shelf.unprintable.clone();
    let boxes = (!off && !unprintable.is_empty()).then(|| {
        let names = unprintable.into_iter().map(|name| view! { <li><bdi>{name}</bdi></li> }).collect_view();
        view! {
            <div class="notice warn">
                <Icon kind=IconKind::ALERT/>
                <div><b>{words::boxes_title(locale)}</b><p>{words::boxes(locale)}</p><ul>{names}</ul></div>
            </div>
        }
    });
    let published = newest.is_some();
    let file = move |name: &str| to::paper(&slug, id, name);
    let versions = shelf.versions.clone();
    let shelf = RwSignal::new(shelf);
    let documents = words::documents(locale).map(|(key, needs_a_plan, name, hint)| {
        let disabled = off || needs_a_plan && !published;
        let last = move || shelf.with(|shelf| shelf.last_printed(key, words::bears_links(key)));
        let printed = move || {
            let printed = shelf.with(|shelf| shelf.printed(key).map(|printed| printed.version))?;
            Some(match last() {
                Some(_) if newest.is_some_and(|(newest, _)| newest == printed) => words::links_since(locale, printed),
                Some(_) => words::printed_last(locale, printed),
                None => words::printed_newest(locale, printed),
            })
        };
        let print = move |_| {
            if words::fixes_a_round(key) {
                desk.cards_printed();
            }
            if let Some((version, _)) = newest {
                remember(shelf, desk, key, version);
            }
        };
        view! {
            <li class="wrap">
                <Icon kind=IconKind::FILE/>
                <div class="grow"><b id=key>{name}</b><p class="quiet">{hint}</p>
                    {move || printed().map(|printed| view! { <p class="quiet num">{printed}</p> })}
                </div>
                <button class="button plain" type="submit" formaction=file(&format!("{key}.pdf")) disabled=disabled
                    name="last" value=move || last().map(|since| since.to_string()).unwrap_or_default()
                    aria-describedby=key on:click=print>
                    <Icon kind=IconKind::PRINTER/>{words::print(locale)}
                </button>
            </li>
        }
    });
    let documents = documents.into_iter().collect_view();
    let files = [
        ("CSV", "plan.csv", words::csv_hint(locale)),
        ("XLSX", "plan.xlsx", words::xlsx_hint(locale)),
        ("JSON", "plan.json", words::json_hint(locale)),
    ];
    let files = files.map(|(name, path, hint)| {
        view! {
            <li>
                <div class="grow"><b>{name}</b><p class="quiet">{hint}</p></div>
                <a class="button quiet" rel="external" download href=file(path) aria-label=format!("{name}: {hint}")>
                    <Icon kind=IconKind::DOWNLOAD/>{name}
                </a>
            </li>
        }
    });
    let files = files.into_iter().collect_view();
    view! {
        <h2>{words::title(locale)}</h2>
        {state}
        {boxes}
        <form class="form" method="get" target="_blank">
            <section class="card stack">
                <h3>{words::how(locale)}</h3>
                <Choices locale versions chosen/>
            </section>
            <section class="card stack">
                <h3>{words::print(locale)}</h3>
                <p class="quiet">{words::opens(locale)} " " {words::freezes(locale)}</p>
                <ul class="list">{documents}</ul>
            </section>
        </form>
        {published.then(|| view! {
            <section class="card stack">
                <h3>{words::files(locale)}</h3>
                <ul class="list">{files}</ul>
            </section>
            <section class="card stack">
                <h3>{words::calendars(locale)}</h3>
                <p>{words::calendars_hint(locale)}</p>
            </section>
        })}
    }
}

/// Language, extent, size and stock; the names are those of the addresses.
#[component]
fn Choices(locale: Locale, versions: Vec<(u32, jiff::civil::DateTime)>, chosen: Chosen) -> impl IntoView {
    let languages = Locale::ALL.map(|one| (one.tag().to_owned(), one.own_name().to_owned(), Some(one.tag())));
    let sizes = [("a6", words::a6(locale)), ("a5", words::a5(locale))];
    let stocks = [("a4", words::on_a4(locale)), ("own", words::own_size(locale))];
    let plain = |(value, name): (&str, &str)| (value.to_owned(), name.to_owned(), None);
    let since = versions
        .into_iter()
        .map(|(version, at)| (version.to_string(), words::since(locale, version, &dates::time(at.time())), None));
    let first = [("last", words::since_last(locale)), ("", words::everything(locale))];
    let since = first.map(plain).into_iter().chain(since);
    view! {
        <div class="fields">
            <div class="field">
                <label for="lang">{words::language(locale)}</label>
                <Choice name="lang" chosen=chosen.language options=languages.to_vec()/>
            </div>
            <div class="field">
                <label for="size">{words::card_size(locale)}</label>
                <Choice name="size" chosen=chosen.size options=sizes.map(plain).to_vec()/>
            </div>
            <div class="field">
                <label for="on">{words::stock(locale)}</label>
                <Choice name="on" chosen=chosen.stock options=stocks.map(plain).to_vec()/>
            </div>
        </div>
        <div class="field">
            <label for="since">{words::only_changed(locale)}</label>
            <p class="hint" id="since-hint">{words::since_hint(locale)}</p>
            <Choice name="since" chosen=chosen.since options=since.collect() hint="since-hint"/>
        </div>
    }
}

/// `options`: value, name, and the language the name is in where it is another than the page's.
#[component]
fn Choice(
    name: &'static str,
    chosen: RwSignal<String>,
    options: Vec<(String, String, Option<&'static str>)>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, name, lang)| {
        let selected = chosen.with_untracked(|chosen| *chosen == value);
        view! { <option value=value lang=lang selected=selected>{name}</option> }
    });
    view! {
        <select id=name name=name aria-describedby=hint prop:value=chosen on:change=move |event| chosen.set(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
}
