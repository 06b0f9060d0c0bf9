//! One table in the round that is looked at.

use super::{
    person_row::PersonRow,
    room::{Pick, use_room},
    session::{Session, use_session},
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating, languages::language},
};
use domain::{ParticipantId, dating::Dating, profile::Level};
use leptos::prelude::*;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    seated: Vec<ParticipantId>,
    languages: String,
    closed: bool,
    alone: bool,
    interpreter: Option<String>,
}

#[component]
pub fn TableCard(number: u16) -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let shown = Memo::new(move |_| look(session, number));
    let class = move || match shown.with(|s| (s.closed, s.alone)) {
        (true, _) => "card table-card closed",
        (_, true) => "card table-card alone",
        _ => "card table-card",
    };
    let note = move || match shown.with(|s| (s.closed, s.alone)) {
        (true, _) => dating::closed(locale).to_owned(),
        (_, true) => dating::sits_alone(locale).to_owned(),
        _ => shown.with(|s| s.languages.clone()),
    };
    let seated = move || shown.with(|s| s.seated.clone());
    let interpreter = Memo::new(move |_| shown.with(|s| s.interpreter.clone()));
    let may_organise = untrack(|| session.may_organise());
    let useless = move || matches!(room.pick.get(), Some(Pick::Swap { .. }));
    view! {
        <article class=class id=format!("table-{number}")>
            <header>
                <Show when=move || may_organise && session.goes_on.get() fallback=move || view! { <b>{dating::table_n(locale, number)}</b> }>
                    <button class="button quiet" type="button" id=format!("open-table-{number}") disabled=useless
                        class:asked=move || room.pick.get().is_some_and(Pick::is_table)
                        on:click=move |_| room.tapped_table(number)>
                        <b>{dating::table_n(locale, number)}</b>
                    </button>
                </Show>
                <span>{note}</span>
            </header>
            <ul>
                <For each=seated key=|who| *who let:who><PersonRow who place="seat" table=number/></For>
                {move || interpreter.get().map(|name| view! {
                    <li class="interpreter"><Icon kind=IconKind::LANGUAGES/><span class="grow">{words::interprets(locale, &name)}</span></li>
                })}
            </ul>
        </article>
    }
}

fn look(session: Session, number: u16) -> Shown {
    let round = session.round.get();
    let running = session.begun.get() == round + 1;
    let talking = session.talking.get() == Some(round);
    session.dating.with(|dating| {
        let Ok(index) = dating.table_index(number) else { return Shown::default() };
        let plan = dating.plan.as_ref();
        let seated: Vec<ParticipantId> = plan
            .and_then(|plan| plan.seats.get(usize::from(round)))
            .and_then(|tables| tables.get(index))
            .cloned()
            .unwrap_or_default();
        let there = |who: &ParticipantId| {
            dating.participant(*who).is_ok_and(|p| if running { p.sits(round, talking) } else { p.plays(round) })
        };
        let spoken = |code: &String| language(session.locale, code);
        let closed = dating.setting.tables[index].closed_from.is_some_and(|from| round >= from);
        let interpreter = plan.and_then(|plan| plan.interpreter_at(round.into(), index));
        let interpreter = interpreter.and_then(|id| dating.day.interpreters.iter().find(|one| one.id == id));
        Shown {
            alone: !closed && seated.iter().filter(|who| there(who)).count() == 1,
            languages: common_languages(dating, &seated).iter().map(spoken).collect::<Vec<_>>().join(", "),
            interpreter: interpreter.map(|one| one.name.to_string()),
            closed,
            seated,
        }
    })
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
