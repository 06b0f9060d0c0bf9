//! A plan that was changed by hand while the session is on and that nobody else is shown: told in every room of the session,
//! with the way to tell it.

use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{desk::use_desk, keys::fresh_key},
    words::{control, dating as words},
};
use domain::views::DatingDesk;
use leptos::prelude::*;

/// Whether whoever runs the day goes by another plan than everybody else. Before it begins the plan's own room says so.
pub fn is_untold(desk: &DatingDesk) -> bool {
    let on = desk.dating.has_started() && desk.ended.is_none();
    on && desk.unpublished_changes && desk.dating.published.is_some()
}

/// It is drawn anew with the head, so it says nothing by itself.
#[component]
pub fn Untold(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let (state, id, revision) = (use_desk(), desk.dating.id, desk.dating.revision);
    let shown = desk.dating.published.as_ref().map_or(0, |plan| plan.version);
    let rounds = desk.dating.rounds_shown_otherwise(desk.clock.now);
    let publish = move |_| {
        if state.busy.get_untracked() {
            return;
        }
        state.act(api::dating::publish(id, revision, fresh_key()), move |reach| {
            state.to_told();
            Some(words::applied(locale, reach).to_owned())
        });
    };
    let way = match desk.may_organise {
        true => view! {
            <p>{control::untold_hint(locale)}</p>
            <div class="actions">
                <button class="button" type="button" id="tell-all" aria-disabled=move || state.busy.get().then_some("true") on:click=publish>
                    <Icon kind=IconKind::SMARTPHONE/>{control::tell_all(locale)}
                </button>
            </div>
        }
        .into_any(),
        false => view! { <p>{control::organisers_tell(locale)}</p> }.into_any(),
    };
    view! {
        <div class="notice warn" id="untold">
            <Icon kind=IconKind::WARNING/>
            <div><p><b>{control::untold(locale, shown, &rounds)}</b></p>{way}</div>
        </div>
    }
}
