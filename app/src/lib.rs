//! What people see: pages, components, the words on them, and the doors to the use cases.
//!
//! Every page is rendered whole on the server, so that it can be read and its forms be used before any wasm arrives (or
//! where it never does); the browser then takes it over and listens for what changes.

#![recursion_limit = "512"]

pub mod api;
pub mod clock;
pub mod components;
pub mod device;
pub mod live;
pub mod menus;
pub mod offline;
pub mod page;
pub mod pages;
pub mod paths;
pub mod request;
pub mod snapshot;
pub mod unsaved;
pub mod words;

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use pages::{
    fair::FairFrame,
    organise::routes::{CODE, CONFIRM, OrganiseRoutes, SIGN_IN},
    parts::{
        DATING, HOUSE_LEGAL, LEGAL, MARKET, MY_TABLE, NOW, PASS, PROGRAMME, SCREEN, STAND, START, TABLE_SIGN, TABLES,
    },
    plain::NotFound,
};
use request::{Assets, Visit};

/// The document around the app; on the server only.
pub fn shell(_options: LeptosOptions) -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    let assets = use_context::<Assets>().unwrap_or_default();
    let [script, wasm] = [&assets.script, &assets.wasm].map(|name| format!("/pkg/{name}"));
    let styles = assets.styles(&visit.path).map(|name| view! { <link rel="stylesheet" href=format!("/pkg/{name}")/> });
    let styles = styles.collect_view();
    let whole = assets.of_page(&visit.path).map(|whole| {
        let pieces: Vec<(String, usize)> =
            whole.pieces.iter().map(|piece| (format!("/pkg/{}", piece.name), piece.bytes)).collect();
        let (file, pieces) = (format!("/pkg/{}", whole.file), serde_json::to_string(&pieces).unwrap_or_default());
        let bring = format!("{}({file:?},{pieces})", include_str!("first_visit.js").trim_end());
        view! { <script nonce=use_nonce()>{bring}</script> }
    });
    let program = match whole {
        Some(_) => format!("self.insistPart({wasm:?})"),
        None => format!("{wasm:?}"),
    };
    let start =
        format!("import init,{{hydrate}} from {script:?};init({{module_or_path:{program}}}).then(()=>hydrate())");
    let wasm_ahead = whole.is_none().then(|| {
        view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=visit.locale.tag() dir=visit.locale.direction() data-theme=visit.theme.attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#6a1b52"/>
                // Before the style, for which scripts wait.
                <script nonce=use_nonce()>{include_str!("typed.js")}</script>
                <script nonce=use_nonce()>{include_str!("mine.js")}</script>
                {whole}
                {styles}
                <link rel="modulepreload" href=script/>
                {wasm_ahead}
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="icon" href="/icon.svg" r#type="image/svg+xml"/>
                <script type="module" nonce=use_nonce()>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    page::provide_settings();
    page::mark_awake();
    menus::fold_away();
    unsaved::ask_before_stepping_back();
    clock::ServerClock::provide();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("") view=START ssr=SsrMode::Async/>
                <Route path=path!("sign-in") view=SIGN_IN ssr=SsrMode::Async/>
                <Route path=path!("sign-in/code") view=CODE ssr=SsrMode::Async/>
                <Route path=path!("sign-in/confirm") view=CONFIRM ssr=SsrMode::Async/>
                <OrganiseRoutes/>
                <Route path=path!("legal/:which") view=HOUSE_LEGAL ssr=SsrMode::Async/>
                <Route path=path!(":slug/screen/:token") view=SCREEN ssr=SsrMode::Async/>
                <ParentRoute path=path!(":slug") view=FairFrame ssr=SsrMode::Async>
                    <Route path=path!("") view=NOW ssr=SsrMode::Async/>
                    <Route path=path!("market") view=MARKET ssr=SsrMode::Async/>
                    <Route path=path!("stand/:stand") view=STAND ssr=SsrMode::Async/>
                    <Route path=path!("programme") view=PROGRAMME ssr=SsrMode::Async/>
                    <Route path=path!("table") view=TABLES ssr=SsrMode::Async/>
                    <Route path=path!("table/:dating") view=DATING ssr=SsrMode::Async/>
                    <Route path=path!("table/:dating/:participant") view=MY_TABLE ssr=SsrMode::Async/>
                    <Route path=path!("t") view=PASS ssr=SsrMode::Async/>
                    <Route path=path!("dating/:dating/table/:number") view=TABLE_SIGN ssr=SsrMode::Async/>
                    <Route path=path!("legal/:which") view=LEGAL ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
