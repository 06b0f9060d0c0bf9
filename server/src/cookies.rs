//! The cookies there are: their real names, how long they live and who may read them.

use crate::settings::BaseUrl;
use app::request::Cookie;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::Locale;
use std::time::Duration;

const DAY: u64 = 24 * 3600;

/// Behind TLS the prefix makes browsers refuse a cookie that some other host of the domain set; without TLS they would
/// refuse the prefix itself.
const PREFIX: &str = "__Host-";

fn plain_name(cookie: Cookie) -> &'static str {
    match cookie {
        Cookie::Session => "insist-session",
        Cookie::Browser => "insist-browser",
        Cookie::Passes => "insist-passes",
        Cookie::Locale => "insist-locale",
        Cookie::Theme => "insist-theme",
    }
}

/// As long as what it stands for: a session, a link, a taste. Personal links outlive the day by a month, so that "again" can
/// still be said and read.
fn life(cookie: Cookie) -> Duration {
    Duration::from_secs(match cookie {
        Cookie::Session | Cookie::Passes => 30 * DAY,
        Cookie::Browser => 15 * 60,
        Cookie::Locale | Cookie::Theme => 365 * DAY,
    })
}

fn name(cookie: Cookie, base: &BaseUrl) -> String {
    format!("{}{}", if base.is_secure() { PREFIX } else { "" }, plain_name(cookie))
}

/// The value a request carries.
pub fn read(headers: &HeaderMap, cookie: Cookie, base: &BaseUrl) -> Option<String> {
    value(headers, &name(cookie, base)).map(str::to_owned)
}

/// The value where nobody knows whether TLS stands before us: for counting and for words; proves nothing.
pub fn claimed(headers: &HeaderMap, cookie: Cookie) -> Option<&str> {
    let plain = plain_name(cookie);
    value(headers, &format!("{PREFIX}{plain}")).or_else(|| value(headers, plain))
}

/// The language that was chosen on this device.
pub fn locale(headers: &HeaderMap) -> Option<Locale> {
    Locale::from_tag(claimed(headers, Cookie::Locale)?)
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    pairs.flat_map(|line| line.split(';')).find_map(|pair| match pair.trim().split_once('=') {
        Some((found, value)) if found == name && !value.is_empty() => Some(value),
        _ => None,
    })
}

/// The `Set-Cookie` line that sets or removes a cookie; `None` where the value cannot stand in one.
pub fn line(cookie: Cookie, value: Option<&str>, base: &BaseUrl) -> Option<HeaderValue> {
    let text = value.unwrap_or_default();
    if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b)) {
        return None;
    }
    let seconds = value.map_or(0, |_| life(cookie).as_secs());
    let secure = if base.is_secure() { "; Secure" } else { "" };
    let name = name(cookie, base);
    format!("{name}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}").parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn base(url: &str) -> BaseUrl {
        BaseUrl::parse(url).unwrap()
    }

    #[test]
    fn behind_tls_cookies_are_bound_to_the_host() {
        let line = line(Cookie::Session, Some("abc-_1"), &base("https://fair.example.org")).unwrap();
        assert_eq!(line, "__Host-insist-session=abc-_1; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn on_this_machine_they_work_without() {
        let line = line(Cookie::Theme, None, &base("http://localhost:3000")).unwrap();
        assert_eq!(line, "insist-theme=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn nothing_slips_into_the_line() {
        assert!(line(Cookie::Theme, Some("dark; Domain=evil.example"), &base("http://localhost")).is_none());
    }

    #[test]
    fn behind_tls_an_unbound_cookie_counts_for_nothing() {
        let headers: HeaderMap =
            [(header::COOKIE, "a=b; insist-session=loose; __Host-insist-session=bound".parse().unwrap())]
                .into_iter()
                .collect();
        assert_eq!(read(&headers, Cookie::Session, &base("https://a.example")).as_deref(), Some("bound"));
        assert_eq!(read(&headers, Cookie::Session, &base("http://localhost")).as_deref(), Some("loose"));
    }
}
