//! Texts of the market: map, list, search, one stand.

use super::words;

words! {
    title { De: "Markt der Möglichkeiten", En: "Market of possibilities" }
    search { De: "Suchen", En: "Search" }
    search_hint { De: "Name, Thema …", En: "Name, topic …" }
    filter_fields { De: "Tätigkeitsfelder", En: "Fields of activity" }
    any_language { De: "Alle Sprachen", En: "All languages" }
    any_district { De: "Alle Stadtbezirke", En: "All districts" }
    language { De: "Sprache", En: "Language" }
    district { De: "Stadtbezirk", En: "District" }
    step_free { De: "Stufenlos", En: "Step-free" }
    step_free_on { De: "Stufenlose Wege zeigen", En: "Show step-free ways" }
    step_free_here(places: &str) { De: "Stufenlos und ruhig: {places}.", En: "Step-free and quiet: {places}." }
    step_free_elsewhere(hall: &str, places: &str) { De: "{hall}: {places}", En: "{hall}: {places}" }
    more_filters { De: "Weitere Filter", En: "More filters" }
    apply { De: "Anwenden", En: "Apply" }
    clear { De: "Filter zurücksetzen", En: "Clear filters" }
    view { De: "Ansicht", En: "View" }
    map { De: "Karte", En: "Map" }
    list { De: "Liste", En: "List" }
    hall { De: "Halle", En: "Hall" }
    plan_of(hall: &str) { De: "Plan: {hall}", En: "Plan: {hall}" }
    zoom_in { De: "Vergrößern", En: "Zoom in" }
    zoom_out { De: "Verkleinern", En: "Zoom out" }
    whole_hall { De: "Ganze Halle zeigen", En: "Show the whole hall" }
    stand(number: &str) { De: "Stand {number}", En: "Stand {number}" }
    stand_named(number: &str, names: &str) { De: "Stand {number}, {names}", En: "Stand {number}, {names}" }
    empty_stand(number: &str) { De: "Stand {number}, noch frei", En: "Stand {number}, not taken yet" }
    matching_stands(n: usize) by n { De: One "{n} Stand passt" | "{n} Stände passen", En: One "{n} stand matches" | "{n} stands match" }
    matching_associations(n: usize) by n { De: One "{n} Verein passt" | "{n} Vereine passen", En: One "{n} association matches" | "{n} associations match" }
    all_associations(n: usize) by n { De: One "{n} Verein" | "{n} Vereine", En: One "{n} association" | "{n} associations" }
    all_stands(n: usize) by n { De: One "{n} Stand" | "{n} Stände", En: One "{n} stand" | "{n} stands" }
    nothing_found_title { De: "Dazu steht hier niemand", En: "Nobody here for that" }
    nothing_found { De: "Kein Stand passt zu Ihrer Suche. Mit weniger Filtern finden Sie mehr.", En: "No stand matches your search. Fewer filters find more." }
    no_stands_title { De: "Der Markt wird noch aufgebaut", En: "The market is still being set up" }
    no_stands { De: "Sobald die ersten Stände feststehen, sehen Sie sie hier.", En: "As soon as the first stands are known, you will see them here." }
    without_stand { De: "Noch ohne Stand", En: "No stand yet" }
    to_stand { De: "Zum Stand", En: "Open stand" }
    tap_a_stand { De: "Tippen Sie auf einen Stand, um zu sehen, wer dort ist.", En: "Tap a stand to see who is there." }
    legend { De: "Was die Farben bedeuten", En: "What the colours mean" }
    speaks(languages: &str) { De: "spricht {languages}", En: "speaks {languages}" }

    on_the_map { De: "Auf der Karte zeigen", En: "Show on the map" }
    back_to_market { De: "Zurück zum Markt", En: "Back to the market" }
    shared_stand { De: "Standgemeinschaft", En: "Shared stand" }
    nobody_title { De: "Dieser Stand ist noch frei", En: "This stand is not taken yet" }
    nobody { De: "Hier steht noch niemand.", En: "Nobody is here yet." }
    goals { De: "Was wir wollen", En: "What we aim for" }
    activities { De: "Was wir tun", En: "What we do" }
    we_offer { De: "Wir bieten", En: "We offer" }
    we_need { De: "Wir suchen", En: "We are looking for" }
    languages { De: "Sprachen", En: "Languages" }
    target_groups { De: "Für wen", En: "For whom" }
    districts { De: "Wo in der Stadt", En: "Where in the city" }
    fields { De: "Tätigkeitsfelder", En: "Fields of activity" }
    contact { De: "Kontakt", En: "Contact" }
    website { De: "Internetseite", En: "Website" }
    address { De: "Adresse", En: "Address" }
    where_it_is { De: "Wo der Stand ist", En: "Where the stand is" }
    in_hall(hall: &str) { De: "{hall}", En: "{hall}" }
    level(n: i8) { De: "Ebene {n}", En: "Level {n}" }
    ground_floor { De: "Erdgeschoss", En: "Ground floor" }
    reached_step_free { De: "Stufenlos erreichbar", En: "Reached without steps" }
    not_said_step_free { De: "Stufenloser Weg nicht zugesagt", En: "No step-free way promised" }
}
