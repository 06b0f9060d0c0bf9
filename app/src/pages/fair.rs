//! The frame of a fair's pages: one live connection, one snapshot of the fair, head, navigation and foot around them.

use crate::{
    api::{self, ApiError},
    components::{
        foot::Foot,
        head::Head,
        icons::{Icon, IconKind},
        loaded::later,
    },
    live::{Line, Live, Topic},
    page::{Missing, use_locale},
    paths,
    snapshot::Snapshot,
    words::shell,
};
use domain::{live::Standing, views::FairView};
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};
use serde::Deserialize;

/// The fair whose pages these are. In context of every page of a fair.
#[derive(Clone, Copy)]
pub struct ThisFair {
    pub slug: Memo<String>,
    pub view: Snapshot<FairView>,
}

/// What the frame says of a fair, read from the same snapshot.
#[derive(Deserialize)]
struct OfFrame {
    revision: i64,
    fair: Named,
    #[serde(default)]
    said: Option<Standing>,
}

#[derive(Deserialize)]
struct Named {
    title: String,
}

pub fn use_fair() -> ThisFair {
    expect_context()
}

#[component]
pub fn FairFrame() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    let live = Live::to(slug);
    provide_context(live);
    let view = Snapshot::new(move || {
        (api::fair::Fair { slug: slug.get() }, live.version(Topic::Fair) + live.version(Topic::Sessions))
    });
    provide_context(ThisFair { slug, view });
    let view = view.less::<OfFrame>();
    let there = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(view)) = view.get() {
            live.shows(view.revision);
            live.stands(view.revision, view.said);
            there.set(true);
        }
    });
    let name = move || {
        view! {
            <Transition>
                {later(move || async move { view.there().await.ok().map(|view| view.fair.title).into_any() })}
            </Transition>
        }
    };
    view! {
        <Head home=Signal::derive(move || paths::now(&slug.get())) name>
            <Transition>
                {later(move || async move {
                    // A fair that is not there has no rooms to lead to.
                    let missing = matches!(view.there().await, Err(ApiError::NotFound));
                    let tabs = (!missing).then(|| view! {
                        <nav class="tabs" aria-label=shell::main_navigation(locale)>
                            <Tab to=paths::now icon=IconKind::CLOCK name=shell::now(locale)/>
                            <Tab to=paths::market icon=IconKind::STORE name=shell::market(locale)/>
                            <Tab to=paths::programme icon=IconKind::LIST name=shell::programme(locale)/>
                            <Tab to=paths::tables icon=IconKind::TABLE name=shell::my_table(locale)/>
                        </nav>
                    });
                    tabs.into_any()
                })}
            </Transition>
        </Head>
        <LineNotice there/>
        <Announcement/>
        <Outlet/>
        <Transition>
            {later(move || async move {
                let missing = matches!(view.there().await, Err(ApiError::NotFound));
                view! { <Foot slug=Signal::derive(move || (!missing).then(|| slug.get()))/> }.into_any()
            })}
        </Transition>
    }
}

/// One place of the main navigation; what lies below it counts as being there.
#[component]
fn Tab(to: fn(&str) -> String, icon: IconKind, name: &'static str) -> impl IntoView {
    let slug = use_fair().slug;
    let path = use_location().pathname;
    let href = Signal::derive(move || to(&slug.get()));
    let current = move || {
        let (path, href, home) = (path.get(), href.get(), paths::now(&slug.get()));
        let path = path.trim_end_matches('/');
        let stand_of_market = href == paths::market(&slug.get()) && path.starts_with(&format!("{home}/stand/"));
        let here = path == href || (href != home && path.starts_with(&format!("{href}/"))) || stand_of_market;
        here.then_some("page")
    };
    view! { <a href=href aria-current=current><Icon kind=icon/>{name}</a> }
}

/// Told calmly, and only when the connection has been gone for longer than a blink.
#[component]
fn LineNotice(there: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let live = crate::live::use_live();
    view! {
        <div role="status">
            <Show when=move || there.get() && live.line() == Line::Broken>
                <p class="offline"><Icon kind=IconKind::WIFI_OFF/>{shell::offline(locale)}</p>
            </Show>
        </div>
    }
}

/// The last thing that was told to everybody, until it is put away.
#[component]
fn Announcement() -> impl IntoView {
    let locale = use_locale();
    let live = crate::live::use_live();
    let said = live.announcement();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || said.get().map(|text| view! {
                <div class="toast">
                    <Icon kind=IconKind::MIC/>
                    <span><b>{shell::announcement(locale)}": "</b>{text}</span>
                    <button class="button quiet round" type="button" aria-label=shell::close(locale) on:click=move |_| live.put_away()>
                        <Icon kind=IconKind::X/>
                    </button>
                </div>
            })}
        </div>
    }
}

/// The page's main part, with its width and title.
#[component]
pub fn FairPage(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let view = use_fair().view.less::<OfFrame>();
    Missing::provide();
    view! {
        <Transition>
            {later(move || async move {
                // The tab's title names the fair: waiting here puts it into the head of the first answer.
                let view = view.there().await;
                let nowhere = shell::not_found_title(use_locale()).to_owned();
                let title = if matches!(view, Err(ApiError::NotFound)) { Signal::stored(nowhere) } else { title };
                let fair = view.ok().map(|view| view.fair.title);
                view! { <crate::page::PageTitle page=title fair=Signal::stored(fair)/> }.into_any()
            })}
        </Transition>
        <main id="content" tabindex="-1" class=format!("page stack {class}")>{children()}</main>
    }
}
