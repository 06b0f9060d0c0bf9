//! Texts of the programme: as visitors read it, and as organisers make it.

use super::words;

words! {
    title { De: "Programm", En: "Programme" }
    filter_kind { De: "Art", En: "Kind" }
    filter_field { De: "Thema", En: "Topic" }
    any_kind { De: "Alles", En: "Everything" }
    any_field { De: "Alle Themen", En: "All topics" }
    any_language { De: "Alle Sprachen", En: "All languages" }
    language { De: "Sprache", En: "Language" }
    apply { De: "Anwenden", En: "Apply" }
    kept_only { De: "Nur Gemerktes", En: "Kept only" }
    keep(title: &str) { De: "Merken: {title}", En: "Keep: {title}" }
    on_phone_only { De: "Gemerktes bleibt auf diesem Gerät.", En: "What you keep stays on this device." }
    now { De: "Jetzt", En: "Now" }
    running { De: "läuft", En: "on now" }
    step_free { De: "stufenlos", En: "step-free" }
    nothing_title { De: "Dazu gibt es nichts", En: "Nothing for that" }
    nothing { De: "Kein Programmpunkt passt. Mit weniger Filtern finden Sie mehr.", En: "No item matches. Fewer filters find more." }
    empty_title { De: "Das Programm entsteht noch", En: "The programme is in the making" }
    empty { De: "Sobald die ersten Punkte feststehen, sehen Sie sie hier.", En: "As soon as the first items are known, you will see them here." }
    items(n: usize) by n { De: One "{n} Programmpunkt" | "{n} Programmpunkte", En: One "{n} item" | "{n} items" }
}

words! {
    desk_lede { De: "Was wann wo stattfindet. Was Sie speichern, sehen alle Besuchenden sofort.", En: "What happens when and where. Visitors see what you save at once." }
    new_item { De: "Neuer Programmpunkt", En: "New item" }
    desk_empty_title { De: "Noch kein Programm", En: "No programme yet" }
    desk_empty { De: "Tragen Sie den ersten Punkt ein: Titel, Beginn und Ende genügen.", En: "Enter the first item: a title, a start and an end are enough." }
    elsewhen(n: usize, day: &str) by n { De: One "Ein Programmpunkt liegt nicht am Messetag, {day}." | "{n} Programmpunkte liegen nicht am Messetag, {day}.", En: One "One item is not on the fair’s day, {day}." | "{n} items are not on the fair’s day, {day}." }
    move_here { De: "Auf den Messetag legen", En: "Move to the fair’s day" }
    moved(n: usize) by n { De: One "Ein Programmpunkt liegt jetzt am Messetag." | "{n} Programmpunkte liegen jetzt am Messetag.", En: One "One item is on the fair’s day now." | "{n} items are on the fair’s day now." }
    meets(title: &str) { De: "Zur selben Zeit am selben Ort: „{title}“", En: "At the same time in the same place: “{title}”" }
    german_title { De: "Titel (Deutsch)", En: "Title (German)" }
    english_title { De: "Titel (Englisch)", En: "Title (English)" }
    german_text { De: "Text (Deutsch)", En: "Text (German)" }
    english_text { De: "Text (Englisch)", En: "Text (English)" }
    english_hint { De: "Bleibt das Englische leer, steht dort der deutsche Text.", En: "Where the English is left empty, the German text stands there." }
    from { De: "Beginn", En: "Start" }
    until { De: "Ende", En: "End" }
    place { De: "Ort (Halle, Bühne oder Raum)", En: "Place (hall, stage or room)" }
    place_of_dating { De: "Bei einem Speed-Dating nennt „Mein Tisch“ diesen Ort.", En: "For a speed-dating, “My table” names this place." }
    held_in { De: "In welchen Sprachen", En: "In which languages" }
    add_language { De: "Sprache hinzufügen", En: "Add a language" }
    choose_language { De: "Sprache wählen", En: "Choose a language" }
    remove_language(name: &str) { De: "Sprache entfernen: {name}", En: "Remove the language: {name}" }
    is_step_free { De: "Stufenlos zu erreichen", En: "Can be reached without steps" }
    yes { De: "ja", En: "yes" }
    no { De: "nein", En: "no" }
    save_and_next { De: "Speichern und weiteren eintragen", En: "Save and enter another" }
    entered(title: &str) { De: "„{title}“ steht im Programm.", En: "“{title}” is in the programme." }
    gone { De: "Jemand anderes hat diesen Programmpunkt inzwischen gelöscht. Ihre Eingaben sind noch da; wenn Sie speichern, wird er neu angelegt.", En: "Somebody else has deleted this item in the meantime. What you entered is still here; if you save, it will be created anew." }
}
