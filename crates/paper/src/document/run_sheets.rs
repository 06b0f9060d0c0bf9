//! Run sheets: one association's way through the session, round by round.

use super::{Bench, GAP, height_of, isolated, onto_pages};
use crate::{
    Person,
    content::{common_languages, own_question},
    furniture::{AWNING, FOOT, awning, qr},
    sheet::{Head, Ink, Role, Sheet, Subject, mm},
    text::{Block, Style, bold, regular},
    words,
};
use std::rc::Rc;

const SIZE: (f32, f32) = (mm(148.5), mm(210.0));
const MARGIN: f32 = mm(10.0);
const WIDTH: f32 = SIZE.0 - 2.0 * MARGIN;
const TOP: f32 = MARGIN + AWNING + mm(5.0);
const END: f32 = SIZE.1 - MARGIN - FOOT - mm(3.0);
const QR: f32 = mm(23.0);
/// What stands above the rounds, on the first page and on the others.
const HEADS: (f32, f32) = (mm(34.0), mm(16.0));
/// Where table and partners stand in a row.
const TABLE_X: f32 = mm(25.0);
const TABLE_WIDTH: f32 = mm(15.0);
const PARTNER_X: f32 = TABLE_X + TABLE_WIDTH + mm(2.0);
const PARTNER_WIDTH: f32 = WIDTH - PARTNER_X;
/// What round, time and table take.
const HEAD: f32 = mm(8.6);
/// The highest row: half of what a page has.
const ROW_LIMIT: f32 = (END - TOP) / 2.0;

struct Row {
    round: usize,
    table: Option<u16>,
    partners: Vec<Rc<Block>>,
    details: Vec<Rc<Block>>,
    height: f32,
}

pub fn run_sheets(bench: &mut Bench) -> Vec<Sheet> {
    let people: Vec<&Person> = super::names::alphabetical(bench.content);
    people.into_iter().flat_map(|person| sheets_of(bench, person)).collect()
}

fn sheets_of(bench: &mut Bench, person: &Person) -> Vec<Sheet> {
    let (first, later) = (TOP + HEADS.0, TOP + HEADS.1);
    let onto = |rows: &[Row]| {
        let heights: Vec<f32> = rows.iter().map(|row| row.height).collect();
        onto_pages(&heights, END - first, END - later)
    };
    // A sheet of paper a person, if that can still be read.
    let mut rounds =
        |scale| -> Vec<Row> { (0..bench.content.rounds.len()).map(|round| row(bench, person, round, scale)).collect() };
    let (mut rows, mut pages) = (Vec::new(), Vec::new());
    for scale in [1.0, 0.93, 0.86, 1.0] {
        rows = rounds(scale);
        pages = onto(&rows);
        if pages.len() == 1 {
            break;
        }
    }
    let of = pages.len();
    let mut sheets = Vec::new();
    for (index, range) in pages.into_iter().enumerate() {
        let mut sheet = Sheet::new(Subject::Person(person.id), index + 1, of, SIZE);
        head(bench, &mut sheet, person);
        let mut y = if index == 0 { first } else { later };
        for row in &rows[range] {
            draw(bench, &mut sheet, person, row, y);
            y += row.height;
        }
        sheets.push(sheet);
    }
    sheets
}

fn head(bench: &mut Bench, sheet: &mut Sheet, person: &Person) {
    let (content, locale) = (bench.content, bench.locale());
    awning(sheet, MARGIN, MARGIN, WIDTH, AWNING);
    let first = sheet.page == 1;
    let room = if first { WIDTH - QR - mm(6.0) } else { WIDTH };
    let kicker = format!("{} · {}", words::run_sheet(locale), content.session);
    let kicker = bench.letters.fit(&kicker, regular(9.0).tight(), room, mm(4.5));
    sheet.text(MARGIN, TOP, &kicker, Ink::Quiet);
    let name_height = if first { mm(18.0) } else { mm(8.0) };
    let size = if first { 21.0 } else { 13.0 };
    let name = bench.letters.fit(&person.name, bold(size).tight(), room, name_height);
    sheet.begin(Role::Heading);
    sheet.text(MARGIN, TOP + mm(5.0), &name, Ink::Brand);
    sheet.begin(Role::Paragraph);
    if first {
        let date = content.rounds.first().map(|round| words::day(locale, round.starts.date())).unwrap_or_default();
        let place = [date, content.venue.clone()].into_iter().filter(|part| !part.is_empty());
        let place = format!("{} · {}", content.fair, place.collect::<Vec<_>>().join(" · "));
        let place = bench.letters.fit(&place, regular(8.5).tight(), room, mm(7.0));
        sheet.text(MARGIN, TOP + mm(6.5) + name.height, &place, Ink::Quiet);
        let link = person.own_link.as_ref().unwrap_or(&person.link);
        qr(sheet, link, (MARGIN + WIDTH - QR, TOP), QR);
        let caption = words::scan_run_sheet(locale);
        let caption = bench.letters.fit(&caption, regular(7.0).tight().centred(), QR, mm(7.0));
        sheet.text(MARGIN + WIDTH - QR, TOP + QR + mm(1.5), &caption, Ink::Quiet);
    }
    let page = words::page(locale, sheet.page, sheet.of);
    let foot = SIZE.1 - MARGIN - FOOT;
    bench.foot.draw(sheet, &mut bench.letters, &page, (MARGIN, foot), WIDTH);
}

