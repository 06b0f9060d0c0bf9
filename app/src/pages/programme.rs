//! The programme of the day: hours down the side, one line per item, and the line that is now.

use crate::{
    api,
    clock::use_local_now,
    components::{
        emblem::EmptyStall,
        item::{Star, facts},
        loaded::shown,
        sign::Sign,
    },
    device::{self, Remembered},
    live::{Topic, use_live},
    page::use_locale,
    pages::fair::{FairPage, use_fair},
    snapshot::Snapshot,
    words::{dates, enums, languages, programme},
};
use domain::{ItemId, Locale, programme::Item, taxonomy::Hue, views::ProgrammeView};
use jiff::civil::DateTime;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
    params::ParamsMap,
};

/// What narrows the programme down, as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    kind: String,
    field: String,
    language: String,
}

impl Filter {
    fn read(query: &ParamsMap) -> Self {
        let get = |key: &str| query.get(key).unwrap_or_default();
        Self { kind: get("kind"), field: get("field"), language: get("language") }
    }

    fn query(&self) -> String {
        let mut query = ParamsMap::new();
        for (key, value) in [("kind", &self.kind), ("field", &self.field), ("language", &self.language)] {
            if !value.is_empty() {
                query.insert(key, value.clone());
            }
        }
        let query = query.to_query_string();
        if query.is_empty() { "?".to_owned() } else { query }
    }

    fn fits(&self, item: &Item) -> bool {
        (self.kind.is_empty() || item.kind.key() == self.kind)
            && (self.field.is_empty() || item.hue.key() == self.field)
            && (self.language.is_empty() || item.languages.contains(&self.language))
    }
}

#[component]
pub fn ProgrammePage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let live = use_live();
    let items = Snapshot::new(move || (api::fair::Programme { slug: this.slug.get() }, live.version(Topic::Programme)));
    let kept = device::kept(this.slug);
    view! {
        <FairPage title=Signal::stored(programme::title(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{programme::title(locale)}</h1></header>
            {shown(items, move |snapshot| view! { <Day snapshot kept/> })}
        </FairPage>
    }
}

#[component]
fn Day(snapshot: ProgrammeView, kept: Remembered<Vec<ItemId>>) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(snapshot.revision);
    let ProgrammeView { local_now, items, .. } = snapshot;
    if items.is_empty() {
        return view! {
            <div class="empty"><EmptyStall/><h2>{programme::empty_title(locale)}</h2><p>{programme::empty(locale)}</p></div>
        }
        .into_any();
    }
    let query = use_query_map();
    let filter = Memo::new(move |_| Filter::read(&query.read()));
    let kept_only = RwSignal::new(false);
    let now = use_local_now(Signal::stored(local_now));
    let choices = Choices::of(locale, &items);
    let mut items = items;
    items.sort_by_key(|item| (item.starts, item.ends));
    let items = StoredValue::new(items);
    let lines = Memo::new(move |_| {
        let wanted = |item: &&Item| filter.with(|filter| filter.fits(item)) && (!kept_only.get() || kept.has(item.id));
        let shown: Vec<Item> = items.with_value(|items| items.iter().filter(wanted).cloned().collect());
        lines(shown, now.get())
    });
    let count = move || lines.with(|lines| lines.iter().filter(|line| matches!(line, Line::Item { .. })).count());
    view! {
        <Tools filter choices kept_only kept/>
        <p class="quiet num" role="status">{move || programme::items(locale, count())}</p>
        <Show when=move || count() == 0>
            <div class="empty"><EmptyStall/><h2>{programme::nothing_title(locale)}</h2><p>{programme::nothing(locale)}</p></div>
        </Show>
        <ol class="timeline">
            <For each=move || lines.get() key=Line::key children=move |line| view! { <TimeLine line kept/> }/>
        </ol>
    }
    .into_any()
}

