//! What a page or a server function may know of a request, and what it may change of the answer: plain data and three
//! closures, made by the server for every request, so that nothing in this crate names a web framework.

use domain::Locale;
use std::sync::Arc;

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

/// Names of the browser's files under `/pkg/`, with their hashes; put into context by a server that serves hashed
/// names. Without it the plain names are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    pub visitor: Part,
    /// With the organisers' rooms; the same as the visitors' where there is only one.
    pub desk: Part,
    pub style: String,
}

/// One build of the browser's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub script: String,
    pub wasm: String,
}

impl Assets {
    /// The part that knows the page at `path`.
    pub fn part(&self, path: &str) -> &Part {
        let desk = ["/organise", "/sign-in"]
            .into_iter()
            .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])));
        if desk { &self.desk } else { &self.visitor }
    }
}

impl Default for Assets {
    fn default() -> Self {
        let part = Part { script: "insist.js".into(), wasm: "insist.wasm".into() };
        Self { visitor: part.clone(), desk: part, style: "insist.css".into() }
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
    fn the_desk_gets_its_own_part() {
        let assets = Assets { desk: Part { script: "desk.js".into(), wasm: "desk.wasm".into() }, ..Assets::default() };
        for (path, script) in [
            ("/", "insist.js"),
            ("/organise", "desk.js"),
            ("/organise/messe?x=1", "desk.js"),
            ("/sign-in?sent=1", "desk.js"),
            ("/organised-crime-museum", "insist.js"),
            ("/messe/organise", "insist.js"),
        ] {
            assert_eq!(assets.part(path).script, script, "{path}");
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
