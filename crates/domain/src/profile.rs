//! An association's profile: what it says of itself, and which part of it is public.

use crate::{
    AssociationId, FairId, FieldId, Refusal,
    refusal::Input,
    taxonomy::Exchange,
    text::{Title, one_line},
};
use serde::{Deserialize, Deserializer, Serialize};

/// What an organisation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Association,
    Initiative,
    Office,
    Institute,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Association, Kind::Initiative, Kind::Office, Kind::Institute];

    pub fn key(self) -> &'static str {
        match self {
            Kind::Association => "association",
            Kind::Initiative => "initiative",
            Kind::Office => "office",
            Kind::Institute => "institute",
        }
    }
}

/// What an association says of itself. Never inferred, never public; used to balance tables only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MigrationRelation {
    With,
    Without,
    Both,
}

impl MigrationRelation {
    pub const ALL: [MigrationRelation; 3] = [Self::With, Self::Without, Self::Both];

    pub fn key(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::Without => "without",
            Self::Both => "both",
        }
    }
}

/// How well a language is offered: 1 a few words, 2 everyday, 3 fluent, 4 native.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    pub const FEW_WORDS: Level = Level(1);
    pub const EVERYDAY: Level = Level(2);
    pub const FLUENT: Level = Level(3);
    pub const NATIVE: Level = Level(4);

    pub fn parse(level: u8) -> Result<Self, Refusal> {
        match level {
            1..=4 => Ok(Self(level)),
            _ => Err(Refusal::OutOfRange { input: Input::Language, least: 1, most: 4 }),
        }
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = &'static str;
    fn try_from(level: u8) -> Result<Self, Self::Error> {
        Self::parse(level).map_err(|_| "a number that is no level")
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}

/// A language the association can talk in; `code` is ISO 639-1 (or 639-3 where there is none), lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenLanguage {
    pub code: String,
    pub level: Level,
}

impl SpokenLanguage {
    /// Whether a text can be a language's code: two or three small letters.
    pub fn is_code(text: &str) -> bool {
        (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase())
    }
}

/// WGS 84, in degrees of six decimals (ten centimetres): so many come back from any file or database as they went in, and one
/// place is never two.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    #[serde(deserialize_with = "read_degrees")]
    pub latitude: f64,
    #[serde(deserialize_with = "read_degrees")]
    pub longitude: f64,
}

impl Position {
    pub fn parse(latitude: f64, longitude: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
            .then(|| Self { latitude: rounded(latitude), longitude: rounded(longitude) })
    }
}

fn rounded(degrees: f64) -> f64 {
    // Adding nought makes -0 a plain 0.
    (degrees * 1e6).round() / 1e6 + 0.0
}

/// Rounds what was kept before positions were rounded.
fn read_degrees<'de, D: Deserializer<'de>>(degrees: D) -> Result<f64, D::Error> {
    f64::deserialize(degrees).map(rounded)
}

/// Where an association is at home. Shown to nobody but organisers unless `public`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Address {
    pub street: String,
    pub postcode: String,
    pub town: String,
    pub position: Option<Position>,
    pub public: bool,
}

impl Address {
    /// What everybody may see: nothing of a hidden one, and no position where no words of an address go with it.
    pub fn for_everybody(&self) -> Option<Self> {
        let says_something = [&self.street, &self.postcode, &self.town].iter().any(|line| !line.is_empty());
        (self.public && says_something).then(|| self.clone())
    }
}

/// Everything an association says of itself. Texts are plain; lists keep the association's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub name: Title,
    pub short_name: String,
    pub kind: Kind,
    /// `None`: it says nothing of the sort.
    pub relation: Option<MigrationRelation>,
    pub goals: String,
    pub activities: String,
    pub fields: Vec<FieldId>,
    pub target_groups: Vec<String>,
    pub districts: Vec<String>,
    pub languages: Vec<SpokenLanguage>,
    pub offers: Vec<Exchange>,
    pub needs: Vec<Exchange>,
    pub websites: Vec<String>,
    /// For organisers only.
    pub email: Option<String>,
    pub address: Address,
    /// Whom it wants to meet; for organisers and the allocation only.
    pub wishes: Vec<AssociationId>,
}

