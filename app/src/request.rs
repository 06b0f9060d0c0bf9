//! What a page or a server function may know of a request, and what it may change of the answer: plain data and three
//! closures, made by the server for every request, so that nothing in this crate names a web framework.

use domain::Locale;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// How the pages look; `Auto` follows the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_key(key: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.key() == key)
    }

    /// The `data-theme` attribute of the page; none leaves the choice to the device.
    pub fn attribute(self) -> Option<&'static str> {
        (self != Theme::Auto).then(|| self.key())
    }
}

/// Who asks, as far as the request tells. In context of every page and server function on the server.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Value of the session cookie.
    pub token: Option<String>,
    /// Value of the cookie that binds a sign-in link to the browser that asked for it.
    pub browser: Option<String>,
    /// Value of the cookie that keeps the personal links of this device.
    pub passes: Option<String>,
    /// From the locale cookie, otherwise negotiated from `Accept-Language`.
    pub locale: Locale,
    pub theme: Theme,
    /// Path and query of the request.
    pub path: String,
}

/// The cookies there are; their real names, `Secure`, `HttpOnly`, `SameSite` and life are the server's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    Session,
    Browser,
    /// The personal links this device keeps, as `domain::pass::remember` writes them.
    Passes,
    Locale,
    Theme,
}

/// What may be changed of the answer. In context of every page and server function on the server.
#[derive(Clone)]
pub struct Reply {
    /// Sets a cookie; `None` removes it.
    pub cookie: Arc<dyn Fn(Cookie, Option<String>) + Send + Sync>,
    /// Sends the browser to a path of this site, with and without wasm.
    pub redirect: Arc<dyn Fn(&str) + Send + Sync>,
    /// Sets the status of a page, for pages that were not found.
    pub status: Arc<dyn Fn(u16) + Send + Sync>,
}

impl Reply {
    pub fn set_cookie(&self, cookie: Cookie, value: impl Into<String>) {
        (self.cookie)(cookie, Some(value.into()));
    }

    pub fn remove_cookie(&self, cookie: Cookie) {
        (self.cookie)(cookie, None);
    }

    /// Goes to a path of this site; anything that would lead elsewhere leads home.
    pub fn redirect(&self, path: &str) {
        (self.redirect)(path_of_this_site(path));
    }

    pub fn status(&self, status: u16) {
        (self.status)(status);
    }
}

/// Names of the browser's files under `/pkg/`; put into context by a server that serves a pack. Without it the plain names
/// are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    pub script: String,
    pub wasm: String,
    pub style: String,
    /// The style of what only organisers and projectors see, where `style` does not hold it.
    pub office_style: Option<String>,
    /// What each part of the program consists of, its own beginning (`wasm`) first; none where the build was not split.
    pub parts: BTreeMap<String, Whole>,
}

/// All that the pages of one part need, in one file: at a first visit it weighs less than its pieces one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub file: String,
    /// What lies in it one after the other, each also a file of its own.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub name: String,
    /// How long it is, uncompressed.
    pub bytes: usize,
}

impl Assets {
    /// What the page at `path` is drawn with.
    pub fn of_page(&self, path: &str) -> Option<&Whole> {
        self.parts.get(part_of(path))
    }

    /// The sheets the page at `path` is styled by.
    pub fn styles(&self, path: &str) -> impl Iterator<Item = &String> {
        let office = self.office_style.as_ref().filter(|_| part_of(path) == "desk");
        std::iter::once(&self.style).chain(office)
    }
}

impl Default for Assets {
    fn default() -> Self {
        let [script, wasm, style] = ["insist.js", "insist.wasm", "insist.css"].map(str::to_owned);
        Self { script, wasm, style, office_style: None, parts: BTreeMap::new() }
    }
}

/// In which part the page at `path` travels, as `pages::parts` and the organisers' routes declare it.
pub(crate) fn part_of(path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or_default();
    let mut names = path.split('/').filter(|name| !name.is_empty());
    match (names.next(), names.next()) {
        (Some("organise"), _) | (_, Some("screen")) => "desk",
        (Some("sign-in"), None | Some("code" | "confirm")) => "desk",
        (_, Some("market" | "stand")) => "market",
        _ => "fair",
    }
}

/// `path` where it is a path of this site, otherwise `/`: a form must not send people to a stranger's page.
pub fn path_of_this_site(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|b| (0x21..0x7f).contains(&b));
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_sent_with_the_part_it_travels_in() {
        for (path, part) in [
            ("/", "fair"),
            ("/messe/", "fair"),
            ("/messe/table/3/7", "fair"),
            ("/messe/market?q=chor", "market"),
            ("/messe/stand/4", "market"),
            ("/messe/screen/secret", "desk"),
            ("/organise", "desk"),
            ("/organise/messe?x=1", "desk"),
            ("/sign-in?sent=1", "desk"),
            ("/sign-in/confirm?key=1", "desk"),
            ("/sign-in/market", "market"),
            ("/organised-crime-museum", "fair"),
            ("/messe/organise", "fair"),
        ] {
            assert_eq!(part_of(path), part, "{path}");
        }
    }

    #[test]
    fn nobody_is_sent_to_a_strangers_page() {
        assert_eq!(path_of_this_site("/messe/market?q=chor"), "/messe/market?q=chor");
        for bad in
            ["https://evil.example", "//evil.example", "/\\evil.example", "", "evil", "/a\r\nSet-Cookie: x", "/a b"]
        {
            assert_eq!(path_of_this_site(bad), "/", "{bad:?}");
        }
    }
}
