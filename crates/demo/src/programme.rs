//! A full day of the demo: what happens where, from ten to six.

use domain::{
    Bilingual, FairId, ItemId,
    programme::{Item, ItemKind},
    taxonomy::Hue,
};
use jiff::civil::Date;

/// One line of the day: kind, colour, start and end as hour and minute, place, languages, and the words.
struct Line {
    kind: ItemKind,
    hue: Hue,
    from: (i8, i8),
    until: (i8, i8),
    place: &'static str,
    languages: &'static [&'static str],
    title: (&'static str, &'static str),
    summary: (&'static str, &'static str),
}

const STAGE: &str = "Bühne, Bürgerhalle";
const COURT: &str = "Bewegungsfläche, Innenhof";
const ROOM_1: &str = "Werkraum 1";
const ROOM_2: &str = "Werkraum 2";
const ROOM_3: &str = "Werkraum 3";
const GERMAN: &[&str] = &["de"];
const GERMAN_SIGNED: &[&str] = &["de", "gsg"];
const GERMAN_ENGLISH: &[&str] = &["de", "en"];

/// The day's items, in the order of their start. They belong to a fair that is not yet kept, so its id is 0.
pub fn items(date: Date) -> Vec<Item> {
    let ids = (1..).map(ItemId);
    ids.zip(DAY)
        .map(|(id, line)| Item {
            id,
            fair: FairId(0),
            revision: 1,
            kind: line.kind,
            hue: line.hue,
            title: Bilingual::new(line.title.0, line.title.1),
            summary: Bilingual::new(line.summary.0, line.summary.1),
            place: line.place.to_owned(),
            starts: date.at(line.from.0, line.from.1, 0, 0),
            ends: date.at(line.until.0, line.until.1, 0, 0),
            languages: line.languages.iter().map(|code| (*code).to_owned()).collect(),
            step_free: true,
        })
        .collect()
}

