//! What can be done with a table.

use super::{
    room::{Pick, use_room},
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating},
};
use domain::dating::Happening;
use leptos::prelude::*;

#[component]
pub fn TablePanel(number: u16) -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let closed = Memo::new(move |_| {
        session
            .dating
            .with(|dating| dating.setting.tables.iter().any(|t| t.number == number && t.closed_from.is_some()))
    });
    let round = Memo::new(move |_| session.open_round());
    view! {
        <div class="actions">
            {move || if closed.get() {
                view! {
                    <button class="button plain" type="button" on:click=move |_| room.decide(Happening::ReopenTable { number })>
                        <Icon kind=IconKind::UNDO/>{dating::reopen_table(locale, number)}
                    </button>
                }.into_any()
            } else {
                view! {
                    <button class="button plain" type="button" on:click=move |_| room.decide(Happening::CloseTable { number })>
                        <Icon kind=IconKind::X/>{dating::close_table(locale, number)}
                    </button>
                }.into_any()
            }}
            {move || round.get().filter(|_| !closed.get()).map(|round| view! {
                <button class="button plain" type="button" on:click=move |_| room.ask_for(Pick::Merge { from: number, round })>
                    <Icon kind=IconKind::TABLE/>{words::merge(locale)}
                </button>
            })}
        </div>
        <p class="quiet">{words::table_hint(locale)}</p>
    }
}
