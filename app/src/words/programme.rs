//! Texts of the programme.

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
