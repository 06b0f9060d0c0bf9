//! The frame of one session's rooms: its name, the way between the rooms, and what the last command came to.

use super::untold::{Untold, is_untold};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{
        desk::{Desk, Told, use_desk},
        fields::rests,
        frame::{Room, bring_into_sight, use_slug},
        keys::fresh_key,
    },
    paths::{self, organise as to},
    words::{control, dates, dating as words, links, paper},
};
use domain::views::DatingDesk;
use leptos::{html, prelude::*};
use leptos_router::{components::Outlet, hooks::use_location};

#[component]
pub fn DatingRooms() -> impl IntoView {
    let locale = use_locale();
    let desk = Desk::provide();
    let title = RwSignal::new(words::sessions(locale).to_owned());
    view! {
        <Room title=title class="wide">
            // A session that is not there has no head; the room says so, once.
            <Transition>
                {move || Suspend::new(async move {
                    desk.view.await.ok().map(|desk| {
                        title.set(desk.dating.setting.title.to_string());
                        view! { <RoomHead desk/> }
                    })
                })}
            </Transition>
            <ToldNotice/>
            <Outlet/>
        </Room>
    }
}

#[component]
fn RoomHead(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let (slug, path, id) = (use_slug(), use_location().pathname, desk.dating.id);
    let tab = move |room: &'static str, name: &'static str| {
        let href = Signal::derive(move || match room {
            "" => to::dating(&slug.get(), id),
            room => to::dating_room(&slug.get(), id, room),
        });
        view! { <a href=href aria-current=move || (path.get().trim_end_matches('/') == href.get()).then_some("page")>{name}</a> }
    };
    // On phones the rooms are one row: the one we are in comes into sight.
    let rooms = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        path.track();
        if let Some(rooms) = rooms.get() {
            bring_into_sight(&rooms);
        }
    });
    let starts = desk.dating.setting.starts;
    view! {
        <header class="page-head of-session">
            <p class="kicker">{dates::full_date(locale, starts.date())} "\u{a0}· " {dates::time(starts.time())}</p>
            <div class="row wrap">
                <a class="button quiet round" href=move || to::datings(&slug.get()) aria-label=words::sessions(locale)>
                    <Icon kind=IconKind::ARROW_LEFT/>
                </a>
                <h1 class="grow">{desk.dating.setting.title.to_string()}</h1>
                <PlanState desk=desk.clone()/>
                // Loaded anew: only that page may use the camera.
                <a class="button quiet" rel="external" href=move || to::check_in(&slug.get(), id)>
                    <Icon kind=IconKind::USER_HERE/><span>{links::check_in(locale)}</span>
                </a>
                <a class="button quiet" href=move || paths::dating(&slug.get(), id)>
                    <Icon kind=IconKind::SMARTPHONE/><span>{words::phone_view(locale)}</span>
                </a>
            </div>
        </header>
        <nav class="tablist" aria-label=words::sessions(locale) node_ref=rooms>
            {tab("", words::tab_day(locale))}
            {tab("plan", words::tab_plan(locale))}
            {tab("ledger", control::tab_ledger(locale))}
            {desk.may_organise.then(|| view! {
                {tab("paper", paper::tab(locale))}
                {tab("summary", control::tab_summary(locale))}
                {tab("people", words::tab_people(locale))}
                {tab("rules", words::tab_rules(locale))}
                {tab("setup", words::tab_setup(locale))}
                {tab("links", links::tab(locale))}
            })}
        </nav>
        {is_untold(&desk).then(|| view! { <Untold desk=desk.clone()/> })}
        {desk.dating.run.is_called_off().then(|| view! { <CalledOff desk/> })}
    }
}

/// In every room, with the way back for organisers. It is drawn anew with the head, so it says nothing by itself.
#[component]
fn CalledOff(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let (state, id) = (use_desk(), desk.dating.id);
    let hold = move |_| {
        state.act(api::dating::hold_after_all(id, fresh_key()), move |()| {
            state.to_told();
            Some(words::held_after_all(locale).to_owned())
        });
    };
    view! {
        <div class="notice bad">
            <Icon kind=IconKind::ALERT/>
            <div>
                <p><b>{words::called_off_notice(locale)}</b></p>
                {desk.may_organise.then(|| view! {
                    <p>{words::hold_after_all_hint(locale)}</p>
                    <div class="actions">
                        <button class="button plain" type="button" aria-disabled=rests(state.busy) on:click=hold>{words::hold_after_all(locale)}</button>
                    </div>
                })}
            </div>
        </div>
    }
}

/// Which plan everybody sees, and whether it is the one at hand.
#[component]
fn PlanState(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    if desk.dating.run.is_called_off() {
        return Some(view! { <span class="tag bad">{words::called_off(locale)}</span> }.into_any());
    }
    desk.dating.plan.as_ref().map(|plan| {
        let (class, state) = match (&desk.dating.published, desk.unpublished_changes) {
            (None, _) => ("tag warn", words::not_published(locale)),
            (Some(_), true) => ("tag warn", words::unpublished_changes(locale)),
            (Some(_), false) => ("tag good", words::published(locale)),
        };
        view! { <span class=class>{words::version(locale, plan.version)} "\u{a0}· " {state}</span> }.into_any()
    })
}

#[component]
fn ToldNotice() -> impl IntoView {
    let locale = use_locale();
    let Desk { told, told_at, .. } = use_desk();
    view! {
        <div class="told" role="status" aria-live="polite" tabindex="-1" node_ref=told_at>
            {move || told.get().map(|told_now| {
                let (class, icon, text) = match told_now {
                    Told::Good(text) => ("notice good", IconKind::CHECK, text),
                    Told::Bad(text) => ("notice bad", IconKind::WARNING, text),
                };
                view! {
                    <div class=class>
                        <Icon kind=icon/>
                        <p>{text}</p>
                        <button class="button quiet round" type="button" aria-label=control::close(locale) on:click=move |_| told.set(None)>
                            <Icon kind=IconKind::X/>
                        </button>
                    </div>
                }
            })}
        </div>
    }
}
