//! The fairness ledger: what everybody had, what they lost, and what can still come.

use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::desk::{name_of, use_desk},
    words::control as words,
};
use domain::{control_room::LedgerLine, dating::Dating, profile::name_key};
use leptos::prelude::*;

/// Who stands on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Fewest,
    Name,
}

#[component]
pub fn LedgerRoom() -> impl IntoView {
    let locale = use_locale();
    let desk = use_desk();
    let live = use_live();
    let order = RwSignal::new(Order::Fewest);
    let lines = Resource::new(
        move || (desk.id.get(), live.version(Topic::Dating(desk.id.get()))),
        |(id, _)| api::dating::ledger(id),
    );
    let pressed = move |this: Order| move || if order.get() == this { "true" } else { "false" };
    view! {
        <div class="section-head">
            <p class="lede">{words::ledger_lede(locale)}</p>
            <div class="row wrap no-print">
                <div class="segments" role="group" aria-label=words::tab_ledger(locale)>
                    <button type="button" aria-pressed=pressed(Order::Fewest) on:click=move |_| order.set(Order::Fewest)>{words::by_fewest(locale)}</button>
                    <button type="button" aria-pressed=pressed(Order::Name) on:click=move |_| order.set(Order::Name)>{words::by_name(locale)}</button>
                </div>
                <button class="button plain" type="button" on:click=move |_| { let _ = window().print(); }>
                    <Icon kind=IconKind::PRINTER/>{words::print(locale)}
                </button>
            </div>
        </div>
        {both_loaded(desk.view, lines, move |desk, lines| view! { <Lines lines dating=desk.dating order/> })}
    }
}

#[component]
fn Lines(lines: Vec<LedgerLine>, dating: Dating, order: RwSignal<Order>) -> impl IntoView {
    let locale = use_locale();
    let mut named: Vec<(String, LedgerLine)> =
        lines.into_iter().map(|line| (name_of(&dating, line.who), line)).collect();
    named.sort_by_cached_key(|(name, _)| name_key(name));
    let rows = move || {
        let mut shown = named.clone();
        if order.get() == Order::Fewest {
            shown.sort_by_key(|(_, line)| (line.had, line.had + line.planned, std::cmp::Reverse(line.sat_out)));
        }
        let row = |(name, line): (String, LedgerLine)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="end num">{line.had}</td>
                    <td class="end num">{line.sat_out}</td>
                    <td class="end num">{words::wishes_of(locale, line.wishes_kept, line.wishes, line.wishes_planned)}</td>
                    <td class="end num">{line.planned}</td>
                    <td class="end num">{line.possible}</td>
                </tr>
            }
        };
        shown.into_iter().map(row).collect_view()
    };
    let sorted = move |this: Order| move || (order.get() == this).then_some("ascending");
    view! {
        <div class="scroll tall" tabindex="0" role="region" aria-label=words::tab_ledger(locale)>
            <table class="data ledger">
                <thead>
                    <tr>
                        <th scope="col" aria-sort=sorted(Order::Name)>{words::who(locale)}</th>
                        <th scope="col" class="end" aria-sort=sorted(Order::Fewest)>{words::had(locale)}</th>
                        <th scope="col" class="end">{words::sat_out(locale)}</th>
                        <th scope="col" class="end">{words::wishes_kept(locale)}</th>
                        <th scope="col" class="end">{words::planned(locale)}</th>
                        <th scope="col" class="end">{words::possible(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
