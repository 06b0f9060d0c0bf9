//! The project's own demo fair: an invented city with associations, halls, a programme and a speed-dating.
//!
//! Everything here is fictional. The texts are written by hand; the seed only varies who stands where, some wishes
//! and how well second languages are spoken. The same seed and date give exactly the same fair.

mod associations;
mod chance;
mod dating;
mod entry;
mod fields;
mod legal;
mod market;
mod programme;

pub use dating::DemoDating;
pub use fields::tree as base_fields;
pub use legal::templates as legal_templates;

use domain::{
    AssociationId, Bilingual,
    fair::LegalTexts,
    market::{Hall, Stand},
    profile::Profile,
    programme::Item,
    taxonomy::Field,
    text::{Slug, Title},
};

/// A list of further invented associations as an office would send it, to try the import with.
pub const EXAMPLE_LIST: &[u8] = include_bytes!("../lists/vereine-beispiel.csv");

/// A whole fair, its parts tied together by ids that count from 1 within it.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoFair {
    pub slug: Slug,
    pub title: Title,
    pub claim: Bilingual,
    pub venue: String,
    pub address: String,
    pub timezone: String,
    /// Templates the operator replaces.
    pub legal: LegalTexts,
    pub fields: Vec<Field>,
    pub associations: Vec<(AssociationId, Profile)>,
    pub halls: Vec<Hall>,
    pub stands: Vec<Stand>,
    pub items: Vec<Item>,
    pub dating: DemoDating,
}

/// The demo fair of a seed on a day.
pub fn fair(seed: u64, date: jiff::civil::Date) -> DemoFair {
    let mut chance = chance::Chance::new(seed);
    let entries = associations::all();
    let associations = entry::profiles(&entries, &mut chance);
    let stands = market::stands(&entries, &mut chance);
    DemoFair {
        slug: slug("lindenhafen"),
        title: title("Vereinsmesse Lindenhafen"),
        claim: Bilingual::new(
            "Sechzig Vereine, eine Stadt: Markt der Möglichkeiten, Speed-Dating und Werkstätten",
            "Sixty associations, one city: market of possibilities, speed-dating and workshops",
        ),
        venue: "Bürgerhalle Lindenhafen".to_owned(),
        address: "Lindenplatz 1, 43101 Lindenhafen".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        legal: legal::of_the_demo(),
        fields: fields::tree(),
        associations,
        halls: market::halls(),
        stands,
        items: programme::items(date),
        dating: dating::session(&entries, date),
    }
}

/// A title among the texts of this crate, which its tests have all read.
fn title(text: &str) -> Title {
    Title::parse(text).expect("a title of the demo is valid")
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("the demo's slug is valid")
}

#[cfg(test)]
mod tests;
