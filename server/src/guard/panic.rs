//! What a person sees when a fault of ours stops an answer: a plain page, and nothing of the inside.

use super::refusal::{Refusal, START};
use axum::{
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use std::any::Any;

/// Logs what happened and answers 500.
pub fn page(fault: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let text = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref::<&str>().copied());
    tracing::error!(fault = text.unwrap_or("unknown"), "a request ended in a panic");
    let [german, english] = [
        "Auf unserer Seite ist ein Fehler passiert. Bitte laden Sie die Seite noch einmal.",
        "Something went wrong on our side. Please load the page again.",
    ];
    Refusal {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        title: ["Das hat nicht geklappt", "That did not work"],
        text: [german.to_owned(), english.to_owned()],
        way: START,
    }
    .into_response()
}
