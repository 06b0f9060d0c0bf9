//! The frame of the organisers' rooms: who is signed in, the navigation of one fair, one live connection.

use super::me::MyAccessRoom;
use crate::{
    api,
    components::{
        emblem::EmptyStall,
        failed_form::FailedForm,
        head::Head,
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    live::{Live, Topic, use_live},
    page::{Missing, PageTitle, use_locale},
    pages::plain::NewestFoot,
    paths::{self, organise as to},
    request::Reply,
    unsaved::ask_before_leaving,
    words::organise as words,
};
use domain::access::{Me, Role};
use leptos::{html, prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

/// Rooms that belong to no single fair.
#[component]
pub fn OrganiseFrame() -> impl IntoView {
    let me = Resource::new(|| (), |()| api::organise::who_is_here());
    ask_before_leaving();
    view! {
        <Head home=Signal::stored(to::HOME.to_owned())><AccountMenu me/></Head>
        {loaded(me, |me| match me {
            Some(me) => {
                let (owes_second_factor, role) = (me.owes_second_factor, me.role);
                provide_context(me);
                // Whatever room was asked for: nothing else opens before it is set up.
                if owes_second_factor { view! { <MyAccessRoom/> }.into_any() } else { view! { <RoomsFor role/> }.into_any() }
            }
            None => view! { <NotSignedIn/> }.into_any(),
        })}
        <NewestFoot/>
    }
}

/// Who is signed in, below [`OrganiseFrame`].
pub fn use_me() -> Me {
    expect_context()
}

/// The room that was asked for, where it opens to that role.
#[component]
fn RoomsFor(role: Role) -> impl IntoView {
    let path = use_location().pathname;
    let opens = Memo::new(move |_| role == Role::Organiser || opens_to_time_keepers(&path.get()));
    view! { <Show when=move || opens.get() fallback=NotYourRoom><Outlet/></Show> }
}

/// Time keepers run the sessions; what prepares them, or hands out what opens them, is for organisers.
fn opens_to_time_keepers(path: &str) -> bool {
    let mut names = path.split('/').filter(|name| !name.is_empty()).skip(1);
    match (names.next(), names.next()) {
        (Some("new" | "people" | "outbox"), _) => false,
        (None, _) | (Some(_), None | Some("checkin")) => true,
        (Some(_), Some("dating")) => matches!((names.next(), names.next()), (_, None | Some("plan" | "ledger"))),
        (Some(_), Some(_)) => false,
    }
}

/// Rooms of one fair: navigation at the side, live connection, and the fair itself.
#[component]
pub fn FairRooms() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    provide_context(Live::to(slug));
    let organiser = use_me().role == Role::Organiser;
    let live = use_live();
    let ask = move |slug: String| async move {
        let view = if organiser { api::organise::fair_to_prepare(slug).await } else { api::fair::fair(slug).await };
        view.map(|view| view.fair.title.to_string())
    };
    // Known before anything is drawn; asked again in the browser only, so that no room is drawn anew for it.
    let first = Resource::new(move || slug.get(), ask);
    let name = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<u32>| {
        let version = live.version(Topic::Fair);
        if before.is_some_and(|before| before != version) {
            spawn_local(async move {
                if let Ok(title) = ask(slug.get_untracked()).await {
                    name.try_set(Some(title));
                }
            });
        }
        version
    });
    provide_context(RoomsOf { slug, name });
    // The rooms do not wait for the name: what is made inside of something that waits is not told of what happens.
    let known = view! {
        <Transition>
            {move || Suspend::new(async move {
                if let Ok(title) = first.await {
                    name.set(Some(title));
                }
                view! { {move || name.get().unwrap_or_else(|| slug.get())} }
            })}
        </Transition>
    };
    view! { <RoomsWithWays organiser name=known.into_any()/> }
}

/// Scrolls a row of ways until the one we are in is seen.
pub(super) fn bring_into_sight(row: &web_sys::Element) {
    if let Ok(Some(here)) = row.query_selector("[aria-current]") {
        let (here, seen) = (here.get_bounding_client_rect(), row.get_bounding_client_rect());
        let margin = 16.0;
        row.set_scroll_left(row.scroll_left() + (here.left() - seen.left() - margin) as i32);
    }
}