/// What stands below each other.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// A new day begins.
    Day(jiff::civil::Date),
    Now(DateTime),
    Item {
        item: Item,
        past: bool,
        running: bool,
    },
}

impl Line {
    /// What makes a line another one: a change of its state draws it anew.
    fn key(&self) -> String {
        match self {
            Line::Day(day) => day.to_string(),
            Line::Now(now) => format!("now {}", dates::time(now.time())),
            Line::Item { item, past, running } => format!("{} {past} {running} {}", item.id, item.revision),
        }
    }
}

/// Items with the day's heads (where there are several days) and the line of now, which stands before what comes next.
fn lines(items: Vec<Item>, now: DateTime) -> Vec<Line> {
    let several =
        items.first().zip(items.last()).is_some_and(|(first, last)| first.starts.date() != last.starts.date());
    let today = items.iter().any(|item| item.starts.date() == now.date());
    let mut lines = Vec::with_capacity(items.len() + 2);
    let (mut day, mut told) = (None, !today);
    for item in items {
        if several && day != Some(item.starts.date()) {
            day = Some(item.starts.date());
            lines.push(Line::Day(item.starts.date()));
        }
        if !told && item.starts > now {
            told = true;
            lines.push(Line::Now(now));
        }
        let (past, running) = (item.ends <= now, item.starts <= now && now < item.ends);
        lines.push(Line::Item { item, past, running });
    }
    if !told {
        lines.push(Line::Now(now));
    }
    lines
}

#[component]
fn TimeLine(line: Line, kept: Remembered<Vec<ItemId>>) -> impl IntoView {
    let locale = use_locale();
    match line {
        Line::Day(day) => view! { <li><h2>{dates::full_date(locale, day)}</h2></li> }.into_any(),
        Line::Now(now) => {
            view! { <li class="now-line"><time>{dates::time(now.time())}</time>{programme::now(locale)}</li> }
                .into_any()
        }
        Line::Item { item, past, running } => {
            let title = item.title.get(locale).to_owned();
            let summary = item.summary.get(locale).to_owned();
            view! {
                <li class=past.then_some("past")>
                    <time>{dates::time(item.starts.time())}<small>{dates::time(item.ends.time())}</small></time>
                    <article class="slot" data-field=item.hue.key()>
                        <Sign hue=item.hue kind=item.kind/>
                        <div class="grow">
                            <h2>{title.clone()} {running.then(|| view! { " " <span class="tag act">{programme::running(locale)}</span> })}</h2>
                            <p class="quiet">{facts(locale, &item)}</p>
                            {(!summary.is_empty()).then(|| view! { <p>{summary}</p> })}
                        </div>
                        <Star item=item.id title kept/>
                    </article>
                </li>
            }
            .into_any()
        }
    }
}

