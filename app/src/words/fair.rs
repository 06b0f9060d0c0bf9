//! Texts of the start page, of "now" and of the legal pages.

use super::words;

words! {
    fairs { De: "Messen", En: "Fairs" }
    welcome { De: "Willkommen", En: "Welcome" }
    choose_fair { De: "Welche Messe besuchen Sie?", En: "Which fair are you visiting?" }
    no_fair_title { De: "Noch steht kein Stand", En: "No stall is up yet" }
    no_fair { De: "Sobald eine Messe veröffentlicht ist, finden Sie sie hier.", En: "As soon as a fair is published, you will find it here." }

    on_now { De: "Läuft gerade", En: "On now" }
    next_up { De: "Gleich", En: "Up next" }
    now_and_next { De: "Jetzt und gleich", En: "Now and next" }
    whole_programme { De: "Ganzes Programm", En: "Whole programme" }
    nothing_on_title { De: "Gerade ist Pause", En: "A quiet moment" }
    nothing_on { De: "Im Augenblick läuft kein Programmpunkt.", En: "Nothing is on at the moment." }
    fair_over { De: "Die Messe ist zu Ende. Danke, dass Sie da waren! Programm und Stände bleiben hier zum Nachlesen.", En: "The fair is over. Thank you for coming! Programme and stands stay here to look up." }
    fair_ahead(day: &str) { De: "Die Messe beginnt am {day}. Sehen Sie sich schon einmal um.", En: "The fair begins on {day}. Have a look around already." }
    look_around { De: "Umsehen", En: "Look around" }
    to_market { De: "Zum Markt der Möglichkeiten", En: "To the market of possibilities" }
    to_market_hint { De: "Stände, Karte, Suche", En: "Stands, map, search" }
    to_programme_hint { De: "Was wann wo stattfindet", En: "What happens when and where" }
    to_table_hint { De: "Wo Sie beim Speed-Dating sitzen", En: "Where you sit at the speed-dating" }
    to_access_hint { De: "Stufenlose Wege, Ruheraum", En: "Step-free ways, quiet room" }

    step_free_title { De: "Barrierefrei unterwegs", En: "Getting around step-free" }

    dating_next { De: "Nächstes Speed-Dating", En: "Next speed-dating" }
    dating { De: "Speed-Dating", En: "Speed-dating" }
    dating_running { De: "Das Speed-Dating läuft", En: "The speed-dating is on" }
    dating_paused { De: "Das Speed-Dating macht Pause", En: "The speed-dating is paused" }
    dating_over { De: "Das Speed-Dating ist zu Ende", En: "The speed-dating is over" }
    dating_shape(rounds: u8, people: usize) by people { De: One "{rounds} Runden, {people} Verein" | "{rounds} Runden, {people} Vereine", En: One "{rounds} rounds, {people} association" | "{rounds} rounds, {people} associations" }
    find_my_table { De: "Meinen Tisch finden", En: "Find my table" }
    my_run_sheet { De: "Mein Laufzettel", En: "My run sheet" }
    your_association(name: &str) { De: "Ihr Verein: {name}", En: "Your association: {name}" }

    legal_missing { De: "Dieser Text ist noch nicht hinterlegt. Bitte wenden Sie sich an die Veranstalterin.", En: "This text has not been added yet. Please ask the organiser." }
    barrier_title { De: "Barriere melden", En: "Report a barrier" }
    barrier { De: "Etwas lässt sich nicht lesen, nicht bedienen oder nicht erreichen? Sagen Sie es uns, auch vor Ort an der Information. Wir antworten und schaffen Abhilfe, so schnell es geht.", En: "Something cannot be read, used or reached? Tell us, also on site at the information desk. We answer and mend it as soon as we can." }
    barrier_contact { De: "Wie Sie uns erreichen, steht im Impressum.", En: "How to reach us is in the imprint." }
    only_german { De: "Dieser Text liegt nur auf Deutsch vor.", En: "This text is available in German only." }
}
