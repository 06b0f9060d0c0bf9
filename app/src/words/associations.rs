//! Words for keeping associations.

use super::words;

words! {
    title { De: "Vereine", En: "Associations" }
    lede { De: "Was Vereine von sich sagen. Der Migrationsbezug und die E-Mail-Adresse bleiben unter uns.", En: "What associations say of themselves. The migration relation and the e-mail address stay among us." }
    new { De: "Neuer Verein", En: "New association" }
    search { De: "Verein suchen", En: "Search associations" }
    empty_title { De: "Noch keine Vereine", En: "No associations yet" }
    empty { De: "Lesen Sie eine Liste ein oder legen Sie den ersten Verein an.", En: "Import a list or add the first association." }
    stand(number: &str) { De: "Stand {number}", En: "Stand {number}" }
    no_stand { De: "ohne Stand", En: "without a stand" }
    says_nothing { De: "keine Angabe", En: "not stated" }
    missing(what: &str) { De: "Es fehlt: {what}", En: "Missing: {what}" }
    there_is { De: "Es gibt schon:", En: "There is already:" }
    add_anyway { De: "Trotzdem anlegen", En: "Add it anyway" }
    save_anyway { De: "Trotzdem speichern", En: "Save it anyway" }
    name { De: "Name", En: "Name" }
    short_name { De: "Kurzname", En: "Short name" }
    kind { De: "Art", En: "Kind" }
    relation { De: "Migrationsbezug (nur für die Organisation)", En: "Migration relation (organisers only)" }
    goals { De: "Ziele", En: "Goals" }
    activities { De: "Aktivitäten", En: "Activities" }
    fields { De: "Tätigkeitsfelder", En: "Fields of activity" }
    groups { De: "Zielgruppen", En: "Target groups" }
    districts { De: "Stadtbezirke", En: "Districts" }
    one_a_line { De: "Eine Angabe je Zeile", En: "One entry per line" }
    languages { De: "Sprachen", En: "Languages" }
    language { De: "Sprache", En: "Language" }
    level { De: "Wie gut", En: "How well" }
    offers { De: "Wir bieten", En: "We offer" }
    needs { De: "Wir suchen", En: "We look for" }
    good { De: "Art", En: "Kind" }
    note { De: "In eigenen Worten", En: "In their own words" }
    add_language { De: "Sprache hinzufügen", En: "Add a language" }
    add_offer { De: "Angebot hinzufügen", En: "Add an offer" }
    add_need { De: "Bedarf hinzufügen", En: "Add a need" }
    choose { De: "Vereine auswählen", En: "Choose associations" }
    address { De: "Adresse", En: "Address" }
    hidden_address { De: "Adresse und Lage bleiben verborgen", En: "Address and position stay hidden" }
    remove { De: "Entfernen", En: "Remove" }
    websites { De: "Websites", En: "Websites" }
    email { De: "E-Mail (nur für die Organisation)", En: "E-mail (organisers only)" }
    street { De: "Straße", En: "Street" }
    postcode { De: "PLZ", En: "Postcode" }
    town { De: "Ort", En: "Town" }
    position { De: "Lage (Breite, Länge)", En: "Position (latitude, longitude)" }
    public_address { De: "Adresse und Lage dürfen öffentlich stehen", En: "Address and position may be public" }
    step_free { De: "Der Stand ist stufenlos erreichbar", En: "The stand can be reached without steps" }
    also_for(names: &str) { De: "Das gilt auch für {names} am selben Stand.", En: "This also goes for {names} at the same stand." }
    also_out_of(sessions: &str) { De: "Der Verein ist für {sessions} vorgemerkt und wird auch dort herausgenommen.", En: "The association is down for {sessions} and is taken out there as well." }
    wishes { De: "Wen sie treffen möchten", En: "Whom they wish to meet" }
}