/// What there is to choose from.
#[derive(Clone)]
struct Choices {
    kinds: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

impl Choices {
    fn of(locale: Locale, items: &[Item]) -> Self {
        let mut kinds: Vec<_> = items
            .iter()
            .map(|item| (item.kind.key().to_owned(), enums::item_kind(locale, item.kind).to_owned()))
            .collect();
        let mut languages: Vec<_> = items
            .iter()
            .flat_map(|item| &item.languages)
            .map(|code| (code.clone(), languages::language(locale, code)))
            .collect();
        for list in [&mut kinds, &mut languages] {
            list.sort_by(|a, b| a.1.cmp(&b.1));
            list.dedup();
        }
        let fields = Hue::ALL
            .into_iter()
            .filter(|hue| items.iter().any(|item| item.hue == *hue))
            .map(|hue| (hue.key().to_owned(), enums::hue(locale, hue).to_owned()))
            .collect();
        Self { kinds, fields, languages }
    }
}

#[component]
fn Tools(
    filter: Memo<Filter>,
    choices: Choices,
    kept_only: RwSignal<bool>,
    kept: Remembered<Vec<ItemId>>,
) -> impl IntoView {
    let locale = use_locale();
    let (navigate, path) = (StoredValue::new(use_navigate()), use_location().pathname);
    let want = move |edit: &dyn Fn(&mut Filter)| {
        let mut next = filter.get_untracked();
        edit(&mut next);
        let to = format!("{}{}", path.get_untracked(), next.query());
        let options = NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&to, options));
    };
    let select = move |name: &'static str,
                       label: &'static str,
                       any: &'static str,
                       options: Vec<(String, String)>,
                       pick: fn(&mut Filter) -> &mut String| {
        let current = move || {
            let mut filter = filter.get();
            pick(&mut filter).clone()
        };
        let chosen = pick(&mut filter.get_untracked()).clone();
        let options = options.into_iter().map(|(value, name)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{name}</option> }
        });
        view! {
            <label class="grow">
                <span class="visually-hidden">{label}</span>
                <select class="input" name=name prop:value=current on:change=move |event| want(&|filter| *pick(filter) = event_target_value(&event))>
                    <option value="">{any}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
    };
    let Choices { kinds, fields, languages } = choices;
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    view! {
        <form method="get" class="stack tight" role="search" on:submit=move |event| event.prevent_default()>
            <div class="row wrap">
                {select("kind", programme::filter_kind(locale), programme::any_kind(locale), kinds, |filter| &mut filter.kind)}
                {select("field", programme::filter_field(locale), programme::any_field(locale), fields, |filter| &mut filter.field)}
                {select("language", programme::language(locale), programme::any_language(locale), languages, |filter| &mut filter.language)}
                // Before wasm the form is sent; afterwards the lists act by themselves.
                <Show when=move || !awake.get()><button class="button plain" type="submit">{programme::apply(locale)}</button></Show>
            </div>
            <Show when=move || kept_only.get() || !kept.get().is_empty()>
                <div class="row wrap">
                    <button class="chip" type="button" aria-pressed=move || if kept_only.get() { "true" } else { "false" } on:click=move |_| kept_only.update(|only| *only = !*only)>
                        {programme::kept_only(locale)}
                    </button>
                    <span class="quiet">{programme::on_phone_only(locale)}</span>
                </div>
            </Show>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Bilingual, FairId, programme::ItemKind};
    use jiff::civil::datetime;

    fn item(id: i64, from: i8) -> Item {
        Item {
            id: ItemId(id),
            fair: FairId(1),
            revision: 1,
            kind: ItemKind::Workshop,
            hue: Hue::Learn,
            title: Bilingual::default(),
            summary: Bilingual::default(),
            place: String::new(),
            starts: datetime(2026, 11, 14, from, 0, 0, 0),
            ends: datetime(2026, 11, 14, from + 1, 0, 0, 0),
            languages: vec!["de".into()],
            step_free: true,
        }
    }

    #[test]
    fn now_stands_between_what_has_begun_and_what_comes() {
        let now = datetime(2026, 11, 14, 11, 30, 0, 0);
        let shown = lines(vec![item(1, 10), item(2, 11), item(3, 12)], now);
        let told: Vec<String> = shown
            .iter()
            .map(|line| match line {
                Line::Item { item, past, running } => format!("{} {past} {running}", item.id),
                Line::Now(_) => "now".into(),
                Line::Day(_) => "day".into(),
            })
            .collect();
        assert_eq!(told, ["1 true false", "2 false true", "now", "3 false false"]);
    }

    #[test]
    fn on_another_day_there_is_no_now() {
        let now = datetime(2026, 11, 13, 11, 30, 0, 0);
        assert!(!lines(vec![item(1, 10)], now).iter().any(|line| matches!(line, Line::Now(_))));
    }

    #[test]
    fn an_address_narrows_the_programme() {
        let filter = Filter { kind: "workshop".into(), field: String::new(), language: "tr".into() };
        assert!(!filter.fits(&item(1, 10)));
        assert!(Filter { language: "de".into(), ..filter }.fits(&item(1, 10)));
    }
}
