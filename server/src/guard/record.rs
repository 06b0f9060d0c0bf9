//! One log line a request: what was asked, what came of it, how long it took. Never a query, a cookie or an address.

use axum::{extract::Request, middleware::Next, response::Response};
use std::{borrow::Cow, time::Instant};

/// Writes the line when the answer begins.
pub async fn written(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let (method, path) = (request.method().clone(), told(request.uri().path()).into_owned());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis() as u64);
    if response.status().is_server_error() {
        tracing::warn!(%method, path, status, ms, "answered");
    } else if path.starts_with("/pkg/") || path == "/health" {
        tracing::debug!(%method, path, status, ms, "answered");
    } else {
        tracing::info!(%method, path, status, ms, "answered");
    }
    response
}

/// A path without the token that opens a projector's page.
fn told(path: &str) -> Cow<'_, str> {
    match path.split_once("/screen/") {
        Some((fair, _)) => format!("{fair}/screen/…").into(),
        None => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_log_opens_a_projectors_page() {
        assert_eq!(told("/spring/screen/3-secret"), "/spring/screen/…");
        assert_eq!(told("/spring/market"), "/spring/market");
    }
}
