//! The links of a session: personal ones for its participants, and those of its projectors.

mod passes;
mod screens;

use crate::{
    api,
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::desk::use_desk,
    words::links as words,
};
use leptos::prelude::*;
use passes::Passes;
use screens::Screens;

#[component]
pub fn LinksRoom() -> impl IntoView {
    view! {
        <AgainCount/>
        <Screens/>
        <Passes/>
    }
}

/// How many pairs found each other; who they are, only they know.
#[component]
fn AgainCount() -> impl IntoView {
    let locale = use_locale();
    let (desk, live) = (use_desk(), use_live());
    let count = Resource::new(
        move || (desk.id.get(), live.version(Topic::Phones(desk.id.get()))),
        |(id, _)| api::links::mutual_again(id),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let count = count.await.unwrap_or_default();
                (count > 0).then(|| view! { <p class="notice good no-print">{words::again_count(locale, count)}</p> })
            })}
        </Transition>
    }
}
