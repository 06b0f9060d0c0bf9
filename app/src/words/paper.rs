//! Texts of the room for paper: what can be printed, how, and what is taken along as a file.

use super::words;
use domain::Locale;

words! {
    tab { De: "Papier", En: "Paper" }
    title { De: "Papier und Dateien", En: "Paper and files" }
    lede(version: u32, time: &str) { De: "Gedruckt wird der veröffentlichte Plan: Plan {version}, Stand {time} Uhr. Jedes Blatt trägt diese Angabe.", En: "What is printed is the published plan: plan {version}, as of {time}. Every sheet says so." }
    not_published { De: "Noch ist kein Plan veröffentlicht. Namensschilder können Sie schon drucken, alles andere nach dem Veröffentlichen.", En: "No plan has been published yet. Name badges can be printed already, everything else after publishing." }
    called_off { De: "Das Speed-Dating ist abgesagt. Zu drucken gibt es nichts mehr.", En: "The session has been called off. There is nothing to print any more." }
    boxes_title { De: "Nicht alle Namen lassen sich drucken", En: "Not all names can be printed" }
    boxes { De: "Diese haben Buchstaben, für die keine Schrift da ist: auf Papier stehen dort leere Kästchen. Schreiben Sie sie von Hand dazu, oder ändern Sie die Schreibweise dort, wo der Name eingetragen ist.", En: "These have letters for which there is no font: on paper, empty boxes stand in their place. Add them by hand, or change the spelling where the name was entered." }
    to_plan { De: "Zum Plan", En: "To the plan" }

    how { De: "Wie gedruckt wird", En: "How to print" }
    language { De: "Sprache", En: "Language" }
    only_changed { De: "Umfang", En: "Extent" }
    everything { De: "Alle Blätter", En: "All sheets" }
    since(version: u32, time: &str) { De: "Nur, was sich seit Plan {version} ({time}) geändert hat", En: "Only what has changed since plan {version} ({time})" }
    since_hint { De: "Was zuletzt gedruckt wurde, merkt sich die Seite beim Drucken; was noch nie gedruckt wurde, kommt ganz. Auf den neuen Blättern steht, welchen Plan sie ersetzen; was neu ist, ist markiert.", En: "The page remembers what was printed last; what was never printed comes whole. The new sheets say which plan they replace; what is new is marked." }
    since_last { De: "Nur Neues seit dem letzten Druck", En: "Only what is new since printing" }
    printed_last(version: u32) { De: "Zuletzt gedruckt: Plan {version}.", En: "Printed last: plan {version}." }
    links_since(version: u32) { De: "Plan {version} ist schon gedruckt. Seitdem wurden persönliche Links gesperrt oder neu gemacht: ihre Codes führen nicht mehr weiter.", En: "Plan {version} has been printed already. Since then, personal links were revoked or made anew: their codes lead nowhere." }
    printed_newest(version: u32) { De: "Plan {version} ist schon gedruckt.", En: "Plan {version} has been printed already." }
    card_size { De: "Größe der Tischkarten", En: "Size of the table cards" }
    a6 { De: "A6", En: "A6" }
    a5 { De: "A5", En: "A5" }
    stock { De: "Papier im Drucker", En: "Paper in the printer" }
    on_a4 { De: "A4, mit Schnittmarken", En: "A4, with marks to cut along" }
    own_size { De: "In der Größe der Karten", En: "In the size of the cards" }
    apply { De: "Übernehmen", En: "Apply" }

    print { De: "Drucken", En: "Print" }
    opens { De: "PDF, öffnet sich in einem neuen Fenster.", En: "PDF, opens in a new window." }
    freezes { De: "Sind Tischkarten oder Laufzettel gedruckt, bleibt die nächste Runde, wie sie darauf steht; im Leitstand geben Sie sie wieder frei.", En: "Once table cards or run sheets are printed, the next round stays as they say; the control room lets it change again." }
    files { De: "Als Datei", En: "As a file" }
    csv_hint { De: "eine Zeile je Platz", En: "one line a seat" }
    xlsx_hint { De: "Plan, Plätze und Teilnehmende", En: "plan, seats and participants" }
    json_hint { De: "für andere Programme", En: "for other programs" }
    calendars { De: "Kalender", En: "Calendars" }
    calendars_hint { De: "Jeder Verein kann seine Gespräche in den eigenen Kalender übernehmen: auf seiner Seite „Mein Tisch“.", En: "Every association can take its talks into its own calendar: on its page “My table”." }
    subscribe { De: "Kalender abonnieren: er folgt jeder Änderung", En: "Subscribe to the calendar: it follows every change" }
    to_calendar { De: "In den Kalender", En: "Add to calendar" }

    cards { De: "Tischkarten", En: "Table cards" }
    cards_hint { De: "Nummer, wer wann hier sitzt, QR-Code. Zum Aufstellen.", En: "Number, who sits here when, QR code. To be put up." }
    run_sheets { De: "Laufzettel", En: "Run sheets" }
    run_sheets_hint { De: "Einer je Verein, A5: Tische und Gegenüber, Runde für Runde.", En: "One an association, A5: tables and partners, round by round." }
    badges { De: "Namensschilder", En: "Name badges" }
    badges_hint { De: "90 × 55 mm, zehn auf einem Bogen A4.", En: "90 × 55 mm, ten on a sheet of A4." }
    table_plan { De: "Tischplan", En: "Table plan" }
    table_plan_hint { De: "Alle Tische und Runden, A4 quer. Für den Aushang.", En: "All tables and rounds, A4 landscape. To be put up." }
    names { De: "Wer sitzt wo?", En: "Who sits where?" }
    names_hint { De: "Alle nach dem Alphabet, mit ihren Tischen. Für den Infotisch.", En: "Everybody by the alphabet, with their tables. For the information desk." }
    interpreters { De: "Sprachmittlung", En: "Interpreting" }
    interpreters_hint { De: "Wo zwei keine gemeinsame Sprache haben, und wer vermittelt.", En: "Where two share no language, and who interprets." }
    moderator { De: "Ablauf für die Moderation", En: "Running order" }
    moderator_hint { De: "Was wann zu sagen ist, mit Kästchen zum Abhaken.", En: "What to say when, with boxes to tick." }

    file_cards { De: "tischkarten", En: "table-cards" }
    file_run_sheets { De: "laufzettel", En: "run-sheets" }
    file_badges { De: "namensschilder", En: "name-badges" }
    file_table_plan { De: "tischplan", En: "table-plan" }
    file_names { De: "wer-sitzt-wo", En: "who-sits-where" }
    file_interpreters { De: "sprachmittlung", En: "interpreting" }
    file_moderator { De: "ablauf", En: "running-order" }
}

