//! The desk at the door: three letters or a badge, and somebody is here. Several desks at once see the same list.

use super::{
    door::{Door, Told, guest_list},
    queue::panel::{QueuePanel, cut_off},
    scanner::Scanner,
};
use crate::{
    api::{
        ApiError,
        links::{CheckIn, TakeBackCheckIn},
    },
    components::{
        caller::{Called, Caller, News},
        clock_face::use_moment,
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    live::use_live,
    offline,
    page::use_locale,
    pages::organise::{
        frame::{Room, use_me, use_slug},
        keys::fresh_key,
    },
    paths::organise as to,
    words::{dating, links as words, overview, refusals, table, unbroken},
};
use domain::{
    DatingId, Locale, ParticipantId,
    access::Role,
    check_in::{CheckedIn, Guest, GuestList},
    clock::Moment,
    dating::Attendance,
    pass::Scanned,
    profile::Findable,
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

#[component]
pub fn CheckInRoom() -> impl IntoView {
    offline::have_a_stand_in();
    let locale = use_locale();
    let (slug, query) = (use_slug(), use_query_map());
    let asked = move || query.read().get("dating").and_then(|id| id.parse().ok()).map(DatingId);
    let guests = guest_list(move || (slug.get(), asked()));
    let search = RwSignal::new(String::new());
    let actions = Actions::new();
    let door = Door::new(guests, search, actions.failed());
    Effect::new(move |_| {
        if let Some(answer) = actions.back.value().get() {
            door.took_back(answer);
        }
    });
    // The camera outlives the list, which is drawn anew whenever another desk has checked somebody in; what it read waits
    // for the list that is there.
    let read = RwSignal::new(None::<String>);
    let caller = Caller::provide();
    view! {
        <Room title=Signal::stored(words::check_in(locale).to_owned()) class="narrow">
            <Called caller/>
            <Scanner on_code=Callback::new(move |text| read.set(Some(text)))/>
            {loaded(guests, move |list| match list {
                Some(list) => view! { <Guests list search read door actions caller/> }.into_any(),
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

/// The forms of the list, as a desk without wasm sends them.
#[derive(Clone, Copy)]
struct Actions {
    done: ServerAction<CheckIn>,
    back: ServerAction<TakeBackCheckIn>,
}

impl Actions {
    fn new() -> Self {
        Self { done: ServerAction::new(), back: ServerAction::new() }
    }

    /// Why the page that such a desk gets says no.
    fn failed(self) -> Option<Told> {
        let failed = |value: Option<Result<CheckedIn, ApiError>>| value?.err().map(Told::Failed);
        failed(self.done.value().get_untracked()).or_else(|| failed(self.back.value().get_untracked()))
    }
}

#[component]
fn Guests(
    list: GuestList,
    search: RwSignal<String>,
    read: RwSignal<Option<String>>,
    door: Door,
    actions: Actions,
    caller: Caller,
) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(list.revision);
    let (here, all, dating, revision) = (list.arrived(), list.guests.len(), list.dating, list.revision);
    let off = list.clock.run.is_called_off();
    let moment = use_moment(Signal::stored(list.clock));
    let over = Memo::new(move |_| moment.get() == Moment::Over && !off);
    let news = Memo::new(move |_| match moment.get() {
        Moment::Waiting => News::This(String::new()),
        Moment::On { .. } => News::This(table::is_on(locale).to_owned()),
        Moment::Over if off => News::CalledOff,
        Moment::Over => News::This(table::is_over(locale).to_owned()),
    });
    let title = list.title.to_string();
    Effect::new(move |_| {
        caller.speaks_of(dating);
        caller.tell(news.get(), &title);
    });
    let guests = StoredValue::new(list.guests);
    let queue = door.queue(dating);
    let name = move |who| guests.with_value(|all| name_of(all, who));
    let found = Memo::new(move |_| {
        let wanted = search.get();
        let number = wanted.trim().parse::<u32>().ok();
        let fits = |guest: &&Guest| {
            let is_found = || Findable::of(guest.name.as_str()).is_found_by(&wanted);
            number.map_or_else(is_found, |number| number == guest.who.0)
        };
        guests.with_value(|guests| guests.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let mark = move |guest: &Guest| door.tap(dating, guest, fresh_key());
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
            None => door.told.set(Some(Told::Strange)),
        }
    });
    let told = move || match door.told.get()? {
        Told::Waits { key, name } => queue.waits(&key).then(|| (Tone::Waiting, words::kept_for_line(locale, &name))),
        Told::Strange => Some((Tone::Bad, words::not_ours(locale).to_owned())),
        Told::CheckedIn(checked) => Some(sentence(locale, &checked, false)),
        Told::TakenBack(checked) => Some(sentence(locale, &checked, true)),
        Told::Failed(error) => Some((Tone::Bad, refusals::error(locale, &error))),
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
        <Show when=move || over.get()>
            <div class="notice warn"><Icon kind=IconKind::ALERT/><p><b>{words::over_at_the_door(locale)}</b></p></div>
        </Show>
        <div role="status" aria-live="assertive">
            {move || told().map(|(tone, sentence)| view! {
                <div class=tone.class()><Icon kind=tone.icon()/><p><b>{sentence}</b></p></div>
            })}
        </div>
        <QueuePanel waiting=queue name hint=words::kept_here(locale)/>
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
                <Row guest dating revision door actions off/>
            </For>
        </ul>
    }
}

fn name_of(guests: &[Guest], who: ParticipantId) -> String {
    guests.iter().find(|guest| guest.who == who).map(|guest| guest.name.to_string()).unwrap_or_default()
}

#[component]
fn Row(guest: Guest, dating: DatingId, revision: i64, door: Door, actions: Actions, off: bool) -> impl IntoView {
    let locale = use_locale();
    let queue = door.queue(dating);
    let cut_off = cut_off(queue);
    let who = guest.who;
    // A tap that is just on its way is nothing to read.
    let waits = Memo::new(move |_| cut_off.get() && queue.key_of(who, Attendance::Arrived).is_some());
    let name = guest.name.to_string();
    let wraps = guest.attendance != Attendance::Expected;
    let title = unbroken(&name);
    let state = move || {
        if waits.get() {
            view! { <span class="tag warn"><Icon kind=IconKind::WIFI_OFF/>{words::waits_for_line(locale)}</span> }
                .into_any()
        } else if off {
            view! { <span class="quiet">{dating::attendance(locale, guest.attendance)}</span> }.into_any()
        } else if guest.attendance == Attendance::Arrived {
            view! { <IsHere who name=name.clone() dating revision actions/> }.into_any()
        } else {
            view! { <NotYet guest=guest.clone() dating revision door/> }.into_any()
        }
    };
    view! {
        <li class:wrap=move || wraps || waits.get()>
            <span class="grow"><b>{title}</b>" "<span class="quiet num">{who.to_string()}</span></span>
            {state}
        </li>
    }
}

/// The same press twice acts once; whoever comes back later is on a list of another revision.
fn key(what: &str, dating: DatingId, who: ParticipantId, revision: i64) -> String {
    format!("{what}-{dating}-{who}-{revision}")
}

#[component]
fn IsHere(who: ParticipantId, name: String, dating: DatingId, revision: i64, actions: Actions) -> impl IntoView {
    let locale = use_locale();
    view! {
        <span class="tag good"><Icon kind=IconKind::CHECK/>{words::here_already(locale)}</span>
        <ActionForm action=actions.back>
            <input type="hidden" name="dating" value=dating.to_string()/>
            <input type="hidden" name="guest" value=who.to_string()/>
            <input type="hidden" name="key" value=key("checkout", dating, who, revision)/>
            <button class="button quiet" type="submit" aria-label=words::not_here_of(locale, &name)>{words::not_here(locale)}</button>
        </ActionForm>
    }
}

/// A form for a desk without wasm; with it the door keeps what is tapped.
#[component]
fn NotYet(guest: Guest, dating: DatingId, revision: i64, door: Door) -> impl IntoView {
    let locale = use_locale();
    let key = key("checkin", dating, guest.who, revision);
    let label = words::is_here_of(locale, guest.name.as_str());
    let known = (guest.attendance != Attendance::Expected).then(|| dating::attendance(locale, guest.attendance));
    let (who, sent) = (guest.who.to_string(), key.clone());
    let tap = move |event: SubmitEvent| {
        event.prevent_default();
        door.tap(dating, &guest, sent.clone());
    };
    view! {
        {known.map(|known| view! { <span class="quiet">{known}</span> })}
        <form method="post" action=CheckIn::url() on:submit=tap>
            <input type="hidden" name="dating" value=dating.to_string()/>
            <input type="hidden" name="guest" value=who/>
            <input type="hidden" name="key" value=key/>
            <button class="button plain" type="submit" aria-label=label><Icon kind=IconKind::USER_HERE/>{words::is_here(locale)}</button>
        </form>
    }
}

/// How something told is meant.
#[derive(Clone, Copy)]
enum Tone {
    Good,
    Waiting,
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Good => "notice good",
            Tone::Waiting => "notice warn",
            Tone::Bad => "notice bad",
        }
    }

    fn icon(self) -> IconKind {
        match self {
            Tone::Good => IconKind::CHECK,
            Tone::Waiting => IconKind::WIFI_OFF,
            Tone::Bad => IconKind::WARNING,
        }
    }
}

/// What came of it, and whether it is what was meant.
fn sentence(locale: Locale, checked: &CheckedIn, took_back: bool) -> (Tone, String) {
    let name = checked.name.as_str();
    let here = checked.attendance == Attendance::Arrived;
    let state = || dating::attendance(locale, checked.attendance);
    match (took_back, here) {
        (false, true) => (Tone::Good, welcome(locale, checked)),
        (true, false) => (Tone::Good, words::check_in_taken_back(locale, name, &state())),
        _ => (Tone::Bad, words::noted_otherwise(locale, name, &state())),
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
