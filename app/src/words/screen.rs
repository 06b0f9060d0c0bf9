//! Texts of the projector. It shows German and English side by side, so each text is asked for in both.

use super::words;

words! {
    starts_at(time: &str) { De: "Beginn um {time} Uhr", En: "Starts at {time}" }
    find_your_table { De: "Finden Sie Ihren Tisch", En: "Find your table" }
    round_is_on(round: u8, of: u8) { De: "Runde {round} von {of}", En: "Round {round} of {of}" }
    change_now(round: u8) { De: "Bitte wechseln: Runde {round}", En: "Please change: round {round}" }
    next_round(round: u8) { De: "Als Nächstes: Runde {round}", En: "Next: round {round}" }
    first_round { De: "Runde 1", En: "Round 1" }
    until_change { De: "bis zum Wechsel", En: "until the change" }
    until_next { De: "bis zur Runde", En: "until the round" }
    until_end { De: "bis zum Ende", En: "until the end" }
    paused { De: "Pause", En: "Paused" }
    over { De: "Danke fürs Mitmachen!", En: "Thank you for taking part!" }
    // Short: it stands beside the clock, and is read from afar.
    held_after_all { De: "Es findet doch statt", En: "It takes place after all" }
    not_yet { De: "Die Tische werden noch verteilt", En: "Tables are still being allocated" }
    take_break { De: "Pause", En: "Break" }
    table { De: "Tisch", En: "Table" }
    arrived(here: usize, all: usize) { De: "{here} von {all} sind da", En: "{here} of {all} are here" }
    welcome(names: &str) { De: "Willkommen: {names}", En: "Welcome: {names}" }
    page_of(page: usize, pages: usize) { De: "Seite {page} von {pages}", En: "Page {page} of {pages}" }
    begin_now(round: u8) { De: "Runde {round} beginnt", En: "Round {round} begins" }
    lost { De: "Verbindung wird gesucht", En: "Looking for the connection" }

    controls { De: "Bedienung der Leinwand", En: "Controls of the screen" }
    sound_hint { De: "Tippen, damit der Gong klingt", En: "Tap to let the gong ring" }
    sound_on { De: "Gong ist an", En: "Gong is on" }
    speech_off { De: "Ansagen vorlesen", En: "Read announcements aloud" }
    speech_on { De: "Ansagen werden vorgelesen", En: "Announcements are read aloud" }
    whole_screen { De: "Ganzer Bildschirm", En: "Full screen" }
    gone_title { De: "Diese Leinwand gibt es nicht mehr", En: "This screen is no longer there" }
    gone { De: "Der Link wurde zurückgenommen oder ist unvollständig. Die Organisation kann einen neuen machen.", En: "The link was revoked or is incomplete. The organisers can make a new one." }
}
