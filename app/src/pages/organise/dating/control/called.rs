//! Calling the next round: its cards are out, nobody's seat in it is changed any more. And thawing it again.

use super::{deciding::use_deciding, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    words::control as words,
};
use domain::dating::Happening;
use leptos::prelude::*;

#[component]
pub fn Called() -> impl IntoView {
    let session = use_session();
    let deciding = use_deciding();
    let locale = session.locale;
    let next = Memo::new(move |_| {
        let begun = session.begun.get();
        let ahead = session.dating.with(|dating| dating.plan.is_some() && begun < dating.setting.rounds);
        (ahead && session.may_organise()).then_some(begun)
    });
    let frozen = Memo::new(move |_| session.desk.with(|desk| desk.rounds_frozen > 0));
    move || {
        let round = next.get()?;
        let view = if frozen.get() {
            view! {
                <div class="cluster">
                    <span class="tag info"><Icon kind=IconKind::Lock/>{words::is_called(locale, round + 1)}</span>
                    <button class="button quiet" type="button" on:click=move |_| deciding.note(Happening::Thaw, || {})>
                        {words::thaw(locale)}
                    </button>
                </div>
            }
            .into_any()
        } else {
            view! {
                <button class="button quiet" type="button" on:click=move |_| deciding.note(Happening::CallRound { round }, || {})>
                    <Icon kind=IconKind::Megaphone/>{words::call_round(locale, round + 1)}
                </button>
            }
            .into_any()
        };
        Some(view)
    }
}
