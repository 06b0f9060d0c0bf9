//! Texts of what a phone does beyond reading: personal link, requests, notes, "again", a table's sign.

use super::words;

words! {
    open_title { De: "Persönlicher Link", En: "Personal link" }
    open_lede { De: "Ihr Link öffnet Ihren Tisch auf diesem Telefon. Das Telefon merkt ihn sich für 30 Tage.", En: "Your link opens your table on this phone. The phone remembers it for 30 days." }
    code { De: "Code aus Ihrem Link", En: "Code from your link" }
    code_hint { De: "Er steht im Link hinter dem Zeichen #.", En: "It stands in the link behind the sign #." }
    open { De: "Meinen Tisch öffnen", En: "Open my table" }
    no_link { De: "Kein Link zur Hand? Wählen Sie Ihren Verein aus der Liste.", En: "No link at hand? Choose your association from the list." }
    to_list { De: "Zur Liste", En: "To the list" }
    with_pass { De: "Mit Ihrem persönlichen Link angemeldet. Geben Sie ihn nicht weiter.", En: "Opened with your personal link. Please do not pass it on." }
    forget { De: "Link auf diesem Telefon vergessen", En: "Forget the link on this phone" }
    pass_hint { De: "Mit Ihrem persönlichen Link können Sie hier auch melden, dass Sie später kommen oder gehen müssen, und sagen, wen Sie wiedersehen möchten. Fragen Sie am Infotisch danach.", En: "With your personal link you can also tell us here that you are late or must leave, and say whom you would like to meet again. Ask for it at the information desk." }

    opening { De: "Zum Einstieg", En: "To begin with" }
    the_way { De: "Wo die Tische stehen", En: "Where the tables are" }
    at_place(place: &str) { De: "Die Tische stehen hier: {place}.", En: "The tables are here: {place}." }
    in_hall(hall: &str) { De: "Halle: {hall}.", En: "Hall: {hall}." }
    level_ground { De: "Ebene 0", En: "Level 0" }
    level(n: i8) { De: "Ebene {n}", En: "Level {n}" }
    on_map { De: "Auf dem Plan zeigen", En: "Show on the map" }
    as_of(time: &str) { De: "Diese Seite zeigt den Stand von {time} Uhr.", En: "This page shows how things stood at {time}." }

    something_came_up { De: "Kommt etwas dazwischen?", En: "Has something come up?" }
    desk_decides { De: "Die Leitung bekommt Ihre Meldung sofort und ändert dann den Plan.", En: "The desk gets your message at once and then changes the plan." }
    we_are_late { De: "Wir kommen später", En: "We are late" }
    there_from { De: "Wir sind da ab Runde", En: "We are there from round" }
    we_must_leave { De: "Wir müssen los", En: "We must leave" }
    leave_sure { De: "Das meldet Sie für alle weiteren Runden ab.", En: "This signs you off for all further rounds." }
    we_are_here { De: "Ja, wir sind da", En: "Yes, we are here" }
    report { De: "Melden", En: "Report" }
    reported_late(round: u8) { De: "Gemeldet: Sie kommen ab Runde {round}.", En: "Reported: you come from round {round}." }
    reported_leave { De: "Gemeldet: Sie müssen gehen.", En: "Reported: you must leave." }
    reported_here { De: "Gemeldet: Sie sind da.", En: "Reported: you are here." }
    waiting { De: "Die Leitung hat es noch nicht bestätigt.", En: "The desk has not confirmed it yet." }
    accepted { De: "Die Leitung hat es bestätigt.", En: "The desk has confirmed it." }
    declined { De: "Das geht leider nicht. Bitte sprechen Sie mit dem Infotisch.", En: "Sorry, that is not possible. Please talk to the information desk." }
    withdraw { De: "Zurücknehmen", En: "Take back" }
    open_already { De: "Das haben Sie schon gemeldet.", En: "You have reported this already." }

    after { De: "Nach dem Gespräch", En: "After the talk" }
    after_lede { De: "Notizen bleiben nur auf diesem Telefon.", En: "Notes stay on this phone only." }
    note { De: "Notiz", En: "Note" }
    note_about(name: &str) { De: "Notiz zu {name}", En: "Note about {name}" }
    again { De: "Wir möchten uns wiedersehen", En: "We would like to meet again" }
    again_about(name: &str) { De: "Wir möchten uns wiedersehen: {name}", En: "We would like to meet again: {name}" }
    again_hint { De: "Ihr Ja sieht die andere Seite nur, wenn sie auch Ja sagt; dann bleibt es dabei. Ein Nein erfährt niemand.", En: "The other side sees your yes only if they say yes too; then it stays. Nobody learns of a no." }
    again_both { De: "Sie beide möchten sich wiedersehen", En: "You both would like to meet again" }
    again_list { De: "Beide sagen: gerne wieder", En: "Both say: gladly again" }
    say_hello { De: "Sprechen Sie sich noch heute an.", En: "Talk to each other again today." }

    sign_title(number: u16) { De: "Tisch {number}", En: "Table {number}" }
    sits_now { De: "Hier sitzen jetzt", En: "Sitting here now" }
    sits_next(round: u8) { De: "Als Nächstes, Runde {round}", En: "Next, round {round}" }
    sits_first { De: "Hier sitzen in Runde 1", En: "Sitting here in round 1" }
    nobody_here { De: "An diesem Tisch ist in dieser Runde niemand.", En: "Nobody is at this table in this round." }
    out_of_use { De: "Dieser Tisch wird nicht mehr benutzt.", En: "This table is no longer in use." }
    find_mine { De: "Meinen Tisch finden", En: "Find my table" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    /// Whoever speaks to their phone says what they read (WCAG 2.5.3).
    #[test]
    fn what_a_button_is_called_begins_with_what_stands_on_it() {
        for locale in Locale::ALL {
            assert!(again_about(locale, "Chor am Hafen").starts_with(again(locale)));
        }
    }
}
