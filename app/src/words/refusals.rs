//! What went wrong, in a sentence for people: every refusal and every error, worded here and nowhere else.

use super::{intake, office, quoted_list, words};
use crate::api::ApiError;
use domain::{
    Locale, Refusal,
    intake::{IntakeError, Limit, MappingFault},
    refusal::Input,
};

words! {
    field_title { De: "Name", En: "Name" }
    field_name { De: "Name", En: "Name" }
    field_slug { De: "Adresse der Seite", En: "Address of the page" }
    field_email { De: "E-Mail-Adresse", En: "E-mail address" }
    field_website { De: "Internetadresse", En: "Web address" }
    field_text { De: "Text", En: "Text" }
    field_date { De: "Tag", En: "Day" }
    field_time { De: "Beginn", En: "Start" }
    field_ends { De: "Ende", En: "End" }
    field_headline { De: "Titel", En: "Title" }
    field_place { De: "Ort", En: "Place" }
    field_rounds { De: "Runden", En: "Rounds" }
    field_talk_minutes { De: "Minuten je Gespräch", En: "Minutes per talk" }
    field_change_minutes { De: "Minuten für den Wechsel", En: "Minutes for the change" }
    field_tables { De: "Tische", En: "Tables" }
    field_seats { De: "Plätze je Tisch", En: "Seats per table" }
    field_least { De: "Mindestens besetzt", En: "Seats filled at least" }
    field_language { De: "Sprache", En: "Language" }
    field_participants { De: "Teilnehmende", En: "Participants" }
    field_file { De: "Datei", En: "File" }
    field_code { De: "Code", En: "Code" }
    field_short_name { De: "Kurzname", En: "Short name" }
    field_goals { De: "Ziele", En: "Goals" }
    field_activities { De: "Aktivitäten", En: "Activities" }
    field_fields { De: "Tätigkeitsfelder", En: "Fields of activity" }
    field_groups { De: "Zielgruppen", En: "Target groups" }
    field_districts { De: "Stadtbezirke", En: "Districts" }
    field_offers { De: "Wir bieten", En: "We offer" }
    field_needs { De: "Wir suchen", En: "We look for" }
    field_street { De: "Straße", En: "Street" }
    field_postcode { De: "PLZ", En: "Postcode" }
    field_position { De: "Lage", En: "Position" }
    field_town { De: "Ort", En: "Town" }

    empty(field: &str) { De: "„{field}“ ist noch leer.", En: "“{field}” is still empty." }
    too_long(field: &str, length: usize, limit: usize) { De: "„{field}“ ist mit {length} Zeichen zu lang. Möglich sind {limit}.", En: "“{field}” is too long with {length} characters. {limit} are possible." }
    out_of_range(field: &str, least: i64, most: i64) { De: "„{field}“ muss zwischen {least} und {most} liegen.", En: "“{field}” must lie between {least} and {most}." }
    malformed(field: &str) { De: "„{field}“ ist so nicht lesbar. Bitte prüfen Sie die Eingabe.", En: "“{field}” cannot be read like this. Please check what you entered." }
    malformed_position { De: "„Lage“ braucht Breite und Länge in Grad, zum Beispiel 48.778, 9.18. Leer steht sie für keine Lage.", En: "“Position” needs latitude and longitude in degrees, for example 48.778, 9.18. Left empty, there is none." }
    too_many_entries(field: &str, count: usize, limit: usize) { De: "„{field}“ hat {count} Einträge. Möglich sind {limit}.", En: "“{field}” has {count} entries. {limit} are possible." }
    entry_too_long(field: &str, entry: &str, length: usize, limit: usize) { De: "„{field}“: Der Eintrag „{entry}“ ist mit {length} Zeichen zu lang. Möglich sind {limit}.", En: "“{field}”: the entry “{entry}” is too long with {length} characters. {limit} are possible." }
    entry_malformed(field: &str, entry: &str) { De: "„{field}“: „{entry}“ ist so nicht lesbar. Bitte prüfen Sie diesen Eintrag.", En: "“{field}”: “{entry}” cannot be read like this. Please check this entry." }
    unknown_choice(field: &str) { De: "„{field}“: Etwas, das hier gewählt ist, gibt es bei dieser Messe nicht. Bitte laden Sie die Seite neu und wählen Sie noch einmal.", En: "“{field}”: something chosen here does not exist at this fair. Please load the page again and choose once more." }
    has_seats(sessions: &str) { De: "Dieser Verein hat schon einen Platz: {sessions}. Nehmen Sie ihn dort zuerst unter „Teilnehmende“ heraus; hat das Speed-Dating begonnen, geht das Löschen erst danach.", En: "This association already has a seat: {sessions}. Take it out there first under “Participants”; once the speed-dating has begun, it can only be deleted afterwards." }
    taken(field: &str) { De: "„{field}“ ist schon vergeben.", En: "“{field}” is already taken." }
    ends_before_start { De: "Das Ende muss nach dem Beginn liegen. Was über Mitternacht hinausgeht, endet im Programm um 23:59 Uhr.", En: "The end must come after the start. Whatever goes on past midnight ends at 23:59 in the programme." }
    too_few_participants { De: "Es braucht mindestens zwei Teilnehmende.", En: "At least two participants are needed." }
    one_side_empty { De: "Auf beiden Seiten muss jemand sein.", En: "Both sides need somebody." }
    across_needs_pairs { De: "„Mit trifft ohne“ geht nur an Tischen für zwei: Sitzen mehr zusammen, sind immer zwei von derselben Seite. Wählen Sie unter Regeln „Alle mit allen“; gemischte Tische zählen dann mehr.", En: "“With meets without” only works at tables for two: where more sit together, two of them are always from the same side. Choose “Anybody with anybody” in the rules; mixed tables then count more." }
    unknown_participant { De: "Diese Teilnehmenden gehören nicht zu dieser Runde des Speed-Datings.", En: "This participant does not take part in this speed-dating." }
    unknown_table(number: u16) { De: "Tisch {number} gibt es nicht.", En: "There is no table {number}." }
    unknown_round(round: u8) { De: "Runde {round} gibt es nicht.", En: "There is no round {round}." }
    round_has_begun(round: u8) { De: "Runde {round} hat begonnen und bleibt, wie sie war.", En: "Round {round} has begun and stays as it was." }
    round_is_called(round: u8) { De: "Runde {round} ist schon ausgerufen, die Karten liegen aus. Geben Sie sie zuerst wieder frei.", En: "Round {round} has been called, its cards are out. Open it again first." }
    unknown_interpreter { De: "Diese Dolmetscherin oder dieser Dolmetscher ist nicht da.", En: "This interpreter is not here." }
    unknown_announcement { De: "Diese Durchsage gibt es nicht mehr.", En: "This announcement no longer exists." }
    no_such_delegation { De: "Diese Gruppe lässt sich so nicht teilen.", En: "This group cannot be split like this." }
    not_the_last_step { De: "Inzwischen ist etwas anderes geschehen. Zurücknehmen lässt sich nur der letzte Schritt.", En: "Something else has happened meanwhile. Only the last step can be taken back." }
    too_late_to_undo { De: "Seitdem hat eine Runde begonnen. Das lässt sich nicht mehr zurücknehmen.", En: "A round has begun since. This can no longer be taken back." }
    changed_since(by: &str) { De: "Daran hat {by} inzwischen etwas geändert. Allein lässt sich das nicht mehr zurücknehmen.", En: "{by} has changed something about it since. It can no longer be taken back alone." }
    marked_meanwhile { De: "Jemand anderes hat inzwischen etwas anderes eingetragen.", En: "Somebody else has noted something else meanwhile." }
    clock_moved_on { De: "Die Uhr ist inzwischen weiter.", En: "The clock has moved on meanwhile." }
    no_plan { De: "Es sind noch keine Tische verteilt.", En: "No tables have been allocated yet." }
    draft_not_published { De: "Der Plan hier wurde geändert und noch nicht veröffentlicht: Telefone und Papier zeigen einen anderen. Starten geht erst, wenn die Leitung ihn veröffentlicht oder die Änderung zurücknimmt.", En: "The plan here was changed and has not been published: phones and paper show another. It can start once an organiser publishes it or takes the change back." }
    not_published { De: "Der Tischplan ist noch nicht veröffentlicht.", En: "The table plan has not been published yet." }
    already_running { De: "Das Speed-Dating läuft schon.", En: "The speed-dating is already running." }
    not_running { De: "Das Speed-Dating läuft nicht.", En: "The speed-dating is not running." }
    finished { De: "Das Speed-Dating ist zu Ende.", En: "The speed-dating is over." }
    called_off { De: "Das Speed-Dating ist abgesagt. Ändern lässt sich erst wieder etwas, wenn es doch stattfindet.", En: "The speed-dating has been called off. Nothing can be changed unless it takes place after all." }
    contradiction { De: "Die Regeln widersprechen sich. Bitte lockern Sie eine davon; sehen Sie zuerst auf feste Tische, „immer zusammen“ und „nie zusammen“.", En: "The rules contradict each other. Please relax one of them; look at fixed tables, “always together” and “never together” first." }
    none_found { De: "Es wurde kein Plan gefunden, der alle Regeln einhält. Dass es keinen gibt, ist damit nicht gesagt. Suchen Sie länger, oder lockern Sie eine Regel.", En: "No plan was found that keeps every rule. That does not mean there is none. Search longer, or relax a rule." }
    none_found_but(what: &str) { De: "Es wurde kein Plan gefunden, der alle Regeln einhält. Dass es keinen gibt, ist damit nicht gesagt. Der nächste wich so davon ab: {what}. Suchen Sie länger, oder lockern Sie eine Regel.", En: "No plan was found that keeps every rule. That does not mean there is none. The nearest one differed like this: {what}. Search longer, or relax a rule." }
    stopped_too_early { De: "Bis zum Aufhören war noch kein Plan gefunden, der alle Regeln einhält. Der Plan davor gilt weiter. Suchen Sie länger, oder lockern Sie eine Regel.", En: "By the time it was stopped no plan had been found that keeps every rule. The plan before still holds. Search longer, or relax a rule." }
    allocating_already(by: &str) { De: "{by} lässt gerade schon die Tische verteilen. Warten Sie, bis das fertig ist, oder beenden Sie es.", En: "{by} is having the tables allocated right now. Wait until that is done, or stop it." }
    worked_out_for_other { De: "Seit der Berechnung hat sich etwas geändert. Bitte lassen Sie neu rechnen.", En: "Something has changed since this was worked out. Please have it worked out again." }
    fixed_while_running { De: "Das lässt sich nicht ändern, solange das Speed-Dating läuft.", En: "This cannot be changed while the speed-dating runs." }
    link_spent { De: "Dieser Link wurde schon benutzt oder ist zu alt. Bitte fordern Sie einen neuen an.", En: "This link has been used or is too old. Please ask for a new one." }
    link_of_other_browser { De: "Dieser Link wurde in einem anderen Browser angefordert und öffnet sich nur dort. Öffnen Sie ihn in dem Browser, in dem Sie ihn angefordert haben, oder fordern Sie hier einen neuen an.", En: "This link was asked for in another browser and opens only there. Open it in the browser in which you asked for it, or ask for a new one here." }
    pass_unreadable { De: "Dieser persönliche Link ist unvollständig. Öffnen Sie ihn noch einmal ganz, oder lassen Sie sich am Infotisch einen neuen geben.", En: "This personal link is incomplete. Open it once more as a whole, or ask for a new one at the information desk." }
    pass_over { De: "Dieser persönliche Link gilt nicht mehr. Einen neuen bekommen Sie am Infotisch.", En: "This personal link is no longer valid. You get a new one at the information desk." }
    wrong_codes { De: "Das waren zu viele falsche Codes. Ihre Anmeldung ist beendet. Bitte melden Sie sich mit einem neuen Link noch einmal an.", En: "Too many codes were wrong. You have been signed out. Please sign in again with a new link." }
    wrong_code { De: "Dieser Code passt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.", En: "This code does not fit or has been used. Wait for the next one." }
    too_many { De: "Das war zu viel auf einmal. Bitte warten Sie kurz und versuchen Sie es noch einmal.", En: "That was too much at once. Please wait a little and try again." }

    not_a_table { De: "Diese Datei ist keine Tabelle. Lesbar sind CSV, XLSX und ODS.", En: "This file is not a table. CSV, XLSX and ODS can be read." }
    json_file { De: "Diese Datei ist keine Liste: JSON ist für andere Programme gedacht. Lesbar sind CSV, XLSX und ODS.", En: "This file is no list: JSON is written for other programs. CSV, XLSX and ODS can be read." }
    old_excel { De: "Diese Datei stammt aus einem Excel vor 2007. Speichern Sie sie bitte als .xlsx.", En: "This file comes from an Excel before 2007. Please save it as .xlsx." }
    encrypted { De: "Diese Datei ist mit einem Passwort geschützt. Speichern Sie sie bitte ohne Passwort.", En: "This file is protected by a password. Please save it without one." }
    unclosed_quote(line: u32) { De: "In Zeile {line} beginnt ein Anführungszeichen (\"), das nirgends endet. Bitte schließen oder löschen Sie es in der Datei.", En: "In line {line} a quotation mark (\") opens that is never closed. Please close or delete it in the file." }
    broken_file { De: "Diese Datei ist beschädigt und lässt sich nicht lesen.", En: "This file is damaged and cannot be read." }
    empty_file { De: "In dieser Datei steht nichts.", En: "There is nothing in this file." }
    no_headings { De: "In der ersten Zeile stehen Daten statt Überschriften. Schreiben Sie in der Datei eine Zeile darüber, die sagt, was in den Spalten steht, zum Beispiel „Verein“, „Ort“ und „E-Mail“, und wählen Sie die Datei dann noch einmal.", En: "The first line holds data instead of headings. Please write a line above it in the file that says what the columns hold, for example “Association”, “Town” and “E-mail”, and then choose the file again." }
    no_rows { De: "Unter den Überschriften stehen keine Zeilen.", En: "There are no rows below the headings." }
    file_too_large { De: "Diese Datei ist zu groß. Teilen Sie sie bitte auf.", En: "This file is too large. Please divide it." }
    too_many_rows(most: usize) { De: "Diese Liste hat mehr als {most} Zeilen. Teilen Sie sie bitte auf mehrere Dateien auf.", En: "This list has more than {most} rows. Please divide it into several files." }
    too_many_columns(most: usize) { De: "Diese Liste hat mehr als {most} Spalten. Löschen Sie bitte die Spalten, die hier niemand braucht.", En: "This list has more than {most} columns. Please delete the columns that nobody needs here." }
    no_such_line(line: u32) { De: "In Zeile {line} steht in dieser Liste nichts, was sich lesen ließe.", En: "Line {line} of this list holds nothing that could be read." }
    name_column_missing { De: "Keine Spalte ist als Name gewählt. Wählen Sie unter „Spalten“ die Spalte mit den Namen der Vereine.", En: "No column is chosen as the name. Under “Columns”, please choose the one with the names of the associations." }
    column_twice(meaning: &str) { De: "Zwei Spalten bedeuten „{meaning}“. Das kann nur eine sein; bitte wählen Sie für die andere etwas anderes.", En: "Two columns mean “{meaning}”. Only one can; please choose something else for the other." }

    not_found { De: "Das gibt es nicht oder nicht mehr.", En: "This does not exist, or no longer." }
    stale { De: "Jemand anderes hat das gerade geändert. Wir zeigen Ihnen den neuen Stand; bitte prüfen Sie ihn und versuchen Sie es noch einmal.", En: "Somebody else has just changed this. You now see the new state; please check it and try again." }
    forbidden { De: "Dafür müssen Sie angemeldet sein.", En: "You need to be signed in for this." }
    unavailable { De: "Das klappt gerade nicht. Es ging nichts verloren; bitte versuchen Sie es gleich noch einmal.", En: "This does not work right now. Nothing was lost; please try again in a moment." }
    offline { De: "Keine Verbindung. Bitte versuchen Sie es noch einmal, sobald Sie wieder Netz haben.", En: "No connection. Please try again when you are back online." }
}

