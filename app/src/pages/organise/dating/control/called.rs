//! Calling the next round: its people know where they sit, nobody's seat in it is changed any more. And thawing it again.

use super::{deciding::use_deciding, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    pages::organise::queue::use_waiting,
    words::{control as words, dates},
};
use domain::{
    Locale,
    control_room::Frozen,
    dating::{Calling, Dating, Happening},
};
use leptos::prelude::*;

#[component]
pub fn Called() -> impl IntoView {
    let session = use_session();
    let (deciding, waiting) = (use_deciding(), use_waiting());
    let locale = session.locale;
    let next = Memo::new(move |_| {
        session.begun.track();
        let now = session.now.get_untracked();
        let ahead = |dating: &Dating| dating.plan.as_ref().and_then(|_| dating.rounds_ahead(now).next());
        session.dating.with(|dating| ahead(dating)).filter(|_| session.may_organise())
    });
    let note = move |happening| {
        waiting.note(&session.dating.get_untracked(), happening, session.now.get_untracked());
    };
    let thaw = move |_| {
        if waiting.reaches_the_server() {
            // Whoever was left alone while the round was called may be seated again.
            deciding.note(Happening::Thaw, move || deciding.ask_to_mend());
        } else {
            note(Happening::Thaw);
        }
    };
    let frozen = Memo::new(move |_| session.desk.with(|desk| desk.frozen));
    move || {
        let round = next.get()?;
        let view = if let Some(why) = frozen.get() {
            view! {
                <div class="cluster">
                    <span class="tag info"><Icon kind=sign(why)/>{sentence(locale, round + 1, why)}</span>
                    <button class="button quiet" type="button" on:click=thaw>
                        {words::thaw(locale)}
                    </button>
                </div>
            }
            .into_any()
        } else {
            let call = Happening::CallRound { round, how: Calling::Called };
            view! {
                <button class="button quiet" type="button" on:click=move |_| note(call.clone())>
                    <Icon kind=IconKind::MEGAPHONE/>{words::call_round(locale, round + 1)}
                </button>
            }
            .into_any()
        };
        Some(view)
    }
}

fn sign(why: Frozen) -> IconKind {
    match why {
        Frozen::Announced { how: Calling::Printed, .. } => IconKind::PRINTER,
        Frozen::OnTheWay | Frozen::Announced { .. } => IconKind::LOCK,
    }
}

/// Why the round (from 1) stays as it is, and since when.
fn sentence(locale: Locale, round: u8, why: Frozen) -> String {
    match why {
        Frozen::OnTheWay => words::is_on_the_way(locale, round),
        Frozen::Announced { at: None, .. } => words::is_called(locale, round),
        Frozen::Announced { how: Calling::Called, at: Some(at) } => {
            words::is_called_at(locale, round, &dates::time(at.time()))
        }
        Frozen::Announced { how: Calling::Printed, at: Some(at) } => {
            words::is_printed_at(locale, round, &dates::time(at.time()))
        }
    }
}
