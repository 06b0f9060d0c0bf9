//! Every address the process answers, and what stands before them all.

use crate::{
    guard::{self, address::BehindProxy, rate::Purses},
    live::{self, Line},
    printing::{self, Press},
    settings::Settings,
    site::{self, Site},
    visit::Reception,
};
use axum::{
    Router,
    body::Body,
    extract::{FromRef, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{any, get},
};
use leptos::prelude::LeptosOptions;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context};
use services::Services;
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::watch;
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
};

/// An answer takes at most so long, a stream of events as long as it likes. The engine is given ten seconds by its callers.
const PATIENCE: Duration = Duration::from_secs(60);

/// How hard brotli tries with pages and answers: against the usual 4 a page of the market weighs a fourteenth less.
const PAGES_QUALITY: i32 = 5;

const ROBOTS: &str = "User-agent: *\nDisallow: /organise\nDisallow: /sign-in\nDisallow: /api/\n";

#[derive(Clone, FromRef)]
struct AppState {
    options: LeptosOptions,
    line: Line,
    press: Press,
    services: Services,
}

/// The whole process as a service. `closing` turns true when it ends.
pub fn router(settings: &Settings, services: Services, site: Site, closing: watch::Receiver<bool>) -> Router {
    let base = Arc::new(settings.base_url.clone());
    let reception = Reception { services: services.clone(), base: base.clone(), assets: site.assets() };
    let state = AppState {
        options: options(settings),
        line: Line::new(services.clone(), settings.live_connections, closing),
        press: Press::new(services.clone(), settings),
        services,
    };
    let streams = Router::new().route("/api/live/{slug}", get(live::stream));
    let answers = Router::new()
        .route("/api/clock", get(live::clock))
        .route("/api/fair/{slug}/dating/{id}/paper/{file}", get(printing::document))
        .route("/api/fair/{slug}/dating/{id}/calendar/{file}", get(printing::calendar))
        .route("/api/{*rest}", any(nothing_here))
        .route("/pkg/{*rest}", any(nothing_here))
        .route("/health", get(health))
        .route("/robots.txt", get(robots))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE));
    let pages = pages(&state, reception)
        .layer(from_fn(in_small_letters))
        .layer(from_fn(guard::outcome::told))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(PAGES_QUALITY)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE));
    // The last layer is the first to see a request.
    streams
        .merge(answers)
        .merge(pages)
        .with_state(state)
        .layer(from_fn_with_state(site, site::files_first))
        .layer(from_fn(guard::body::limited))
        .layer(from_fn_with_state(base.clone(), guard::origin::own_pages_only))
        .layer(from_fn_with_state(Arc::new(Purses::default()), guard::rate::limited))
        .layer(from_fn_with_state(BehindProxy(settings.behind_proxy), guard::address::known))
        .layer(CatchPanicLayer::custom(guard::panic::page))
        .layer(from_fn(guard::refusal::worded))
        .layer(from_fn_with_state(base, guard::headers::strict))
        .layer(from_fn(guard::record::written))
}

/// The addresses of all pages, gathered once: while Leptos gathers them, nothing that a page of the same process waits for
/// would ever come (leptos issue 4773), and tests start many servers in one.
static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();

/// Pages, server functions, and the page for what is not there: all with the same context.
fn pages(state: &AppState, reception: Reception) -> Router<AppState> {
    let welcome = move || reception.welcome();
    let routes = ROUTES
        .get_or_init(|| generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, welcome.clone()).0);
    let options = state.options.clone();
    let shell = move || app::shell(options.clone());
    let missing = {
        let render = leptos_axum::render_app_async_with_context(welcome.clone(), shell.clone());
        move |request: Request| {
            let render = render.clone();
            async move { not_found(render, request).await }
        }
    };
    Router::new().leptos_routes_with_context(state, routes.clone(), welcome, shell).fallback(missing)
}

/// The page for an address that leads nowhere.
async fn not_found<F>(render: impl Fn(Request) -> F, request: Request) -> Response
where
    F: Future<Output = Response<Body>>,
{
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return nothing_here().await;
    }
    if let Some(shorter) = without_the_slash(request.uri()) {
        return Redirect::permanent(&shorter).into_response();
    }
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// Phones begin what is typed with a capital: whoever asks for `/Spring` means the fair at `/spring`.
async fn in_small_letters(request: Request, next: Next) -> Response {
    match small_letters(request.uri()).filter(|_| matches!(*request.method(), Method::GET | Method::HEAD)) {
        Some(meant) => Redirect::permanent(&meant).into_response(),
        None => next.run(request).await,
    }
}

/// The address with its first part in small letters, where it has others. What follows is left alone: tokens have capitals.
fn small_letters(uri: &Uri) -> Option<String> {
    let first = uri.path().strip_prefix('/')?.split('/').next()?;
    let foreign = first.is_empty() || !first.bytes().any(|byte| byte.is_ascii_uppercase());
    let rest = &uri.path()[1 + first.len()..];
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    (!foreign).then(|| format!("/{}{rest}{query}", first.to_ascii_lowercase()))
}

/// What somebody meant who wrote an address with a slash at its end.
fn without_the_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|path| !path.is_empty())?;
    // Browsers read these as the name of another site.
    let abroad = path.starts_with("//") || path.contains('\\');
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    (!abroad).then(|| format!("{path}{query}"))
}

/// For programs: no page, and no word about what there is.
async fn nothing_here() -> Response {
    let plain = [(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))];
    (StatusCode::NOT_FOUND, plain, "Nothing here.\n").into_response()
}

async fn health(State(services): State<Services>) -> Response {
    match services.health().await {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            tracing::error!(%error, "not healthy");
            (StatusCode::SERVICE_UNAVAILABLE, "unavailable").into_response()
        }
    }
}

async fn robots() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, ROBOTS).into_response()
}

fn options(settings: &Settings) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("insist")
        .site_root(settings.site.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(settings.listen)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_too_many_leads_to_the_page_and_never_to_another_site() {
        let meant = |address: &'static str| without_the_slash(&Uri::from_static(address));
        assert_eq!(meant("/lindenhafen/market/"), Some("/lindenhafen/market".to_owned()));
        assert_eq!(meant("/lindenhafen/market/?q=chor"), Some("/lindenhafen/market?q=chor".to_owned()));
        assert_eq!(meant("/lindenhafen/market"), None);
        assert_eq!(meant("/"), None);
        assert_eq!(meant("//elsewhere.example/"), None);
        assert_eq!(meant("/\\elsewhere.example/"), None);
    }

    #[test]
    fn a_fair_is_found_by_its_name_in_capitals_and_nothing_else_is_changed() {
        let meant = |address: &'static str| small_letters(&Uri::from_static(address));
        assert_eq!(meant("/Spring"), Some("/spring".to_owned()));
        assert_eq!(meant("/SPRING/stand/7?Q=Ab"), Some("/spring/stand/7?Q=Ab".to_owned()));
        for address in ["/", "/spring", "/spring/screen/AbC", "//Elsewhere.example", "/spring?q=A"] {
            assert_eq!(meant(address), None, "{address}");
        }
    }
}