impl Profile {
    /// A profile with nothing but a name.
    pub fn named(name: Title) -> Self {
        Self {
            name,
            short_name: String::new(),
            kind: Kind::default(),
            relation: None,
            goals: String::new(),
            activities: String::new(),
            fields: Vec::new(),
            target_groups: Vec::new(),
            districts: Vec::new(),
            languages: Vec::new(),
            offers: Vec::new(),
            needs: Vec::new(),
            websites: Vec::new(),
            email: None,
            address: Address::default(),
            wishes: Vec::new(),
        }
    }

    /// The name for narrow places.
    pub fn call_name(&self) -> &str {
        if self.short_name.is_empty() { self.name.as_str() } else { &self.short_name }
    }
}

/// A profile as it is kept: whose it is, at which fair, and how often it has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Association {
    pub id: AssociationId,
    pub fair: FairId,
    /// Grows by one with every change; a save that expects another one is stale.
    pub revision: i64,
    pub profile: Profile,
}

/// A name reduced to what makes two spellings the same: lower case, umlauts spelled out, accents and legal forms gone. Names
/// are in order by it.
///
/// `"Nachbarschaftschor Hafenstraße e. V."` and `"nachbarschaftschor hafenstrasse eV"` are the same.
pub fn name_key(name: &str) -> String {
    folded(name, "e")
}

/// The same with umlauts as their bare letters: as whoever drops the dots writes it.
pub fn bare_key(name: &str) -> String {
    folded(name, "")
}

/// A name as whoever looks for it may type it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Findable {
    key: String,
    /// The same with umlauts as their bare letters.
    plain: String,
}

impl Findable {
    pub fn of(name: &str) -> Self {
        Self { key: name_key(name), plain: bare_key(name) }
    }

    /// Whether every word stands somewhere in the name, or the name begins so, gaps aside.
    pub fn is_found_by(&self, sought: &str) -> bool {
        let sought = name_key(sought);
        let stands = |word: &str| self.key.contains(word) || self.plain.contains(word);
        sought.split(' ').all(stands) || self.plain.replace(' ', "").starts_with(&sought.replace(' ', ""))
    }
}

/// Letters from U+00DF on, and those of Vietnamese from U+1EA0 on, without their accents.
const LATIN: &[u8] = b"saaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
const VIETNAMESE: &[u8] = b"aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

fn bare(c: char) -> Option<char> {
    let at = |letters: &[u8], first: u32| letters.get((c as u32).checked_sub(first)? as usize).copied();
    let bare = match c {
        'ơ' => b'o',
        'ư' => b'u',
        'ș' => b's',
        'ț' => b't',
        _ => at(LATIN, 0xDF).or_else(|| at(VIETNAMESE, 0x1EA0))?,
    };
    Some(char::from(bare))
}