/// The name of a form's field, as its label says it.
pub fn input(locale: Locale, input: Input) -> &'static str {
    match input {
        Input::Title => field_title(locale),
        Input::Name => field_name(locale),
        Input::Slug => field_slug(locale),
        Input::Email => field_email(locale),
        Input::Website => field_website(locale),
        Input::Text => field_text(locale),
        Input::Date => field_date(locale),
        Input::Time => field_time(locale),
        Input::Ends => field_ends(locale),
        Input::Headline => field_headline(locale),
        Input::Place => field_place(locale),
        Input::Rounds => field_rounds(locale),
        Input::TalkMinutes => field_talk_minutes(locale),
        Input::ChangeMinutes => field_change_minutes(locale),
        Input::Tables => field_tables(locale),
        Input::Seats => field_seats(locale),
        Input::Least => field_least(locale),
        Input::Language => field_language(locale),
        Input::Participants => field_participants(locale),
        Input::File => field_file(locale),
        Input::Code => field_code(locale),
        Input::ShortName => field_short_name(locale),
        Input::Goals => field_goals(locale),
        Input::Activities => field_activities(locale),
        Input::Fields => field_fields(locale),
        Input::TargetGroups => field_groups(locale),
        Input::Districts => field_districts(locale),
        Input::Offers => field_offers(locale),
        Input::Needs => field_needs(locale),
        Input::Street => field_street(locale),
        Input::Postcode => field_postcode(locale),
        Input::Town => field_town(locale),
        Input::Position => field_position(locale),
    }
}

