//! What is said where no page of the app can answer: a small page in the language of whoever reads it, plain lines for
//! programs.

use crate::{cookies, world::SystemChance};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::Locale;
use services::ports::Chance;

/// A refusal, German and English. Its texts are ours: nothing that came with a request stands in them.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    /// What it comes to, in a few words.
    pub title: [&'static str; 2],
    /// What happened and what to do now, in a sentence or two.
    pub text: [String; 2],
    /// A way on: where to, and what it says.
    pub way: (&'static str, [&'static str; 2]),
}

/// The way on from nearly everywhere.
pub const START: (&str, [&str; 2]) = ("/", ["Zur Startseite", "To the start page"]);

impl IntoResponse for Refusal {
    /// In both languages, as plain text; [`worded`] makes a page of it for browsers.
    fn into_response(self) -> Response {
        let plain = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        let [german, english] = &self.text;
        let mut response = (self.status, [plain], format!("{german}\n{english}\n")).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives a person a page where a program would get plain lines.
pub async fn worded(request: Request, next: Next) -> Response {
    let wants_a_page = accepts_pages(request.headers()).then(|| language(&request));
    let response = next.run(request).await;
    let (Some(locale), Some(refusal)) = (wants_a_page, response.extensions().get::<Refusal>()) else {
        return response;
    };
    let nonce = STANDARD.encode(&SystemChance.bytes()[..16]);
    let page = page(refusal, locale, &nonce);
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Response::from_parts(parts, Body::from(page))
}

fn accepts_pages(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|kinds| kinds.contains("text/html"))
}

/// The language that was asked for in the address, chosen before, or liked best.
fn language(request: &Request) -> Locale {
    let asked = || request.uri().query()?.split('&').find_map(|pair| Locale::from_tag(pair.strip_prefix("lang=")?));
    let liked = || request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(Locale::negotiate);
    asked().or_else(|| cookies::locale(request.headers())).or_else(liked).unwrap_or_default()
}

/// The house's colours and letters without its style sheet, whose name is nobody's business here.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{margin:0;font:1rem/1.5 system-ui,\"Noto Sans\",\"Segoe UI\",Roboto,sans-serif;\
color:light-dark(#221b2b,#f4effa);background:light-dark(#fdf8ef,#17131c)}\
main{max-inline-size:34rem;margin:12vh auto 0;padding:1rem}\
h1{margin:0 0 .5rem;font-size:1.75rem;line-height:1.2;color:light-dark(#6a1b52,#f0a6d8)}\
a{display:inline-block;margin-block-start:.5rem;padding:.625rem 1rem;border-radius:.75rem;font-weight:600;\
text-decoration:none;color:light-dark(#fff,#2a1206);background:light-dark(#b5410f,#ffab7a)}";

fn page(refusal: &Refusal, locale: Locale, nonce: &str) -> String {
    let which = match locale {
        Locale::De => 0,
        Locale::En => 1,
    };
    let (lang, title, text) = (locale.tag(), refusal.title[which], &refusal.text[which]);
    let (to, way) = (refusal.way.0, refusal.way.1[which]);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · INSIST</title>\
         <style nonce=\"{nonce}\">{STYLE}</style></head>\
         <body><main><h1>{title}</h1><p>{text}</p><p><a href=\"{to}\">{way}</a></p></main></body></html>\n"
    )
}
