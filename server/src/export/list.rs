//! The associations as CSV, in columns and words that the import reads back without loss.

use anyhow::Result;
use domain::{
    profile::{Association, SpokenLanguage},
    taxonomy::{Exchange, Field},
};

const HEADINGS: [&str; 20] = [
    "Vereinsname",
    "Kurzname",
    "Art",
    "Migrationsbezug",
    "Ziele",
    "Aktivitäten",
    "Tätigkeitsfelder",
    "Zielgruppen",
    "Stadtbezirke",
    "Sprachen",
    "Wir bieten",
    "Wir suchen",
    "Website",
    "E-Mail",
    "Straße",
    "PLZ",
    "Ort",
    "Breitengrad",
    "Längengrad",
    "Adresse öffentlich",
];

/// With a byte order mark and semicolons, as office programs here expect it.
pub fn of(associations: &[Association], fields: &[Field]) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEADINGS)?;
    for association in associations {
        writer.write_record(row(association, fields).map(harmless))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8(bytes)?)
}

fn row(association: &Association, fields: &[Field]) -> [String; HEADINGS.len()] {
    let p = &association.profile;
    let names = p.fields.iter().filter_map(|id| fields.iter().find(|field| field.id == *id));
    let degrees = |degrees: Option<f64>| degrees.map(|d| d.to_string().replace('.', ",")).unwrap_or_default();
    [
        p.name.to_string(),
        p.short_name.clone(),
        p.kind.key().to_owned(),
        p.relation.map(|relation| relation.key().to_owned()).unwrap_or_default(),
        p.goals.clone(),
        p.activities.clone(),
        entries(names.map(|field| field.name.de.clone())),
        entries(p.target_groups.iter().cloned()),
        entries(p.districts.iter().cloned()),
        entries(p.languages.iter().map(|SpokenLanguage { code, level }| format!("{code}:{}", level.get()))),
        entries(p.offers.iter().map(exchange)),
        entries(p.needs.iter().map(exchange)),
        p.websites.join(" "),
        p.email.clone().unwrap_or_default(),
        p.address.street.clone(),
        p.address.postcode.clone(),
        p.address.town.clone(),
        degrees(p.address.position.map(|position| position.latitude)),
        degrees(p.address.position.map(|position| position.longitude)),
        if p.address.public { "ja" } else { "nein" }.to_owned(),
    ]
}

fn exchange(Exchange { good, note }: &Exchange) -> String {
    if note.is_empty() { good.key().to_owned() } else { format!("{}: {note}", good.key()) }
}

/// An entry that holds what parts entries stands in quotes.
fn entries(list: impl Iterator<Item = String>) -> String {
    let quoted = |entry: String| {
        if entry.contains([',', ';', '|', '\n']) && !entry.contains('"') { format!("\"{entry}\"") } else { entry }
    };
    list.map(quoted).collect::<Vec<_>>().join(", ")
}

/// A spreadsheet must not take what an association wrote for a formula.
fn harmless(cell: String) -> String {
    let mut letters = cell.chars();
    let formula = match (letters.next(), letters.next()) {
        (Some('=' | '@'), _) => true,
        // A list with dashes and a telephone number are none.
        (Some('+' | '-'), Some(next)) => !next.is_whitespace() && !next.is_ascii_digit(),
        _ => false,
    };
    if formula { format!("'{cell}") } else { cell }
}