/// The documents: the key in addresses, whether a plan must be published, name and explanation.
pub fn documents(locale: Locale) -> [(&'static str, bool, &'static str, &'static str); 7] {
    [
        ("cards", true, cards(locale), cards_hint(locale)),
        ("run-sheets", true, run_sheets(locale), run_sheets_hint(locale)),
        ("badges", false, badges(locale), badges_hint(locale)),
        ("table-plan", true, table_plan(locale), table_plan_hint(locale)),
        ("names", true, names(locale), names_hint(locale)),
        ("interpreters", true, interpreters(locale), interpreters_hint(locale)),
        ("moderator", true, moderator(locale), moderator_hint(locale)),
    ]
}

/// Whether people go by this document in the next round: once it is printed, their seats stay as they are.
pub fn fixes_a_round(key: &str) -> bool {
    matches!(key, "cards" | "run-sheets")
}

/// Whether personal links are printed on this document.
pub fn bears_links(key: &str) -> bool {
    key == "run-sheets"
}

/// A document's name as a file, in ASCII; the key itself where it is none of ours.
pub fn file_name(locale: Locale, key: &'static str) -> &'static str {
    match key {
        "cards" => file_cards(locale),
        "run-sheets" => file_run_sheets(locale),
        "badges" => file_badges(locale),
        "table-plan" => file_table_plan(locale),
        "names" => file_names(locale),
        "interpreters" => file_interpreters(locale),
        "moderator" => file_moderator(locale),
        other => other,
    }
}
