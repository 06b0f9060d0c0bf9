//! The address people type: links in mails, codes on paper and the safety of cookies follow from it.

use axum::http::Uri;

/// `https://fair.example.org`: scheme and host, nothing behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    secure: bool,
    local: bool,
}

impl BaseUrl {
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim().trim_end_matches('/');
        let uri: Uri = trimmed.parse().map_err(|_| "it is no web address".to_owned())?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err("it must begin with https:// or http://".to_owned()),
        };
        let Some(authority) = uri.authority().filter(|a| !a.host().is_empty() && !a.as_str().contains('@')) else {
            return Err("it names no host".to_owned());
        };
        if uri.path() != "/" || uri.query().is_some() || trimmed.contains('#') {
            return Err("it must end with the host (and port): the fair planner needs an address of its own".to_owned());
        }
        let host = authority.host().to_ascii_lowercase();
        let local = host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]";
        let scheme = if secure { "https" } else { "http" };
        Ok(Self { origin: format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()), secure, local })
    }

    /// The port that was got where it says 0, which nobody can type.
    pub fn with_port_for_any(self, port: u16) -> Self {
        match self.origin.strip_suffix(":0") {
            Some(host) => Self { origin: format!("{host}:{port}"), ..self },
            None => self,
        }
    }

    /// Scheme, host and port, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Whether browsers reach it by TLS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether browsers treat it as safe: by TLS, or on this machine.
    pub fn is_trustworthy(&self) -> bool {
        self.secure || self.local
    }

    /// Whether it leads to the machine it is typed on: no phone reaches it.
    pub fn is_local(&self) -> bool {
        self.local
    }

    /// Host and port, as a `Host` header says them.
    pub fn authority(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, authority)| authority)
    }
}
