//! Texts that exist are valid: trimmed, single-spaced, within their limits.

use crate::{
    profile::Position,
    refusal::{Input, Refusal},
};
use serde::{Deserialize, Serialize};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 160;
/// Longest free text, in characters.
pub const TEXT_LIMIT: usize = 6_000;
/// Longest entry of a list (a tag, a district, a language), in characters.
pub const TAG_LIMIT: usize = 120;
/// Most entries a list may hold.
pub const LIST_LIMIT: usize = 60;

/// A line of text: no control characters, single spaces, 1 to [`TITLE_LIMIT`] characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

impl Title {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::parse_as(Input::Title, text)
    }

    /// Like [`Title::parse`], naming the form's field in the refusal.
    pub fn parse_as(input: Input, text: &str) -> Result<Self, Refusal> {
        let line = one_line(text);
        match line.chars().count() {
            0 => Err(Refusal::Empty(input)),
            length if length > TITLE_LIMIT => Err(Refusal::TooLong { input, length, limit: TITLE_LIMIT }),
            _ => Ok(Self(line)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Title {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Read where data are read: what went wrong is told in full by [`Title::parse`], whose words a phone need not carry.
impl TryFrom<String> for Title {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "a text that is no title")
    }
}

impl From<Title> for String {
    fn from(title: Title) -> String {
        title.0
    }
}

/// The part of an address that names a fair: lower-case ASCII letters, digits and single hyphens, 2 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        filled(Input::Slug, text)?;
        let ok = (2..=60).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if ok { Ok(Self(text.to_owned())) } else { Err(Refusal::Malformed(Input::Slug)) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// As with [`Title`].
impl TryFrom<String> for Slug {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "a text that is no name for an address")
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

/// What was typed, without the spaces around it.
///
/// # Errors
/// Nothing was.
pub fn filled(input: Input, text: &str) -> Result<&str, Refusal> {
    match text.trim() {
        "" => Err(Refusal::Empty(input)),
        text => Ok(text),
    }
}

/// An e-mail address as far as a form can judge it; the mail itself is the proof.
pub fn parse_email(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let parts = text.split_once('@');
    let plausible = text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
        && parts.is_some_and(|(local, host)| {
            !local.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
    if plausible { Ok(text.to_lowercase()) } else { Err(Refusal::Malformed(Input::Email)) }
}

/// A public web address: `http` or `https`, with a host; anything else (scripts, files) is refused.
pub fn parse_website(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let rest = with_scheme.strip_prefix("https://").or_else(|| with_scheme.strip_prefix("http://"));
    let plausible = with_scheme.len() <= 500
        && !with_scheme.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'`{}|\\^".contains(c))
        && rest.is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            host.contains('.')
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && is_public(host)
        });
    if plausible { Ok(with_scheme) } else { Err(Refusal::Malformed(Input::Website)) }
}

/// Whether a host can be reached from outside: no number of somebody's own network, no name known only there.
fn is_public(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
    match name.parse::<core::net::Ipv4Addr>() {
        Ok(ip) => !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()),
        Err(_) => ![".local", ".localhost", ".internal"].iter().any(|end| name.ends_with(end)),
    }
}

/// A free text of at most [`TEXT_LIMIT`] characters, line ends kept, other control characters gone.
pub fn parse_text(text: &str) -> Result<String, Refusal> {
    parse_text_as(Input::Text, text)
}

/// Like [`parse_text`], naming the form's field in the refusal.
pub fn parse_text_as(input: Input, text: &str) -> Result<String, Refusal> {
    let cleaned: String = text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let cleaned = cleaned.trim().to_owned();
    match cleaned.chars().count() {
        length if length > TEXT_LIMIT => Err(Refusal::TooLong { input, length, limit: TEXT_LIMIT }),
        _ => Ok(cleaned),
    }
}

/// A place on earth as people write it: latitude and longitude, with points or commas: `48.778, 9.18`, `48,778 9,18`.
/// Nothing where nothing stands there.
pub fn parse_position(text: &str) -> Result<Option<Position>, Refusal> {
    let parts: Vec<&str> = if text.contains(';') {
        text.split(';').map(str::trim).collect()
    } else {
        text.split_whitespace().map(|part| part.trim_matches(',')).filter(|part| !part.is_empty()).collect()
    };
    let (latitude, longitude) = match parts[..] {
        [] => return Ok(None),
        [latitude, longitude] => (degrees(latitude), degrees(longitude)),
        // Close together, with points; with commas alone nobody could tell what belongs to what.
        [both] if both.contains('.') => {
            both.split_once(',').map_or((None, None), |(one, other)| (degrees(one), degrees(other)))
        }
        _ => (None, None),
    };
    let position = latitude.zip(longitude).and_then(|(latitude, longitude)| Position::parse(latitude, longitude));
    // Nought and nought is nowhere.
    let somewhere = position.filter(|at| at.latitude != 0.0 || at.longitude != 0.0);
    somewhere.map(Some).ok_or(Refusal::Malformed(Input::Position))
}

/// A decimal number of degrees. Read here, since the standard library's reader and its tables would travel to every phone.
fn degrees(text: &str) -> Option<f64> {
    const DIGITS: usize = 9;
    let (sign, size) = match text.strip_prefix(['-', '−']) {
        Some(size) => (-1.0, size),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = size.split_once(['.', ',']).unwrap_or((size, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || whole.len() > 3 {
        return None;
    }
    let fraction = &fraction[..fraction.len().min(DIGITS)];
    let parts: i64 = format!("{whole}{fraction:0<DIGITS$}").parse().ok()?;
    Some(sign * parts as f64 / 1e9)
}

/// The text on one line, with single spaces and no control characters.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_with_points_and_with_commas() {
        let stuttgart = Ok(Position::parse(48.778, 9.18));
        let written = [
            "48.778, 9.18",
            "48.778,9.18",
            " 48.778 9.18 ",
            "48,778, 9,18",
            "48,778 9,18",
            "48,778; 9,18",
            "+48.778 , 9.180",
        ];
        for text in written {
            assert_eq!(parse_position(text), stuttgart, "{text}");
        }
        assert_eq!(parse_position("-33.868820, 151"), Ok(Position::parse(-33.86882, 151.0)));
        assert_eq!(parse_position("  "), Ok(None));
        let refused = Err(Refusal::Malformed(Input::Position));
        for text in [
            "48.778",
            "48,9",
            "48,778,9,18",
            "91, 9",
            "9.18, 181",
            "48.7.8, 9",
            "N 48, E 9",
            "1e1, 9",
            "0, 0",
            "48, 9, 7",
            ";",
        ] {
            assert_eq!(parse_position(text), refused, "{text}");
        }
    }

    #[test]
    fn a_title_is_one_clean_line() {
        assert_eq!(Title::parse("  Chor \t am\nHafen ").map(String::from), Ok("Chor am Hafen".to_owned()));
        assert_eq!(Title::parse(" \n"), Err(Refusal::Empty(Input::Title)));
        assert!(matches!(Title::parse(&"x".repeat(161)), Err(Refusal::TooLong { length: 161, .. })));
    }

    #[test]
    fn a_slug_fits_into_an_address() {
        assert!(Slug::parse("vereinsmesse-2027").is_ok());
        for bad in ["Messe", "a", "-a", "a--b", "ä-b", "a/b"] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(parse_website("www.example.org").as_deref(), Ok("https://www.example.org"));
        for bad in ["javascript:alert(1)", "https://", "ftp://a.example", "https://a b.example", "https://u@h.example"]
        {
            assert!(parse_website(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_web_address_can_be_reached_from_outside() {
        for bad in ["http://192.168.1.1/", "10.0.0.7:8080", "127.0.0.1", "https://printer.local", "http://0.0.0.0"] {
            assert!(parse_website(bad).is_err(), "{bad}");
        }
        assert!(parse_website("https://93.184.215.14/").is_ok() && parse_website("https://local.example").is_ok());
    }

    #[test]
    fn an_address_without_a_host_is_no_mail_address() {
        assert_eq!(parse_email(" Info@Verein.Example ").as_deref(), Ok("info@verein.example"));
        for bad in ["", "a", "a@b", "a@@b.de", "a b@c.de", "a@.de"] {
            assert!(parse_email(bad).is_err(), "{bad}");
        }
    }
}
