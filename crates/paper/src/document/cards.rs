//! Table cards: the number to be read across the hall, who sits there round by round, and a QR code.

use super::{Bench, onto_pages};
use crate::{
    Size,
    furniture::{AWNING, FOOT, awning, qr},
    sheet::{Ink, Sheet, Subject, mm},
    text::{Block, Style, bold, regular},
    words,
};
use std::rc::Rc;

/// One round on a card.
struct Row {
    lines: Vec<(f32, f32, Rc<Block>, Ink)>,
    height: f32,
    is_new: bool,
}

/// Measures of a card; everything grows with it.
struct Card {
    scale: f32,
    width: f32,
    height: f32,
    margin: f32,
    /// Where the rounds begin, and how wide they are.
    rounds_x: f32,
    rounds_width: f32,
    top: f32,
    foot: f32,
}

impl Card {
    fn of(size: Size) -> Self {
        let (width, height) = match size {
            Size::A6 => (mm(148.5), mm(105.0)),
            Size::A5 => (mm(210.0), mm(148.5)),
        };
        let scale = width / mm(148.5);
        let margin = mm(7.0) * scale;
        let rounds_x = margin + mm(49.0) * scale;
        Self {
            scale,
            width,
            height,
            margin,
            rounds_x,
            rounds_width: width - margin - rounds_x,
            top: margin + AWNING * scale + mm(3.0) * scale,
            foot: height - margin - FOOT,
        }
    }
}

pub fn cards(bench: &mut Bench, size: Size) -> Vec<Sheet> {
    let card = Card::of(size);
    (0..bench.content.tables.len()).flat_map(|table| cards_of(bench, &card, table)).collect()
}

fn cards_of(bench: &mut Bench, card: &Card, table: usize) -> Vec<Sheet> {
    let head = mm(10.0) * card.scale;
    let room = card.foot - mm(2.5) * card.scale - card.top - head;
    // All rounds on one card if they can still be read; otherwise on several, in a comfortable size.
    let mut sizes = [9.5, 9.0, 8.5, 8.0, 7.5, 7.0].into_iter();
    let rows = loop {
        let size = sizes.next();
        let rows = rows(bench, card, table, size.unwrap_or(8.0) * card.scale, room);
        if size.is_none() || rows.iter().map(|row| row.height).sum::<f32>() <= room {
            break rows;
        }
    };
    let heights: Vec<f32> = rows.iter().map(|row| row.height).collect();
    let pages = onto_pages(&heights, room, room);
    let of = pages.len();
    let number = bench.content.tables[table].number;
    let sheets = pages.into_iter().enumerate().map(|(page, range)| {
        let mut sheet = Sheet::new(Subject::Table(number), page + 1, of, (card.width, card.height));
        frame(bench, card, &mut sheet, table);
        let mut y = card.top + head;
        for row in &rows[range] {
            draw(bench, card, &mut sheet, row, y);
            y += row.height;
        }
        sheet
    });
    sheets.collect()
}

/// Everything but the rounds.
fn frame(bench: &mut Bench, card: &Card, sheet: &mut Sheet, table: usize) {
    let (content, locale, s) = (bench.content, bench.locale(), card.scale);
    let inner = card.width - 2.0 * card.margin;
    awning(sheet, card.margin, card.margin, inner, AWNING * s);
    let label = bench.letters.set(&words::table(locale), bold(13.0 * s).tight(), mm(44.0) * s);
    sheet.text(card.margin, card.top, &label, Ink::Black);
    // Figures have no descent and no accents: four fifths of a line hold them.
    let figures = Style { leading: 0.8, ..bold(104.0 * s) };
    let number = content.tables[table].number.to_string();
    let number = bench.letters.fit(&number, figures, mm(44.0) * s, mm(32.0) * s);
    sheet.text(card.margin, card.top + label.height, &number, Ink::Brand);
    let side = mm(23.0) * s;
    let qr_y = card.foot - mm(3.0) * s - side;
    qr(sheet, &content.tables[table].link, (card.margin, qr_y), side);
    let caption = words::scan_table(locale);
    let caption = bench.letters.fit(&caption, regular(7.0 * s).tight(), mm(19.0) * s, side);
    sheet.text(card.margin + side + mm(3.0) * s, qr_y + side - caption.height, &caption, Ink::Quiet);

    let session = bench.letters.fit(&content.session, bold(10.0 * s).tight(), card.rounds_width, mm(4.6) * s);
    sheet.text(card.rounds_x, card.top, &session, Ink::Black);
    let fair = bench.letters.fit(&content.fair, regular(7.5 * s).tight(), card.rounds_width, mm(3.6) * s);
    sheet.text(card.rounds_x, card.top + mm(4.8) * s, &fair, Ink::Quiet);
    let page = if sheet.of > 1 { words::card(locale, sheet.page, sheet.of) } else { words::page(locale, 1, 1) };
    bench.foot.draw(sheet, &mut bench.letters, &page, (card.margin, card.foot), inner);
}

