//! What saving would take away, said before it is saved: the press that does it all the same is the second one.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::dating as words,
};
use domain::dating::Losses;
use leptos::prelude::*;

/// Draws nothing where nothing is lost. `asked` is what was said; saving once more means it.
#[component]
pub fn Losing(asked: RwSignal<Option<Losses>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div role="alert">
            {move || asked.get().map(|losses| view! {
                <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{words::losses(locale, &losses)}</p></div>
            })}
        </div>
    }
}

/// Whether it may be saved: nothing is lost, or it was said what is. Says it where it was not yet.
pub fn may_lose(asked: RwSignal<Option<Losses>>, losses: &Losses) -> bool {
    let said = losses.is_nothing() || asked.with_untracked(|asked| asked.as_ref() == Some(losses));
    asked.set((!said).then(|| losses.clone()));
    said
}
