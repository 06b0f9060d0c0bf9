//! Table cards: the number to be read across the hall, who sits there round by round, and a QR code. One card a table as
//! long as its names can be read.

use super::{Bench, GAP, onto_pages};
use crate::{
    Size,
    furniture::{AWNING, FOOT, awning, qr},
    sheet::{Head, Ink, Role, Sheet, Subject, mm},
    text::{Block, Style, bold, regular},
    words,
};
use std::rc::Rc;

/// A text, from the row's upper left corner.
type Line = (f32, f32, Rc<Block>, Ink);

/// One round on a card.
struct Row {
    round: usize,
    /// Which round it is, and when.
    heads: Vec<Line>,
    lines: Vec<Line>,
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
        let rounds_x = margin + mm(47.0) * scale;
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

/// How a round's people are set, from what is read best to what takes least room.
#[derive(Clone, Copy)]
struct Setting {
    /// Of a name, in points at scale 1.
    size: f32,
    /// One name a line, or two beside each other.
    columns: usize,
    questions: bool,
}

/// What is tried until a whole session stands on one card. The questions are on the phone and on run sheets as well: they
/// are the first to go.
fn settings() -> impl Iterator<Item = Setting> {
    let of = |sizes: &'static [f32], questions| {
        let columns = move |size: &f32| [1, 2].map(|columns| Setting { size: *size, columns, questions });
        sizes.iter().flat_map(columns)
    };
    of(&[12.0, 11.0, 10.0, 9.0], true).chain(of(&[12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0], false))
}

/// Where one card does not hold the session.
const ON_SEVERAL: [Setting; 2] =
    [Setting { size: 9.0, columns: 1, questions: false }, Setting { size: 9.0, columns: 2, questions: false }];

fn cards_of(bench: &mut Bench, card: &Card, table: usize) -> Vec<Sheet> {
    let head = mm(5.6) * card.scale;
    let room = card.foot - mm(2.5) * card.scale - card.top - head;
    let mut rounds = None;
    for setting in settings() {
        let rows = rows(bench, card, table, setting, room);
        if rows.iter().map(|row| row.height).sum::<f32>() <= room {
            rounds = Some(rows);
            break;
        }
    }
    let rows = match rounds {
        Some(mut rows) => {
            // What is left over is air between the rounds.
            let rest = room - rows.iter().map(|row| row.height).sum::<f32>();
            let air = (rest / rows.len().max(1) as f32).min(mm(2.5) * card.scale);
            rows.iter_mut().for_each(|row| row.height += air);
            rows
        }
        None => {
            let tried = ON_SEVERAL.map(|setting| rows(bench, card, table, setting, room));
            let fewest = tried.into_iter().min_by_key(|rows| onto_cards(rows, room).len());
            fewest.unwrap_or_default()
        }
    };
    let pages = onto_cards(&rows, room);
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
        foot(bench, card, &mut sheet);
        sheet
    });
    sheets.collect()
}

fn onto_cards(rows: &[Row], room: f32) -> Vec<std::ops::Range<usize>> {
    let heights: Vec<f32> = rows.iter().map(|row| row.height).collect();
    // Shared-out air may round to a hair more than there is.
    onto_pages(&heights, room + 0.1, room + 0.1)
}

/// What stands around the rounds.
fn frame(bench: &mut Bench, card: &Card, sheet: &mut Sheet, table: usize) {
    let (content, locale, s) = (bench.content, bench.locale(), card.scale);
    awning(sheet, card.margin, card.margin, card.width - 2.0 * card.margin, AWNING * s);
    sheet.begin(Role::Heading);
    let label = bench.letters.set(&words::table(locale), bold(13.0 * s).tight(), mm(44.0) * s);
    sheet.text(card.margin, card.top, &label, Ink::Black);
    // Figures have no descent and no accents: four fifths of a line hold them.
    let figures = Style { leading: 0.8, ..bold(104.0 * s) };
    let number = content.tables[table].number.to_string();
    let number = bench.letters.fit(&number, figures, mm(38.0) * s, mm(32.0) * s);
    sheet.text(card.margin, card.top + label.height, &number, Ink::Brand);

    sheet.begin(Role::Paragraph);
    let (gap, y) = (mm(2.0) * s, card.top - mm(0.6) * s);
    let session_room = card.rounds_width * 0.54;
    let session = bench.letters.fit(&content.session, bold(9.0 * s).tight(), session_room, mm(4.2) * s);
    sheet.text(card.rounds_x, y, &session, Ink::Black);
    let (fair_x, fair_room) = (card.rounds_x + session_room + gap, card.rounds_width - session_room - gap);
    let fair = bench.letters.fit(&content.fair, regular(7.5 * s).tight().right(), fair_room, mm(4.2) * s);
    sheet.text(fair_x, y + (session.height - fair.height).max(0.0) * 0.7, &fair, Ink::Quiet);

    let side = mm(23.0) * s;
    let qr_y = card.foot - mm(3.0) * s - side;
    qr(sheet, &content.tables[table].link, (card.margin, qr_y), side);
    let caption = words::scan_table(locale);
    // Not beside the code: there it would touch the marks of what is new.
    let caption = bench.letters.fit(&caption, regular(7.5 * s).tight(), mm(29.0) * s, mm(8.6) * s);
    sheet.text(card.margin, qr_y - caption.height - mm(1.5) * s, &caption, Ink::Quiet);
}