fn rows(bench: &mut Bench, card: &Card, table: usize, size: f32, room: f32) -> Vec<Row> {
    (0..bench.content.rounds.len()).map(|round| row(bench, card, table, round, size, room)).collect()
}

/// Round and time at the left, names in two columns beside it, the question below.
fn row(bench: &mut Bench, card: &Card, table: usize, round: usize, size: f32, room: f32) -> Row {
    let (content, locale, s) = (bench.content, bench.locale(), card.scale);
    let at = &content.tables[table];
    let mut lines = Vec::new();
    let number = bench.letters.set(&(round + 1).to_string(), bold(size), mm(9.0) * s);
    let time = words::clock(content.rounds[round].starts.time());
    let time = bench.letters.set(&time, regular(size * 0.85), mm(12.0) * s);
    lines.push((0.0, 0.0, number.clone(), Ink::Black));
    lines.push((mm(7.0) * s, size * 0.1, time.clone(), Ink::Quiet));
    let (names_x, gap) = (mm(18.0) * s, mm(2.0) * s);
    let column = (card.rounds_width - names_x - gap) / 2.0;
    let seated = bench.seating.seated(round, table);
    let is_closed = at.closed_from.is_some_and(|from| usize::from(from) <= round);
    // Even the longest names at the largest table fit onto a card of their own.
    let limit = room - mm(3.0) * s;
    let mut y = 0.0;
    if seated.is_empty() {
        let word = if is_closed { words::closed(locale) } else { words::free(locale) };
        let word = bench.letters.set(&word, regular(size), card.rounds_width - names_x);
        y = word.height;
        lines.push((names_x, 0.0, word, Ink::Quiet));
    }
    let pairs = seated.len().div_ceil(2).max(1) as f32;
    for pair in seated.chunks(2) {
        let mut deepest: f32 = 0.0;
        for (place, person) in pair.iter().enumerate() {
            let name = fit_words(bench, &person.name, size, column, (limit * 0.8) / pairs);
            deepest = deepest.max(name.height);
            lines.push((names_x + place as f32 * (column + gap), y, name, Ink::Black));
        }
        y += deepest;
    }
    let questions = at.questions.get(&round).cloned().unwrap_or_default();
    let share = limit * 0.2 / questions.len().max(1) as f32;
    for question in &questions {
        let style = regular(size * 0.85);
        let question = bench.letters.fit(question, style, card.rounds_width - names_x, share.max(size * 1.1));
        lines.push((names_x, y, question.clone(), Ink::Quiet));
        y += question.height;
    }
    let height = y.max(number.height).max(time.height) + mm(1.2) * s;
    Row { lines, height, is_new: bench.is_new_at(round, table) }
}

/// A name in `size`, smaller only where a word or the name would not fit.
fn fit_words(bench: &mut Bench, name: &str, size: f32, room: f32, height: f32) -> Rc<Block> {
    bench.letters.fit(name, regular(size).tight(), room, height.max(size * 1.2))
}

fn draw(bench: &mut Bench, card: &Card, sheet: &mut Sheet, row: &Row, y: f32) {
    let s = card.scale;
    sheet.rule(card.rounds_x, y - mm(0.5) * s, card.rounds_width);
    if row.is_new {
        let x = card.rounds_x - mm(2.2) * s;
        sheet.aside_fill(x, y, mm(1.0) * s, row.height - mm(1.2) * s, Ink::Act);
        let word =
            bench.letters.fit(&words::new(bench.locale()), bold(6.0 * s).tight().right(), mm(8.0) * s, mm(3.0) * s);
        sheet.aside(x - mm(8.5) * s, y, &word, Ink::Act);
    }
    for (x, below, block, ink) in &row.lines {
        sheet.text(card.rounds_x + x, y + below, block, *ink);
    }
}
