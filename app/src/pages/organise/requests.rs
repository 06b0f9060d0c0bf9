//! What phones asked of the desk, oldest first. Accepting hands the happening on, to be proposed and applied like any other.

use crate::{
    api::{self, Answer},
    components::icons::{Icon, IconKind},
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::desk::fresh_key,
    words::{links as words, refusals},
};
use domain::{
    DatingId, Locale,
    dating::Happening,
    request::{Ask, Decision, RequestCard},
};
use leptos::{prelude::*, task::spawn_local};

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
    on_accepted: Callback<Happening>,
) -> impl IntoView {
    let locale = use_locale();
    let failed = RwSignal::new(None::<String>);
    let decide = Callback::new(move |(card, decision): (RequestCard, Decision)| {
        spawn_local(async move {
            let answer = api::links::decide_request(dating, card.request.id, decision, fresh_key()).await;
            match answer {
                Ok(happening) => {
                    failed.try_set(None);
                    happening.into_iter().for_each(|happening| on_accepted.run(happening));
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
            open.refetch();
        });
    });
    view! {
        <div role="status" aria-live="polite">
            <Transition>
                {move || Suspend::new(async move {
                    let cards = open.await.unwrap_or_default();
                    (!cards.is_empty()).then(|| {
                        let rows = cards.into_iter().map(|card| view! { <Row card decide/> }).collect_view();
                        view! {
                            <section class="card now">
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

#[component]
fn Row(card: RequestCard, decide: Callback<(RequestCard, Decision)>) -> impl IntoView {
    let locale = use_locale();
    let what = sentence(locale, &card);
    let (accept, decline) = (words::accept_of(locale, &what), words::decline_of(locale, &what));
    let card = StoredValue::new(card);
    let say = move |decision| decide.run((card.get_value(), decision));
    view! {
        <li class="wrap">
            <span class="grow">{what}</span>
            <div class="cluster">
                <button class="button plain" type="button" aria-label=accept on:click=move |_| say(Decision::Accept)>{words::accept(locale)}</button>
                <button class="button quiet" type="button" aria-label=decline on:click=move |_| say(Decision::Decline)>{words::decline(locale)}</button>
            </div>
        </li>
    }
}

fn sentence(locale: Locale, card: &RequestCard) -> String {
    match card.request.ask {
        Ask::Late { until } => words::asks_late(locale, card.name.as_str(), until + 1),
        Ask::Leave => words::asks_leave(locale, card.name.as_str()),
    }
}
