//! What waits for the network, and what came too late, with the reasons.

use super::{Kept, Misfit, Waiting, use_waiting};
use crate::{
    components::icons::{Icon, IconKind},
    live::{Line, use_live},
    page::use_locale,
    words::control as words,
};
use domain::ParticipantId;
use leptos::prelude::*;

/// Whether this console hears nothing of the server.
pub fn cut_off(waiting: Waiting) -> Memo<bool> {
    let live = use_live();
    Memo::new(move |_| waiting.cut_off.get() || live.line() == Line::Broken)
}

/// That nothing is heard, in a word, where it stays in sight; the panel says the rest.
#[component]
pub fn CutOff() -> impl IntoView {
    let cut_off = cut_off(use_waiting());
    let locale = use_locale();
    view! {
        <Show when=move || cut_off.get()>
            <p class="cut-off"><Icon kind=IconKind::WIFI_OFF/>{words::cut_off(locale)}</p>
        </Show>
    }
}

/// `hint` says what can wait in this room.
#[component]
pub fn QueuePanel(
    waiting: Waiting,
    name: impl Fn(ParticipantId) -> String + Copy + Send + Sync + 'static,
    hint: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    // A tap that is just on its way is nothing to read.
    let unsent = Memo::new(move |_| waiting.unsent());
    let cut_off = cut_off(waiting);
    let line = move |kept: Kept| {
        let what = untrack(|| words::queued(locale, &kept.command, &name));
        view! {
            <li class="wrap">
                <span class="grow">{what.clone()}</span>
                <button class="button quiet" type="button" aria-label=words::do_not_send_what(locale, &what)
                    on:click=move |_| waiting.call_off(&kept.key)>{words::do_not_send(locale)}</button>
            </li>
        }
    };
    let misfit = move |misfit: Misfit| {
        let key = misfit.key.clone();
        let what = untrack(|| words::queued(locale, &misfit.command, &name));
        view! {
            <li class="wrap">
                <span class="grow"><b>{what.clone()}</b><br/>{misfit.because.sentence(locale)}</span>
                <button class="button quiet" type="button" aria-label=words::dismiss_what(locale, &what)
                    on:click=move |_| waiting.dismiss(&key)>{words::dismiss(locale)}</button>
            </li>
        }
    };
    view! {
        <div role="status">
            <Show when=move || cut_off.get()>
                <div class="notice warn">
                    <Icon kind=IconKind::WIFI_OFF/>
                    <div>
                        <p>
                            <b>{words::no_network(locale)}</b>
                            {move || unsent.with(|all| (!all.is_empty()).then(|| view! { " " <span class="tag warn">{words::waiting(locale, all.len())}</span> }))}
                        </p>
                        <p>{hint}</p>
                        <ul class="list"><For each=move || unsent.get() key=|kept| kept.key.clone() children=line/></ul>
                    </div>
                </div>
            </Show>
            <Show when=move || waiting.misfits.with(|all| !all.is_empty())>
                <div class="notice bad">
                    <Icon kind=IconKind::ALERT/>
                    <div>
                        <p><b>{words::too_late(locale)}</b></p>
                        <ul class="list"><For each=move || waiting.misfits.get() key=|misfit| misfit.key.clone() children=misfit/></ul>
                    </div>
                </div>
            </Show>
        </div>
    }
}
