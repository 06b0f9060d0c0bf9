//! A room that is drawn once: what anybody does later changes a signal, so that what is half typed or open stays.

use crate::{
    api::Answer,
    components::loaded::{Failure, Skeleton},
    pages::organise::desk::use_desk,
};
use domain::views::DatingDesk;
use leptos::prelude::*;
use std::{
    future::{Future, IntoFuture, poll_fn},
    sync::Arc,
};

/// Draws a room from the first answer of the server.
pub fn once<V: IntoView + 'static>(room: impl Fn(DatingDesk) -> V + Clone + Send + Sync + 'static) -> impl IntoView {
    let view = use_desk().view;
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let room = room.clone();
                Suspend::new(async move {
                    match first_answer(view).await {
                        Ok(desk) => room(desk).into_any(),
                        Err(error) => {
                            let again = || {
                                let _ = window().location().reload();
                            };
                            view! { <Failure error retry=again/> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

/// Waits for the first answer and does not listen for later ones: they must not build the room anew.
pub async fn first_answer(view: Resource<Answer<DatingDesk>>) -> Answer<DatingDesk> {
    let mut answer = Box::pin(view.into_future());
    poll_fn(move |context| untrack(|| answer.as_mut().poll(context))).await
}

/// The session as the server said it last, beginning with what the room was drawn from.
pub fn latest(first: DatingDesk) -> RwSignal<Arc<DatingDesk>> {
    let view = use_desk().view;
    let latest = RwSignal::new(Arc::new(first));
    Effect::new(move |_| {
        if let Some(Ok(new)) = view.get()
            && latest.with_untracked(|old| **old != new)
        {
            latest.set(Arc::new(new));
        }
    });
    latest
}
