//! The moderator's sheet: what to say when, with boxes to tick and what to look after in each round.

use super::{
    Bench, interpreters, isolated,
    ledger::{self, A4, MARGIN, Row, Section},
};
use crate::{
    Person,
    sheet::{Ink, Sheet, mm},
    text::{bold, regular},
    words,
};
use domain::Locale;
use jiff::civil::DateTime;

const WIDTH: f32 = A4.0 - 2.0 * MARGIN;
const TICK: f32 = mm(8.0);
const PLANNED: f32 = mm(18.0);
const REALLY: f32 = mm(24.0);
const WHAT_X: f32 = TICK + PLANNED + REALLY;
const WHAT: f32 = WIDTH - WHAT_X;

pub fn moderator(bench: &mut Bench) -> Vec<Sheet> {
    let (content, locale) = (bench.content, bench.locale());
    let mut rows = Vec::new();
    if let Some(first) = content.rounds.first() {
        rows.push(cue(bench, first.starts, None, &words::welcome(locale)));
    }
    for (round, times) in content.rounds.iter().enumerate() {
        let talk = talk(locale, minutes(times.starts, times.ends));
        let mut row = cue(bench, times.starts, Some(&words::round_n(locale, round + 1)), &talk);
        look_after(bench, &mut row, round);
        row.washed = true;
        rows.push(row);
        let cue_words = match content.rounds.get(round + 1) {
            Some(next) => words::change(locale, &length(locale, minutes(times.ends, next.starts)), round + 2),
            None => words::farewell(locale),
        };
        rows.push(cue(bench, times.ends, None, &cue_words));
    }
    let heads = vec![
        (TICK, PLANNED - mm(2.0), words::planned(locale)),
        (TICK + PLANNED, REALLY - mm(2.0), words::really(locale)),
        (WHAT_X, WHAT, words::what(locale)),
    ];
    let (title, facts) = (words::moderator(locale), ledger::facts(bench));
    ledger::lay(bench, A4, &title, &facts, &[Section { heads, rows }])
}

/// What is said of a talk: where it lasts a minute, the last one is not to be called.
fn talk(locale: Locale, minutes: i64) -> String {
    let length = length(locale, minutes);
    if minutes > 1 { words::talk(locale, &length) } else { words::short_talk(locale, &length) }
}

fn length(locale: Locale, minutes: i64) -> String {
    if minutes == 1 { words::one_minute(locale) } else { words::some_minutes(locale, minutes) }
}

fn minutes(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_mins()
}

/// A line to tick: planned time, space for the real one, what is to be said.
fn cue(bench: &mut Bench, at: DateTime, title: Option<&str>, text: &str) -> Row {
    let mut row = Row::new();
    row.boxes.push((0.5, 1.0, mm(4.0)));
    let time = bench.letters.set(&words::clock(at.time()), bold(11.0).tight(), PLANNED - mm(2.0));
    row.put(TICK, 0.0, &time, Ink::Black);
    row.blanks.push((TICK + PLANNED, mm(4.2), REALLY - mm(7.0)));
    let mut y = 0.0;
    if let Some(title) = title {
        let title = bench.letters.set(title, bold(11.0).tight(), WHAT);
        row.put(WHAT_X, y, &title, Ink::Black);
        y += title.height;
    }
    let text = bench.letters.set(text, regular(9.5), WHAT);
    row.put(WHAT_X, y, &text, Ink::Black);
    row.height = row.height.max(mm(5.0));
    row
}

/// Breaks, people without a partner, tables that need help or are out of use.
fn look_after(bench: &mut Bench, row: &mut Row, round: usize) {
    let (content, locale) = (bench.content, bench.locale());
    let resting = bench.seating.resting(round);
    let seated = (0..content.tables.len()).map(|table| bench.seating.seated(round, table));
    let alone: Vec<&Person> = seated.filter(|seated| seated.len() == 1).flatten().collect();
    let in_need = interpreters::needs(bench, round);
    let closed = content.tables.iter().filter(|t| t.closed_from.is_some_and(|from| usize::from(from) <= round));
    let closed: Vec<String> = closed.map(|table| table.number.to_string()).collect();
    let need: Vec<String> = in_need.iter().map(|table| content.tables[*table].number.to_string()).collect();
    let mut notes = Vec::new();
    if !alone.is_empty() {
        notes.push(words::alone(locale, &names(&alone)));
    }
    if !resting.is_empty() {
        notes.push(words::breaks(locale, resting.len(), &names(&resting)));
    }
    if !need.is_empty() {
        notes.push(words::language_help(locale, &need.join(", ")));
    }
    if !closed.is_empty() {
        notes.push(words::closed_tables(locale, &closed.join(", ")));
    }
    // Hundreds of names become small, but the row stays on its page.
    let limit = (ledger::row_limit(A4) - row.height - mm(4.0)) / notes.len().max(1) as f32;
    let mut y = row.height + mm(0.8);
    for note in notes {
        let note = bench.letters.fit(&note, regular(8.5), WHAT, limit);
        row.put(WHAT_X, y, &note, Ink::Quiet);
        y += note.height;
    }
    if (0..content.tables.len()).any(|table| bench.is_new_at(round, table)) {
        row.news.push(0.0);
    }
}

fn names(people: &[&Person]) -> String {
    people.iter().map(|person| isolated(&person.name)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talk_of_a_minute_has_no_call_a_minute_before_its_end() {
        assert_eq!(talk(Locale::De, 1), "Gespräch, 1 Minute.");
        assert_eq!(talk(Locale::En, 1), "Talk, 1 minute.");
        assert_eq!(talk(Locale::De, 7), "Gespräch, 7 Minuten. Eine Minute vor Schluss ansagen.");
    }
}
