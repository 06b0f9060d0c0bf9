//! What every answer tells the browser to be strict about. Pages bring their own content policy, with this answer's nonce.

use crate::settings::BaseUrl;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// What pages may do. Scripts carry the nonce or come from us; wasm may be compiled; nobody may frame us.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// What everything else may do: nothing.
const NO_PAGE: &str = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// A session at the desk needs the screen to stay awake and to fill it; nothing else of the device is ours.
macro_rules! device {
    ($camera:literal, $autoplay:literal) => {
        concat!(
            "accelerometer=(), autoplay=(",
            $autoplay,
            "), camera=(",
            $camera,
            "), display-capture=(), ",
            "encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(), ",
            "microphone=(), midi=(), payment=(), screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()"
        )
    };
}
const DEVICE: &str = device!("", "");
/// The desk at the door reads badges.
const DESK: &str = device!("self", "");
/// A projector rings the gong.
const SCREEN: &str = device!("", "self");

/// What of the device a page may use.
fn device(path: &str) -> &'static str {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        ["organise", _, "checkin"] => DESK,
        [_, "screen", _] => SCREEN,
        _ => DEVICE,
    }
}

/// What the worker may do that keeps pages readable without network: a worker lives by the policy of its own script.
const WORKER: &str = "default-src 'none'; connect-src 'self'";
const WORKER_PATH: &str = "/keep.js";

/// Two years, as the preload lists ask.
const ONLY_TLS: &str = "max-age=63072000";

/// Adds what is missing to every answer.
pub async fn strict(State(base): State<Arc<BaseUrl>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    let policy = if path == WORKER_PATH { WORKER } else { NO_PAGE };
    unless_set(headers, header::CONTENT_SECURITY_POLICY, policy);
    unless_set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Forms without wasm are led back to where they were sent from, so our own pages may know; nobody else.
    unless_set(headers, header::REFERRER_POLICY, "same-origin");
    unless_set(headers, HeaderName::from_static("permissions-policy"), device(&path));
    unless_set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if base.is_trustworthy() {
        unless_set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    }
    if base.is_secure() {
        unless_set(headers, header::STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
    unless_set(headers, header::CACHE_CONTROL, if is_private(&path) { "no-store" } else { "private, no-cache" });
    if is_page {
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    }
    response
}

/// What concerns one person, or only those who signed in, stays in no cache.
fn is_private(path: &str) -> bool {
    ["/organise", "/sign-", "/api/"].iter().any(|start| path.starts_with(start)) || path.contains("/screen/")
}

fn unless_set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_desk_at_the_door_may_use_the_camera() {
        assert!(device("/organise/spring/checkin").contains("camera=(self)"));
        for path in ["/organise/spring", "/organise/spring/checkin/x", "/spring/checkin", "/spring/screen/1-x", "/"] {
            assert!(device(path).contains("camera=()"), "{path}");
        }
        assert!(device("/spring/screen/1-x").contains("autoplay=(self)"));
        assert!(device("/spring/market").contains("autoplay=()"));
    }
}
