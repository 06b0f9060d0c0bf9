//! The control room: clock, tables with who sits there and who is missing, the decision at hand, arrivals, walk-ins.

use super::{
    clock_bar::ClockBar,
    proposal::{Deciding, DecisionCard, use_deciding},
};
use crate::{
    api::Answer,
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    pages::organise::{
        desk::use_desk,
        requests::{RequestCards, use_requests},
    },
    words::{dating as words, languages},
};
use domain::{
    ParticipantId,
    dating::{Attendance, Dating, Happening, Participant, Side, Sides, Table},
    profile::{Level, SpokenLanguage, name_key},
    request::RequestCard,
    views::DatingDesk,
};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub fn DayRoom() -> impl IntoView {
    Deciding::provide();
    // Which round is looked at stays while the session is fetched again; none means the one that is on.
    let looked_at = RwSignal::new(None::<u8>);
    let desk = use_desk();
    let requests = use_requests(desk.id);
    loaded(desk.view, move |desk| view! { <Day desk looked_at requests/> })
}

#[component]
fn Day(
    desk: DatingDesk,
    looked_at: RwSignal<Option<u8>>,
    requests: Resource<Answer<Vec<RequestCard>>>,
) -> impl IntoView {
    let locale = use_locale();
    let rounds = desk.dating.setting.rounds;
    let begun = desk.dating.rounds_begun(desk.clock.now);
    let running = begun.saturating_sub(1).min(rounds.saturating_sub(1));
    let shown = move || looked_at.get().unwrap_or(running);
    let steps = (0..rounds).map(|round| {
        let pressed = move || if shown() == round { "true" } else { "false" };
        view! {
            <button class="chip" type="button" aria-pressed=pressed on:click=move |_| looked_at.set(Some(round))>
                {words::round_n(locale, round + 1)}
            </button>
        }
    });
    let steps = steps.collect_view();
    let tables = desk.clone();
    let deciding = use_deciding();
    view! {
        <ClockBar desk=desk.clone()/>
        <div class="desk">
            <section class="stack">
                <div class="section-head"><h2>{words::all_tables(locale)}</h2></div>
                <div class="strip" role="group" aria-label=words::by_round(locale)>{steps}</div>
                {move || view! { <Tables desk=tables.clone() round=shown()/> }}
            </section>
            <aside class="stack">
                <DecisionCard desk=desk.clone()/>
                <RequestCards dating=desk.dating.id open=requests on_accepted=Callback::new(move |happening| deciding.consider(happening))/>
                <Arrivals desk=desk.clone()/>
                <WalkIn desk/>
            </aside>
        </div>
    }
}

#[component]
fn Tables(desk: DatingDesk, round: u8) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else {
        return view! { <p class="empty">{words::no_plan(locale)}</p> }.into_any();
    };
    let seats = plan.seats.get(usize::from(round)).cloned().unwrap_or_default();
    let begun = desk.dating.rounds_begun(desk.clock.now);
    let cards = desk.dating.setting.tables.iter().enumerate().filter_map(|(index, table)| {
        let seated = seats.get(index).cloned().unwrap_or_default();
        let closed = table.closed_from.is_some_and(|from| round >= from);
        let running = begun == round + 1;
        (!seated.is_empty() || closed)
            .then(|| view! { <TableCard dating=desk.dating.clone() table=*table seated round closed running/> })
    });
    let cards = cards.collect_view();
    let pausing: Vec<Participant> = desk
        .dating
        .participants
        .iter()
        .filter(|p| p.is_there(round) && !seats.iter().flatten().any(|id| *id == p.id))
        .cloned()
        .collect();
    let breaks = (!pausing.is_empty()).then(|| {
        let rows = pausing.into_iter().map(|p| view! { <Person dating=desk.dating.clone() who=p.id/> }).collect_view();
        view! { <article class="card table-card"><header><b>{words::break_list(locale)}</b></header><ul>{rows}</ul></article> }
    });
    view! { <div class="tables">{cards}{breaks}</div> }.into_any()
}

