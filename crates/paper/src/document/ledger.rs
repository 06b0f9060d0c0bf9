//! Lists and tables over as many pages as they take: title, column heads on every page, rows that stay whole.

use super::{Bench, GAP, onto_pages};
use crate::{
    furniture::{AWNING, FOOT, awning},
    sheet::{Head, Ink, Role, Sheet, Subject, mm},
    text::{Block, bold, regular},
    words,
};
use std::rc::Rc;

pub const A4: (f32, f32) = (mm(210.0), mm(297.0));
pub const A4_LANDSCAPE: (f32, f32) = (A4.1, A4.0);
pub const MARGIN: f32 = mm(12.0);
const TOP: f32 = MARGIN + AWNING + mm(4.0);
const TITLE: f32 = mm(17.0);
/// How thick a box to tick is drawn.
const LINE: f32 = 1.0;
/// Free above and below a row's text.
const AIR: f32 = mm(0.9);

/// A text in a row; `x` counts from the margin, `y` from the row's top.
pub struct Cell {
    pub x: f32,
    pub y: f32,
    pub block: Rc<Block>,
    pub ink: Ink,
}

pub struct Row {
    pub cells: Vec<Cell>,
    /// Without the air around it.
    pub height: f32,
    pub washed: bool,
    /// Boxes to tick: corner and side.
    pub boxes: Vec<(f32, f32, f32)>,
    /// Lines to write on: left end and length.
    pub blanks: Vec<(f32, f32, f32)>,
    /// Where something is new: a bar stands left of it.
    pub news: Vec<f32>,
}

impl Row {
    pub fn new() -> Self {
        Self { cells: Vec::new(), height: 0.0, washed: false, boxes: Vec::new(), blanks: Vec::new(), news: Vec::new() }
    }

    /// Adds a text; the row grows with it.
    pub fn put(&mut self, x: f32, y: f32, block: &Rc<Block>, ink: Ink) {
        self.height = self.height.max(y + block.height);
        self.cells.push(Cell { x, y, block: block.clone(), ink });
    }

    /// Adds texts under each other.
    pub fn stack(&mut self, x: f32, blocks: &[Rc<Block>], ink: Ink) {
        let mut y = 0.0;
        for block in blocks {
            self.put(x, y, block, ink);
            y += block.height + GAP;
        }
    }
}

/// Rows under the same column heads: x, room and words.
pub struct Section {
    pub heads: Vec<(f32, f32, String)>,
    pub rows: Vec<Row>,
}

/// The room for one row at most, so that the largest still fits onto a page under its heads.
pub fn row_limit(size: (f32, f32)) -> f32 {
    size.1 - TOP - TITLE - mm(14.0) - FOOT - MARGIN - mm(4.0)
}

/// Every section begins on a page of its own.
pub fn lay(bench: &mut Bench, size: (f32, f32), title: &str, facts: &str, sections: &[Section]) -> Vec<Sheet> {
    let width = size.0 - 2.0 * MARGIN;
    let end = size.1 - MARGIN - FOOT - mm(3.0);
    let mut plans = Vec::new();
    for section in sections {
        let heads: Vec<_> = section
            .heads
            .iter()
            .map(|(x, room, text)| (*x, bench.letters.fit(text, bold(8.0).tight(), *room, mm(9.0))))
            .collect();
        let deep = heads.iter().map(|(_, head)| head.height).fold(0.0, f32::max) + AIR * 2.0;
        let heights: Vec<f32> = section.rows.iter().map(|row| row.height + 2.0 * AIR).collect();
        let room = end - TOP - TITLE - deep;
        plans.extend(
            onto_pages(&heights, room, room).into_iter().map(|range| (heads.clone(), deep, &section.rows[range])),
        );
    }
    let of = plans.len();
    let mut sheets = Vec::with_capacity(of);
    for (index, (heads, deep, rows)) in plans.into_iter().enumerate() {
        let mut sheet = Sheet::new(Subject::Session, index + 1, of, size);
        top(bench, &mut sheet, title, facts, width);
        let mut y = TOP + TITLE;
        for (column, (x, head)) in heads.iter().enumerate() {
            sheet.begin(Role::Cell { row: 0, column, head: Some(Head::Column) });
            sheet.text(MARGIN + x, y + AIR, head, Ink::Black);
        }
        y += deep;
        let mut below = y;
        for row in rows {
            if row.washed {
                sheet.fill(MARGIN, below, width, row.height + 2.0 * AIR, Ink::Wash);
            }
            below += row.height + 2.0 * AIR;
        }
        sheet.fill(MARGIN, y - 0.4, width, 0.8, Ink::Black);
        for (index, row) in rows.iter().enumerate() {
            draw(&mut sheet, &heads, index + 1, row, y);
            y += row.height + 2.0 * AIR;
            sheet.rule(MARGIN, y - 0.25, width);
        }
        let page = words::page(bench.locale(), index + 1, of);
        bench.foot.draw(&mut sheet, &mut bench.letters, &page, (MARGIN, size.1 - MARGIN - FOOT), width);
        sheets.push(sheet);
    }
    sheets
}

