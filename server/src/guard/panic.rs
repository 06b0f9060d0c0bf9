//! What a person sees when a fault of ours stops an answer: a plain page, and nothing of the inside.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use std::any::Any;

const PAGE: &str = include_str!("fault.html");

/// Logs what happened and answers 500.
pub fn page(fault: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let text = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref::<&str>().copied());
    tracing::error!(fault = text.unwrap_or("unknown"), "a request ended in a panic");
    let mut response = Response::new(Body::from(PAGE));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
