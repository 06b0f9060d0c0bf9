//! The frame of the organisers' rooms: who is signed in, the navigation of one fair, one live connection.

use super::me::MyAccessRoom;
use crate::{
    api,
    components::{
        failed_form::FailedForm,
        head::Head,
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    live::{Live, Topic, use_live},
    page::{PageTitle, use_locale},
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
                let owes_second_factor = me.owes_second_factor;
                provide_context(me);
                // Whatever room was asked for: nothing else opens before it is set up.
                if owes_second_factor { view! { <MyAccessRoom/> }.into_any() } else { view! { <Outlet/> }.into_any() }
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

/// Rooms of one fair: navigation at the side, live connection, and the fair itself.
#[component]
pub fn FairRooms() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    provide_context(Live::to(slug));
    let organiser = use_me().role == Role::Organiser;
    let live = use_live();
    // Asked in the browser only: until it is known, and without wasm, the short address stands in its place.
    let name = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let (slug, _) = (slug.get(), live.version(Topic::Fair));
        spawn_local(async move {
            let view = if organiser { api::organise::fair_to_prepare(slug).await } else { api::fair::fair(slug).await };
            if let Ok(view) = view {
                name.try_set(Some(view.fair.title.to_string()));
            }
        });
    });
    provide_context(RoomsOf { slug, name });
    // On phones the rooms are a row of chips: the one we are in comes into sight.
    let rooms = NodeRef::<html::Div>::new();
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        let Some(rooms) = rooms.get() else { return };
        if let Ok(Some(here)) = rooms.query_selector("[aria-current]") {
            let (here, row) = (here.get_bounding_client_rect(), rooms.get_bounding_client_rect());
            let margin = 16.0;
            rooms.set_scroll_left(rooms.scroll_left() + (here.left() - row.left() - margin) as i32);
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
                <p>{move || name.get().unwrap_or_else(|| slug.get())}</p>
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
