//! Tells when two names may stand for one association.

use domain::{
    intake::Why,
    profile::{bare_key, name_key},
};

/// Names so far alike are one association if their web site is the same (Jaro-Winkler, 0 to 1).
const SIMILAR_WITH_WEBSITE: f64 = 0.75;
/// Words that say nothing of who it is: names are compared without them.
const SMALL_WORDS: &str =
    "der die das des dem den im in am an zu zur zum von vom fuer und mit e the of for and at with";
/// Beginnings of words that are a letter or two apart and two things.
const APART: &[(&str, &str)] = &[
    ("irak", "iran"),
    ("serb", "sorb"),
    ("serb", "syr"),
    ("sorb", "syr"),
    ("slowak", "slowen"),
    ("slovak", "sloven"),
    ("lett", "litau"),
    ("austria", "australia"),
    ("west", "ost"),
    ("nord", "sued"),
    ("ober", "unter"),
    ("maenner", "maedchen"),
];
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
    /// The key with umlauts as their bare letters.
    bare: String,
    /// The key between spaces, so that whole words are found in it.
    spaced: String,
    /// How often each letter stands in the key; everything but `a` to `z` counts as one.
    letters: [u8; 27],
    /// The key's words without the small ones.
    words: Vec<String>,
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
        let small = |word: &&str| SMALL_WORDS.split(' ').any(|small| small == *word);
        let words = key.split(' ').filter(|word| !small(word)).map(str::to_owned).collect();
        Self { spaced: format!(" {key} "), bare: bare_key(name), key, letters, words, hosts }
    }

    /// Why both may be the same, and how sure that is (0 to 1).
    pub fn like(&self, other: &Traits) -> Option<(Why, f64)> {
        if self.key.is_empty() || other.key.is_empty() {
            return None;
        }
        if self.key == other.key {
            return Some((Why::SameName, 1.0));
        }
        if self.bare == other.bare || self.is_misspelled(other) {
            return Some((Why::SimilarName, strsim::jaro_winkler(&self.key, &other.key)));
        }
        let same_site = self.hosts.iter().any(|host| other.hosts.contains(host));
        if same_site && self.ceiling(other) >= SIMILAR_WITH_WEBSITE {
            let similarity = strsim::jaro_winkler(&self.key, &other.key);
            if similarity >= SIMILAR_WITH_WEBSITE {
                return Some((Why::SameWebsite, similarity));
            }
        }
        let (short, long) = if self.key.len() < other.key.len() { (self, other) } else { (other, self) };
        let telling = short.key.len() >= 10 || (short.key.len() >= 6 && short.key.contains(' '));
        let part = telling && long.spaced.contains(&short.spaced);
        part.then_some((Why::PartOfName, short.key.len() as f64 / long.key.len() as f64))
    }

    /// Whether the names are the same but for a slip in a word or two, for small words, or for the order or the gaps of words.
    fn is_misspelled(&self, other: &Traits) -> bool {
        // Thousands of names are compared, and counting letters is quick.
        let apart: u32 = self.letters.iter().zip(&other.letters).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        if apart > MOST_APART {
            return false;
        }
        let (ours, theirs) = (without(&self.words, &other.words), without(&other.words, &self.words));
        if ours.concat() == theirs.concat() {
            return !self.words.is_empty();
        }
        (ours.len() == theirs.len() && ours.len() <= 2 && ours.iter().zip(&theirs).all(|(a, b)| is_slip(a, b)))
            || self.words.concat() == other.words.concat()
    }

    /// No similarity can exceed this.
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

/// Two slips of two letters, a few small words and spaces.
const MOST_APART: u32 = 16;

/// The words that the other one does not have, in their order.
fn without<'a>(words: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut rest: Vec<&String> = other.iter().collect();
    let is_new = |word: &&'a String| match rest.iter().position(|known| known == word) {
        Some(index) => {
            rest.swap_remove(index);
            false
        }
        None => true,
    };
    words.iter().filter(is_new).map(String::as_str).collect()
}

