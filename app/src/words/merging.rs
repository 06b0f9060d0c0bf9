//! Words for two people who changed the same thing at once.

use super::words;

words! {
    faster { De: "Jemand anderes hat inzwischen gespeichert. Ihre Eingaben sind noch da.", En: "Somebody else has saved in the meantime. What you entered is still here." }
    taken(what: &str) { De: "Von dort übernommen: {what}.", En: "Taken over from them: {what}." }
    disputed { De: "Das haben Sie beide geändert. Ihre Fassung steht im Formular, die andere hier:", En: "Both of you changed this. Your version is in the form, the other one is here:" }
    emptied { De: "(geleert)", En: "(emptied)" }
    take { De: "Andere Fassung nehmen", En: "Take the other version" }
    take_what(what: &str) { De: "Andere Fassung nehmen: {what}", En: "Take the other version: {what}" }
    save_again { De: "Bitte prüfen Sie das Formular und speichern Sie noch einmal.", En: "Please check the form and save once more." }
    gone { De: "Jemand anderes hat diesen Verein inzwischen gelöscht. Ihre Eingaben sind noch da; wenn Sie speichern, wird er neu angelegt.", En: "Somebody else has deleted this association in the meantime. What you entered is still here; if you save, it will be created anew." }
}