/// `umlaut` is what two dots add to a letter.
fn folded(name: &str, umlaut: &str) -> String {
    let mut spelled = String::with_capacity(name.len() + 4);
    for c in one_line(name).to_lowercase().chars() {
        match c {
            'ä' | 'ö' | 'ü' => {
                spelled.extend(bare(c));
                spelled.push_str(umlaut);
            }
            'ß' => spelled.push_str("ss"),
            'æ' => spelled.push_str("ae"),
            'œ' => spelled.push_str("oe"),
            '&' => spelled.push_str(" und "),
            // Two dots that are written after their letter.
            '\u{308}' if spelled.ends_with(['a', 'o', 'u']) => spelled.push_str(umlaut),
            '.' | '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => spelled.push(bare(c).unwrap_or(c)),
            _ => spelled.push(' '),
        }
    }
    let mut words: Vec<&str> = spelled.split_whitespace().collect();
    while let Some(last) = words.last() {
        let legal_form = matches!(*last, "ev" | "gemeinnuetziger" | "eingetragener" | "ggmbh" | "gug" | "gmbh");
        if legal_form && words.len() > 1 {
            words.pop();
        } else if *last == "v" && words.len() > 2 && words[words.len() - 2] == "e" {
            words.truncate(words.len() - 2);
        } else {
            break;
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn spelling_and_legal_form_do_not_make_another_association() {
        let key = name_key("Nachbarschaftschor Hafenstraße e. V.");
        assert_eq!(key, name_key("  nachbarschaftschor  Hafenstrasse eV"));
        assert_eq!(key, name_key("Nachbarschaftschor Hafenstraße e.V."));
        assert_ne!(key, name_key("Nachbarschaftschor Hafenplatz e. V."));
    }

    #[test]
    fn a_name_is_found_by_plain_letters_and_by_some_of_its_words() {
        let finds = |sought: &str, name: &str| Findable::of(name).is_found_by(sought);
        for (sought, name) in [
            ("lod", "Łódź e. V."),
            ("dan", "Đà Nẵng"),
            ("da nang", "Đà Nẵng"),
            ("oko", "Öko-Rat"),
            ("oeko", "Öko-Rat"),
            ("ÖKO", "Öko-Rat"),
            ("uni", "Ünïcode"),
            ("orenler", "Örenler Derneği"),
            ("dernegi", "Örenler Derneği"),
            ("feu mus", "Freiwillige Feuerwehr, Abteilung Musik"),
            ("straße", "Haus Hafenstrasse"),
            ("oko", "O\u{308}ko-Rat"),
            ("oeko", "O\u{308}ko-Rat"),
            ("", "Chor"),
        ] {
            assert!(finds(sought, name), "{sought} in {name}");
        }
        assert!(!finds("feu chor", "Freiwillige Feuerwehr, Abteilung Musik"));
        assert!(!finds("dan", "Hilda Nord"));
    }

    #[test]
    fn names_are_in_the_order_of_their_letters() {
        let mut names = ["Zirkus", "Öko-Rat", "Łódź", "Đà Nẵng", "Çiğdem", "Ören", "Mosaik", "Ørsted"];
        names.sort_by_cached_key(|name| name_key(name));
        assert_eq!(names, ["Çiğdem", "Đà Nẵng", "Łódź", "Mosaik", "Öko-Rat", "Ören", "Ørsted", "Zirkus"]);
    }

    #[test]
    fn a_place_comes_back_as_it_went_in() {
        let hard = [(52.037356567046, 50.949999999999996), (-0.0000001, -179.9999999), (48.7784485, 9.1800132)];
        // Fractions of the golden ratio fall everywhere and never twice on the same place.
        let spread = (1..20_000).map(|n| f64::from(n) * 0.618_033_988_749_894_9 % 1.0);
        let anywhere = spread.map(|part| (part * 180.0 - 90.0, part * part * 360.0 - 180.0));
        for (latitude, longitude) in hard.into_iter().chain(anywhere) {
            let place = Position::parse(latitude, longitude).unwrap();
            let kept = serde_json::to_string(&place).unwrap();
            let mut back: Position = serde_json::from_str(&kept).unwrap();
            assert_eq!(back, place, "{latitude} {longitude}");
            back = Position::parse(back.latitude, back.longitude).unwrap();
            assert_eq!(serde_json::to_string(&back).unwrap(), kept);
            // As an exported list says it.
            assert_eq!(place.latitude.to_string().parse(), Ok(place.latitude));
        }
    }

    #[test]
    fn a_place_kept_with_more_digits_is_the_place_that_is_read_today() {
        let kept: Position =
            serde_json::from_str(r#"{"latitude":52.037356567046004,"longitude":8.5123456789}"#).unwrap();
        assert_eq!(Some(kept), Position::parse(52.037356567046, 8.5123456789));
    }

    #[test]
    fn a_position_is_public_where_an_address_is() {
        let position = Position::parse(48.778, 9.18);
        let hidden = Address { position, ..Address::default() };
        assert_eq!(hidden.for_everybody(), None);
        assert_eq!(Address { public: true, ..hidden.clone() }.for_everybody(), None);
        assert_eq!(Address { town: "Neustadt".to_owned(), ..hidden.clone() }.for_everybody(), None);
        let shown = Address { town: "Neustadt".to_owned(), public: true, ..hidden };
        assert_eq!(shown.for_everybody(), Some(shown));
    }

    #[test]
    fn a_level_outside_the_scale_is_refused() {
        assert!(Level::parse(0).is_err() && Level::parse(5).is_err());
        assert_eq!(Level::parse(4), Ok(Level::NATIVE));
    }
}