fn top(bench: &mut Bench, sheet: &mut Sheet, title: &str, facts: &str, width: f32) {
    let content = bench.content;
    awning(sheet, MARGIN, MARGIN, width, AWNING);
    let half = width / 2.0 - mm(3.0);
    let title = bench.letters.fit(title, bold(18.0).tight(), half, mm(9.0));
    sheet.begin(Role::Heading);
    sheet.text(MARGIN, TOP, &title, Ink::Brand);
    sheet.begin(Role::Paragraph);
    let facts = bench.letters.fit(facts, regular(8.5).tight(), half, mm(4.0));
    sheet.text(MARGIN, TOP + mm(9.5), &facts, Ink::Quiet);
    let session = bench.letters.fit(&content.session, bold(11.0).tight().right(), half, mm(9.0));
    sheet.text(MARGIN + width - half, TOP, &session, Ink::Black);
    let fair = bench.letters.fit(&content.fair, regular(8.5).tight().right(), half, mm(4.0));
    sheet.text(MARGIN + width - half, TOP + mm(9.5), &fair, Ink::Quiet);
}

/// Column heads: where they stand, and their words.
type Heads = [(f32, Rc<Block>)];

fn draw(sheet: &mut Sheet, heads: &Heads, number: usize, row: &Row, y: f32) {
    for x in &row.news {
        sheet.aside_fill(MARGIN + x - mm(1.4), y + AIR, mm(0.9), row.height, Ink::Act);
    }
    for (x, at, side) in &row.boxes {
        let (left, top) = (MARGIN + x, y + AIR + at);
        sheet.fill(left, top, *side, *side, Ink::Black);
        sheet.fill(left + LINE, top + LINE, side - 2.0 * LINE, side - 2.0 * LINE, Ink::White);
    }
    for (x, at, length) in &row.blanks {
        sheet.fill(MARGIN + x, y + AIR + at, *length, 0.6, Ink::Quiet);
    }
    for cell in &row.cells {
        // A cell belongs to the last head that begins before it; where there is one only, it heads nothing.
        let column = heads.iter().rposition(|(x, _)| *x <= cell.x + 0.1).unwrap_or(0);
        let head = (column == 0 && heads.len() > 1).then_some(Head::Row);
        sheet.begin(Role::Cell { row: number, column, head });
        sheet.text(MARGIN + cell.x, y + AIR + cell.y, &cell.block, cell.ink);
    }
}

/// Day, and how much there is.
pub fn facts(bench: &Bench) -> String {
    let (content, locale) = (bench.content, bench.locale());
    let counted = words::counted(locale, content.people.len(), content.tables.len(), content.rounds.len());
    match content.rounds.first() {
        Some(round) => format!("{} · {counted}", words::day(locale, round.starts.date())),
        None => counted,
    }
}
