//! The languages of the interface, and texts that exist in each of them.

use serde::{Deserialize, Serialize};

/// A language in which the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    De,
    En,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::De, Locale::En];

    /// The BCP 47 tag, as `lang` wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::De => "de",
            Locale::En => "en",
        }
    }

    /// The writing direction, as `dir` wants it.
    pub fn direction(self) -> &'static str {
        "ltr"
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Locale::De => "Deutsch",
            Locale::En => "English",
        }
    }

    /// The locale a tag such as `en-GB` asks for, if the interface speaks it.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Locale::ALL.into_iter().find(|locale| locale.tag() == primary)
    }

    /// The best locale for an `Accept-Language` header (RFC 9110, 12.5.4); the default where nothing fits.
    pub fn negotiate(accept_language: &str) -> Locale {
        let mut best = (0.0_f32, Locale::default());
        for entry in accept_language.split(',') {
            let mut parts = entry.split(';');
            let Some(locale) = parts.next().and_then(Locale::from_tag) else {
                continue;
            };
            let quality = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }
}

/// A text in every language of the interface; an empty one falls back to German, the fair's own language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bilingual {
    pub de: String,
    pub en: String,
}

impl Bilingual {
    pub fn new(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: de.into(), en: en.into() }
    }

    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En if !self.en.is_empty() => &self.en,
            _ => &self.de,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_it_likes_best() {
        assert_eq!(Locale::negotiate("fr-FR, en;q=0.8, de;q=0.6"), Locale::En);
        assert_eq!(Locale::negotiate("de-AT,en;q=0.9"), Locale::De);
        assert_eq!(Locale::negotiate("tr"), Locale::De);
    }

    #[test]
    fn a_missing_translation_falls_back_to_german() {
        assert_eq!(Bilingual::new("Bühne", "").get(Locale::En), "Bühne");
    }
}
