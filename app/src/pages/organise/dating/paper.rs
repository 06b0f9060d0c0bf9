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
    },
    paths::organise as to,
    words::{dates, paper as words},
};
use domain::{Locale, announced::PaperShelf};
use leptos::prelude::*;

#[component]
pub fn PaperRoom() -> impl IntoView {
    let (desk, live) = (use_desk(), use_live());
    // Another version may have been published: the shelf is fetched whenever the session is.
    let shelf = Resource::new(
        move || (desk.id.get(), live.version(Topic::Dating(desk.id.get()))),
        |(id, _)| api::dating::paper_versions(id),
    );
    // With the session: under another fair's address it is not there, and neither is its paper.
    both_loaded(shelf, desk.view, move |shelf, _| view! { <Paper shelf desk/> })
}

#[component]
fn Paper(shelf: PaperShelf, desk: Desk) -> impl IntoView {
    let id = desk.id.get_untracked();
    let (locale, slug) = (use_locale(), use_slug().get_untracked());
    let newest = shelf.versions.first().copied();
    let state = match newest {
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
    let published = newest.is_some();
    let file = move |name: &str| to::paper(&slug, id, name);
    let documents = words::documents(locale).map(|(key, needs_a_plan, name, hint)| {
        let disabled = needs_a_plan && !published;
        view! {
            <li class="wrap">
                <Icon kind=IconKind::FILE/>
                <div class="grow"><b id=key>{name}</b><p class="quiet">{hint}</p></div>
                <button class="button plain" type="submit" formaction=file(&format!("{key}.pdf")) disabled=disabled
                    aria-describedby=key on:click=move |_| if words::fixes_a_round(key) { desk.cards_printed() }>
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
        <form class="form" method="get" target="_blank">
            <section class="card stack">
                <h3>{words::how(locale)}</h3>
                <Choices locale versions=shelf.versions/>
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
fn Choices(locale: Locale, versions: Vec<(u32, jiff::civil::DateTime)>) -> impl IntoView {
    let languages = Locale::ALL.map(|one| {
        view! { <option value=one.tag() lang=one.tag() selected=one == locale>{one.own_name()}</option> }
    });
    let since = versions.into_iter().map(|(version, at)| {
        view! { <option value=version.to_string()>{words::since(locale, version, &dates::time(at.time()))}</option> }
    });
    view! {
        <div class="fields">
            <div class="field">
                <label for="lang">{words::language(locale)}</label>
                <select id="lang" name="lang">{languages.into_iter().collect_view()}</select>
            </div>
            <div class="field">
                <label for="size">{words::card_size(locale)}</label>
                <select id="size" name="size">
                    <option value="a6">{words::a6(locale)}</option>
                    <option value="a5">{words::a5(locale)}</option>
                </select>
            </div>
            <div class="field">
                <label for="on">{words::stock(locale)}</label>
                <select id="on" name="on">
                    <option value="a4">{words::on_a4(locale)}</option>
                    <option value="own">{words::own_size(locale)}</option>
                </select>
            </div>
        </div>
        <div class="field">
            <label for="since">{words::only_changed(locale)}</label>
            <p class="hint" id="since-hint">{words::since_hint(locale)}</p>
            <select id="since" name="since" aria-describedby="since-hint">
                <option value="">{words::everything(locale)}</option>
                {since.collect_view()}
            </select>
        </div>
    }
}
