//! Words of the organisers' rooms: signing in, the frame, fairs.

use super::words;

words! {
    sign_in { De: "Anmelden", En: "Sign in" }
    sign_in_lede { De: "Für alle, die eine Messe vorbereiten oder leiten. Besucherinnen und Besucher brauchen keine Anmeldung.", En: "For everybody who prepares or runs a fair. Visitors need no account." }
    email { De: "E-Mail-Adresse", En: "E-mail address" }
    send_link { De: "Link zusenden", En: "Send me a link" }
    another_link { De: "Neuen Link anfordern", En: "Ask for a new link" }
    link_sent_title { De: "Schauen Sie in Ihr Postfach", En: "Look into your mailbox" }
    link_sent { De: "Wenn die Adresse berechtigt ist, kommt gleich ein Link. Er gilt zehn Minuten, einmal, und nur in diesem Browser.", En: "If the address may sign in, a link will arrive in a moment. It is valid for ten minutes, once, and in this browser only." }
    confirm_title { De: "Anmeldung bestätigen", En: "Confirm signing in" }
    confirm_lede { De: "Ein Klick noch, dann sind Sie angemeldet.", En: "One more click and you are signed in." }
    not_signed_in { De: "Noch nicht angemeldet", En: "Not signed in yet" }
    code { De: "Code aus dem Link", En: "Code from the link" }
    code_hint { De: "Der Teil nach dem #. Meist steht er schon hier.", En: "The part after the #. Usually it is here already." }
    give_code_title { De: "Noch der zweite Schritt", En: "One more step" }
    give_code_lede { De: "Geben Sie den sechsstelligen Code aus Ihrer Authenticator-App ein.", En: "Enter the six-digit code of your authenticator app." }
    app_code { De: "Code aus der App", En: "Code of the app" }
    my_access { De: "Mein Zugang", En: "My access" }
    my_access_lede(email: &str) { De: "Sie sind als {email} angemeldet.", En: "You are signed in as {email}." }
    second_step { De: "Anmelden in zwei Schritten", En: "Signing in with two steps" }
    second_step_on { De: "Eingeschaltet: Zum Link kommt ein Code aus Ihrer Authenticator-App. Wer Ihre Mails liest, kommt damit nicht herein.", En: "Turned on: the link is followed by a code of your authenticator app. Whoever reads your mail does not get in with it." }
    second_step_off { De: "Ausgeschaltet: Wer Ihre Mails liest, kann sich als Sie anmelden. Eine Authenticator-App auf dem Telefon verhindert das.", En: "Turned off: whoever reads your mail can sign in as you. An authenticator app on your phone prevents that." }
    second_step_owed { De: "Hier melden sich Organisierende in zwei Schritten an: Zum Link kommt ein Code aus einer Authenticator-App auf dem Telefon. Richten Sie das bitte einmal ein, dann öffnet sich alles andere.", En: "Organisers sign in with two steps here: the link is followed by a code of an authenticator app on the phone. Please set it up once, then everything else opens." }
    begin_second_step { De: "Einrichten", En: "Set it up" }
    scan { De: "Scannen Sie dieses Bild mit der App, oder tippen Sie den Schlüssel ab. Danach zeigt die App alle 30 Sekunden einen neuen Code; der erste bestätigt, dass es klappt.", En: "Scan this picture with the app, or type in the key. From then on the app shows a new code every 30 seconds; the first one confirms that it works." }
    qr_picture { De: "QR-Code für die Authenticator-App", En: "QR code for the authenticator app" }
    secret { De: "Schlüssel", En: "Key" }
    turn_on { De: "Einschalten", En: "Turn it on" }
    turn_off { De: "Ausschalten", En: "Turn it off" }
    start_over { De: "Neuen Schlüssel machen", En: "Make a new key" }
    lost_app { De: "App verloren? Jemand aus dem Team nimmt Ihren Zugang unter „Zugänge“ weg und gibt ihn neu, oder wer den Server betreibt, druckt mit „insist sign-in-link“ einen Link, der keinen Code braucht.", En: "Lost the app? Somebody of the team takes your access away under “Accounts” and gives it anew, or whoever runs the server prints a link with “insist sign-in-link” that needs no code." }
    sign_out { De: "Abmelden", En: "Sign out" }
    sign_out_everywhere { De: "Auf allen Geräten abmelden", En: "Sign out on all devices" }
    organisation { De: "Organisation", En: "Organisation" }
    organisation_of(fair: &str) { De: "Organisation: {fair}", En: "Organisation: {fair}" }
    overview { De: "Übersicht", En: "Overview" }
    associations { De: "Vereine", En: "Associations" }
    import { De: "Liste einlesen", En: "Import a list" }
    programme { De: "Programm", En: "Programme" }
    speed_dating { De: "Speed-Dating", En: "Speed-dating" }
    settings { De: "Messe und Texte", En: "Fair and texts" }
    log { De: "Protokoll", En: "Log" }
    people { De: "Zugänge", En: "Accounts" }
    outbox { De: "Postausgang", En: "Outbox" }
    public_page { De: "Seite für Besuchende", En: "Visitors' page" }
    your_fairs { De: "Ihre Messen", En: "Your fairs" }
    new_fair { De: "Neue Messe", En: "New fair" }
    no_fairs_title { De: "Noch keine Messe", En: "No fair yet" }
    no_fairs { De: "Legen Sie die erste an: Name und Tag genügen.", En: "Create the first one: a name and a day are enough." }
    signed_in_as(email: &str) { De: "Angemeldet als {email}", En: "Signed in as {email}" }
    not_for_you_title { De: "Bitte melden Sie sich an", En: "Please sign in" }
    not_for_you { De: "Diese Seite ist für das Organisationsteam.", En: "This page is for the organising team." }
    not_your_room_title { De: "Dieser Raum ist für die Organisation", En: "This room is for organisers" }
    not_your_room { De: "Ihr Zugang als Zeitwache öffnet ihn nicht. Fragen Sie jemanden aus dem Organisationsteam, wenn Sie hier etwas brauchen.", En: "Your account as a time keeper does not open it. Ask somebody of the organising team if you need something here." }
    save { De: "Speichern", En: "Save" }
    saved { De: "Gespeichert", En: "Saved" }
    cancel { De: "Abbrechen", En: "Cancel" }
    delete { De: "Löschen", En: "Delete" }
    really_delete(what: &str) { De: "„{what}“ wirklich löschen? Das lässt sich nicht zurücknehmen.", En: "Really delete “{what}”? This cannot be undone." }
    leave_unsaved { De: "Was Sie geändert haben, ist noch nicht gespeichert. Trotzdem weitergehen?", En: "What you have changed is not saved yet. Go on anyway?" }
    no_javascript { De: "Diese Seite braucht einen Augenblick, bis sie bedient werden kann.", En: "This page takes a moment before it can be used." }
}
