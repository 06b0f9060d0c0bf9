//! What pages and server functions know of a request and may change of its answer: the context of every one of them.

use crate::{cookies, guard::headers::page_policy, settings::BaseUrl};
use app::request::{Assets, Cookie, Reply, Theme, Visit};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts};
use domain::Locale;
use leptos::{
    nonce::use_nonce,
    prelude::{expect_context, provide_context, use_context},
};
use leptos_axum::ResponseOptions;
use server_fn::redirect::REDIRECT_HEADER;
use services::Services;
use std::sync::Arc;

/// Everything the context is made of, besides the request.
#[derive(Clone)]
pub struct Reception {
    pub services: Services,
    pub base: Arc<BaseUrl>,
    pub assets: Assets,
}

impl Reception {
    /// Provides the context; called by Leptos for pages, server functions and the page for what is not there.
    pub fn welcome(&self) {
        provide_context(self.services.clone());
        provide_context(self.assets.clone());
        // While the routes are being listed there is no request.
        let Some(parts) = use_context::<Parts>() else { return };
        provide_context(self.visit(&parts));
        let options = expect_context::<ResponseOptions>();
        if let Some(policy) = use_nonce().and_then(|nonce| HeaderValue::from_str(&page_policy(&nonce)).ok()) {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        provide_context(self.reply(options, &parts));
    }

    fn visit(&self, parts: &Parts) -> Visit {
        let cookie = |cookie| cookies::read(&parts.headers, cookie, &self.base);
        let chosen = cookie(Cookie::Locale).and_then(|tag| Locale::from_tag(&tag));
        Visit {
            token: cookie(Cookie::Session),
            browser: cookie(Cookie::Browser),
            passes: cookie(Cookie::Passes),
            locale: chosen.unwrap_or_else(|| liked_best(&parts.headers)),
            theme: cookie(Cookie::Theme).and_then(|key| Theme::from_key(&key)).unwrap_or_default(),
            path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned()),
        }
    }

    fn reply(&self, options: ResponseOptions, parts: &Parts) -> Reply {
        let base = self.base.clone();
        let (answer, elsewhere) = (options.clone(), options.clone());
        // A script that calls a server function cannot follow a redirect: it is told to go there itself.
        let script = parts.uri.path().starts_with("/api/") && !wants_a_page(&parts.headers);
        Reply {
            cookie: Arc::new(move |cookie, value| {
                if let Some(line) = cookies::line(cookie, value.as_deref(), &base) {
                    options.append_header(header::SET_COOKIE, line);
                }
            }),
            redirect: Arc::new(move |path| {
                let Ok(goal) = HeaderValue::from_str(path) else { return };
                if script {
                    elsewhere.insert_header(HeaderName::from_static(REDIRECT_HEADER), HeaderValue::from_static(""));
                } else {
                    elsewhere.set_status(StatusCode::SEE_OTHER);
                }
                elsewhere.insert_header(header::LOCATION, goal);
            }),
            status: Arc::new(move |status| {
                if let Ok(status) = StatusCode::from_u16(status) {
                    answer.set_status(status);
                }
            }),
        }
    }
}

fn wants_a_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|kinds| kinds.contains("text/html"))
}

fn liked_best(headers: &HeaderMap) -> Locale {
    let liked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    liked.map(Locale::negotiate).unwrap_or_default()
}