/// Why the rules of the fair say no.
pub fn refusal(locale: Locale, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty(Input::File) => empty_file(locale).to_owned(),
        Refusal::Empty(field) => empty(locale, input(locale, *field)),
        Refusal::TooLong { input: field, length, limit } => too_long(locale, input(locale, *field), *length, *limit),
        Refusal::OutOfRange { input: field, least, most } => out_of_range(locale, input(locale, *field), *least, *most),
        Refusal::Malformed(Input::Position) => malformed_position(locale).to_owned(),
        Refusal::Malformed(field) => malformed(locale, input(locale, *field)),
        Refusal::TooManyEntries { input: field, count, limit } => {
            too_many_entries(locale, input(locale, *field), *count, *limit)
        }
        Refusal::EntryTooLong { input: field, entry, length, limit } => {
            entry_too_long(locale, input(locale, *field), entry, *length, *limit)
        }
        Refusal::EntryMalformed { input: field, entry } => entry_malformed(locale, input(locale, *field), entry),
        Refusal::UnknownChoice(field) => unknown_choice(locale, input(locale, *field)),
        Refusal::HasSeats { sessions } => has_seats(locale, &quoted_list(locale, sessions)),
        Refusal::Taken(field) => taken(locale, input(locale, *field)),
        Refusal::EndsBeforeStart => ends_before_start(locale).to_owned(),
        Refusal::TooFewParticipants => too_few_participants(locale).to_owned(),
        Refusal::OneSideEmpty => one_side_empty(locale).to_owned(),
        Refusal::AcrossNeedsPairs => across_needs_pairs(locale).to_owned(),
        Refusal::UnknownParticipant(_) => unknown_participant(locale).to_owned(),
        Refusal::UnknownTable(number) => unknown_table(locale, *number),
        Refusal::UnknownRound(round) => unknown_round(locale, *round),
        Refusal::RoundHasBegun(round) => round_has_begun(locale, *round),
        Refusal::RoundIsCalled(round) => round_is_called(locale, *round),
        Refusal::UnknownInterpreter(_) => unknown_interpreter(locale).to_owned(),
        Refusal::UnknownAnnouncement(_) => unknown_announcement(locale).to_owned(),
        Refusal::NoSuchDelegation => no_such_delegation(locale).to_owned(),
        Refusal::NotTheLastStep => not_the_last_step(locale).to_owned(),
        Refusal::TooLateToUndo => too_late_to_undo(locale).to_owned(),
        Refusal::ChangedSince { by } => changed_since(locale, office::actor(locale, by)),
        Refusal::MarkedMeanwhile => marked_meanwhile(locale).to_owned(),
        Refusal::ClockMovedOn => clock_moved_on(locale).to_owned(),
        Refusal::NoPlan => no_plan(locale).to_owned(),
        Refusal::NotPublished => not_published(locale).to_owned(),
        Refusal::DraftNotPublished => draft_not_published(locale).to_owned(),
        Refusal::AlreadyRunning => already_running(locale).to_owned(),
        Refusal::NotRunning => not_running(locale).to_owned(),
        Refusal::Finished => finished(locale).to_owned(),
        Refusal::CalledOff => called_off(locale).to_owned(),
        Refusal::Contradiction(broken) if !broken.is_empty() => none_found(locale).to_owned(),
        Refusal::Contradiction(_) | Refusal::Clash(_) => contradiction(locale).to_owned(),
        Refusal::StoppedTooEarly(_) => stopped_too_early(locale).to_owned(),
        Refusal::AllocatingAlready { by } => allocating_already(locale, office::actor(locale, by)),
        Refusal::WorkedOutForOther => worked_out_for_other(locale).to_owned(),
        Refusal::FixedWhileRunning => fixed_while_running(locale).to_owned(),
        Refusal::LinkSpent => link_spent(locale).to_owned(),
        Refusal::LinkOfOtherBrowser => link_of_other_browser(locale).to_owned(),
        Refusal::WrongCode => wrong_code(locale).to_owned(),
        Refusal::WrongCodes => wrong_codes(locale).to_owned(),
        Refusal::List(why) => list(locale, why),
        Refusal::Columns(MappingFault::NameMissing) => name_column_missing(locale).to_owned(),
        Refusal::Columns(MappingFault::Twice(column)) => column_twice(locale, intake::column(locale, *column)),
        Refusal::TooMany => too_many(locale).to_owned(),
    }
}