#[component]
fn TableCard(
    dating: Dating,
    table: Table,
    seated: Vec<ParticipantId>,
    round: u8,
    closed: bool,
    /// This round is on: whoever is missing now leaves their partner alone now.
    running: bool,
) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    let gone = |p: &Participant| running && matches!(p.attendance, Attendance::Missing | Attendance::Left);
    let there: Vec<_> =
        seated.iter().filter(|id| dating.participant(**id).is_ok_and(|p| p.is_there(round) && !gone(p))).collect();
    let alone = !closed && there.len() == 1;
    let class = match (closed, alone) {
        (true, _) => "card table-card closed",
        (_, true) => "card table-card alone",
        _ => "card table-card",
    };
    let note = match (closed, alone) {
        (true, _) => words::closed(locale).to_owned(),
        (_, true) => words::sits_alone(locale).to_owned(),
        _ => common_languages(&dating, &seated).join(" · "),
    };
    let number = table.number;
    let is_closed = table.closed_from.is_some();
    let (name, happening) = if is_closed {
        (words::reopen_table(locale, number), Happening::ReopenTable { number })
    } else {
        (words::close_table(locale, number), Happening::CloseTable { number })
    };
    let rows = seated.into_iter().map(|who| view! { <Person dating=dating.clone() who/> }).collect_view();
    view! {
        <article class=class>
            <header>
                <b>{words::table_n(locale, number)}</b>
                <span>{note}</span>
                <button class="button quiet round" type="button" aria-label=name.clone() title=name
                    on:click=move |_| deciding.consider(happening.clone())>
                    <Icon kind=if is_closed { IconKind::Undo } else { IconKind::X }/>
                </button>
            </header>
            <ul>{rows}</ul>
        </article>
    }
}

/// One person with a sign of their attendance and what can be said about it.
#[component]
fn Person(dating: Dating, who: ParticipantId) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    let Ok(person) = dating.participant(who).cloned() else { return ().into_any() };
    let name = person.name.to_string();
    let gone = matches!(person.attendance, Attendance::Missing | Attendance::Left);
    let dot = match person.attendance {
        Attendance::Arrived => "dot good",
        Attendance::Expected => "dot",
        Attendance::Late { .. } => "dot away",
        Attendance::Missing | Attendance::Left => "dot missing",
    };
    let say = move |attendance: Attendance| deciding.consider(Happening::Mark { who, attendance });
    let options = [Attendance::Arrived, Attendance::Missing, Attendance::Left, Attendance::Expected]
        .into_iter()
        .filter(|option| *option != person.attendance)
        .map(|option| {
            view! { <li><button type="button" on:click=move |_| say(option)>{words::attendance(locale, option)}</button></li> }
        });
    let options = options.collect_view();
    let rounds = dating.setting.rounds;
    let late =
        (0..rounds).map(|until| view! { <option value=until.to_string()>{words::round_n(locale, until + 1)}</option> });
    let late = late.collect_view();
    let state = words::attendance(locale, person.attendance);
    let label = words::mark_of(locale, &name);
    view! {
        <li>
            <i class=dot aria-hidden="true"></i>
            {if gone {
                view! { <s class="grow">{name}</s> }.into_any()
            } else {
                view! { <span class="grow">{name}</span> }.into_any()
            }}
            <span class="visually-hidden">{state}</span>
            <details class="menu">
                <summary class="button quiet round" aria-label=label><Icon kind=IconKind::More/></summary>
                <ul>
                    {options}
                    <li>
                        <label>
                            {words::late_from(locale)}
                            <select class="input" on:change=move |event| {
                                if let Ok(until) = event_target_value(&event).parse() {
                                    say(Attendance::Late { until });
                                }
                            }>
                                <option value="">{words::please_choose(locale)}</option>
                                {late}
                            </select>
                        </label>
                    </li>
                </ul>
            </details>
        </li>
    }
    .into_any()
}

