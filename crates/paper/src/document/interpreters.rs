//! The interpreters' list: where two do not understand each other, round by round, and who helps there.

use super::{
    Bench,
    ledger::{self, A4, MARGIN, Row, Section},
};
use crate::{
    sheet::{Ink, Sheet, mm},
    text::{bold, regular},
    words,
};

const WIDTH: f32 = A4.0 - 2.0 * MARGIN;
const ROUND: f32 = mm(28.0);
const TABLE: f32 = mm(16.0);
const HELP: f32 = mm(42.0);
const NEED_X: f32 = ROUND + TABLE;
const NEED: f32 = WIDTH - NEED_X - HELP;

/// Tables (index) of a round where two share no language, whether they are helped or not.
pub fn needs(bench: &Bench, round: usize) -> Vec<usize> {
    (0..bench.content.tables.len()).filter(|table| !bench.seating.strangers(round, *table).is_empty()).collect()
}

pub fn interpreters(bench: &mut Bench) -> Vec<Sheet> {
    let locale = bench.locale();
    let mut rows = Vec::new();
    for round in 0..bench.content.rounds.len() {
        for table in needs(bench, round) {
            rows.push(need(bench, round, table));
        }
    }
    let heads = vec![
        (0.0, ROUND - mm(2.0), words::round(locale)),
        (ROUND, TABLE - mm(2.0), words::table(locale)),
        (NEED_X, NEED - mm(3.0), words::who_needs_it(locale)),
        (NEED_X + NEED, HELP, words::who_helps(locale)),
    ];
    if rows.is_empty() {
        let mut row = Row::new();
        let word = bench.letters.set(&words::no_need(locale), regular(10.0), WIDTH);
        row.put(0.0, 0.0, &word, Ink::Black);
        rows.push(row);
    }
    let sections = [Section { heads, rows }, helpers(bench)];
    let (title, facts) = (words::interpreters(locale), ledger::facts(bench));
    ledger::lay(bench, A4, &title, &facts, &sections)
}

fn need(bench: &mut Bench, round: usize, table: usize) -> Row {
    let (content, locale) = (bench.content, bench.locale());
    let mut row = Row::new();
    let times = content.rounds[round];
    let name = bench.letters.set(&words::round_n(locale, round + 1), bold(9.5).tight(), ROUND - mm(2.0));
    row.put(0.0, 0.0, &name, Ink::Black);
    let time = words::from_to(times.starts, times.ends);
    let time = bench.letters.set(&time, regular(8.0).tight(), ROUND - mm(2.0));
    row.put(0.0, name.height, &time, Ink::Quiet);
    let number = content.tables[table].number;
    let text = bench.letters.fit(&number.to_string(), bold(12.0).tight(), TABLE - mm(2.0), mm(6.0));
    row.put(ROUND, 0.0, &text, Ink::Black);
    let seated = bench.seating.seated(round, table);
    let limit = ledger::row_limit(A4) / seated.len().max(1) as f32;
    let mut y = 0.0;
    for person in seated {
        let name = bench.letters.fit(&person.name, bold(9.0).tight(), NEED - mm(3.0), limit * 0.6);
        row.put(NEED_X, y, &name, Ink::Black);
        y += name.height;
        if !person.languages.is_empty() {
            let speaks = bench.speech.languages(&person.languages);
            let speaks = bench.letters.fit(&speaks, regular(8.0).tight(), NEED - mm(3.0), limit * 0.3);
            row.put(NEED_X, y, &speaks, Ink::Quiet);
            y += speaks.height + mm(0.5);
        }
    }
    let helping = content.interpreters.iter().filter(|helper| helper.at.contains(&(round, number)));
    let helping: Vec<&str> = helping.map(|helper| helper.name.as_str()).collect();
    if helping.is_empty() {
        let side = mm(3.2);
        row.boxes.push((NEED_X + NEED, 0.6, side));
        let open = bench.letters.set(&words::still_open(locale), regular(8.5).tight(), HELP - side - mm(2.0));
        row.put(NEED_X + NEED + side + mm(1.5), 0.0, &open, Ink::Quiet);
    } else {
        let blocks = bench.stack(&helping, regular(9.0).tight(), HELP, ledger::row_limit(A4));
        row.stack(NEED_X + NEED, &blocks, Ink::Black);
    }
    if bench.is_new_at(round, table) {
        row.news.push(0.0);
    }
    row
}

/// Who is there to help, and where they are expected.
fn helpers(bench: &mut Bench) -> Section {
    let (content, locale) = (bench.content, bench.locale());
    let (languages_x, places_x) = (mm(60.0), mm(115.0));
    let heads = vec![
        (0.0, languages_x - mm(3.0), words::our_interpreters(locale)),
        (languages_x, places_x - languages_x - mm(3.0), words::languages(locale)),
        (places_x, WIDTH - places_x, words::needed_here(locale)),
    ];
    let mut rows = Vec::new();
    for helper in &content.interpreters {
        let mut row = Row::new();
        let name = bench.letters.fit(&helper.name, bold(10.0).tight(), languages_x - mm(3.0), mm(30.0));
        row.put(0.0, 0.0, &name, Ink::Black);
        let speaks = bench.speech.languages(&helper.languages);
        let room = places_x - languages_x - mm(3.0);
        let speaks = bench.letters.fit(&speaks, regular(9.0).tight(), room, mm(40.0));
        row.put(languages_x, 0.0, &speaks, Ink::Black);
        let mut at = helper.at.clone();
        at.sort_unstable();
        let places: Vec<String> = at
            .iter()
            .map(|(round, table)| format!("{}: {} {table}", words::round_n(locale, round + 1), words::table(locale)))
            .collect();
        let places = if places.is_empty() { "–".to_owned() } else { places.join("\n") };
        let places = bench.letters.fit(&places, regular(9.0).tight(), WIDTH - places_x, ledger::row_limit(A4));
        row.put(places_x, 0.0, &places, Ink::Black);
        rows.push(row);
    }
    if rows.is_empty() {
        let mut row = Row::new();
        let word = bench.letters.set(&words::no_interpreters(locale), regular(10.0), WIDTH);
        row.put(0.0, 0.0, &word, Ink::Black);
        rows.push(row);
    }
    Section { heads, rows }
}
