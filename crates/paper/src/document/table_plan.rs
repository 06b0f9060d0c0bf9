//! The table plan: tables down, rounds across.

use super::{
    Bench,
    ledger::{self, A4_LANDSCAPE, MARGIN, Row, Section},
};
use crate::{
    sheet::{Ink, Sheet, mm},
    text::{bold, regular},
    words,
};

const WIDTH: f32 = A4_LANDSCAPE.0 - 2.0 * MARGIN;
const NUMBER: f32 = mm(13.0);
/// A column that is narrower cannot be read.
const COLUMN: f32 = mm(31.0);

pub fn table_plan(bench: &mut Bench) -> Vec<Sheet> {
    let content = bench.content;
    let most = ((WIDTH - NUMBER) / COLUMN) as usize;
    let parts = content.rounds.len().div_ceil(most).max(1);
    let each = content.rounds.len().div_ceil(parts).max(1);
    let rounds: Vec<usize> = (0..content.rounds.len()).collect();
    let sections: Vec<Section> = rounds.chunks(each).map(|rounds| section(bench, rounds, each)).collect();
    let (title, facts) = (words::table_plan(bench.locale()), ledger::facts(bench));
    ledger::lay(bench, A4_LANDSCAPE, &title, &facts, &sections)
}

fn section(bench: &mut Bench, rounds: &[usize], columns: usize) -> Section {
    let (content, locale) = (bench.content, bench.locale());
    let column = (WIDTH - NUMBER) / columns as f32;
    let room = column - mm(2.5);
    let mut heads = vec![(0.0, NUMBER - mm(2.0), words::table(locale))];
    for (place, round) in rounds.iter().enumerate() {
        let times = content.rounds[*round];
        let words = format!("{}\n{}", words::round_n(locale, round + 1), words::from_to(times.starts, times.ends));
        heads.push((NUMBER + column * place as f32, room, words));
    }
    let rows = (0..content.tables.len()).map(|table| {
        let mut row = Row::new();
        row.washed = table % 2 == 1;
        let number = content.tables[table].number.to_string();
        let number = bench.letters.fit(&number, bold(12.0).tight(), NUMBER - mm(2.0), mm(6.0));
        row.put(0.0, 0.0, &number, Ink::Black);
        for (place, round) in rounds.iter().enumerate() {
            let x = NUMBER + column * place as f32;
            let names: Vec<&str> = bench.seating.seated(*round, table).iter().map(|p| p.name.as_str()).collect();
            if names.is_empty() {
                let closed = content.tables[table].closed_from.is_some_and(|from| usize::from(from) <= *round);
                let word = if closed { words::closed(locale) } else { words::free(locale) };
                let word = bench.letters.set(&word, regular(7.0), room);
                row.put(x, 0.0, &word, Ink::Quiet);
            } else {
                let blocks = bench.stack(&names, regular(7.5).tight(), room, ledger::row_limit(A4_LANDSCAPE));
                row.stack(x, &blocks, Ink::Black);
            }
            if bench.is_new_at(*round, table) {
                row.news.push(x);
            }
        }
        row
    });
    Section { heads, rows: rows.collect() }
}
