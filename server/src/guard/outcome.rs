//! The status of a server function's answer: Leptos answers every error with 500, though most are no fault of ours.

use app::api::ApiError;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};

/// An error is a code and what a sentence needs; longer than this it is none of ours.
const MOST: usize = 16 * 1024;

/// Gives each kind of error its status; the body stays.
pub async fn told(request: Request, next: Next) -> Response {
    let is_function = request.uri().path().starts_with("/api/fn/");
    let response = next.run(request).await;
    if !is_function || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else { return Response::from_parts(parts, Body::empty()) };
    if let Ok(error) = serde_json::from_slice::<ApiError>(&bytes) {
        parts.status = status(&error);
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn status(error: &ApiError) -> StatusCode {
    match error {
        ApiError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::NotFound => StatusCode::NOT_FOUND,
        ApiError::Stale => StatusCode::CONFLICT,
        ApiError::Forbidden => StatusCode::FORBIDDEN,
        ApiError::Unavailable | ApiError::Offline => StatusCode::SERVICE_UNAVAILABLE,
    }
}
