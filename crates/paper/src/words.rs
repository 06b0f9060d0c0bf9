//! What stands on paper, in the languages of the interface.

use domain::Locale;
use jiff::civil::{Date, DateTime, Time};

macro_rules! words {
    ($($name:ident $(($($arg:ident: $ty:ty),+))? { $de:literal, $en:literal })*) => {$(
        pub(crate) fn $name(locale: Locale $($(, $arg: $ty)+)?) -> String {
            match locale { Locale::De => format!($de), Locale::En => format!($en) }
        }
    )*};
}

words! {
    plan_version(version: u32, time: &str) { "Plan {version} · {time}", "Plan {version} · {time}" }
    as_of(time: &str) { "Stand {time}", "As of {time}" }
    page(page: usize, of: usize) { "Seite {page} von {of}", "Page {page} of {of}" }
    card(page: usize, of: usize) { "Karte {page} von {of}", "Card {page} of {of}" }
    sheet(page: usize, of: usize) { "Bogen {page} von {of}", "Sheet {page} of {of}" }
    replaces(version: u32) { "ersetzt Plan {version}", "replaces plan {version}" }
    funded { "Kofinanziert von der Europäischen Union", "Co-funded by the European Union" }
    new { "neu", "new" }

    table { "Tisch", "Table" }
    round { "Runde", "Round" }
    round_n(round: usize) { "Runde {round}", "Round {round}" }
    with { "mit", "with" }
    rest { "Pause", "Break" }
    not_expected { "Als nicht da vermerkt", "Noted as not here" }
    nobody_across { "ohne Gegenüber", "nobody across" }
    free { "frei", "free" }
    closed { "außer Betrieb", "out of use" }
    stand(number: &str) { "Stand {number}", "Stand {number}" }
    in_common(languages: &str) { "gemeinsam: {languages}", "in common: {languages}" }
    speaks(languages: &str) { "spricht {languages}", "speaks {languages}" }
    no_common_language { "keine gemeinsame Sprache", "no common language" }
    no_common_language_with(names: &str) { "keine gemeinsame Sprache mit {names}", "no common language with {names}" }

    cards { "Tischkarten", "Table cards" }
    run_sheets { "Laufzettel", "Run sheets" }
    run_sheet { "Laufzettel", "Run sheet" }
    badges { "Namensschilder", "Name badges" }
    table_plan { "Tischplan", "Table plan" }
    names { "Wer sitzt wo?", "Who sits where?" }
    interpreters { "Sprachmittlung", "Interpreting" }
    moderator { "Ablauf für die Moderation", "Running order" }

    scan_table { "Scannen: Frage für den Anfang, Uhr, wer hier sitzt", "Scan for a question to begin with, the clock, who sits here" }
    scan_run_sheet { "Immer aktuell auf dem Telefon", "Always up to date on your phone" }
    name { "Name", "Name" }
    languages { "Sprachen", "Languages" }
    who_needs_it { "Wer sich nicht versteht", "Who does not understand each other" }
    who_helps { "Wer vermittelt", "Who interprets" }
    still_open { "noch offen", "still open" }
    no_need { "In jedem Gespräch gibt es eine gemeinsame Sprache.", "Every talk has a common language." }
    no_interpreters { "Es ist niemand für die Sprachmittlung eingetragen.", "Nobody is listed for interpreting." }
    our_interpreters { "Wir haben", "We have" }
    needed_here { "Hier gebraucht", "Needed here" }
    planned { "geplant", "planned" }
    really { "tatsächlich", "actually" }
    what { "Was", "What" }
    welcome { "Begrüßen, Regeln erklären: Gong, Wechsel, jede Runde ein anderer Tisch.", "Welcome, explain the rules: gong, change, another table every round." }
    one_minute { "1 Minute", "1 minute" }
    some_minutes(n: i64) { "{n} Minuten", "{n} minutes" }
    talk(length: &str) { "Gespräch, {length}. Eine Minute vor Schluss ansagen.", "Talk, {length}. Announce the last minute." }
    short_talk(length: &str) { "Gespräch, {length}.", "Talk, {length}." }
    change(length: &str, round: usize) { "Gong. Wechsel zu Runde {round}, {length}.", "Gong. Change to round {round}, {length}." }
    farewell { "Gong. Danken, auf den Markt und auf Verabredungen hinweisen.", "Gong. Say thank you, point to the market and to appointments." }
    breaks(count: usize, names: &str) { "Pause ({count}): {names}", "Break ({count}): {names}" }
    alone(names: &str) { "Ohne Gegenüber: {names}", "Nobody across: {names}" }
    language_help(tables: &str) { "Sprachmittlung nötig an Tisch {tables}", "Interpreting needed at table {tables}" }
    closed_tables(tables: &str) { "Außer Betrieb: Tisch {tables}", "Out of use: table {tables}" }
    counted(people: usize, tables: usize, rounds: usize) { "{people} Teilnehmende · {tables} Tische · {rounds} Runden", "{people} participants · {tables} tables · {rounds} rounds" }
    nothing_changed(version: u32) { "Seit Plan {version} hat sich auf diesen Blättern nichts geändert.", "Since plan {version} nothing has changed on these sheets." }
    nothing_to_print { "Hierfür gibt es noch nichts zu drucken.", "There is nothing to print here yet." }
}

pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(crate) fn from_to(starts: DateTime, ends: DateTime) -> String {
    format!("{}–{}", clock(starts.time()), clock(ends.time()))
}

/// "Samstag, 8. Mai 2027", "Saturday 8 May 2027".
pub(crate) fn day(locale: Locale, date: Date) -> String {
    const DAYS: [(&str, &str); 7] = [
        ("Montag", "Monday"),
        ("Dienstag", "Tuesday"),
        ("Mittwoch", "Wednesday"),
        ("Donnerstag", "Thursday"),
        ("Freitag", "Friday"),
        ("Samstag", "Saturday"),
        ("Sonntag", "Sunday"),
    ];
    const MONTHS: [(&str, &str); 12] = [
        ("Januar", "January"),
        ("Februar", "February"),
        ("März", "March"),
        ("April", "April"),
        ("Mai", "May"),
        ("Juni", "June"),
        ("Juli", "July"),
        ("August", "August"),
        ("September", "September"),
        ("Oktober", "October"),
        ("November", "November"),
        ("Dezember", "December"),
    ];
    let weekday = DAYS[usize::from(date.weekday().to_monday_zero_offset() as u8)];
    let month = MONTHS[usize::from(date.month() as u8) - 1];
    match locale {
        Locale::De => format!("{}, {}. {} {}", weekday.0, date.day(), month.0, date.year()),
        Locale::En => format!("{} {} {} {}", weekday.1, date.day(), month.1, date.year()),
    }
}
