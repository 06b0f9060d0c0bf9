//! Words of a fair's overview and of a new fair.

use super::words;
use domain::{Locale, fair::Phase};

words! {
    next_steps { De: "Was als Nächstes ansteht", En: "What comes next" }
    step_import { De: "Vereine einlesen", En: "Import associations" }
    step_place { De: "Alle auf den Markt stellen", En: "Place everybody on the market" }
    step_dating { De: "Speed-Dating aufbauen", En: "Set up a speed-dating" }
    step_plan { De: "Tische verteilen und veröffentlichen", En: "Allocate the tables and publish them" }
    step_run { De: "Speed-Dating leiten", En: "Run the speed-dating" }
    step_summary { De: "Auswertung des Speed-Datings", En: "Summary of the speed-dating" }
    keeping { De: "Als Zeitwache leiten Sie das Speed-Dating: Sie starten und halten die Uhr, tragen ein, wer da ist und wer fehlt, und sprechen zu allen.", En: "As a time keeper you run the speed-dating: you start and stop the clock, note who is here and who is missing, and speak to everybody." }
    step_publish { De: "Messe veröffentlichen", En: "Publish the fair" }
    associations(n: usize) by n { De: One "Verein" | "Vereine", En: One "association" | "associations" }
    with_stand { De: "mit Stand", En: "with a stand" }
    without_stand { De: "ohne Stand", En: "without a stand" }
    sessions { De: "Speed-Datings", En: "sessions" }
    place { De: "Allen ohne Stand einen Platz geben", En: "Give everybody without a stand a place" }
    all_step_free { De: "Die Halle ist stufenlos: Das gilt für alle neuen Stände.", En: "The hall has no steps: this goes for all new stands." }
    placed(n: usize) by n { De: One "{n} Verein hat jetzt einen Stand." | "{n} Vereine haben jetzt einen Stand.", En: One "{n} association has a stand now." | "{n} associations have a stand now." }
    phase_title { De: "Stand der Messe", En: "Phase of the fair" }
    dating_still_runs { De: "Ein Speed-Dating läuft noch. Es läuft weiter, aber die Seite der Messe sagt dann, dass sie zu Ende ist.", En: "A speed-dating is still on. It goes on, but the fair's page will say that the fair is over." }
    set_phase { De: "Übernehmen", En: "Apply" }
    phase_now(name: &str) { De: "Die Messe steht jetzt auf „{name}“.", En: "The fair is now set to “{name}”." }
    past_day { De: "Dieser Tag liegt in der Vergangenheit.", En: "This day lies in the past." }
    preparing { De: "Nur das Organisationsteam sieht sie.", En: "Only the organising team sees it." }
    published { De: "Alle können Markt und Programm ansehen.", En: "Everybody can look at market and programme." }
    live { De: "Heute ist Messe.", En: "The fair is today." }
    closed { De: "Die Messe ist vorbei und bleibt nachlesbar.", En: "The fair is over and can still be read." }
    new_title { De: "Neue Messe", En: "New fair" }
    new_lede { De: "Name und Tag genügen für den Anfang. Veröffentlicht wird später.", En: "A name and a day are enough to begin. It is published later." }
    name { De: "Name der Messe", En: "Name of the fair" }
    slug { De: "Adresse der Seite", En: "Address of the page" }
    slug_hint { De: "Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel: vereinsmesse-2027", En: "Small letters, digits and hyphens, for example: fair-2027" }
    day { De: "Tag", En: "Day" }
    venue { De: "Ort", En: "Venue" }
    venue_optional { De: "Ort (freiwillig)", En: "Venue (optional)" }
    address { De: "Anschrift (freiwillig)", En: "Address (optional)" }
    create { De: "Messe anlegen", En: "Create the fair" }
}

/// What a phase means, in a sentence.
pub fn phase_hint(locale: Locale, value: Phase) -> &'static str {
    match value {
        Phase::Preparing => preparing(locale),
        Phase::Published => published(locale),
        Phase::Live => live(locale),
        Phase::Closed => closed(locale),
    }
}
