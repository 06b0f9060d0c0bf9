//! Guesses what a column means from its heading, in German and English.

use domain::{intake::Column, profile::name_key};

/// For each heading what it seems to mean; no column twice, the clearest heading first.
pub(crate) fn guess<S: AsRef<str>>(headings: &[S]) -> Vec<Option<Column>> {
    let mut scores: Vec<(u32, usize, Column)> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let heading = heading.as_ref();
        // What stands in brackets explains; it counts where the rest says nothing: "Kontakt (E-Mail)".
        let (short, whole) = (key(heading), key(&heading.replace(['(', ')', '[', ']', '\n'], " ")));
        for column in Column::ALL {
            let score = match column {
                Column::AddressPublic => of_disclosure(&whole),
                column => score(&short, column).max(score(&whole, column) / 2),
            };
            if score > 0 {
                scores.push((score, index, column));
            }
        }
    }
    scores.sort_by_key(|(score, index, column)| (std::cmp::Reverse(*score), *index, *column));
    let mut guess = vec![None; headings.len()];
    for (_, index, column) in scores {
        if guess[index].is_none() && !guess.contains(&Some(column)) {
            guess[index] = Some(column);
        }
    }
    guess
}

/// Whether a heading is a word for the name and nothing else.
pub(crate) fn is_name(heading: &str) -> bool {
    words(Column::Name).any(|word| word == key(heading))
}

/// How many of the cells are a known heading word for word.
pub(crate) fn known(cells: &[String]) -> usize {
    let is_known = |cell: &&String| {
        let key = key(cell);
        Column::ALL.into_iter().any(|column| words(column).any(|word| word == key))
    };
    cells.iter().filter(is_known).count()
}

