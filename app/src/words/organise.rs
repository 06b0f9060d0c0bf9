//! Words of the organisers' rooms: signing in, the frame, fairs.

use super::words;

words! {
    sign_in { De: "Anmelden", En: "Sign in" }
    sign_in_lede { De: "Für alle, die eine Messe vorbereiten oder leiten. Besucherinnen und Besucher brauchen keine Anmeldung.", En: "For everybody who prepares or runs a fair. Visitors need no account." }
    email { De: "E-Mail-Adresse", En: "E-mail address" }
    send_link { De: "Link zusenden", En: "Send me a link" }
    link_sent_title { De: "Schauen Sie in Ihr Postfach", En: "Look into your mailbox" }
    link_sent { De: "Wenn die Adresse berechtigt ist, kommt gleich ein Link. Er gilt zehn Minuten, einmal, und nur in diesem Browser.", En: "If the address may sign in, a link will arrive in a moment. It is valid for ten minutes, once, and in this browser only." }
    confirm_title { De: "Anmeldung bestätigen", En: "Confirm signing in" }
    confirm_lede { De: "Ein Klick noch, dann sind Sie angemeldet.", En: "One more click and you are signed in." }
    code { De: "Code aus dem Link", En: "Code from the link" }
    code_hint { De: "Der Teil nach dem #. Meist steht er schon hier.", En: "The part after the #. Usually it is here already." }
    sign_out { De: "Abmelden", En: "Sign out" }
    sign_out_everywhere { De: "Auf allen Geräten abmelden", En: "Sign out on all devices" }
    organisation { De: "Organisation", En: "Organisation" }
    organisation_of(fair: &str) { De: "Organisation: {fair}", En: "Organisation: {fair}" }
    overview { De: "Übersicht", En: "Overview" }
    associations { De: "Vereine", En: "Associations" }
    import { De: "Liste einlesen", En: "Import a list" }
    speed_dating { De: "Speed-Dating", En: "Speed-dating" }
    settings { De: "Messe und Texte", En: "Fair and texts" }
    log { De: "Protokoll", En: "Log" }
    people { De: "Zugänge", En: "Accounts" }
    outbox { De: "Postausgang", En: "Outbox" }
    public_page { De: "Seite für Besuchende", En: "Visitors' page" }
    your_fairs { De: "Ihre Messen", En: "Your fairs" }
    new_fair { De: "Neue Messe", En: "New fair" }
    no_fairs_title { De: "Noch keine Messe", En: "No fair yet" }
    no_fairs { De: "Legen Sie die erste an: Name, Tag und Ort genügen.", En: "Create the first one: a name, a day and a place are enough." }
    signed_in_as(email: &str) { De: "Angemeldet als {email}", En: "Signed in as {email}" }
    not_for_you_title { De: "Bitte melden Sie sich an", En: "Please sign in" }
    not_for_you { De: "Diese Seite ist für das Organisationsteam.", En: "This page is for the organising team." }
    save { De: "Speichern", En: "Save" }
    saved { De: "Gespeichert", En: "Saved" }
    cancel { De: "Abbrechen", En: "Cancel" }
    delete { De: "Löschen", En: "Delete" }
    really_delete(what: &str) { De: "„{what}“ wirklich löschen? Das lässt sich nicht zurücknehmen.", En: "Really delete “{what}”? This cannot be undone." }
    no_javascript { De: "Diese Seite braucht einen Augenblick, bis sie bedient werden kann.", En: "This page takes a moment before it can be used." }
}
