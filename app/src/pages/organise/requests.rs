//! What phones asked of the desk, oldest first. To accept is to look at what it would change and to apply that: the phone
//! hears of it then, and the card stays until then.

use crate::{
    api::{self, Answer},
    components::icons::{Icon, IconKind},
    live::{Topic, use_live},
    page::use_locale,
    words::{control, links as words, refusals},
};
use domain::{
    DatingId, Locale,
    request::{Ask, RequestCard},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// What waits at a session's desk, fetched again whenever a phone asks something. Made outside of what waits for other
/// snapshots, so that it lives as long as the room.
pub fn use_requests(dating: Memo<DatingId>) -> Resource<Answer<Vec<RequestCard>>> {
    let live = use_live();
    Resource::new(
        move || {
            let id = dating.get();
            (id, live.version(Topic::Phones(id)) + live.version(Topic::Dating(id)))
        },
        |(id, _)| api::links::requests(id),
    )
}

/// Nothing while nobody asks anything.
#[component]
pub fn RequestCards(
    dating: DatingId,
    open: Resource<Answer<Vec<RequestCard>>>,
    /// Nothing that is asked can be done in a session that was called off.
    can_accept: Signal<bool>,
    on_accept: Callback<RequestCard>,
) -> impl IntoView {
    let locale = use_locale();
    let failed = RwSignal::new(None::<String>);
    // A request is declined once, so that pressing again after an answer was lost does nothing more.
    let decline = Callback::new(move |card: RequestCard| {
        spawn_local(async move {
            let key = format!("decline-{dating}-{}", card.request.id);
            let answer = api::links::decline_request(dating, card.request.id, key).await;
            failed.try_set(answer.err().map(|error| refusals::error(locale, &error)));
            open.refetch();
        });
    });
    view! {
        <div role="status" aria-live="polite">
            <Transition>
                {move || Suspend::new(async move {
                    let cards = open.await.unwrap_or_default();
                    (!cards.is_empty()).then(|| {
                        let rows = cards.into_iter().map(|card| view! { <Row card can_accept on_accept decline/> }).collect_view();
                        view! {
                            <section class="card now" id="requests" tabindex="-1">
                                <h2><Icon kind=IconKind::SMARTPHONE/>" "{words::requests(locale)}</h2>
                                <ul class="list">{rows}</ul>
                                {move || failed.get().map(|sentence| view! { <p class="error" role="alert">{sentence}</p> })}
                            </section>
                        }
                    })
                })}
            </Transition>
        </div>
    }
}

/// How many wait, as a way to them: for where they stand further down than one looks.
#[component]
pub fn RequestCount(open: Resource<Answer<Vec<RequestCard>>>) -> impl IntoView {
    let locale = use_locale();
    let lead = |_| {
        let cards = document().get_element_by_id("requests");
        if let Some(cards) = cards.and_then(|cards| cards.dyn_into::<web_sys::HtmlElement>().ok()) {
            cards.scroll_into_view();
            let _ = cards.focus();
        }
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let waiting = open.await.map(|cards| cards.len()).unwrap_or_default();
                (waiting > 0).then(|| view! {
                    <button class="chip to-requests" type="button" aria-label=control::phones_ask(locale, waiting) on:click=lead>
                        <Icon kind=IconKind::SMARTPHONE/><b class="num">{waiting}</b>
                    </button>
                })
            })}
        </Transition>
    }
}

#[component]
fn Row(
    card: RequestCard,
    can_accept: Signal<bool>,
    on_accept: Callback<RequestCard>,
    decline: Callback<RequestCard>,
) -> impl IntoView {
    let locale = use_locale();
    let what = sentence(locale, &card);
    let (accepts, declines) = (words::accept_of(locale, &what), words::decline_of(locale, &what));
    let card = StoredValue::new(card);
    view! {
        <li class="wrap">
            <span class="grow">{what}</span>
            <div class="cluster">
                <Show when=move || can_accept.get()>
                    <button class="button plain" type="button" aria-label=accepts.clone() on:click=move |_| on_accept.run(card.get_value())>{words::accept(locale)}</button>
                </Show>
                <button class="button quiet" type="button" aria-label=declines on:click=move |_| decline.run(card.get_value())>{words::decline(locale)}</button>
            </div>
        </li>
    }
}

fn sentence(locale: Locale, card: &RequestCard) -> String {
    match card.request.ask {
        Ask::Late { until } => words::asks_late(locale, card.name.as_str(), until + 1),
        Ask::Leave => words::asks_leave(locale, card.name.as_str()),
        Ask::Here => words::asks_here(locale, card.name.as_str()),
    }
}