#[rustfmt::skip]
const DAY: &[Line] = &[
    Line { kind: ItemKind::Opening, hue: Hue::Culture, from: (10, 0), until: (10, 30), place: STAGE, languages: GERMAN_SIGNED,
        title: ("Eröffnung mit allen Stimmen", "Opening with all voices"),
        summary: ("Der Nachbarschaftschor und die Saz-Werkstatt eröffnen den Tag gemeinsam. Danach ist der Markt offen.",
            "The neighbourhood choir and the saz workshop open the day together. After that the market is open.") },
    Line { kind: ItemKind::Talk, hue: Hue::Care, from: (10, 30), until: (10, 50), place: STAGE, languages: GERMAN_SIGNED,
        title: ("Willkommen: So finden Sie, wer zu Ihnen passt", "Welcome: how to find those who fit you"),
        summary: ("Das Messeteam zeigt in zwanzig Minuten die Karte, die Möglichkeiten und den Weg zum Speed-Dating.",
            "In twenty minutes the fair team shows the map, the possibilities and the way to the speed-dating.") },
    Line { kind: ItemKind::Tour, hue: Hue::Family, from: (11, 0), until: (11, 45), place: "Treffpunkt Infotisch", languages: GERMAN,
        title: ("Rundgang in einfacher Sprache", "Tour in plain language"),
        summary: ("Wir gehen langsam durch die Halle und besuchen sechs Stände. Der ganze Weg hat keine Stufen.",
            "We walk slowly through the hall and visit six stands. There are no steps on the way.") },
    Line { kind: ItemKind::Workshop, hue: Hue::Care, from: (11, 0), until: (12, 0), place: ROOM_1, languages: GERMAN_ENGLISH,
        title: ("Der erste Förderantrag", "The first grant application"),
        summary: ("Vom guten Einfall zum Antrag: Ziele, Kostenplan und Fristen, mit Beispielen aus der Stadt. Bringen Sie Ihre Idee mit.",
            "From a good idea to an application: aims, budget and deadlines, with examples from the city. Bring your own idea.") },
    Line { kind: ItemKind::Workshop, hue: Hue::Learn, from: (11, 0), until: (12, 0), place: ROOM_2, languages: GERMAN,
        title: ("Zusammenarbeiten, wenn die Erwartungen verschieden sind", "Working together when expectations differ"),
        summary: ("Pünktlichkeit, Zusagen, Zuständigkeit: Übungen für Vereine, die ihre erste Kooperation planen.",
            "Being on time, keeping promises, sharing duties: exercises for associations that plan their first cooperation.") },
    Line { kind: ItemKind::Stage, hue: Hue::Sport, from: (11, 15), until: (11, 45), place: COURT, languages: GERMAN_ENGLISH,
        title: ("Cricket zum Ausprobieren", "Try cricket"),
        summary: ("Schläger, weiche Bälle und Menschen, die die Regeln in fünf Minuten erklären. Für alle ab acht Jahren.",
            "Bats, soft balls and people who explain the rules in five minutes. For everybody from the age of eight.") },
    Line { kind: ItemKind::Stage, hue: Hue::Culture, from: (12, 0), until: (12, 30), place: STAGE, languages: GERMAN,
        title: ("Tanzensemble Adria", "Adria dance ensemble"),
        summary: ("Kolo und Reigen aus drei Ländern. In den letzten zehn Minuten tanzt der ganze Saal mit.",
            "Kolo and round dances from three countries. In the last ten minutes the whole hall joins in.") },
    Line { kind: ItemKind::Break, hue: Hue::Culture, from: (12, 30), until: (13, 0), place: "Café Lindenplatz", languages: GERMAN,
        title: ("Mittagspause: die lange Tafel", "Lunch break: the long table"),
        summary: ("Kochteams aus fünf Vereinen decken gemeinsam. Es gibt vegetarische und vegane Gerichte.",
            "Cooking teams of five associations set the table together. There are vegetarian and vegan dishes.") },
    Line { kind: ItemKind::Stage, hue: Hue::Culture, from: (13, 0), until: (13, 35), place: STAGE, languages: &["de", "tr", "ku"],
        title: ("Saz-Werkstatt: Lieder vom Schwarzen Meer bis zum Kanal", "Saz workshop: songs from the Black Sea to the canal"),
        summary: ("Das Ensemble spielt anatolische Lieder und erzählt, wie sie in die Stadt gekommen sind.",
            "The ensemble plays Anatolian songs and tells how they came to the city.") },
    Line { kind: ItemKind::Forum, hue: Hue::Youth, from: (13, 0), until: (14, 0), place: ROOM_3, languages: GERMAN,
        title: ("Forum Jugend: Wer redet mit, wer entscheidet?", "Youth forum: who is heard, who decides?"),
        summary: ("Jugendvereine und der Beirat junger Menschen sammeln drei Vorhaben, die sie bis zum Sommer gemeinsam angehen.",
            "Youth associations and the council of young people choose three plans to take up together by summer.") },
    Line { kind: ItemKind::Dating, hue: Hue::Women, from: (13, 30), until: (14, 35), place: "Lindensaal", languages: GERMAN_ENGLISH,
        title: ("Speed-Dating der Vereine", "Speed-dating of the associations"),
        summary: ("Acht Runden zu sechs Minuten, jede mit einem anderen Verein. Ihren Tisch sehen Sie auf dem Telefon und am Eingang.",
            "Eight rounds of six minutes, each with another association. You see your table on your phone and at the door.") },
    Line { kind: ItemKind::Stage, hue: Hue::Sport, from: (13, 55), until: (14, 10), place: COURT, languages: GERMAN,
        title: ("Boxschule: Training zum Zuschauen und Mitmachen", "Boxing school: training to watch and to join"),
        summary: ("Seilspringen, Fußarbeit, Partnerübungen ohne Treffer. Handschuhe in allen Größen liegen bereit.",
            "Skipping, footwork and partner drills without contact. Gloves of all sizes are there.") },
    Line { kind: ItemKind::Stage, hue: Hue::Culture, from: (14, 20), until: (14, 45), place: STAGE, languages: GERMAN,
        title: ("Nachbarschaftschor: ein Lied, sechs Sprachen", "Neighbourhood choir: one song, six languages"),
        summary: ("Ein Hafenlied wandert durch sechs Sprachen. Den Kehrvers lernen alle gemeinsam.",
            "A harbour song travels through six languages. Everybody learns the refrain.") },
    Line { kind: ItemKind::Forum, hue: Hue::Culture, from: (14, 45), until: (15, 45), place: ROOM_1, languages: GERMAN_SIGNED,
        title: ("Forum Kultur: Räume, Bühnen, Probenzeiten", "Culture forum: rooms, stages, rehearsal times"),
        summary: ("Wer hat freie Stunden, wer sucht welche? Am Ende hängt ein gemeinsamer Belegungsplan an der Wand.",
            "Who has free hours, who needs some? At the end a shared plan of rooms hangs on the wall.") },
    Line { kind: ItemKind::Forum, hue: Hue::Family, from: (14, 45), until: (15, 45), place: ROOM_2, languages: &["de", "ar", "uk"],
        title: ("Forum Eltern: Übergang in die Schule", "Parents' forum: the move to school"),
        summary: ("Elternvereine und Familienzentren vergleichen, was Familien wirklich hilft. Mit Sprachmittlung und Kinderbetreuung.",
            "Parents' associations and family centres compare what really helps families. With interpreting and childcare.") },
    Line { kind: ItemKind::Workshop, hue: Hue::Green, from: (14, 45), until: (15, 45), place: ROOM_3, languages: GERMAN,
        title: ("Werkstatt: Das Fest ohne Müll", "Workshop: a festival without waste"),
        summary: ("Geschirr, Lastenräder, Strom vom Dach: Wie Vereine ihr Straßenfest gemeinsam und sparsam ausrichten.",
            "Tableware, cargo bikes, power from the roof: how associations run their street festival together and thriftily.") },
    Line { kind: ItemKind::Stage, hue: Hue::Culture, from: (15, 0), until: (15, 30), place: STAGE, languages: &["de", "es", "pt"],
        title: ("Lateinamerika-Forum: Trommeln und Geschichten", "Latin America forum: drums and stories"),
        summary: ("Percussion aus vier Ländern, dazwischen kurze Geschichten vom Wegfahren und Ankommen.",
            "Percussion from four countries, and between them short stories of leaving and arriving.") },
    Line { kind: ItemKind::Tour, hue: Hue::Care, from: (15, 30), until: (16, 15), place: "Treffpunkt Infotisch", languages: &["de", "gsg"],
        title: ("Rundgang mit Gebärdensprache", "Tour with sign language"),
        summary: ("Der Gehörlosentreff führt durch die Halle. Hörende Gäste sind willkommen, übersetzt wird in beide Richtungen.",
            "The deaf people's meeting place shows guests through the hall. Hearing guests are welcome, with interpreting both ways.") },
    Line { kind: ItemKind::Forum, hue: Hue::Sport, from: (16, 0), until: (16, 50), place: ROOM_1, languages: GERMAN_ENGLISH,
        title: ("Forum Sport: Hallenzeiten gerecht teilen", "Sports forum: sharing hall times fairly"),
        summary: ("Große und kleine Sportvereine suchen Lösungen für knappe Hallen und für den Weg neuer Mitglieder in die Vorstände.",
            "Large and small sports clubs look for answers to scarce halls and ways to bring new members onto their boards.") },
    Line { kind: ItemKind::Workshop, hue: Hue::Learn, from: (16, 0), until: (16, 50), place: ROOM_2, languages: GERMAN,
        title: ("Sprechstunde Satzung und Gemeinnützigkeit", "Advice on statutes and charitable status"),
        summary: ("Kurze Beratung ohne Anmeldung. Bringen Sie Ihre Satzung oder Ihren Entwurf mit.",
            "Short advice without booking. Bring your statutes or your draft.") },
    Line { kind: ItemKind::Workshop, hue: Hue::Women, from: (16, 0), until: (16, 50), place: ROOM_3, languages: &["de", "tr", "ar", "en"],
        title: ("Von der Idee zum eigenen Betrieb", "From an idea to a business of one's own"),
        summary: ("Drei Gründerinnen aus der Stadt erzählen, was ihnen geholfen hat. Danach ist Zeit für eigene Fragen.",
            "Three founders from the city tell what helped them. Then there is time for your own questions.") },
    Line { kind: ItemKind::Talk, hue: Hue::Green, from: (16, 15), until: (16, 50), place: STAGE, languages: GERMAN_SIGNED,
        title: ("Stadtgespräch: Was Vereine von der Stadt brauchen", "City talk: what associations need from the city"),
        summary: ("Verwaltung, Stadtrat und vier Vereine im Gespräch. Fragen aus dem Publikum kommen zuerst dran.",
            "Administration, city council and four associations in conversation. Questions from the audience come first.") },
    Line { kind: ItemKind::Stage, hue: Hue::Youth, from: (17, 0), until: (17, 30), place: STAGE, languages: GERMAN,
        title: ("Was heute entstanden ist", "What came about today"),
        summary: ("Vereine stellen in je einer Minute vor, was sie heute miteinander verabredet haben.",
            "In one minute each, associations present what they have agreed on with others today.") },
    Line { kind: ItemKind::Opening, hue: Hue::Culture, from: (17, 30), until: (18, 0), place: STAGE, languages: GERMAN_SIGNED,
        title: ("Abschluss und gemeinsames Lied", "Closing and a song together"),
        summary: ("Dank an alle Helfenden, ein Ausblick auf die nächsten Treffen und zum Schluss ein Lied für den ganzen Saal.",
            "Thanks to all helpers, a look at the next meetings and, at the end, a song for the whole hall.") },
];
