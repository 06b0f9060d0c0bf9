//! Texts of what organisers hand out: personal links, projectors, check-in, requests.

use super::words;

words! {
    tab { De: "Links", En: "Links" }
    passes { De: "Persönliche Links", En: "Personal links" }
    passes_lede { De: "Jeder Link öffnet „Mein Tisch“ ohne Konto. Wer ihn hat, kann für diesen Verein melden, dass er später kommt oder geht. Geben Sie ihn nur dem Verein.", En: "Each link opens “my table” without an account. Whoever has it can report for this association that it is late or leaving. Give it to the association only." }
    nobody { De: "Noch nimmt niemand teil.", En: "Nobody takes part yet." }
    copy { De: "Kopieren", En: "Copy" }
    copy_of(name: &str) { De: "Link kopieren: {name}", En: "Copy link: {name}" }
    copied { De: "Kopiert", En: "Copied" }
    show_qr { De: "QR-Code", En: "QR code" }
    qr_of { De: "QR-Code des persönlichen Links", En: "QR code of the personal link" }
    revoke { De: "Sperren", En: "Revoke" }
    revoke_of(name: &str) { De: "Link sperren: {name}", En: "Revoke link: {name}" }
    reissue { De: "Neuer Link", En: "New link" }
    reissue_of(name: &str) { De: "Neuer Link: {name}", En: "New link: {name}" }
    revoked { De: "gesperrt", En: "revoked" }
    link_n(n: u32) { De: "{n}. Link", En: "link {n}" }
    was_revoked { De: "Der Link ist gesperrt; er öffnet nichts mehr.", En: "The link is revoked; it opens nothing any more." }
    was_reissued { De: "Der neue Link gilt; der alte öffnet nichts mehr.", En: "The new link is valid; the old one opens nothing any more." }
    print { De: "Drucken", En: "Print" }
    print_hint { De: "Ein Zettel je Verein, mit QR-Code.", En: "One slip for each association, with a QR code." }
    scan_me { De: "Scannen Sie den Code: Ihr Tisch, Ihre Gespräche, jede Änderung.", En: "Scan the code: your table, your talks, every change." }
    search { De: "Verein suchen", En: "Search associations" }

    screens { De: "Leinwände", En: "Screens" }
    screens_lede { De: "Ein Link für den Beamer: Uhr, Tischliste, Durchsagen, auf Deutsch und Englisch.", En: "A link for the projector: clock, list of tables, announcements, in German and English." }
    no_screens { De: "Noch keine Leinwand.", En: "No screen yet." }
    screen_name { De: "Wo sie steht", En: "Where it stands" }
    make_screen { De: "Leinwand anlegen", En: "Create a screen" }
    open_screen { De: "Öffnen", En: "Open" }
    remove_screen(name: &str) { De: "Leinwand entfernen: {name}", En: "Remove screen: {name}" }
    side_by_side { De: "Mehrere Leinwände nebeneinander", En: "Several screens side by side" }
    side_by_side_hint { De: "Öffnen Sie auf jeder Leinwand ihren Teil: Dann zeigt jede einen Abschnitt des Alphabets, und alle Namen sind schneller zu sehen.", En: "Open its share on each screen: each then shows one stretch of the alphabet, and all names are seen sooner." }
    screen_share(part: u8, of: u8) { De: "Teil {part} von {of}", En: "Part {part} of {of}" }

    requests { De: "Meldungen von Telefonen", En: "Messages from phones" }
    no_requests { De: "Keine offenen Meldungen.", En: "No open messages." }
    asks_late(name: &str, round: u8) { De: "{name} kommt erst ab Runde {round}", En: "{name} comes only from round {round}" }
    asks_leave(name: &str) { De: "{name} muss gehen", En: "{name} must leave" }
    asks_here(name: &str) { De: "{name} ist da", En: "{name} is here" }
    accept { De: "Annehmen", En: "Accept" }
    decline { De: "Ablehnen", En: "Decline" }
    accept_of(what: &str) { De: "Annehmen: {what}", En: "Accept: {what}" }
    decline_of(what: &str) { De: "Ablehnen: {what}", En: "Decline: {what}" }

    check_in { De: "Check-in", En: "Check-in" }
    check_in_lede { De: "Tippen Sie drei Buchstaben oder scannen Sie den Code auf dem Namensschild.", En: "Type three letters or scan the code on the badge." }
    over_at_the_door { De: "Das Speed-Dating ist zu Ende. Wer da war, können Sie noch nachtragen.", En: "The speed-dating is over. You can still note who was here." }
    arrived_of(here: usize, all: usize) { De: "{here} von {all} da", En: "{here} of {all} here" }
    name_or_code { De: "Name oder Nummer", En: "Name or number" }
    is_here { De: "ist da", En: "is here" }
    is_here_of(name: &str) { De: "{name}: ist da", En: "{name}: is here" }
    not_here { De: "doch nicht", En: "not here" }
    not_here_of(name: &str) { De: "{name}: doch nicht da", En: "{name}: not here after all" }
    check_in_taken_back(name: &str, state: &str) { De: "Zurückgenommen: {name} {state}.", En: "Taken back: {name} {state}." }
    noted_otherwise(name: &str, state: &str) { De: "Es wurde nichts geändert: Inzwischen ist eingetragen, {name} {state}. Tippen Sie noch einmal, wenn das nicht stimmt.", En: "Nothing was changed: by now it is noted that {name} {state}. Tap again if that is not so." }
    waits_for_line { De: "wartet auf Verbindung", En: "waiting for the connection" }
    kept_for_line(name: &str) { De: "{name} ist gemerkt und wartet auf Verbindung.", En: "{name} is noted and waiting for the connection." }
    kept_here { De: "Tippen Sie ruhig weiter: Dieses Gerät merkt sich, wer da ist, und meldet es von selbst, sobald der Server antwortet. „Doch nicht“ braucht das Netz.", En: "Go on tapping: this device keeps who is here and sends it by itself as soon as the server answers. “Not here” needs the network." }
    here_already { De: "schon da", En: "here already" }
    nobody_found { De: "Niemand gefunden.", En: "Nobody found." }
    checked_in(name: &str) { De: "{name} ist angemeldet.", En: "{name} is checked in." }
    checked_in_again(name: &str) { De: "{name} war schon angemeldet.", En: "{name} had been checked in already." }
    next_table(round: u8, table: u16) { De: "Runde {round}: Tisch {table}.", En: "Round {round}: table {table}." }
    table_now(table: u16) { De: "Jetzt: Tisch {table}.", En: "Now: table {table}." }
    no_table { De: "Noch kein Tisch.", En: "No table yet." }
    scan { De: "Code scannen", En: "Scan a code" }
    stop_scan { De: "Kamera aus", En: "Camera off" }
    camera_view { De: "Bild der Kamera", En: "Picture of the camera" }
    hold_badge { De: "Halten Sie das Namensschild vor die Kamera.", En: "Hold the badge in front of the camera." }
    no_camera { De: "Die Kamera ist nicht erlaubt oder nicht da. Laden Sie die Seite neu und erlauben Sie die Kamera, oder tippen Sie den Namen.", En: "The camera is not allowed or not there. Reload the page and allow the camera, or type the name." }
    not_ours { De: "Dieser Code gehört nicht zu diesem Speed-Dating.", En: "This code does not belong to this session." }
    no_dating { De: "Auf dieser Messe gibt es noch kein Speed-Dating.", En: "There is no speed-dating at this fair yet." }
    to_check_in { De: "Check-in öffnen", En: "Open check-in" }
    again_count(n: u64) by n { De: One "{n} Paar möchte sich wiedersehen" | "{n} Paare möchten sich wiedersehen", En: One "{n} pair would like to meet again" | "{n} pairs would like to meet again" }

    did_revoke { De: "Persönlichen Link gesperrt", En: "Revoked a personal link" }
    did_reissue { De: "Persönlichen Link erneuert", En: "Renewed a personal link" }
    did_make_screen { De: "Leinwand angelegt", En: "Created a screen" }
    did_remove_screen { De: "Leinwand entfernt", En: "Removed a screen" }
    did_ask_late { De: "Am Telefon: kommt später", En: "By phone: is late" }
    did_ask_leave { De: "Am Telefon: muss gehen", En: "By phone: must leave" }
    did_ask_here { De: "Am Telefon: ist da", En: "By phone: is here" }
    did_withdraw { De: "Meldung zurückgenommen", En: "Took a message back" }
    did_accept { De: "Meldung angenommen", En: "Accepted a message" }
    did_decline { De: "Meldung abgelehnt", En: "Declined a message" }
    did_again { De: "Zwei Vereine: gerne wieder", En: "Two associations: gladly again" }
}