/// Everybody with a search, for the desk: whoever is asked for is found in three letters.
#[component]
fn Arrivals(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    let search = RwSignal::new(String::new());
    let mut people = desk.dating.participants.clone();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    let rows = people.into_iter().map(|person| {
        let (who, key) = (person.id, name_key(person.name.as_str()));
        let hidden = move || !key.contains(&name_key(&search.get()));
        let arrived = person.attendance == Attendance::Arrived;
        let next = if arrived { Attendance::Expected } else { Attendance::Arrived };
        let name = person.name.to_string();
        view! {
            <li hidden=hidden>
                <span class="grow">{name.clone()}<br/><span class="quiet">{words::attendance(locale, person.attendance)}</span></span>
                <button class="button quiet round" type="button" aria-pressed=if arrived { "true" } else { "false" }
                    aria-label=format!("{name}: {}", words::attendance(locale, next))
                    on:click=move |_| deciding.consider(Happening::Mark { who, attendance: next })>
                    <Icon kind=IconKind::UserHere/>
                </button>
                <button class="button quiet round" type="button"
                    aria-label=format!("{name}: {}", words::mark_missing(locale))
                    on:click=move |_| deciding.consider(Happening::Mark { who, attendance: Attendance::Missing })>
                    <Icon kind=IconKind::UserMissing/>
                </button>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="fold card" open>
            <summary>{words::arrivals(locale)}</summary>
            <div class="stack tight">
                <label class="search">
                    <Icon kind=IconKind::Search/>
                    <span class="visually-hidden">{words::search_people(locale)}</span>
                    <input type="search" placeholder=words::search_people(locale)
                        on:input=move |event| search.set(event_target_value(&event))/>
                </label>
                <div class="scroll tall" tabindex="0" role="region" aria-label=words::arrivals(locale)><ul class="list">{rows}</ul></div>
            </div>
        </details>
    }
}

/// Somebody who was not planned for: a name, and a side where there are sides.
#[component]
fn WalkIn(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    let name = RwSignal::new(String::new());
    let side = RwSignal::new(None::<Side>);
    let speaks = RwSignal::new("de".to_owned());
    let across = desk.dating.rules.sides == Sides::Across;
    let mut codes: Vec<String> =
        desk.dating.participants.iter().flat_map(|p| p.languages.iter().map(|l| l.code.clone())).collect();
    codes.sort();
    codes.dedup();
    let tongues = codes.into_iter().map(|code| {
        let selected = code == "de";
        view! { <option value=code.clone() selected=selected>{languages::language(locale, &code)}</option> }
    });
    let tongues = tongues.collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code = speaks.get_untracked();
        let languages = vec![SpokenLanguage { code, level: Level::FLUENT }];
        let (name, side) = (name.get_untracked(), side.get_untracked());
        deciding.consider(Happening::WalkIn { name, association: None, side, languages });
    };
    view! {
        <details class="fold card">
            <summary>{words::walk_in(locale)}</summary>
            <form class="form" on:submit=submit>
                <div class="field">
                    <label for="walk-in">{words::walk_in_name(locale)}</label>
                    <input id="walk-in" required maxlength="160" prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
                </div>
                {across.then(|| view! {
                    <div class="field">
                        <label for="walk-in-side">{words::side(locale)}</label>
                        <select id="walk-in-side" on:change=move |event| side.set(match event_target_value(&event).as_str() {
                            "with" => Some(Side::With),
                            "without" => Some(Side::Without),
                            _ => None,
                        })>
                            <option value="">{words::side_name(locale, None)}</option>
                            <option value="with">{words::side_name(locale, Some(Side::With))}</option>
                            <option value="without">{words::side_name(locale, Some(Side::Without))}</option>
                        </select>
                    </div>
                })}
                <div class="field">
                    <label for="walk-in-language">{words::common_language(locale)}</label>
                    <select id="walk-in-language" on:change=move |event| speaks.set(event_target_value(&event))>{tongues}</select>
                </div>
                <div class="actions"><button class="button plain" type="submit">{words::walk_in_add(locale)}</button></div>
            </form>
        </details>
    }
}

/// Languages that everybody at a table can talk in every day.
fn common_languages(dating: &Dating, seated: &[ParticipantId]) -> Vec<String> {
    let speaks = |id: &ParticipantId| -> Vec<&str> {
        let person = dating.participant(*id).ok();
        let all = person.iter().flat_map(|p| &p.languages).filter(|l| l.level >= Level::EVERYDAY);
        all.map(|l| l.code.as_str()).collect()
    };
    let Some((first, rest)) = seated.split_first() else { return Vec::new() };
    let common = speaks(first).into_iter().filter(|code| rest.iter().all(|other| speaks(other).contains(code)));
    common.map(str::to_owned).collect()
}