/// Rules that contradict each other, or that no plan was found for, with what the nearest one breaks: three sentences are
/// enough to see where to begin.
pub fn contradiction_in_words(locale: Locale, broken: &[String]) -> String {
    match broken {
        [] => contradiction(locale).to_owned(),
        broken => none_found_but(locale, &broken[..broken.len().min(3)].join("; ")),
    }
}

/// Why a list could not be read.
fn list(locale: Locale, why: &IntakeError) -> String {
    let sentence = match why {
        IntakeError::NotATable => not_a_table(locale),
        IntakeError::Json => json_file(locale),
        IntakeError::OldExcel => old_excel(locale),
        IntakeError::Encrypted => encrypted(locale),
        IntakeError::Broken => broken_file(locale),
        IntakeError::UnclosedQuote(line) => return unclosed_quote(locale, *line),
        IntakeError::Empty => empty_file(locale),
        IntakeError::NoHeadings => no_headings(locale),
        IntakeError::NoRows => no_rows(locale),
        IntakeError::NoSuchLine(line) => return no_such_line(locale, *line),
        IntakeError::TooLarge { limit: Limit::Rows, most } => return too_many_rows(locale, *most),
        IntakeError::TooLarge { limit: Limit::Columns, most } => return too_many_columns(locale, *most),
        IntakeError::TooLarge { limit: Limit::File | Limit::Unpacked, .. } => file_too_large(locale),
    };
    sentence.to_owned()
}

