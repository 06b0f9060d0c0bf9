//! How much a request may carry: a list that is imported may be large, everything else is a form.

use super::refusal::{Refusal, START};
use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// A form, in bytes.
pub const FORM: usize = 256 * 1024;
/// An office's list with what a form wraps around it, in bytes.
pub const LIST: usize = 25 * 1024 * 1024;

/// Answers 413 where the size is announced, and breaks off where it is not.
pub async fn limited(request: Request, next: Next) -> Response {
    let most = limit(request.uri().path());
    let announced =
        request.headers().get(axum::http::header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
    let least = request.body().size_hint().lower().max(announced.unwrap_or(0));
    if least > most as u64 {
        return too_large(most);
    }
    // Whoever reads the body learns only that it broke off, and would say that it makes no sense.
    let broken_off = Arc::new(AtomicBool::new(false));
    let noted = broken_off.clone();
    let note = move |error: Box<dyn Error + Send + Sync>| {
        noted.fetch_or(error.is::<LengthLimitError>(), Ordering::Relaxed);
        error
    };
    let response = next.run(request.map(|body| Body::new(Limited::new(body, most).map_err(note)))).await;
    if broken_off.load(Ordering::Relaxed) { too_large(most) } else { response }
}

fn too_large(most: usize) -> Response {
    let refusal = Refusal {
        status: StatusCode::PAYLOAD_TOO_LARGE,
        title: ["Das ist zu groß", "This is too large"],
        text: [
            format!("Möglich sind höchstens {}.", readable(most)),
            format!("At most {} are possible.", readable(most)),
        ],
        way: START,
    };
    refusal.into_response()
}

/// The import's server functions, and no others, take files.
fn limit(path: &str) -> usize {
    if path.strip_prefix("/api/fn/").is_some_and(|name| name.starts_with("import")) { LIST } else { FORM }
}

fn readable(bytes: usize) -> String {
    if bytes >= 1024 * 1024 { format!("{} MB", bytes / (1024 * 1024)) } else { format!("{} KB", bytes / 1024) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_import_takes_files() {
        assert_eq!(limit("/api/fn/import_dry_run"), LIST);
        assert_eq!(limit("/api/fn/save_association"), FORM);
        assert_eq!(limit("/api/fn/x/import"), FORM);
        assert_eq!(limit("/import"), FORM);
    }
}
