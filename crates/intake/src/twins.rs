//! Tells when two names may stand for one association.

use domain::{intake::Why, profile::name_key};

/// From here on two names are a letter or two apart (Jaro-Winkler, 0 to 1).
const SIMILAR: f64 = 0.93;
/// Names so far alike are one association if their web site is the same.
const SIMILAR_WITH_WEBSITE: f64 = 0.75;
/// Sites where everybody has a page say nothing of who it is.
const SHARED_HOSTS: &[&str] = &[
    "facebook.com",
    "instagram.com",
    "youtube.com",
    "linktr.ee",
    "sites.google.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "t.me",
    "tiktok.com",
    "meetup.com",
    "betterplace.org",
];

/// What of an association is compared.
pub(crate) struct Traits {
    pub key: String,
    /// The key between spaces, so that whole words are found in it.
    spaced: String,
    /// How often each letter stands in the key; everything but `a` to `z` counts as one.
    letters: [u8; 27],
    hosts: Vec<String>,
}

impl Traits {
    pub fn of(name: &str, websites: &[String]) -> Self {
        let key = name_key(name);
        let mut letters = [0_u8; 27];
        for c in key.bytes() {
            let place = if c.is_ascii_lowercase() { usize::from(c - b'a') } else { 26 };
            letters[place] = letters[place].saturating_add(1);
        }
        let hosts = websites.iter().filter_map(|website| host(website)).collect();
        Self { spaced: format!(" {key} "), key, letters, hosts }
    }

    /// Why both may be the same, and how sure that is (0 to 1).
    pub fn like(&self, other: &Traits) -> Option<(Why, f64)> {
        if self.key.is_empty() || other.key.is_empty() {
            return None;
        }
        if self.key == other.key {
            return Some((Why::SameName, 1.0));
        }
        let same_site = self.hosts.iter().any(|host| other.hosts.contains(host));
        let least = if same_site { SIMILAR_WITH_WEBSITE } else { SIMILAR };
        if self.ceiling(other) >= least {
            let similarity = strsim::jaro_winkler(&self.key, &other.key);
            if similarity >= SIMILAR {
                return Some((Why::SimilarName, similarity));
            }
            if same_site && similarity >= SIMILAR_WITH_WEBSITE {
                return Some((Why::SameWebsite, similarity));
            }
        }
        let (short, long) = if self.key.len() < other.key.len() { (self, other) } else { (other, self) };
        let telling = short.key.len() >= 10 || (short.key.len() >= 6 && short.key.contains(' '));
        let part = telling && long.spaced.contains(&short.spaced);
        part.then_some((Why::PartOfName, short.key.len() as f64 / long.key.len() as f64))
    }

    /// No similarity can exceed this: thousands of names are compared, and counting letters is quick.
    fn ceiling(&self, other: &Traits) -> f64 {
        if !self.key.is_ascii() || !other.key.is_ascii() {
            return 1.0;
        }
        let common: u32 = self.letters.iter().zip(&other.letters).map(|(a, b)| u32::from(*a.min(b))).sum();
        let common = f64::from(common);
        let jaro = (common / self.key.len() as f64 + common / other.key.len() as f64 + 1.0) / 3.0;
        jaro + 0.4 * (1.0 - jaro)
    }
}

fn host(website: &str) -> Option<String> {
    let (_, rest) = website.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty() && !SHARED_HOSTS.contains(&host)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(one: &str, other: &str) -> Option<Why> {
        Traits::of(one, &[]).like(&Traits::of(other, &[])).map(|(why, _)| why)
    }

    #[test]
    fn spelling_makes_no_other_association() {
        assert_eq!(why("Müllers Chor e. V.", "MUELLERS CHOR"), Some(Why::SameName));
        assert_eq!(why("Hafenchor Neustadt", "Hafenchor Neusatdt"), Some(Why::SimilarName));
        assert_eq!(why("Hafenchor Neustadt", "Freunde des Hafenchor Neustadt e. V."), Some(Why::PartOfName));
        assert_eq!(why("Hafenchor Neustadt", "Gartenfreunde am Wall"), None);
        assert_eq!(why("Chor", "Chor am Hafen"), None);
    }

    #[test]
    fn a_common_web_site_makes_similar_names_suspicious() {
        let site = |site: &str| vec![site.to_owned()];
        let one = Traits::of("Hafenchor Neustadt", &site("https://www.hafenchor.example/wir"));
        let other = Traits::of("Hafensaenger Nord", &site("http://hafenchor.example"));
        assert_eq!(one.like(&other).map(|(why, _)| why), Some(Why::SameWebsite));
        let one = Traits::of("Hafenchor Neustadt", &site("https://facebook.com/a"));
        let other = Traits::of("Hafensaenger Nord", &site("https://facebook.com/b"));
        assert!(one.like(&other).is_none());
    }

    #[test]
    fn the_ceiling_is_never_below_the_similarity() {
        for (one, other) in [("abc", "cab"), ("hafenchor", "hafenchr"), ("aa", "a"), ("xyz", "zzz")] {
            let (a, b) = (Traits::of(one, &[]), Traits::of(other, &[]));
            assert!(a.ceiling(&b) >= strsim::jaro_winkler(one, other), "{one} {other}");
        }
    }
}
