//! Associations of women.

use crate::entry::{BLANK, BOTH, Entry, WITH, WITHOUT};
use domain::{profile::Kind, taxonomy::Good};

pub const ENTRIES: &[Entry] = &[
    Entry {
        key: "women-workshop",
        name: "Frauenwerkstatt Kanalstadt e. V.",
        short: "Frauenwerkstatt",
        relation: WITH,
        goals: "Wir nähen, reden und lernen voneinander. Aus der Werkstatt sind schon drei kleine Betriebe entstanden.",
        activities: "Nähwerkstatt am Vormittag, Frühstück in vier Sprachen, Radfahrkurs und ein Verkaufsstand auf dem Nordmarkt.",
        fields: &["women-meet", "craft"],
        groups: &["Frauen"],
        districts: &["Kanalstadt", "Nordmarkt"],
        languages: "de3 tr4 ar2",
        offers: &[
            (Good::KnowHow, "Nähkurs für Anfängerinnen, sechs Vormittage"),
            (Good::Kitchen, "Frühstücksbuffet für Tagungen, bis 50 Personen"),
        ],
        needs: &[
            (Good::Childcare, "Betreuung für acht Kleinkinder am Dienstagvormittag"),
            (Good::Equipment, "Nähmaschinen für dicke Stoffe, gern leihweise"),
        ],
        website: "frauenwerkstatt-kanalstadt.example",
        email: "naehen@frauenwerkstatt-kanalstadt.example",
        street: "Brückenstraße 12",
        wishes: &["design-house", "family-centre", "bike-school"],
        ..BLANK
    },
    Entry {
        key: "somali-women",
        name: "Somalische Frauengruppe Lindenhafen",
        short: "Somal. Frauengruppe",
        kind: Kind::Initiative,
        relation: WITH,
        goals: "Wir helfen einander im Alltag und möchten die deutsche Sprache nicht nur im Kurs, sondern mit Freundinnen lernen.",
        activities: "Treffen am Mittwoch, gemeinsames Kochen, Begleitung zu Ärztinnen und Ämtern.",
        fields: &["women-meet", "german"],
        groups: &["Frauen", "Geflüchtete"],
        districts: &["Südtor"],
        languages: "de1 so4 ar3 en2",
        offers: &[(Good::Kitchen, "Somalisches Essen für Feste, bis 60 Portionen")],
        needs: &[
            (Good::Volunteers, "Frauen, die mit uns Deutsch sprechen, einmal in der Woche"),
            (Good::Childcare, "Kinderbetreuung am Mittwochnachmittag"),
        ],
        wishes: &["language-workshop", "women-advice"],
        ..BLANK
    },
    Entry {
        key: "women-found",
        name: "Gründerinnen am Kai e. V.",
        short: "Gründerinnen am Kai",
        relation: BOTH,
        goals: "Frauen mit und ohne Einwanderungsgeschichte gründen gemeinsam: Wir teilen Wissen, Kontakte und am Anfang auch die Miete.",
        activities: "Sprechstunde, Gründungsfrühstück, gemeinsames Büro mit zehn Plätzen und ein Markt im Advent.",
        fields: &["women-work"],
        groups: &["Frauen", "Arbeitssuchende"],
        districts: &["Hafenviertel", "Alt-Linden"],
        languages: "de4 en4 tr3 es2",
        offers: &[
            (Good::Advice, "Beratung zu Rechtsform, Kostenplan und Satzung"),
            (Good::Funding, "Übersicht und Hilfe zu Förderungen für Vereine und kleine Betriebe"),
        ],
        needs: &[
            (Good::Publicity, "Kontakt zu Frauengruppen, die noch nie von uns gehört haben"),
            (Good::Interpreting, "Arabisch und Persisch in der Sprechstunde"),
        ],
        website: "gruenderinnen-am-kai.example",
        email: "moin@gruenderinnen-am-kai.example",
        street: "Kaistraße 88",
        address_public: true,
        wishes: &["women-workshop", "albanian-women"],
        ..BLANK
    },
    Entry {
        key: "women-advice",
        name: "Frauenberatung am Südtor e. V.",
        short: "Frauenberatung",
        relation: WITHOUT,
        goals: "Beratung und Schutz für Frauen, vertraulich und ohne Kosten. Jede Frau soll in ihrer Sprache sagen können, was sie braucht.",
        activities: "Einzelberatung, Gruppen, Begleitung bei Trennung und Gewalt, Fortbildungen für Fachkräfte und Vereine.",
        fields: &["women-safe"],
        groups: &["Frauen", "Fachkräfte"],
        districts: &["Südtor", "Gartenstadt", "Weststadt"],
        languages: "de4 en3 fr2",
        offers: &[
            (Good::Advice, "Vertrauliche Sprechstunde auch in Ihren Räumen"),
            (Good::KnowHow, "Fortbildung: Gewalt erkennen und richtig weiterhelfen"),
        ],
        needs: &[
            (Good::Interpreting, "Sprachmittlerinnen für Somali, Tigrinya und Albanisch"),
            (Good::Partner, "Frauengruppen, die uns zu einem ersten Gespräch einladen"),
        ],
        website: "frauenberatung-suedtor.example",
        email: "beratung@frauenberatung-suedtor.example",
        street: "Torstraße 3",
        wishes: &["somali-women", "eritrean-women", "albanian-women"],
        ..BLANK
    },
    Entry {
        key: "eritrean-women",
        name: "Netzwerk äthiopischer und eritreischer Frauen Lindenhafen e. V.",
        short: "Frauennetzwerk Abol",
        relation: WITH,
        goals: "Wir stärken Frauen beim Weg in Arbeit und Ausbildung und bringen Familien aus zwei Ländern an einen Tisch.",
        activities: "Kaffeerunden, Lerngruppe für die Pflegeausbildung, Kinderfest und Tanzgruppe.",
        fields: &["women-meet", "women-work"],
        groups: &["Frauen", "Familien"],
        districts: &["Bergrain", "Südtor"],
        languages: "de2 ti4 am4 en3",
        offers: &[
            (Good::Interpreting, "Tigrinya und Amharisch, drei Frauen mit Schulung"),
            (Good::Kitchen, "Kaffeezeremonie und Injera für bis zu 40 Gäste"),
        ],
        needs: &[
            (Good::KnowHow, "Lernbegleitung für Fachdeutsch in der Pflege"),
            (Good::Rooms, "Raum mit Küche, sonntags, einmal im Monat"),
        ],
        email: "netzwerk@abol-frauen.example",
        street: "Hangweg 8",
        wishes: &["women-advice", "care-circle"],
        ..BLANK
    },
    Entry {
        key: "albanian-women",
        name: "Albanischer Frauenverein Uferpark e. V.",
        short: "Alban. Frauenverein",
        relation: WITH,
        goals: "Frauen aus dem Kosovo, Albanien und Nordmazedonien machen einander Mut für Beruf, Ehrenamt und ein selbstbestimmtes Leben.",
        activities: "Gesprächskreise, Bewerbungshilfe, Schwimmkurs für Frauen und ein Sommerfest am Fluss.",
        fields: &["women-meet", "water", "women-work"],
        groups: &["Frauen"],
        districts: &["Uferpark", "Kanalstadt"],
        languages: "de3 sq4 it2",
        offers: &[
            (Good::Volunteers, "Zwanzig Mitglieder, die bei Festen kochen und backen"),
            (Good::Interpreting, "Albanisch für Beratungsgespräche, nur durch Frauen"),
        ],
        needs: &[
            (Good::Advice, "Unterstützung bei der Gründung kleiner Betriebe"),
            (Good::Partner, "Ein Wassersportverein für Kurse nur für Frauen"),
        ],
        website: "albanischer-frauenverein.example",
        email: "kontakt@albanischer-frauenverein.example",
        street: "Promenade 20",
        wishes: &["rowing", "women-advice"],
        ..BLANK
    },
];
