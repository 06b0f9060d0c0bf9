//! Texts around every page: navigation, footer, what the house has to say when something is not as it should be.

use super::words;
use domain::Locale;

words! {
    /// The product's own name; never translated.
    product { De: "INSIST", En: "INSIST" }
    skip_to_content { De: "Zum Inhalt springen", En: "Skip to content" }
    main_navigation { De: "Hauptnavigation", En: "Main navigation" }
    now { De: "Jetzt", En: "Now" }
    market { De: "Markt", En: "Market" }
    programme { De: "Programm", En: "Programme" }
    my_table { De: "Mein Tisch", En: "My table" }
    language { De: "Sprache", En: "Language" }
    appearance { De: "Darstellung", En: "Appearance" }
    theme_auto { De: "Wie das Gerät", En: "Same as device" }
    theme_light { De: "Hell", En: "Light" }
    theme_dark { De: "Dunkel", En: "Dark" }

    legal { De: "Rechtliches", En: "Legal" }
    imprint { De: "Impressum", En: "Imprint" }
    privacy { De: "Datenschutz", En: "Privacy" }
    accessibility { De: "Barrierefreiheit", En: "Accessibility" }
    project { De: "Über das Projekt", En: "About the project" }
    for_organisers { De: "Für die Organisation", En: "For organisers" }
    /// The funder's line, prescribed by Regulation (EU) 2021/1060, Annex IX.
    co_funded { De: "Kofinanziert von der Europäischen Union", En: "Co-funded by the European Union" }
    emblem { De: "Emblem der Europäischen Union", En: "Emblem of the European Union" }

    loading { De: "Wird geladen …", En: "Loading …" }
    try_again { De: "Noch einmal versuchen", En: "Try again" }
    close { De: "Schließen", En: "Close" }
    back { De: "Zurück", En: "Back" }
    not_found_title { De: "Hier ist nichts", En: "Nothing here" }
    not_found { De: "Diese Seite gibt es nicht oder nicht mehr. Vielleicht hat sich ein Tippfehler in die Adresse geschlichen.", En: "This page does not exist, or no longer. Perhaps the address has a typing error." }
    to_start { De: "Zur Startseite", En: "To the start page" }
    connecting { De: "Verbindung wird wieder hergestellt …", En: "Reconnecting …" }
    offline { De: "Keine Verbindung. Sie sehen den letzten bekannten Stand.", En: "No connection. You see what was last known." }
    announcement { De: "Durchsage", En: "Announcement" }
}

/// "Markt · Vereinsmesse Nordstadt": what the browser's tab shows.
pub fn page_title(page: &str, fair: Option<&str>) -> String {
    match fair {
        Some(fair) if fair != page => format!("{page} · {fair}"),
        Some(fair) => fair.to_owned(),
        None => format!("{page} · {}", product(Locale::De)),
    }
}
