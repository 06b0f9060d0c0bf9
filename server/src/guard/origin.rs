//! Nobody else's page may act in a visitor's name: what is not a mere reading must come from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`). Whoever says neither is no browser of today
//! and is refused as well: there is no other client that writes.

use super::refusal::{Refusal, START};
use crate::settings::BaseUrl;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Refuses with 403 what comes from elsewhere.
pub async fn own_pages_only(State(base): State<Arc<BaseUrl>>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reading || is_own(request.headers(), request.uri().host(), &base) {
        return next.run(request).await;
    }
    let [german, english] = [
        "Diese Anfrage kam nicht von einer Seite dieser Messe und wurde nicht ausgeführt.",
        "This request did not come from a page of this fair and was not carried out.",
    ];
    Refusal {
        status: StatusCode::FORBIDDEN,
        title: ["Das wurde nicht ausgeführt", "This was not carried out"],
        text: [german.to_owned(), english.to_owned()],
        way: START,
    }
    .into_response()
}

fn is_own(headers: &HeaderMap, target: Option<&str>, base: &BaseUrl) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some((_, from)) = text(header::ORIGIN).and_then(|origin| origin.split_once("://")) else { return false };
    // Behind a proxy the Host may be an inner name, and a laptop is reached by several: either will do.
    from.eq_ignore_ascii_case(base.authority())
        || text(header::HOST).or(target).is_some_and(|host| from.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn own(headers: &[(&'static str, &str)]) -> bool {
        let base = BaseUrl::parse("https://fair.example.org").unwrap();
        let headers = headers.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect();
        is_own(&headers, None, &base)
    }

    #[test]
    fn our_own_pages_may_act() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "https://fair.example.org")]));
        assert!(own(&[("origin", "http://192.168.1.7:3000"), ("host", "192.168.1.7:3000")]));
    }

    #[test]
    fn nobody_else_may() {
        assert!(!own(&[]));
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://fair.example.org")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(!own(&[("sec-fetch-site", "none")]));
        assert!(!own(&[("origin", "null")]));
        assert!(!own(&[("origin", "https://fair.example.org.evil.example")]));
    }
}