/// The rooms and the ways between them.
#[component]
fn RoomsWithWays(organiser: bool, name: AnyView) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    // On phones the rooms are a row of chips: the one we are in comes into sight.
    let rooms = NodeRef::<html::Div>::new();
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        if let Some(rooms) = rooms.get() {
            bring_into_sight(&rooms);
        }
    });
    let link = move |href: fn(&str) -> String, icon: IconKind, name: &'static str| {
        let href = Signal::derive(move || href(&slug.get()));
        let current = move || {
            let (path, href) = (path.get(), href.get());
            let home = to::fair(&slug.get());
            let below = href != home && path.starts_with(&format!("{href}/"));
            (path.trim_end_matches('/') == href || below).then_some("page")
        };
        view! { <a href=href aria-current=current><Icon kind=icon/>{name}</a> }
    };
    view! {
        <div class="organise">
            <nav class="side" aria-label=words::organisation(locale)>
                <p>{name}</p>
                <div node_ref=rooms>
                {link(to::fair, IconKind::HOME, words::overview(locale))}
                {organiser.then(|| view! {
                    {link(to::associations, IconKind::USERS, words::associations(locale))}
                    {link(to::import, IconKind::UPLOAD, words::import(locale))}
                })}
                {organiser.then(|| link(to::programme, IconKind::CALENDAR, words::programme(locale)))}
                {link(to::datings, IconKind::TABLE, words::speed_dating(locale))}
                {organiser.then(|| view! {
                    {link(to::settings, IconKind::SETTINGS, words::settings(locale))}
                    {link(to::log, IconKind::LIST, words::log(locale))}
                })}
                {link(paths::now, IconKind::SMARTPHONE, words::public_page(locale))}
                </div>
            </nav>
            <Outlet/>
        </div>
    }
}

/// The fair whose rooms these are.
#[derive(Clone, Copy)]
pub struct RoomsOf {
    pub slug: Memo<String>,
    /// The fair's name, once it is known.
    name: RwSignal<Option<String>>,
}

pub fn use_slug() -> Memo<String> {
    expect_context::<RoomsOf>().slug
}

/// A room's main part with its title.
#[component]
pub fn Room(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let fair: Signal<Option<String>> =
        use_context::<RoomsOf>().map_or_else(|| Signal::stored(None), |rooms| rooms.name.into());
    Missing::provide();
    view! {
        <PageTitle page=title fair/>
        <main id="content" tabindex="-1" class=format!("page stack {class}")>{children()}</main>
    }
}

#[component]
fn AccountMenu(me: Resource<api::Answer<Option<Me>>>) -> impl IntoView {
    let locale = use_locale();
    let menu = move |me: Me| {
        let organiser = me.role == Role::Organiser;
        view! {
            <details class="menu">
                <summary class="button quiet round" aria-label=words::signed_in_as(locale, &me.email)>
                    <Icon kind=IconKind::USER/>
                </summary>
                <ul>
                    <li><p class="quiet">{me.email}</p></li>
                    <li><a href=to::HOME>{words::your_fairs(locale)}</a></li>
                    <li><a href=to::ME>{words::my_access(locale)}</a></li>
                    {organiser.then(|| view! {
                        <li><a href=to::PEOPLE>{words::people(locale)}</a></li>
                        <li><a href=to::OUTBOX>{words::outbox(locale)}</a></li>
                    })}
                    <li>
                        <form method="post" action=api::organise::SignOut::url()>
                            <button type="submit">{words::sign_out(locale)}</button>
                        </form>
                    </li>
                    <li>
                        <form method="post" action=api::organise::SignOutEverywhere::url()>
                            <button type="submit">{words::sign_out_everywhere(locale)}</button>
                        </form>
                    </li>
                </ul>
            </details>
        }
    };
    view! {
        <Transition>
            {move || Suspend::new(async move { me.await.ok().flatten().map(menu) })}
        </Transition>
    }
}

/// What a time keeper sees in place of a room that organisers prepare the fair in.
#[component]
fn NotYourRoom() -> impl IntoView {
    let locale = use_locale();
    if let Some(reply) = use_context::<Reply>() {
        reply.status(403);
    }
    view! {
        <PageTitle page=Signal::stored(words::not_your_room_title(locale).to_owned())/>
        <main id="content" tabindex="-1" class="page narrow stack">
            <div class="empty">
                <EmptyStall/>
                <h1>{words::not_your_room_title(locale)}</h1>
                <p>{words::not_your_room(locale)}</p>
                <a class="button" href=to::HOME>{words::your_fairs(locale)}</a>
            </div>
        </main>
    }
}

/// What strangers see in place of every room.
#[component]
fn NotSignedIn() -> impl IntoView {
    let locale = use_locale();
    if let Some(reply) = use_context::<Reply>() {
        reply.status(403);
    }
    view! {
        <PageTitle page=Signal::stored(words::not_for_you_title(locale).to_owned())/>
        <main id="content" tabindex="-1" class="page narrow stack">
            // A form may have ended the session.
            <FailedForm/>
            <div class="empty">
                <h1>{words::not_for_you_title(locale)}</h1>
                <p>{words::not_for_you(locale)}</p>
                <a class="button" href=to::SIGN_IN>{words::sign_in(locale)}</a>
            </div>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_keepers_enter_what_they_need_on_the_day() {
        for open in [
            "",
            "/me",
            "/messe",
            "/messe/",
            "/messe/checkin",
            "/messe/dating",
            "/messe/dating/3/",
            "/messe/dating/3/plan",
        ] {
            assert!(opens_to_time_keepers(&format!("/organise{open}")), "{open}");
        }
        for closed in [
            "/people",
            "/new",
            "/messe/associations",
            "/messe/import",
            "/messe/dating/3/links",
            "/messe/dating/3/paper",
        ] {
            assert!(!opens_to_time_keepers(&format!("/organise{closed}")), "{closed}");
        }
    }
}
