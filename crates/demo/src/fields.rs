//! The demo's tree of fields of activity: one root for each hue, and what belongs under it.

use domain::{Bilingual, FieldId, taxonomy::Field, taxonomy::Hue};

/// Key for this crate's tables, hue, German and English name. The first eight are the roots, in the order of the hues.
const NODES: [(&str, Hue, &str, &str); 44] = [
    ("youth", Hue::Youth, "Jugend und Freizeit", "Youth and leisure"),
    ("culture", Hue::Culture, "Kultur und Kunst", "Culture and the arts"),
    ("sport", Hue::Sport, "Sport und Bewegung", "Sport and exercise"),
    ("learn", Hue::Learn, "Bildung und Sprache", "Education and language"),
    ("family", Hue::Family, "Familie und Nachbarschaft", "Family and neighbourhood"),
    ("women", Hue::Women, "Frauen und Gleichstellung", "Women and equality"),
    ("care", Hue::Care, "Soziales und Gesundheit", "Social affairs and health"),
    ("green", Hue::Green, "Umwelt und Stadt", "Environment and city"),
    ("open-youth", Hue::Youth, "Offene Jugendarbeit", "Open youth work"),
    ("mentoring", Hue::Youth, "Mentoring und Berufsstart", "Mentoring and first jobs"),
    ("holidays", Hue::Youth, "Ferien und Freizeiten", "Holidays and camps"),
    ("media", Hue::Youth, "Medien und Technik", "Media and technology"),
    ("voice", Hue::Youth, "Jugendbeteiligung", "Youth participation"),
    ("music", Hue::Culture, "Chor und Musik", "Choir and music"),
    ("dance", Hue::Culture, "Tanz", "Dance"),
    ("theatre", Hue::Culture, "Theater", "Theatre"),
    ("film-books", Hue::Culture, "Film und Literatur", "Film and literature"),
    ("craft", Hue::Culture, "Handwerk und Gestaltung", "Crafts and design"),
    ("food", Hue::Culture, "Esskultur", "Food culture"),
    ("football", Hue::Sport, "Fußball und Mannschaftssport", "Football and team sports"),
    ("martial", Hue::Sport, "Kampfsport", "Martial arts"),
    ("water", Hue::Sport, "Wassersport", "Water sports"),
    ("cycling", Hue::Sport, "Radfahren", "Cycling"),
    ("chess", Hue::Sport, "Schach und Denksport", "Chess and mind sports"),
    ("health-sport", Hue::Sport, "Turnen und Gesundheitssport", "Gymnastics and health sports"),
    ("german", Hue::Learn, "Deutsch lernen", "Learning German"),
    ("mother-tongue", Hue::Learn, "Herkunftssprachen", "Heritage languages"),
    ("homework", Hue::Learn, "Lernhilfe", "Help with homework"),
    ("digital", Hue::Learn, "Digitale Bildung", "Digital skills"),
    ("civic", Hue::Learn, "Politische Bildung", "Civic education"),
    ("parents", Hue::Family, "Elternarbeit", "Work with parents"),
    ("toddlers", Hue::Family, "Eltern-Kind-Treffs", "Parent and child groups"),
    ("neighbours", Hue::Family, "Nachbarschaftstreffs", "Neighbourhood meeting places"),
    ("elders", Hue::Family, "Leben im Alter", "Life in old age"),
    ("women-meet", Hue::Women, "Frauentreffs", "Women's meeting places"),
    ("women-work", Hue::Women, "Beruf und Gründung", "Work and starting a business"),
    ("women-safe", Hue::Women, "Schutz und Beratung", "Protection and advice"),
    ("arriving", Hue::Care, "Ankommen und Beratung", "Arriving and advice"),
    ("interpreting", Hue::Care, "Sprachmittlung", "Interpreting"),
    ("health", Hue::Care, "Gesundheit und Pflege", "Health and care"),
    ("inclusion", Hue::Care, "Inklusion", "Inclusion"),
    ("gardens", Hue::Green, "Gärten", "Gardens"),
    ("repair", Hue::Green, "Reparieren und Teilen", "Repairing and sharing"),
    ("climate", Hue::Green, "Klima und Stadtentwicklung", "Climate and urban development"),
];

/// The fields with ids from 1 on, roots first.
pub fn tree() -> Vec<Field> {
    let ids = (1..).map(FieldId);
    let roots = Hue::ALL.len();
    ids.zip(NODES)
        .map(|(id, (_, hue, de, en))| Field {
            id,
            parent: (id.0 > roots as i64).then(|| root(hue)),
            name: Bilingual::new(de, en),
            hue: Some(hue),
        })
        .collect()
}

/// The id and hue of the field that the tables call `key`; a test proves that they name only fields that exist.
pub fn find(key: &str) -> Option<(FieldId, Hue)> {
    let index = NODES.iter().position(|node| node.0 == key)?;
    Some((FieldId(index as i64 + 1), NODES[index].1))
}

fn root(hue: Hue) -> FieldId {
    FieldId(Hue::ALL.iter().position(|each| *each == hue).map_or(1, |index| index as i64 + 1))
}
