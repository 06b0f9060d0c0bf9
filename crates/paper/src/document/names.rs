//! The hand-out: everybody by the alphabet, with their table in every round.

use super::{
    Bench,
    ledger::{self, A4, MARGIN, Row, Section},
};
use crate::{
    Content, Person,
    sheet::{Ink, Sheet, mm},
    text::{bold, regular},
    words,
};
use domain::profile::name_key;

const WIDTH: f32 = A4.0 - 2.0 * MARGIN;
const NAME: f32 = mm(78.0);
/// Space for a table number.
const COLUMN: f32 = mm(10.5);

/// Participants by their names, as people look for them.
pub fn alphabetical(content: &Content) -> Vec<&Person> {
    let mut people: Vec<&Person> = content.people.iter().collect();
    people.sort_by_cached_key(|person| (name_key(&person.name), person.id));
    people
}

pub fn names(bench: &mut Bench) -> Vec<Sheet> {
    let content = bench.content;
    let most = ((WIDTH - NAME) / COLUMN) as usize;
    let parts = content.rounds.len().div_ceil(most).max(1);
    let each = content.rounds.len().div_ceil(parts).max(1);
    let rounds: Vec<usize> = (0..content.rounds.len()).collect();
    let sections: Vec<Section> = rounds.chunks(each).map(|rounds| section(bench, rounds, each)).collect();
    let (title, facts) = (words::names(bench.locale()), ledger::facts(bench));
    ledger::lay(bench, A4, &title, &facts, &sections)
}

fn section(bench: &mut Bench, rounds: &[usize], columns: usize) -> Section {
    let (content, locale) = (bench.content, bench.locale());
    let column = ((WIDTH - NAME) / columns.max(1) as f32).min(mm(20.0));
    let room = column - mm(1.5);
    let mut heads = vec![(0.0, NAME - mm(3.0), words::name(locale))];
    for (place, round) in rounds.iter().enumerate() {
        let time = words::clock(content.rounds[*round].starts.time());
        heads.push((NAME + column * place as f32, room, format!("{}\n{time}", round + 1)));
    }
    let mut rows = Vec::with_capacity(content.people.len());
    for (index, person) in alphabetical(content).into_iter().enumerate() {
        let mut row = Row::new();
        row.washed = index % 2 == 1;
        let name = bench.letters.fit(&person.name, regular(9.5).tight(), NAME - mm(3.0), mm(12.0));
        row.put(0.0, 0.0, &name, Ink::Black);
        for (place, round) in rounds.iter().enumerate() {
            let x = NAME + column * place as f32;
            let table = bench.seating.table_of(*round, person.id);
            let text = table.map_or_else(|| "–".to_owned(), |(_, table)| table.number.to_string());
            let style = if table.is_some() { bold(9.5).tight() } else { regular(9.5).tight() };
            let number = bench.letters.fit(&text, style, room, mm(6.0));
            row.put(x, 0.0, &number, if table.is_some() { Ink::Black } else { Ink::Quiet });
            if bench.is_new_for(*round, person.id) {
                row.news.push(x);
            }
        }
        rows.push(row);
    }
    Section { heads, rows }
}
