//! Who moves, round by round, for whoever wants to see the names.

use super::session::use_session;
use crate::words::{and_list, control as words, dating};
use domain::{control_room::Alternative, plan::SeatChange};
use leptos::prelude::*;
use std::collections::BTreeMap;

#[component]
pub fn Changes(one: Alternative) -> impl IntoView {
    let locale = use_session().locale;
    let mut rounds: BTreeMap<u8, Vec<SeatChange>> = BTreeMap::new();
    for change in &one.changes {
        rounds.entry(change.round).or_default().push(change.clone());
    }
    let count: usize = rounds.values().map(Vec::len).sum();
    if count == 0 && one.alone.is_empty() {
        return ().into_any();
    }
    let session = use_session();
    let breaks = one.alone.iter().map(|(round, who)| {
        let name = untrack(|| session.name(*who));
        view! { <li class="removed"><b>{name}</b><span>{words::alone_in(locale, round + 1)}</span></li> }
    });
    let breaks = (!one.alone.is_empty()).then(|| view! { <ul class="diff">{breaks.collect_view()}</ul> });
    let lists = rounds.into_iter().map(|(round, changes)| {
        let rows = changes.into_iter().map(|change| view! { <Row change/> }).collect_view();
        view! { <h3>{dating::round_n(locale, round + 1)}</h3><ul class="diff">{rows}</ul> }
    });
    let lists = lists.collect_view();
    view! {
        <details class="fold">
            <summary>{words::names(locale)} " " <span class="badge">{count}</span></summary>
            <div class="stack tight">{lists}{breaks}</div>
        </details>
    }
    .into_any()
}

#[component]
fn Row(change: SeatChange) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let place = |number: Option<u16>| match number {
        Some(number) => dating::table_n(locale, number),
        None => dating::pause_round(locale).to_owned(),
    };
    let name = |who| untrack(|| session.name(who));
    let with: Vec<String> = change.with.iter().map(|who| name(*who)).collect();
    let stays = change.from == change.to;
    view! {
        <li class=if stays { "changed" } else { "moved" }>
            <b>{name(change.who)}</b>
            <span>
                {(!stays).then(|| view! { <del>{place(change.from)}</del> " " })}
                <ins>{place(change.to)}</ins>
                {(!with.is_empty()).then(|| format!(" · {}", words::with_names(locale, &and_list(locale, &with))))}
            </span>
        </li>
    }
}