fn foot(bench: &mut Bench, card: &Card, sheet: &mut Sheet) {
    let locale = bench.locale();
    let page = if sheet.of > 1 { words::card(locale, sheet.page, sheet.of) } else { words::page(locale, 1, 1) };
    let width = card.width - 2.0 * card.margin;
    bench.foot.draw(sheet, &mut bench.letters, &page, (card.margin, card.foot), width);
}

fn rows(bench: &mut Bench, card: &Card, table: usize, setting: Setting, room: f32) -> Vec<Row> {
    (0..bench.content.rounds.len()).map(|round| row(bench, card, table, round, setting, room)).collect()
}

/// Round and time at the left, names beside them, the questions below.
fn row(bench: &mut Bench, card: &Card, table: usize, round: usize, setting: Setting, room: f32) -> Row {
    let (content, locale, s) = (bench.content, bench.locale(), card.scale);
    let size = setting.size * s;
    let at = &content.tables[table];
    let number = bench.letters.set(&(round + 1).to_string(), bold(size).tight(), mm(9.0) * s);
    let time = words::clock(content.rounds[round].starts.time());
    let time = bench.letters.set(&time, regular(size * 0.85).tight(), mm(13.0) * s);
    let heads = vec![(0.0, 0.0, number.clone(), Ink::Black), (mm(6.5) * s, size * 0.12, time.clone(), Ink::Quiet)];
    let mut lines = Vec::new();
    let (names_x, gap) = (mm(17.0) * s, mm(2.0) * s);
    let whole = card.rounds_width - names_x;
    let column = (whole - gap * (setting.columns - 1) as f32) / setting.columns as f32;
    let seated = bench.seating.seated(round, table);
    let is_closed = at.closed_from.is_some_and(|from| usize::from(from) <= round);
    // Even the longest names at the largest table fit onto a card of their own.
    let limit = room - mm(3.0) * s;
    let mut y = 0.0;
    if seated.is_empty() {
        let word = if is_closed { words::closed(locale) } else { words::free(locale) };
        let word = bench.letters.set(&word, regular(size).tight(), whole);
        y = word.height;
        lines.push((names_x, 0.0, word, Ink::Quiet));
    }
    let deep = seated.len().div_ceil(setting.columns).max(1) as f32;
    let mut wraps = false;
    for beside in seated.chunks(setting.columns) {
        // Under a name of several lines the next one is seen to begin.
        y += if wraps { GAP * s } else { 0.0 };
        let mut deepest: f32 = 0.0;
        for (place, person) in beside.iter().enumerate() {
            let height = ((limit * 0.8) / deep).max(size * 1.2);
            let name = bench.letters.fit(&person.name, regular(size).tight(), column, height);
            deepest = deepest.max(name.height);
            lines.push((names_x + place as f32 * (column + gap), y, name, Ink::Black));
        }
        wraps = deepest > size * 1.6;
        y += deepest;
    }
    let questions = at.questions.get(&round).filter(|_| setting.questions);
    let share = limit * 0.2 / questions.map_or(1, Vec::len).max(1) as f32;
    for question in questions.into_iter().flatten() {
        let question = bench.letters.fit(&question.text, regular(size * 0.85), whole, share.max(size * 1.1));
        lines.push((names_x, y, question.clone(), Ink::Quiet));
        y += question.height;
    }
    let height = y.max(number.height).max(time.height) + mm(1.1) * s;
    Row { round, heads, lines, height, is_new: bench.is_new_at(round, table) }
}

fn draw(bench: &mut Bench, card: &Card, sheet: &mut Sheet, row: &Row, y: f32) {
    let s = card.scale;
    sheet.rule(card.rounds_x, y - mm(0.5) * s, card.rounds_width);
    sheet.begin(Role::Cell { row: row.round, column: 0, head: Some(Head::Row) });
    if row.is_new {
        let x = card.rounds_x - mm(2.2) * s;
        sheet.aside_fill(x, y, mm(1.0) * s, row.height - mm(1.2) * s, Ink::Act);
        let word =
            bench.letters.fit(&words::new(bench.locale()), bold(7.0 * s).tight().right(), mm(8.0) * s, mm(3.0) * s);
        sheet.aside(x - mm(8.5) * s, y, &word, Ink::Act);
    }
    let put = |sheet: &mut Sheet, lines: &[Line]| {
        for (x, below, block, ink) in lines {
            sheet.text(card.rounds_x + x, y + below, block, *ink);
        }
    };
    put(sheet, &row.heads);
    sheet.begin(Role::Cell { row: row.round, column: 1, head: None });
    put(sheet, &row.lines);
}
