//! One line of the tables of associations, and how it becomes a profile.

use crate::{chance::Chance, fields, title};
use domain::{
    AssociationId,
    profile::{Address, Kind, Level, MigrationRelation, Position, Profile, SpokenLanguage},
    taxonomy::{Exchange, Good, Hue},
};

/// What the tables say of an association. `key` is how other entries name it.
#[derive(Clone, Copy)]
pub struct Entry {
    pub key: &'static str,
    pub name: &'static str,
    pub short: &'static str,
    pub kind: Kind,
    pub relation: Option<MigrationRelation>,
    pub goals: &'static str,
    pub activities: &'static str,
    /// Keys of fields; the first one decides the colour and the quarter of the market.
    pub fields: &'static [&'static str],
    pub groups: &'static [&'static str],
    /// The first one is where it is at home.
    pub districts: &'static [&'static str],
    /// Codes with levels: `"de3 tr4"`.
    pub languages: &'static str,
    pub offers: &'static [(Good, &'static str)],
    pub needs: &'static [(Good, &'static str)],
    pub website: &'static str,
    pub email: &'static str,
    pub street: &'static str,
    pub address_public: bool,
    /// Keys of associations it would like to meet.
    pub wishes: &'static [&'static str],
    /// Key of the association whose stand it shares.
    pub shares_with: &'static str,
}

/// What an entry leaves unsaid.
pub const BLANK: Entry = Entry {
    key: "",
    name: "",
    short: "",
    kind: Kind::Association,
    relation: None,
    goals: "",
    activities: "",
    fields: &[],
    groups: &[],
    districts: &[],
    languages: "de4",
    offers: &[],
    needs: &[],
    website: "",
    email: "",
    street: "",
    address_public: false,
    wishes: &[],
    shares_with: "",
};

pub const WITH: Option<MigrationRelation> = Some(MigrationRelation::With);
pub const WITHOUT: Option<MigrationRelation> = Some(MigrationRelation::Without);
pub const BOTH: Option<MigrationRelation> = Some(MigrationRelation::Both);

impl Entry {
    pub fn hue(&self) -> Hue {
        self.fields.first().and_then(|key| fields::find(key)).map(|(_, hue)| hue).unwrap_or_default()
    }
}

/// The id of the association that the tables call `key`.
pub fn id_of(entries: &[Entry], key: &str) -> Option<AssociationId> {
    entries.iter().position(|entry| entry.key == key).map(|index| AssociationId(index as i64 + 1))
}

/// All profiles, with ids in the order of the tables.
pub fn profiles(entries: &[Entry], chance: &mut Chance) -> Vec<(AssociationId, Profile)> {
    let ids = (1..).map(AssociationId);
    ids.zip(entries).map(|(id, entry)| (id, profile(entries, entry, chance))).collect()
}

fn profile(entries: &[Entry], entry: &Entry, chance: &mut Chance) -> Profile {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let exchanges = |pairs: &[(Good, &str)]| {
        pairs.iter().map(|(good, note)| Exchange { good: *good, note: (*note).to_owned() }).collect::<Vec<_>>()
    };
    Profile {
        short_name: entry.short.to_owned(),
        kind: entry.kind,
        relation: entry.relation,
        goals: entry.goals.to_owned(),
        activities: entry.activities.to_owned(),
        fields: entry.fields.iter().filter_map(|key| fields::find(key)).map(|(id, _)| id).collect(),
        target_groups: list(entry.groups),
        districts: list(entry.districts),
        languages: languages(entry.languages, chance),
        offers: exchanges(entry.offers),
        needs: exchanges(entry.needs),
        websites: if entry.website.is_empty() { Vec::new() } else { vec![format!("https://{}", entry.website)] },
        email: (!entry.email.is_empty()).then(|| entry.email.to_owned()),
        address: address(entry),
        wishes: wishes(entries, entry, chance),
        ..Profile::named(title(entry.name))
    }
}

/// Second languages are now and then spoken a little better or worse; German and mother tongues are as written.
fn languages(written: &str, chance: &mut Chance) -> Vec<SpokenLanguage> {
    let mut spoken = Vec::new();
    for word in written.split_whitespace() {
        let (code, digit) = word.split_at(word.len() - 1);
        let mut level = digit.parse().unwrap_or(2_u8);
        if code != "de" && (2..=3).contains(&level) && chance.once_in(6) {
            level = if chance.once_in(2) { level - 1 } else { (level + 1).min(3) };
        }
        let level = Level::parse(level).unwrap_or(Level::EVERYDAY);
        spoken.push(SpokenLanguage { code: code.to_owned(), level });
    }
    spoken
}

/// The written wishes, and at times one more: somebody who offers what is needed.
fn wishes(entries: &[Entry], entry: &Entry, chance: &mut Chance) -> Vec<AssociationId> {
    let mut wishes: Vec<AssociationId> = entry.wishes.iter().filter_map(|key| id_of(entries, key)).collect();
    if chance.once_in(4) {
        let helps = |other: &&Entry| {
            other.key != entry.key
                && other.relation != entry.relation
                && other.offers.iter().any(|(good, _)| entry.needs.iter().any(|(need, _)| need == good))
        };
        let helpful: Vec<&Entry> = entries.iter().filter(helps).collect();
        let drawn = helpful.get(chance.below(helpful.len())).and_then(|other| id_of(entries, other.key));
        wishes.extend(drawn.filter(|id| !wishes.contains(id)));
    }
    wishes
}

/// Postcode and middle of each district. The city is invented: its postcodes are not in use, its place is open water.
const DISTRICTS: [(&str, &str, f64, f64); 10] = [
    ("Alt-Linden", "43101", 53.6200, 8.3500),
    ("Hafenviertel", "43103", 53.6284, 8.3462),
    ("Kanalstadt", "43105", 53.6241, 8.3611),
    ("Nordmarkt", "43107", 53.6352, 8.3533),
    ("Weststadt", "43109", 53.6193, 8.3327),
    ("Südtor", "43111", 53.6097, 8.3519),
    ("Gartenstadt", "43113", 53.6048, 8.3391),
    ("Mühlenau", "43115", 53.6121, 8.3704),
    ("Bergrain", "43117", 53.6010, 8.3657),
    ("Uferpark", "43119", 53.6315, 8.3689),
];

fn address(entry: &Entry) -> Address {
    let home = entry.districts.first().and_then(|name| DISTRICTS.iter().find(|district| district.0 == *name));
    let Some((_, postcode, latitude, longitude)) = home.filter(|_| !entry.street.is_empty()) else {
        return Address::default();
    };
    // Neighbours of one district do not stand on one spot: the street's letters move each a little.
    let spread = |salt: u32| {
        let sum = entry.street.bytes().fold(salt, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        (f64::from(sum % 1000) - 500.0) / 100_000.0
    };
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Address {
        street: entry.street.to_owned(),
        postcode: (*postcode).to_owned(),
        town: "Lindenhafen".to_owned(),
        position: Position::parse(round(latitude + spread(7)), round(longitude + 1.6 * spread(11))),
        public: entry.address_public,
    }
}
