//! What came of a session as tables for the office: CSV as German spreadsheets open it at a press, with headings in the
//! language of the page.

use crate::words::{control as words, languages};
use domain::{
    Locale,
    control_room::{DatingSummary, Meeting},
};

/// Who met whom.
pub fn meetings(locale: Locale, met: Vec<Meeting>) -> String {
    let head = [words::met_round(locale), words::met_table(locale), words::met_one(locale), words::met_other(locale)];
    let lines = met.into_iter().map(|meeting| {
        [meeting.round.to_string(), meeting.table.to_string(), meeting.one, meeting.other].map(|text| cell(&text))
    });
    table(head, lines)
}

/// A session in figures: what was counted, how often, and of how many where that is known.
pub fn figures(locale: Locale, summary: &DatingSummary) -> String {
    let head = [words::figure(locale), words::figure_value(locale), words::figure_of(locale)];
    let came = who_came(locale, summary);
    let figures = [
        (words::rounds_held(locale), usize::from(summary.rounds_held), None),
        (came.0, came.1, Some(summary.participants)),
        (words::dates_held(locale), summary.dates, None),
        (words::mixed_dates(locale), summary.mixed, Some(summary.dates)),
        (words::mixed_tables(locale), summary.mixed_tables, Some(summary.tables_held)),
        (words::understood(locale), summary.understood, Some(summary.dates)),
        (words::interpreted(locale), summary.interpreted, None),
        (words::wishes_kept(locale), summary.wishes_kept, Some(summary.wishes)),
        (words::waited(locale), summary.sat_out, None),
        (words::again(locale), summary.again as usize, None),
    ];
    let line = |name: &str, value: usize, of: Option<usize>| {
        [cell(name), value.to_string(), of.map(|of| of.to_string()).unwrap_or_default()]
    };
    let spoken = summary.languages.iter().map(|(code, count)| {
        let name = words::figure_spoken(locale, &languages::language(locale, code));
        line(&name, *count, Some(summary.dates))
    });
    table(head, figures.into_iter().map(|(name, value, of)| line(name, value, of)).chain(spoken))
}

/// How many came, as far as is known: whoever was noted as arrived, else those whom the plan had in talks.
pub fn who_came(locale: Locale, summary: &DatingSummary) -> (&'static str, usize) {
    match summary.has_arrivals() {
        true => (words::arrived(locale), summary.arrived),
        false => (words::talked(locale), summary.talked),
    }
}

/// With the mark in front that tells spreadsheets that it is UTF-8.
fn table<const N: usize>(head: [&str; N], lines: impl Iterator<Item = [String; N]>) -> String {
    let lines: String = lines.map(|line| line.join(";") + "\r\n").collect();
    format!("\u{feff}{}\r\n{lines}", head.join(";"))
}

/// A cell in quotes where it needs them (RFC 4180). A leading sign that spreadsheets take for a formula is defused by an
/// apostrophe.
fn cell(text: &str) -> String {
    let defused = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if defused.contains([';', '"', '\r', '\n']) { format!("\"{}\"", defused.replace('"', "\"\"")) } else { defused }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_met_whom_has_headings_in_the_language_of_the_page() {
        let met =
            || vec![Meeting { round: 1, table: 3, one: "Chor; am \"Hafen\"".to_owned(), other: "=Verein".to_owned() }];
        let german = meetings(Locale::De, met());
        assert_eq!(german, "\u{feff}Runde;Tisch;Verein;traf\r\n1;3;\"Chor; am \"\"Hafen\"\"\";'=Verein\r\n");
        assert!(meetings(Locale::En, met()).starts_with("\u{feff}Round;Table;Association;met\r\n"));
    }

    #[test]
    fn figures_say_of_how_many() {
        let summary = DatingSummary {
            arrived: 5,
            talked: 7,
            participants: 8,
            dates: 12,
            languages: vec![("tr".to_owned(), 5)],
            ..DatingSummary::default()
        };
        let uncounted = figures(Locale::De, &DatingSummary { arrived: 0, ..summary.clone() });
        assert!(uncounted.contains("\r\nlaut Plan im Gespräch;7;8\r\n"), "{uncounted}");
        let told = figures(Locale::De, &summary);
        assert!(told.starts_with("\u{feff}Kennzahl;Wert;von\r\n"), "{told}");
        assert!(told.contains("\r\nals da vermerkt;5;8\r\n") && told.ends_with("Sprache: Türkisch;5;12\r\n"), "{told}");
    }
}
