//! What stands before every request and on every answer, whatever the page: origin, size, frequency, headers, panics.

pub mod address;
pub mod body;
pub mod headers;
pub mod origin;
pub mod outcome;
pub mod panic;
pub mod rate;
pub mod record;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A refusal in plain words, German and English, for whoever reads raw answers. Pages have better ones.
fn refusal(status: StatusCode, german: &str, english: &str) -> Response {
    let plain = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    (status, [plain], format!("{german}\n{english}\n")).into_response()
}
