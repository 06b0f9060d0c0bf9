//! The desk at the door: three letters or a badge, and somebody is here. Several desks at once see the same list.

use super::scanner::Scanner;
use crate::{
    api::{
        self, ApiError,
        links::{CheckIn, TakeBackCheckIn},
    },
    components::{
        caller::{Called, Caller},
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    live::{Topic, use_live},
    offline,
    page::use_locale,
    pages::organise::{
        frame::{Room, use_me, use_slug},
        keys::fresh_key,
    },
    paths::organise as to,
    words::{dating, links as words, overview, refusals, unbroken},
};
use domain::{
    DatingId, Locale,
    access::Role,
    check_in::{CheckedIn, Guest, GuestList},
    dating::Attendance,
    pass::Scanned,
    profile::Findable,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_query_map;

#[component]
pub fn CheckInRoom() -> impl IntoView {
    offline::have_a_stand_in();
    let locale = use_locale();
    let (slug, query, live) = (use_slug(), use_query_map(), use_live());
    let actions = Actions { done: ServerAction::new(), back: ServerAction::new(), took_back: RwSignal::new(false) };
    let asked = move || query.read().get("dating").and_then(|id| id.parse().ok()).map(DatingId);
    let guests = Resource::new(
        move || (slug.get(), asked(), live.version(Topic::Datings) as usize + actions.version()),
        |(slug, asked, _)| api::links::guests(slug, asked),
    );
    let search = RwSignal::new(String::new());
    // The camera outlives the list, which is drawn anew whenever another desk has checked somebody in; what it read waits
    // for the list that is there.
    let read = RwSignal::new(None::<String>);
    actions.provide(search);
    let caller = Caller::provide();
    view! {
        <Room title=Signal::stored(words::check_in(locale).to_owned()) class="narrow">
            <Called caller/>
            <Scanner on_code=Callback::new(move |text| read.set(Some(text)))/>
            {loaded(guests, move |list| match list {
                Some(list) => view! { <Guests list search read actions caller/> }.into_any(),
                None => view! { <NoSession slug/> }.into_any(),
            })}
        </Room>
    }
}

/// Nobody to check in yet; the way to where that changes.
#[component]
fn NoSession(slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let organiser = use_me().role == Role::Organiser;
    view! {
        <div class="empty nobody-yet">
            <EmptyStall/>
            <h1>{words::check_in(locale)}</h1>
            <p>{words::no_dating(locale)}</p>
            {organiser.then(|| view! {
                <a class="button" href=move || to::datings(&slug.get())>{overview::step_dating(locale)}</a>
            })}
        </div>
    }
}

/// Checking in and taking that back: what was said last is about one of them.
#[derive(Clone, Copy)]
struct Actions {
    done: ServerAction<CheckIn>,
    back: ServerAction<TakeBackCheckIn>,
    took_back: RwSignal<bool>,
}

impl Actions {
    fn version(self) -> usize {
        self.done.version().get() + self.back.version().get()
    }

    fn value(self) -> Option<Result<CheckedIn, ApiError>> {
        if self.took_back.get() { self.back.value().get() } else { self.done.value().get() }
    }

    /// What was typed goes once its person is checked in; the next name, begun meanwhile, stays.
    fn provide(self, search: RwSignal<String>) {
        let sent = StoredValue::new(String::new());
        Effect::new(move |_| {
            if self.done.pending().get() {
                self.took_back.set(false);
                sent.set_value(search.get_untracked());
            }
        });
        Effect::new(move |_| {
            if self.back.pending().get() {
                self.took_back.set(true);
            }
        });
        Effect::new(move |_| {
            let here = |checked: &CheckedIn| checked.attendance == Attendance::Arrived;
            let through = self.done.value().with(|value| matches!(value, Some(Ok(checked)) if here(checked)));
            if through && search.with_untracked(|now| sent.with_value(|sent| now == sent)) {
                search.set(String::new());
            }
        });
    }
}

#[component]
fn Guests(
    list: GuestList,
    search: RwSignal<String>,
    read: RwSignal<Option<String>>,
    actions: Actions,
    caller: Caller,
) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(list.revision);
    let (here, all, dating, revision) = (list.arrived(), list.guests.len(), list.dating, list.revision);
    let off = list.called_off;
    let (what, then) = match off {
        true => (list.title.to_string(), dating::called_off_notice(locale)),
        false => Default::default(),
    };
    Effect::new(move |_| caller.tell(what.clone(), then));
    let guests = StoredValue::new(list.guests);
    let strange = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let wanted = search.get();
        let number = wanted.trim().parse::<u32>().ok();
        let fits = |guest: &&Guest| {
            let is_found = || Findable::of(guest.name.as_str()).is_found_by(&wanted);
            number.map_or_else(is_found, |number| number == guest.who.0)
        };
        guests.with_value(|guests| guests.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let mark = move |guest: &Guest| {
        strange.set(false);
        actions.done.dispatch(CheckIn { dating, guest: guest.who, key: fresh_key() });
    };
    // One name left and Enter: as quick as a scanner.
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let [only] = found.get_untracked().as_slice() {
            mark(only);
        }
    };
    Effect::new(move |_| {
        let Some(text) = read.get() else { return };
        read.set(None);
        let badge = Scanned::read(&text).filter(|badge| badge.dating.is_none_or(|id| id == dating));
        let guest =
            badge.and_then(|badge| guests.with_value(|all| all.iter().find(|guest| guest.who == badge.who).cloned()));
        match guest {
            Some(guest) => mark(&guest),
            None => strange.set(true),
        }
    });
    let told = move || match actions.value() {
        _ if strange.get() => Some((false, words::not_ours(locale).to_owned())),
        None => None,
        Some(Ok(checked)) => Some(sentence(locale, &checked, actions.took_back.get())),
        Some(Err(error)) => Some((false, refusals::error(locale, &error))),
    };
    view! {
        <header class="page-head">
            <p class="kicker">{list.title.to_string()}</p>
            <div class="row wrap">
                <h1 class="grow">{words::check_in(locale)}</h1>
                <p class="tag good num">{words::arrived_of(locale, here, all)}</p>
            </div>
            <progress class="progress" max=all.to_string() value=here.to_string() aria-label=words::arrived_of(locale, here, all)></progress>
            <p class="quiet">{words::check_in_lede(locale)}</p>
        </header>
        {off.then(|| view! {
            <div class="notice bad"><Icon kind=IconKind::ALERT/><p><b>{dating::called_off_notice(locale)}</b></p></div>
        })}
        <div role="status" aria-live="assertive">
            {move || told().map(|(good, sentence)| view! {
                <div class=if good { "notice good" } else { "notice bad" }>
                    <Icon kind=if good { IconKind::CHECK } else { IconKind::WARNING }/>
                    <p><b>{sentence}</b></p>
                </div>
            })}
        </div>
        <form role="search" on:submit=submit>
            <label class="search">
                <Icon kind=IconKind::SEARCH/>
                <span class="visually-hidden">{words::name_or_code(locale)}</span>
                <input type="search" name="q" autocomplete="off" placeholder=words::name_or_code(locale) prop:value=search
                    on:input=move |event| search.set(event_target_value(&event))/>
            </label>
        </form>
        <Show when=move || found.with(Vec::is_empty)><p role="status">{words::nobody_found(locale)}</p></Show>
        <ul class="list guests">
            <For each=move || found.get() key=|guest| (guest.who, guest.attendance) let:guest>
                <Row guest dating revision actions off/>
            </For>
        </ul>
    }
}

#[component]
fn Row(guest: Guest, dating: DatingId, revision: i64, actions: Actions, off: bool) -> impl IntoView {
    let locale = use_locale();
    let name = guest.name.to_string();
    // The same press twice acts once; whoever comes back later is on a list of another revision.
    let key = |what: &str| format!("{what}-{dating}-{}-{revision}", guest.who);
    let state = if off {
        view! { <span class="quiet">{dating::attendance(locale, guest.attendance)}</span> }.into_any()
    } else if guest.attendance == Attendance::Arrived {
        let (label, key) = (words::not_here_of(locale, &name), key("checkout"));
        view! {
            <span class="tag good"><Icon kind=IconKind::CHECK/>{words::here_already(locale)}</span>
            <ActionForm action=actions.back>
                <input type="hidden" name="dating" value=dating.to_string()/>
                <input type="hidden" name="guest" value=guest.who.to_string()/>
                <input type="hidden" name="key" value=key/>
                <button class="button quiet" type="submit" aria-label=label>{words::not_here(locale)}</button>
            </ActionForm>
        }
        .into_any()
    } else {
        let (label, key) = (words::is_here_of(locale, &name), key("checkin"));
        let known = (guest.attendance != Attendance::Expected).then(|| dating::attendance(locale, guest.attendance));
        view! {
            {known.map(|known| view! { <span class="quiet">{known}</span> })}
            <ActionForm action=actions.done>
                <input type="hidden" name="dating" value=dating.to_string()/>
                <input type="hidden" name="guest" value=guest.who.to_string()/>
                <input type="hidden" name="key" value=key/>
                <button class="button plain" type="submit" aria-label=label><Icon kind=IconKind::USER_HERE/>{words::is_here(locale)}</button>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <li class:wrap=guest.attendance != Attendance::Expected>
            <span class="grow"><b>{unbroken(&name)}</b>" "<span class="quiet num">{guest.who.to_string()}</span></span>
            {state}
        </li>
    }
}

/// What came of it, and whether it is what was meant.
fn sentence(locale: Locale, checked: &CheckedIn, took_back: bool) -> (bool, String) {
    let name = checked.name.as_str();
    let here = checked.attendance == Attendance::Arrived;
    let state = || dating::attendance(locale, checked.attendance);
    match (took_back, here) {
        (false, true) => (true, welcome(locale, checked)),
        (true, false) => (true, words::check_in_taken_back(locale, name, &state())),
        _ => (false, words::noted_otherwise(locale, name, &state())),
    }
}

fn welcome(locale: Locale, checked: &CheckedIn) -> String {
    let name = checked.name.as_str();
    let told = if checked.again { words::checked_in_again(locale, name) } else { words::checked_in(locale, name) };
    let at_once = checked.at_once.map(|table| words::table_now(locale, table));
    let next = checked.next.map(|(round, table)| words::next_table(locale, round + 1, table));
    let seats: Vec<String> = at_once.into_iter().chain(next).collect();
    if seats.is_empty() { format!("{told} {}", words::no_table(locale)) } else { format!("{told} {}", seats.join(" ")) }
}
