//! A snapshot on its way: skeleton while it comes, its view when it is there, a sentence and a way on when it fails.

use crate::{
    api::{Answer, ApiError},
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
    },
    page::{Missing, use_locale},
    request::Reply,
    snapshot::{Kept, Snapshot, Told},
    words::{refusals, shell, table},
};
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use serde::{Serialize, de::DeserializeOwned};
use std::{pin::Pin, sync::Arc};

/// Draws `snapshot` with `view`. What was there stays while it is fetched again, so that nothing jumps.
pub fn shown<T, V>(snapshot: Snapshot<T>, view: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let draw = Arc::new(move |told: Told, _: Option<Told>| told.read().map(|value| view(value).into_any()));
    drawn(snapshot.told(), None, draw)
}

/// Draws a snapshot together with another one that need not be there. Never one inside the other: what waits inside
/// would go on for a moment after what it stands in was drawn anew, where it finds nothing of what surrounded it.
pub fn shown_with<T, U, V>(
    snapshot: Snapshot<T>,
    beside: Snapshot<U>,
    view: impl Fn(T, Option<U>) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: DeserializeOwned + 'static,
    U: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let draw = Arc::new(move |told: Told, beside: Option<Told>| {
        let beside = beside.and_then(|told| told.read().ok());
        told.read().map(|value| view(value, beside).into_any())
    });
    drawn(snapshot.told(), Some(beside.told()), draw)
}

type Draw = dyn Fn(Told, Option<Told>) -> Answer<AnyView> + Send + Sync;

/// One for everything that is shown.
fn drawn(told: Kept, beside: Option<Kept>, draw: Arc<Draw>) -> AnyView {
    let answer = move || {
        let draw = draw.clone();
        async move {
            let beside = match beside {
                Some(beside) => Some(beside.await),
                None => None,
            };
            draw(told.await, beside)
        }
    };
    waited_for(answer, move || told.refetch())
}

/// The same for what organisers read, in a resource of its own type.
pub fn loaded<T, V>(
    resource: Resource<Answer<T>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let answer = move || {
        let view = view.clone();
        async move { resource.await.map(|value| view(value).into_any()) }
    };
    waited_for(answer, move || resource.refetch())
}

/// Draws two of them together, once both are there; never one inside the other, as [`shown_with`] says.
pub fn both_loaded<T, U, V>(
    first: Resource<Answer<T>>,
    second: Resource<Answer<U>>,
    view: impl Fn(T, U) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    U: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let answer = move || {
        let view = view.clone();
        async move {
            let (first, second) = (first.await, second.await);
            Ok(view(first?, second?).into_any())
        }
    };
    let retry = move || {
        first.refetch();
        second.refetch();
    };
    waited_for(answer, retry)
}

/// A skeleton until the answer is there, then its view, or why there is none.
fn waited_for<A>(
    answer: impl Fn() -> A + Send + Sync + 'static,
    retry: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView
where
    A: Future<Output = Answer<AnyView>> + Send + 'static,
{
    let drawn = move || {
        let answer = answer();
        async move { answer.await.unwrap_or_else(|error| view! { <Failure error retry/> }.into_any()) }
    };
    view! { <Transition fallback=Skeleton>{later(drawn)}</Transition> }.into_any()
}

/// A view that waits for something, drawn anew whenever that changes; for inside of a `Transition`.
///
/// Each drawing is the owner of its own signals and lives until the next one stands in its place. Otherwise they would be
/// gone as soon as the next one is begun, a moment before, and what the page still shows would look for them.
pub fn later<A>(draw: impl Fn() -> A + Send + Sync + 'static) -> AnyView
where
    A: Future<Output = AnyView> + Send + 'static,
{
    standing(Box::new(move || Box::pin(draw())))
}

/// One for everything that comes later.
fn standing(draw: Box<dyn Fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>> + Send + Sync>) -> AnyView {
    let around = Owner::current();
    let drawn = move || {
        let own = around.as_ref().map_or_else(Owner::new, Owner::child);
        let holder = own.clone();
        own.with(|| {
            let view = draw();
            Suspend::new(async move { OwnedView::new_with_owner(view.await, holder) })
        })
    };
    drawn.into_any()
}

/// Grey shapes in the place of what is coming.
#[component]
pub fn Skeleton() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="stack" aria-busy="true">
            <p class="visually-hidden">{shell::loading(locale)}</p>
            <div class="skeleton line"></div>
            <div class="skeleton line short"></div>
            <div class="skeleton block"></div>
            <div class="skeleton block"></div>
        </div>
    }
}

/// Why it failed, with a way on. On the server it also gives the answer its status.
#[component]
pub fn Failure(error: ApiError, retry: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let locale = use_locale();
    // Nothing went wrong: there is only nothing to show yet, and the page asks again by itself.
    let waits = matches!(&error, ApiError::Refused(why) if why.not_published());
    if let Some(reply) = use_context::<Reply>().filter(|_| !waits) {
        reply.status(match error {
            ApiError::NotFound => 404,
            ApiError::Forbidden => 403,
            ApiError::Refused(_) => 422,
            ApiError::Stale => 409,
            ApiError::Unavailable | ApiError::Offline => 503,
        });
    }
    match error {
        ApiError::NotFound => view! { <Nothing/> }.into_any(),
        _ if waits => view! {
            <div class="empty" role="status">
                <EmptyStall/>
                <h2>{table::being_made_title(locale)}</h2>
                <p>{table::being_made(locale)}</p>
            </div>
        }
        .into_any(),
        error => view! {
            <div class="notice warn" role="alert">
                <Icon kind=IconKind::WARNING/>
                <div>
                    <p>{refusals::fault(locale, &error)}</p>
                    <div class="actions">
                        <button class="button plain" type="button" on:click=move |_| retry()>
                            {shell::try_again(locale)}
                        </button>
                    </div>
                </div>
            </div>
        }
        .into_any(),
    }
}

/// In context of a page whose heading stands outside of what may not be there.
#[derive(Clone, Copy)]
pub struct UnderHeading;

/// In context of a page that knows better than to suspect the address: what it says where there is nothing.
#[derive(Clone, Copy)]
pub struct Gone {
    pub title: &'static str,
    pub text: &'static str,
}

/// The page that is not there, with a way back.
#[component]
pub fn Nothing() -> impl IntoView {
    let locale = use_locale();
    if let Some(reply) = use_context::<Reply>() {
        reply.status(404);
    }
    Missing::tell();
    let nowhere = || Gone { title: shell::not_found_title(locale), text: shell::not_found(locale) };
    let Gone { title, text } = use_context().unwrap_or_else(nowhere);
    let title = match use_context::<UnderHeading>() {
        Some(UnderHeading) => view! { <h2>{title}</h2> }.into_any(),
        None => view! { <h1>{title}</h1> }.into_any(),
    };
    view! {
        <div class="empty nowhere">
            <EmptyStall/>
            {title}
            <p>{text}</p>
            <a class="button" href="/">{shell::to_start(locale)}</a>
        </div>
    }
}
