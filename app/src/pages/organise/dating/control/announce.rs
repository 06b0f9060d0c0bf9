//! A sentence for everybody, and those that stand.

use super::{deciding::use_deciding, keys::focus, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    pages::organise::queue::use_waiting,
    words::{control as words, refusals},
};
use domain::{
    Refusal,
    dating::{ANNOUNCEMENT_LIMIT, Happening},
    refusal::Input,
    text::one_line,
};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub fn Announce() -> impl IntoView {
    let session = use_session();
    let (deciding, waiting) = (use_deciding(), use_waiting());
    let locale = session.locale;
    let text = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<String>);
    let standing = Memo::new(move |_| {
        let now = session.now.get();
        session.dating.with(|dating| dating.standing(now).map(|said| (said.id, said.text.clone())).collect::<Vec<_>>())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = one_line(&text.get_untracked());
        // What nobody can hear stays, to be typed on.
        if said.is_empty() {
            failed.set(Some(refusals::refusal(locale, &Refusal::Empty(Input::Text))));
            focus("announcement");
            return;
        }
        waiting.note(&session.dating.get_untracked(), Happening::Announce { text: said }, session.now.get_untracked());
        text.set(String::new());
    };
    let type_on = move |event| {
        text.set(event_target_value(&event));
        failed.set(None);
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <div class="field">
                <label for="announcement">{words::announce_label(locale)}</label>
                <textarea id="announcement" rows="3" required maxlength=ANNOUNCEMENT_LIMIT.to_string() aria-describedby="announcement-failed"
                    aria-invalid=move || failed.with(Option::is_some).then_some("true") prop:value=text on:input=type_on></textarea>
                <div role="alert" id="announcement-failed">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
            </div>
            <div class="actions"><button class="button" type="submit"><Icon kind=IconKind::MEGAPHONE/>{words::announce_do(locale)}</button></div>
        </form>
        <ul class="list">
            <For each=move || standing.get() key=|(id, _)| *id let:said>
                <li>
                    <span class="grow">{said.1.clone()}</span>
                    <button class="button quiet" type="button" aria-label=words::retract_what(locale, &said.1)
                        on:click=move |_| deciding.note(Happening::Retract { announcement: said.0 }, || {})>{words::retract(locale)}</button>
                </li>
            </For>
        </ul>
    }
}
