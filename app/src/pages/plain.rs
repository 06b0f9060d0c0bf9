//! The frame of pages that belong to no fair: the start page, signing in, the page that is not there.

use crate::{
    api,
    components::{foot::Foot, head::Head, loaded::Nothing},
    page::{PageTitle, use_locale},
    request::Reply,
    snapshot::Snapshot,
    words::shell,
};
use leptos::prelude::*;

/// Head, main and foot. The legal texts linked are those of the newest fair.
#[component]
pub fn PlainFrame(#[prop(optional)] narrow: bool, children: Children) -> impl IntoView {
    view! {
        <Head home=Signal::stored("/".to_owned())/>
        <main id="content" tabindex="-1" class=if narrow { "page narrow stack" } else { "page stack" }>{children()}</main>
        <NewestFoot/>
    }
}

/// A foot where no fair is at hand.
#[component]
pub fn NewestFoot() -> impl IntoView {
    let fairs = Snapshot::new(|| (api::fair::Fairs {}, 0));
    let newest = move || {
        Suspend::new(async move {
            let slug = fairs.there().await.ok().and_then(|fairs| Some(fairs.first()?.slug.to_string()));
            view! { <Foot slug=Signal::stored(slug)/> }
        })
    };
    view! { <Transition>{newest}</Transition> }
}

/// What answers every address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    if let Some(reply) = use_context::<Reply>() {
        reply.status(404);
    }
    let title = shell::not_found_title(use_locale()).to_owned();
    view! {
        <PageTitle page=Signal::stored(title)/>
        <PlainFrame>
            <Nothing/>
        </PlainFrame>
    }
}
