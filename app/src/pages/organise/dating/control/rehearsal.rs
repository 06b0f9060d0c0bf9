//! A rehearsal: the banner over it, and what happens in it by itself, put before whoever trains.

use super::{deciding::use_deciding, session::use_session};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    pages::organise::{
        desk::{Told, use_desk},
        fields::rests,
        frame::use_slug,
    },
    paths::organise as to,
    words::{control as words, refusals},
};
use domain::{clock::Moment, dating::REHEARSAL_SPEED};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How often a rehearsal is asked what happens next.
const PACE: Duration = Duration::from_millis(1_200);

/// Over a rehearsal, that it is one; nothing over the day itself.
#[component]
pub fn RehearsalBanner() -> impl IntoView {
    let session = use_session();
    let of = untrack(|| session.desk.with(|desk| desk.dating.rehearsal.map(|rehearsal| rehearsal.of)));
    of.map(|of| view! { <Banner of/> })
}

#[component]
fn Banner(of: domain::DatingId) -> impl IntoView {
    let session = use_session();
    let deciding = use_deciding();
    let desk = use_desk();
    let slug = use_slug();
    let locale = session.locale;
    let by_itself = RwSignal::new(true);
    let asking = StoredValue::new(false);
    let running = Memo::new(move |_| matches!(session.moment.get(), Moment::On { .. }));
    // Whoever declines what has happened wants to think: nothing else happens until they go on.
    Effect::new(move |_| {
        if deciding.declined.get().is_some() {
            by_itself.set(false);
        }
    });
    let next = move || {
        let busy =
            asking.get_value() || deciding.open.with_untracked(Option::is_some) || deciding.applying.get_untracked();
        if busy || !by_itself.get_untracked() || !running.get_untracked() {
            return;
        }
        asking.set_value(true);
        let id = session.id();
        spawn_local(async move {
            let answer = api::dating::next_in_rehearsal(id).await;
            asking.try_set_value(false);
            if let Ok(Some(happening)) = answer {
                deciding.rehearse(happening);
            }
        });
    };
    Effect::new(move |_| {
        if let Ok(handle) = set_interval_with_handle(next, PACE) {
            on_cleanup(move || handle.clear());
        }
    });
    let remove = move |_| {
        let (id, revision) = session.desk.with_untracked(|desk| (desk.dating.id, desk.dating.revision));
        let back = to::dating(&slug.get_untracked(), of);
        spawn_local(async move {
            match api::dating::remove_dating(id, revision).await {
                // A whole new page: another session has another room.
                Ok(()) => {
                    let _ = window().location().set_href(&back);
                }
                Err(error) => {
                    desk.told.try_set(Some(Told::Bad(refusals::error(locale, &error))));
                }
            }
        });
    };
    let may_organise = untrack(|| session.may_organise());
    view! {
        <section class="notice info rehearsal" aria-label=words::rehearsal(locale)>
            <Icon kind=IconKind::TOOLS/>
            <div>
                <p><b>{words::rehearsal(locale)}</b> " " {words::rehearsal_hint(locale, REHEARSAL_SPEED)}</p>
                <div class="actions">
                    <button class="chip" type="button" aria-pressed=move || if by_itself.get() { "true" } else { "false" }
                        on:click=move |_| by_itself.update(|on| *on = !*on)>{words::happens_by_itself(locale)}</button>
                    <a class="button quiet" rel="external" href=move || to::dating(&slug.get(), of)>{words::to_the_day(locale)}</a>
                    {may_organise.then(|| view! {
                        <button class="button quiet" type="button" on:click=remove><Icon kind=IconKind::TRASH/>{words::remove_rehearsal(locale)}</button>
                    })}
                </div>
            </div>
        </section>
    }
}

/// Makes a copy of a session that has a plan, and goes there.
#[component]
pub fn Rehearse() -> impl IntoView {
    let session = use_session();
    let slug = use_slug();
    let desk = use_desk();
    let locale = session.locale;
    let busy = RwSignal::new(false);
    let rehearse = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let id = session.id();
        spawn_local(async move {
            match api::dating::rehearse(id).await {
                Ok(copy) => {
                    let _ = window().location().set_href(&to::dating(&slug.get_untracked(), copy));
                }
                Err(error) => {
                    busy.try_set(false);
                    desk.told.try_set(Some(Told::Bad(refusals::error(locale, &error))));
                }
            }
        });
    };
    // Nobody trains while the day is on.
    let idle = move || matches!(session.moment.get(), Moment::Waiting | Moment::Over);
    let possible = Memo::new(move |_| {
        idle()
            && session.may_organise()
            && session.dating.with(|dating| dating.plan.is_some() && dating.rehearsal.is_none())
    });
    view! {
        <Show when=move || possible.get()>
            <button class="chip" type="button" aria-disabled=rests(busy) on:click=rehearse>
                <Icon kind=IconKind::TOOLS/>{words::rehearse(locale)}
            </button>
        </Show>
    }
}
