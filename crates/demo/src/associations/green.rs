//! Associations of the environment and the city.

use crate::entry::{BLANK, Entry, WITH, WITHOUT};
use domain::{profile::Kind, taxonomy::Good};

pub const ENTRIES: &[Entry] = &[
    Entry {
        key: "garden",
        name: "Gemeinschaftsgarten Viele Beete Mühlenau e. V.",
        short: "Viele Beete",
        relation: WITH,
        goals: "Auf vierzig Beeten wächst, was Familien aus siebzehn Ländern kennen und lieben. Der Garten ist offen, wenn das Tor offen steht.",
        activities: "Gemeinsames Gärtnern, Saatguttausch, Backtag am Lehmofen und Deutschlernen zwischen den Beeten.",
        fields: &["gardens", "german", "food"],
        groups: &["Familien", "Nachbarschaft", "Geflüchtete"],
        districts: &["Mühlenau"],
        languages: "de3 ar3 tr3 uk2",
        offers: &[
            (Good::Rooms, "Gartenfläche mit überdachtem Platz für 30 Personen, Mai bis Oktober"),
            (Good::KnowHow, "Beete anlegen, Saatgut gewinnen, am Lehmofen backen"),
        ],
        needs: &[
            (Good::Equipment, "Werkzeug und jemand, der zwei Motorgeräte repariert"),
            (Good::Partner, "Eine Kita oder Schule, die zwei Beete übernimmt"),
        ],
        website: "viele-beete.example",
        email: "garten@viele-beete.example",
        street: "Mühlgraben 101",
        address_public: true,
        wishes: &["repair-meeting", "family-centre", "energy-advice"],
        ..BLANK
    },
    Entry {
        key: "repair-meeting",
        name: "Reparaturtreff Alt-Linden",
        short: "Reparaturtreff",
        kind: Kind::Initiative,
        relation: WITHOUT,
        goals: "Wegwerfen kann jeder. Wir reparieren gemeinsam und geben Wissen weiter, das sonst verloren ginge.",
        activities: "Zweimal im Monat offene Werkstatt für Elektrogeräte, Fahrräder und Kleidung, dazu Kaffee und Kuchen.",
        fields: &["repair", "neighbours"],
        groups: &["Nachbarschaft", "Alle Interessierten"],
        districts: &["Alt-Linden", "Weststadt"],
        languages: "de4 en2",
        offers: &[
            (Good::KnowHow, "Reparatur von Nähmaschinen, Laptops und Gartengeräten, auch bei Ihnen"),
            (Good::Equipment, "Werkzeugkisten für Elektro und Holz zum Ausleihen"),
        ],
        needs: &[
            (Good::Volunteers, "Menschen, die in ihrem Beruf reparieren und ihr Können zeigen möchten"),
            (Good::Kitchen, "Wer backt mit uns? Kuchen und Gebäck aus aller Welt"),
        ],
        website: "reparaturtreff-alt-linden.example",
        email: "treff@reparaturtreff-alt-linden.example",
        wishes: &["garden", "women-workshop", "romanian-families"],
        ..BLANK
    },
    Entry {
        key: "energy-advice",
        name: "Energieberatung von Tür zu Tür Lindenhafen e. V.",
        short: "Tür zu Tür",
        relation: WITHOUT,
        goals: "Energie sparen darf nicht vom Geldbeutel oder von der Sprache abhängen. Wir kommen nach Hause, ohne Kosten und ohne Formulare.",
        activities: "Hausbesuche, Messkoffer zum Ausleihen, Abende in Vereinen und Ausbildung von Beraterinnen und Beratern.",
        fields: &["climate"],
        groups: &["Familien", "Senior*innen"],
        districts: &["Kanalstadt", "Bergrain", "Südtor"],
        languages: "de4 en3",
        offers: &[
            (Good::Advice, "Abend in Ihrem Verein: Strom- und Heizkosten verstehen"),
            (Good::KnowHow, "Ausbildung zur Energieberaterin oder zum Energieberater im Ehrenamt"),
        ],
        needs: &[
            (Good::Interpreting, "Begleitung bei Hausbesuchen auf Arabisch, Kurdisch und Russisch"),
            (Good::Publicity, "Hinweise auf die Hausbesuche in den Gruppen der Vereine"),
        ],
        website: "von-tuer-zu-tuer.example",
        email: "besuch@von-tuer-zu-tuer.example",
        street: "Brückenstraße 33",
        wishes: &["kurdish-learning", "arab-parents", "garden"],
        ..BLANK
    },
    Entry {
        key: "cargo-bikes",
        name: "Lastenradleihe Weststadt e. V.",
        short: "Lastenradleihe",
        relation: WITHOUT,
        goals: "Was nicht in den Bus passt, passt aufs Rad. Unsere Räder stehen allen offen, auch ohne Konto und Kreditkarte.",
        activities: "Verleih an neun Stationen, Fahrtraining, Werkstattabende und Transporte für Vereinsfeste.",
        fields: &["repair", "cycling", "climate"],
        groups: &["Vereine", "Nachbarschaft"],
        districts: &["Weststadt", "Kanalstadt"],
        languages: "de4 en3",
        offers: &[
            (Good::Transport, "Neun Lastenräder, für Vereine tageweise kostenlos, eins davon mit Rampe"),
            (Good::KnowHow, "Fahrtraining mit Ladung, eine Stunde"),
        ],
        needs: &[
            (Good::Volunteers, "Patinnen und Paten für zwei neue Stationen im Südtor"),
            (Good::Rooms, "Trockener Stellplatz für zwei Räder, ebenerdig"),
        ],
        website: "lastenradleihe-weststadt.example",
        email: "ausleihe@lastenradleihe-weststadt.example",
        street: "Westring 9",
        address_public: true,
        wishes: &["west-african", "circolo"],
        ..BLANK
    },
    Entry {
        key: "city-institute",
        name: "Institut für Stadtgesellschaft Lindenhafen",
        short: "Stadtinstitut",
        kind: Kind::Institute,
        goals: "Wir erforschen mit Vereinen, wie Zusammenarbeit in einer wachsenden Hafenstadt gelingt, und geben die Ergebnisse an alle zurück.",
        activities: "Befragungen, Stadtteilgespräche, Praktika für Studierende und jedes Jahr ein Bericht in verständlicher Sprache.",
        fields: &["climate", "civic"],
        groups: &["Vereine", "Studierende", "Fachkräfte"],
        districts: &["Alt-Linden"],
        languages: "de4 en4 fr2",
        offers: &[
            (Good::KnowHow, "Auswertung Ihrer Angebote: Was wirkt, und woran sieht man es?"),
            (Good::Volunteers, "Studierende im Praktikum, acht Wochen ab März"),
        ],
        needs: &[(Good::Partner, "Zehn Vereine, die wir ein Jahr lang begleiten dürfen")],
        website: "stadtinstitut-lindenhafen.example",
        email: "gespraech@stadtinstitut-lindenhafen.example",
        street: "Rathausgasse 14",
        address_public: true,
        wishes: &["panafrican", "garden"],
        ..BLANK
    },
];