/// A round in sizes of `scale` times the usual.
fn row(bench: &mut Bench, person: &Person, round: usize, scale: f32) -> Row {
    let (locale, air) = (bench.locale(), mm(4.0) * scale * scale);
    let small = |size: f32| regular(size * scale).tight();
    let Some((index, table)) = bench.seating.table_of(round, person.id) else {
        let rest = if person.is_away(round) { words::not_expected(locale) } else { words::rest(locale) };
        let rest = bench.letters.set(&rest, small(11.0), PARTNER_WIDTH);
        let height = rest.height.max(HEAD) + air;
        return Row { round, table: None, partners: Vec::new(), details: vec![rest], height };
    };
    let partners = bench.seating.partners(round, person.id);
    let names: Vec<&str> = partners.iter().map(|partner| partner.name.as_str()).collect();
    let mut details = Vec::new();
    if names.is_empty() {
        details.push(bench.letters.set(&words::nobody_across(locale), small(10.0), PARTNER_WIDTH));
    } else {
        let mut all = vec![person];
        all.extend(&partners);
        let mut facts = Vec::new();
        if let [partner] = partners.as_slice() {
            facts.extend(partner.stand.as_ref().map(|stand| words::stand(locale, stand)));
        }
        let common = common_languages(&all);
        let apart = bench.seating.cannot_talk_with(round, index, person.id);
        match (common.is_empty(), apart.as_slice()) {
            (false, _) => facts.push(words::in_common(locale, &bench.speech.languages(&common))),
            (true, []) => {}
            (true, [_]) if partners.len() == 1 => facts.push(words::no_common_language(locale)),
            (true, apart) => {
                let names: Vec<String> = apart.iter().map(|one| isolated(&one.name)).collect();
                facts.push(words::no_common_language_with(locale, &names.join(", ")));
            }
        }
        if !facts.is_empty() {
            details.push(bench.letters.fit(&facts.join(" · "), small(8.0), PARTNER_WIDTH, mm(14.0)));
        }
    }
    let asked = table.questions.get(&round).and_then(|questions| own_question(questions, person));
    if let Some(question) = asked {
        details.push(bench.letters.fit(&question.text, small(8.0), PARTNER_WIDTH, mm(14.0)));
    }
    let rest = ROW_LIMIT - height_of(&details) - mm(5.0);
    let partners = bench.stack(&names, bold(11.0 * scale).tight(), PARTNER_WIDTH, rest.max(mm(10.0)));
    let height = (height_of(&partners) + height_of(&details)).max(HEAD) + air;
    Row { round, table: Some(table.number), partners, details, height }
}

fn draw(bench: &mut Bench, sheet: &mut Sheet, person: &Person, row: &Row, y: f32) {
    let locale = bench.locale();
    sheet.rule(MARGIN, y, WIDTH);
    let y = y + mm(1.4);
    let times = bench.content.rounds[row.round];
    let cell = |column, head| Role::Cell { row: row.round, column, head };
    sheet.begin(cell(0, Some(Head::Row)));
    let number = bench.letters.set(&words::round_n(locale, row.round + 1), bold(9.0).tight(), mm(25.0));
    sheet.text(MARGIN, y, &number, Ink::Black);
    let time = words::from_to(times.starts, times.ends);
    let time = bench.letters.set(&time, regular(8.0).tight(), mm(25.0));
    sheet.text(MARGIN, y + number.height + mm(0.5), &time, Ink::Quiet);
    if bench.is_new_for(row.round, person.id) {
        sheet.aside_fill(MARGIN - mm(3.5), y - mm(0.6), mm(1.4), row.height - mm(2.2), Ink::Act);
        let word = bench.letters.set(&words::new(locale), bold(8.0).tight().right(), mm(8.0));
        sheet.aside(MARGIN + TABLE_X - mm(10.0), y, &word, Ink::Act);
    }
    sheet.begin(cell(1, None));
    if let Some(table) = row.table {
        let label = bench.letters.set(&words::table(locale), regular(7.0).tight(), TABLE_WIDTH);
        sheet.text(MARGIN + TABLE_X, y, &label, Ink::Quiet);
        // Figures have no descent and no accents: four fifths of a line hold them.
        let figures = Style { leading: 0.8, ..bold(20.0) };
        let number = bench.letters.fit(&table.to_string(), figures, TABLE_WIDTH, mm(8.0));
        sheet.text(MARGIN + TABLE_X, y + label.height, &number, Ink::Black);
    }
    sheet.begin(cell(2, None));
    let mut below = y;
    for (block, ink) in row.partners.iter().map(|b| (b, Ink::Black)).chain(row.details.iter().map(|b| (b, Ink::Quiet)))
    {
        sheet.text(MARGIN + PARTNER_X, below, block, ink);
        below += block.height + GAP;
    }
}