/// Why something could not be done.
pub fn error(locale: Locale, error: &ApiError) -> String {
    match error {
        ApiError::Refused(refused) => refusal(locale, &refused.why()),
        error => fault(locale, error).to_owned(),
    }
}

/// Why a personal link does not open: who stands there with it needs to know where there is another one.
pub fn pass(locale: Locale, error: &ApiError) -> String {
    let why = if let ApiError::Refused(refused) = error { Some(refused.why()) } else { None };
    match why {
        Some(Refusal::LinkSpent) => pass_over(locale).to_owned(),
        Some(Refusal::Malformed(_) | Refusal::Empty(_)) => pass_unreadable(locale).to_owned(),
        _ => self::error(locale, error),
    }
}

/// Why something cannot be shown: for pages where nobody can be refused anything but to ask too often.
pub fn fault(locale: Locale, error: &ApiError) -> &'static str {
    match error {
        ApiError::Refused(refused) if refused.asked_too_often() => too_many(locale),
        ApiError::Refused(_) | ApiError::Unavailable => unavailable(locale),
        ApiError::NotFound => not_found(locale),
        ApiError::Stale => stale(locale),
        ApiError::Forbidden => forbidden(locale),
        ApiError::Offline => offline(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::intake::Column;

    #[test]
    fn a_refusal_says_what_helps() {
        let said = |why| refusal(Locale::De, &why);
        let large = |limit, most| said(Refusal::List(IntakeError::TooLarge { limit, most }));
        assert!(large(Limit::Rows, 5_000).contains("5000 Zeilen. Teilen"));
        assert!(large(Limit::Columns, 200).contains("200 Spalten. Löschen"));
        assert!(said(Refusal::Columns(MappingFault::Twice(Column::Postcode))).contains("„PLZ“"));
        let entry = Refusal::EntryMalformed { input: Input::Website, entry: "nirgends".to_owned() };
        assert!(said(entry).starts_with("„Internetadresse“: „nirgends“"));
        let seats = Refusal::HasSeats { sessions: vec!["Kennenlernen".to_owned(), "Am Abend".to_owned()] };
        assert!(said(seats).contains(": „Kennenlernen“ und „Am Abend“."));
    }

    #[test]
    fn what_was_not_found_is_not_called_impossible() {
        let broken = ["A sitzt nicht".to_owned()];
        let said = contradiction_in_words(Locale::De, &broken);
        assert!(said.starts_with("Es wurde kein Plan gefunden") && said.contains("A sitzt nicht"), "{said}");
        assert!(contradiction_in_words(Locale::De, &[]).starts_with("Die Regeln widersprechen sich"));
    }
}