/// Whether one word may be the other misspelled: a letter apart, two in long words, and not two words that both exist.
/// Slips seldom happen to the first letter, and numbers are never slips.
fn is_slip(one: &str, other: &str) -> bool {
    let exist =
        |a: &str, b: &str| one.starts_with(a) && other.starts_with(b) && !(a.starts_with(b) || b.starts_with(a));
    let both_exist = APART.iter().any(|(a, b)| exist(a, b) || exist(b, a));
    let number = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let short = one.chars().count().min(other.chars().count());
    if short < 5 || both_exist || number(one) || number(other) || one.chars().next() != other.chars().next() {
        return false;
    }
    // One letter for another makes a short word another word: Eiche, Esche.
    let exchanged = one.len() == other.len() && sorted(one) != sorted(other);
    let most = match short {
        8.. => 2,
        7 => 1,
        _ => usize::from(!exchanged),
    };
    strsim::osa_distance(one, other) <= most
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
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
    fn a_dropped_umlaut_is_a_slip_in_the_shortest_name() {
        assert_eq!(why("Grüner Daumen Süd e.V.", "Gruner Daumen Sud"), Some(Why::SimilarName));
        assert_eq!(why("Tür auf e.V.", "Tur auf e. V."), Some(Why::SimilarName));
        assert_eq!(why("Förderkreis Öl", "Forderkreis Ol"), Some(Why::SimilarName));
        assert_eq!(why("Förderkreis Öl", "Förderkreis Ei"), None);
    }

    /// Names as they stand in one town's list, the likeliest to be mixed up beside each other.
    const ORDINARY: &str = "Deutsch-Türkische Gesellschaft Bielefeld|Deutsch-Polnische Gesellschaft Bielefeld|\
        Deutsch-Griechische Gesellschaft Bielefeld|Deutsch-Italienische Gesellschaft Bielefeld|\
        Deutsch-Finnische Gesellschaft|Deutsch-Französische Gesellschaft|Deutsch-Irakische Gesellschaft|\
        Deutsch-Iranische Gesellschaft|Bürgerverein Nordstadt|Bürgerverein Südstadt|Bürgerverein Weststadt|\
        Bürgerverein Oststadt|Bürgerverein Altstadt|Bürgerverein Neustadt|Kleingartenverein Abendruh|\
        Kleingartenverein Abendfrieden|Kleingartenverein Abendsonne|Kleingartenverein Morgensonne|\
        Kleingartenverein Sonnenblick|Kleingartenverein Sonnental|Saaleverein Nord Anker|Saaleverein Nord Birke|\
        Saaleverein Nord Buche|Saaleverein Nord Eiche|Saaleverein Nord Esche|Saaleverein Nord Linde|\
        Saaleverein Nord Segel|Saaleverein Nord Hafen|TSV Bergheim 1861|TSV Bergheim 1912|SV Rot-Weiß Lohfeld|\
        SV Blau-Weiß Lohfeld|SV Grün-Weiß Lohfeld|SV Schwarz-Weiß Lohfeld|Freiwillige Feuerwehr Oberdorf|\
        Freiwillige Feuerwehr Unterdorf|Förderverein Goetheschule|Förderverein Schillerschule|\
        Förderverein Lessingschule|Förderverein Stadtbibliothek|Förderverein Stadtmuseum|Elterninitiative Spatzennest|\
        Elterninitiative Schwalbennest|Kulturverein Alte Mühle|Kulturverein Alte Schmiede|Kulturverein Alte Schule|\
        Frauenchor Lohfeld|Männerchor Lohfeld|Kinderchor Lohfeld|Kirchenchor Lohfeld|Serbischer Kulturverein|\
        Slowenischer Kulturverein|Slowakischer Kulturverein|Syrischer Kulturverein|Sorbischer Kulturverein|\
        Islamischer Kulturverein|Jugendtreff Ost|Jugendtreff West|Jugendtreff Mitte|Nachbarschaftshilfe Lohfeld|\
        Nachbarschaftshilfe Rohrbach|Nachbarschaftshaus Lohfeld|Tischtennisverein Lohfeld|Tennisverein Lohfeld|\
        Turnverein Lohfeld|Reitverein Lohfeld|Radverein Lohfeld|Chor der Nationen|Orchester der Nationen|\
        Verein der Freunde der Oper|Verein der Freunde der Orgel";

    #[test]
    fn ordinary_names_are_not_doubted() {
        let names: Vec<&str> = ORDINARY.split('|').collect();
        let doubted: Vec<_> = (0..names.len())
            .filter_map(|at| Some((names[at], names[..at].iter().find(|other| why(names[at], other).is_some())?)))
            .collect();
        assert_eq!(doubted, [], "of {}", names.len());
    }

    #[test]
    fn slips_are_found() {
        let slips = [
            ("Förderverein Stadtbibliothek", "Förderverien Stadtbibliothek"),
            ("Kulturverein Alte Mühle", "Kulturverien Alte Mühle"),
            ("Kulturverein Alte Mühle", "Kulturverein Alte Muhle"),
            ("Nachbarschaftshilfe Lohfeld", "Nachbarschafthilfe Lohfeld"),
            ("Nachbarschaftshilfe Lohfeld", "Nachbarschaftshilfe Lohfelt"),
            ("Deutsch-Türkische Gesellschaft Bielefeld", "Deutsch-Türkische Geselschaft Bielefeld"),
            ("Deutsch-Türkische Gesellschaft Bielefeld", "Deutsch Turkische Gesellschaft Bielefeld"),
            ("Deutsch-Türkische Gesellschaft Bielefeld", "Bielefeld Deutsch-Türkische Gesellschaft"),
            ("Deutsch-Türkische Gesellschaft Bielefeld", "Deutsch-Türkische Gesellschaft Bielefed"),
            ("Bürgerverein Nordstadt", "Bürgervereien Nordstadt"),
            ("Bürgerverein Nordstadt", "Nordstadt Bürgerverein"),
            ("Bürgerverein Nordstadt", "Bürger-Verein Nordstadt"),
            ("Kleingartenverein Abendruh", "Kleingartenverein Abendruhe"),
            ("Verein der Freunde der Oper", "Verein Freunde der Oper"),
            ("Hafenchor Neustadt", "Hafen Chor Neustadt"),
            ("Hafenchor Neustadt", "Hafenchor Neusatdt"),
            ("Elterninitiative Spatzennest", "Elterniniative Spatzenest"),
            ("Orchester der Nationen", "Orchster der Nationen"),
            ("Freiwillige Feuerwehr Oberdorf", "Freiwilige Feuerwehr Oberdorf"),
            ("Tischtennisverein Lohfeld", "Tischtenisverein Lohfeld"),
        ];
        let missed: Vec<_> = slips.iter().filter(|(one, other)| why(one, other).is_none()).collect();
        assert_eq!(missed, [] as [&(&str, &str); 0]);
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