/// A heading without spelling, signs, brackets and the stars of gender-fair German.
fn key(heading: &str) -> String {
    let heading = heading.split(['(', '[', '\n']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    if heading.chars().count() > 60 {
        // A sentence is no heading.
        return String::new();
    }
    name_key(&heading.replace(['*', '_', ':'], " "))
}

/// How well a heading fits: 1000 for a known word, less for one that contains it among others.
fn score(key: &str, column: Column) -> u32 {
    if key.is_empty() {
        return 0;
    }
    let mut best = 0;
    for (rank, known) in words(column).enumerate() {
        let rank = rank as u32;
        if key == known {
            best = best.max(1000 - rank);
        } else if known.len() >= 4 && contains_words(key, known) && !tells_of_disclosure(key) {
            // The longer the part that is known, the surer.
            let share = (known.len() * 400 / key.len()) as u32;
            best = best.max((100 + share).saturating_sub(rank));
        }
    }
    best
}

/// What is shown to everybody is never guessed from a part of a heading: only one that is known word for word means that
/// addresses may be shown.
fn of_disclosure(whole: &str) -> u32 {
    let asks = [" ja nein", " yes no", " j n", " y n"].into_iter().find_map(|asks| whole.strip_suffix(asks));
    let heading = asks.unwrap_or(whole);
    words(Column::AddressPublic).position(|word| word == heading).map_or(0, |rank| 1000 - rank as u32)
}

const NEGATIONS: [&str; 7] = ["nicht", "kein", "keine", "keinen", "ohne", "no", "not"];

/// A heading that says whether something is shown is not the thing itself: "E-Mail öffentlich" holds a yes or a no.
fn tells_of_disclosure(key: &str) -> bool {
    let any = |known: &[&str]| key.split(' ').any(|word| known.contains(&word));
    any(&DISCLOSURE) || key.ends_with(" public") || (any(&NEGATIONS) && any(&["oeffentliche", "public"]))
}

const DISCLOSURE: [&str; 12] = [
    "oeffentlich",
    "veroeffentlichen",
    "veroeffentlicht",
    "sichtbar",
    "anzeigen",
    "zeigen",
    "freigeben",
    "freigegeben",
    "visible",
    "show",
    "publish",
    "published",
];

fn contains_words(key: &str, known: &str) -> bool {
    key.match_indices(known).any(|(start, _)| {
        let before = key[..start].chars().next_back();
        let after = key[start + known.len()..].chars().next();
        before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
    })
}

/// Headings as offices write them, as keys parted by bars, the usual ones first.
fn words(column: Column) -> impl Iterator<Item = &'static str> {
    let words = match column {
        // A bare "Name" comes last: beside "Verein" it is a person's.
        Column::Name => {
            "vereinsname|name des vereins|name der organisation|verein|vereine|organisation|\
             organisationsname|association|association name|name of association|organization|\
             organisation name|organization name|bezeichnung|institution|einrichtung|initiative|gruppe|club|\
             aussteller|exhibitor|full name|vollstaendiger name|name"
        }
        Column::ShortName => {
            "kurzname|kurzbezeichnung|kurzbez|abkuerzung|kuerzel|rufname|short name|shortname|abbreviation|acronym|\
             akronym|kurzform|kurz"
        }
        Column::Kind => {
            "art|organisationsform|art der organisation|organisationsart|rechtsform|typ|kind|type|legal form|\
             type of organisation|type of organization|form"
        }
        Column::Relation => {
            "migrationsbezug|migrationshintergrund|migrationsgeschichte|migration|migrantenorganisation|\
             migrantenverein|migrant innenorganisation|mo|bezug zu migration|migration relation|\
             migrant organisation|migrant organization|migration background"
        }
        Column::Goals => {
            "ziele|ziel|vereinsziele|vereinszweck|zweck|satzungszweck|anliegen|goals|goal|aims|aim|mission|\
             purpose|objectives|leitbild"
        }
        Column::Activities => {
            "aktivitaeten|aktivitaet|taetigkeiten|taetigkeit|beschreibung|kurzbeschreibung|projekte|\
             angebote und aktivitaeten|was wir tun|was wir machen|activities|activity|description|projects|\
             what we do|ueber uns|selbstdarstellung|vorstellung|about"
        }
        Column::Fields => {
            "handlungsfelder|handlungsfeld|taetigkeitsfelder|taetigkeitsfeld|themenfelder|themenfeld|themen|\
             thema|bereiche|bereich|arbeitsfelder|arbeitsbereiche|schwerpunkte|schwerpunkt|kategorien|\
             kategorie|sparten|sparte|fields|field|fields of activity|field of activity|topics|topic|\
             categories|category|tags|themenbereiche|engagementfelder|engagementbereich|\
             engagementbereiche|stichworte|stichwoerter|schlagworte|schlagwoerter|keywords|felder|\
             sachgebiete|rubriken|rubrik|areas of activity|areas of work"
        }
        Column::TargetGroups => {
            "zielgruppen|zielgruppe|target groups|target group|adressaten|audience|fuer wen|altersgruppen|\
             altersgruppe"
        }
        Column::Districts => {
            "stadtbezirke|stadtbezirk|stadtteile|stadtteil|bezirke|bezirk|quartiere|quartier|ortsteil|\
             ortsteile|viertel|districts|district|neighbourhood|neighborhood|borough|boroughs|einsatzgebiet|\
             wirkungskreis|wirkungsort"
        }
        Column::Languages => {
            "sprachen|sprache|languages|language|sprachkenntnisse|gesprochene sprachen|spoken languages|\
             sprachangebot"
        }
        Column::Offers => {
            "angebote|angebot|wir bieten|bietet|biete|ressourcen|offers|offer|we offer|offering|\
             das bieten wir|koennen wir anbieten|was wir bieten"
        }
        Column::Needs => {
            "bedarf|bedarfe|wir suchen|sucht|suche|gesucht|wir brauchen|gesuche|needs|need|we need|\
             we are looking for|looking for|das suchen wir|was wir suchen|beduerfnisse"
        }
        Column::Website => {
            "website|webseite|homepage|internetseite|internetadresse|internet|internetauftritt|web|url|link|\
             links|websites|webseiten|www|web site|webadresse|web page"
        }
        Column::Email => {
            "e mail|email|mail|e mail adresse|emailadresse|mailadresse|kontakt e mail|email address|\
             e mail address|kontaktmail|kontakt email"
        }
        Column::Street => {
            "strasse|strasse und hausnummer|strasse hausnummer|strasse nr|anschrift|adresse|street|address|\
             street address|str|postanschrift|strasse hnr|strasse und nr"
        }
        Column::Postcode => "plz|postleitzahl|postcode|post code|zip|zip code|zipcode|postal code|plz verein",
        Column::Town => "ort|stadt|wohnort|gemeinde|sitz|town|city|place|kommune",
        Column::Latitude => "breitengrad|breite|geografische breite|latitude|lat|geo lat|y",
        Column::Longitude => "laengengrad|laenge|geografische laenge|longitude|lon|lng|long|geo lon|geo lng|x",
        Column::AddressPublic => {
            "adresse oeffentlich|oeffentliche adresse|anschrift oeffentlich|oeffentliche anschrift|\
             adresse ist oeffentlich|anschrift ist oeffentlich|adresse sichtbar|anschrift sichtbar|\
             adresse oeffentlich sichtbar|adresse oeffentlich anzeigen|adresse anzeigen|anschrift anzeigen|\
             adresse zeigen|anschrift zeigen|adresse veroeffentlichen|anschrift veroeffentlichen|\
             standort oeffentlich|address public|public address|address is public|show address|publish address|\
             address visible"
        }
    };
    words.split('|')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::*;

    #[test]
    fn headings_of_offices_are_understood() {
        let german =
            ["Lfd. Nr.", "Name des Vereins", "Kurzname", "Ziele", "Tätigkeitsfelder", "PLZ", "Ort", "E-Mail-Adresse"];
        assert_eq!(
            guess(&german),
            [None, Some(Name), Some(ShortName), Some(Goals), Some(Fields), Some(Postcode), Some(Town), Some(Email)]
        );
        assert_eq!(
            guess(&["Verein", "Kurzbez.", "Engagementbereich(e)", "Boroughs"]),
            [Some(Name), Some(ShortName), Some(Fields), Some(Districts)]
        );
        assert_eq!(guess(&["Verein", "Felder"]), [Some(Name), Some(Fields)]);
        assert_eq!(guess(&["Name", "Areas of work"]), [Some(Name), Some(Fields)]);
        let english =
            ["Organisation", "Fields of activity", "District", "Homepage", "Latitude", "Lng", "We offer", "We need"];
        assert_eq!(
            guess(&english),
            [
                Some(Name),
                Some(Fields),
                Some(Districts),
                Some(Website),
                Some(Latitude),
                Some(Longitude),
                Some(Offers),
                Some(Needs)
            ]
        );
    }

    #[test]
    fn the_clearer_heading_takes_the_column() {
        assert_eq!(guess(&["Verein", "Vereinsname"]), [None, Some(Name)]);
        assert_eq!(guess(&["Adresse", "Adresse öffentlich?"]), [Some(Street), Some(AddressPublic)]);
        assert_eq!(guess(&["Name", "Ansprechpartner Name"]), [Some(Name), None]);
        assert_eq!(guess(&["Verein", "Vorname", "Name", "Kontakt (E-Mail)"]), [Some(Name), None, None, Some(Email)]);
        assert_eq!(guess(&["Migrationsbezug (ja/nein)", "Bereich(e)"]), [Some(Relation), Some(Fields)]);
    }

    #[test]
    fn only_plain_words_make_addresses_public() {
        for heading in [
            "Adresse öffentlich",
            "Anschrift öffentlich?",
            "Öffentliche Adresse",
            "address_public",
            "Public address",
            "Adresse anzeigen (ja/nein)",
            "Address public yes/no",
        ] {
            assert_eq!(guess(&[heading]), [Some(AddressPublic)], "{heading}");
        }
        for heading in [
            "Adresse nicht öffentlich",
            "Anschrift nicht veröffentlichen",
            "Adresse öffentlich (nicht)",
            "Address not public",
            "No public address",
            "Keine öffentliche Adresse",
            "Adresse öffentlich: nein",
            "E-Mail öffentlich",
            "Telefon öffentlich",
            "Öffentlich gefördert",
            "Öffentlich",
            "public",
            "Public funding",
            "Daten nicht öffentlich anzeigen",
            "Daten öffentlich",
            "Website sichtbar",
        ] {
            assert_eq!(guess(&[heading]), [None], "{heading}");
        }
        assert_eq!(guess(&["Verein", "Straße", "Adresse nicht öffentlich"]), [Some(Name), Some(Street), None]);
        assert_eq!(guess(&["Verein", "E-Mail öffentlich", "Kontakt E-Mail"]), [Some(Name), None, Some(Email)]);
    }

    #[test]
    fn texts_are_no_headings() {
        assert_eq!(
            guess(&["Der Verein fördert die Begegnung im Stadtteil und den Austausch über Grenzen hinweg."]),
            [None]
        );
        assert_eq!(guess(&["", "  "]), [None, None]);
    }
}
