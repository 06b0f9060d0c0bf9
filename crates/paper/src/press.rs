//! From content to printed pages: making sheets, leaving out what did not change, laying cards onto A4, writing the PDF.

use crate::{
    Content, Kind, Size, Speech, Stock,
    content::Seating,
    document::{self, Bench},
    furniture::Foot,
    sheet::{Ink, Role, Sheet, Subject, mm},
    text::{Typesetter, bold, regular},
    words,
};
use domain::Locale;
use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    error::{KrillaError, KrillaResult},
    geom::{PathBuilder, Point, Transform},
    metadata::{DateTime, Metadata, TextDirection},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Stroke,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, TagTree},
};
use std::collections::HashSet;
use thiserror::Error;

/// What somebody wants to have printed.
#[derive(Clone, Copy)]
pub struct Order {
    pub kind: Kind,
    pub size: Size,
    pub stock: Stock,
    pub speech: Speech,
}

/// A document to be printed.
pub struct Print {
    pub pdf: Vec<u8>,
    /// How many sheets (cards, badges) it holds; 0 where nothing changed, the document says so then.
    pub sheets: usize,
}

#[derive(Debug, Error)]
#[error("the document cannot be written: {0}")]
pub struct Unprintable(String);

const A4: (f32, f32) = (mm(210.0), mm(297.0));

/// The document; with `since`, only the sheets that say something else than they said in that version.
pub fn print(order: &Order, content: &Content, since: Option<&Content>) -> Result<Print, Unprintable> {
    let all = sheets(order, content, since);
    let sheets = match since {
        Some(before) => changed(&sheets(order, before, None), all),
        None => all,
    };
    let pdf = pdf(order, content, since, &sheets)?;
    Ok(Print { pdf, sheets: sheets.len() })
}

/// Every sheet of a document. With `since`, rows that are new are marked; that does not count as a difference.
pub fn sheets(order: &Order, content: &Content, since: Option<&Content>) -> Vec<Sheet> {
    let locale = order.speech.locale;
    let mut bench = Bench {
        content,
        seating: Seating::of(content),
        before: since.map(|before| (before, Seating::of(before))),
        letters: Typesetter::new(),
        speech: order.speech,
        foot: Foot {
            locale,
            stamp: stamp(locale, content),
            replaces: since.and_then(|before| before.plan).map(|plan| words::replaces(locale, plan.version)),
        },
    };
    if content.plan.is_none() && order.kind.needs_a_plan() {
        return Vec::new();
    }
    match order.kind {
        Kind::Cards => document::cards::cards(&mut bench, order.size),
        Kind::RunSheets => document::run_sheets::run_sheets(&mut bench),
        Kind::Badges => document::badges::badges(&mut bench),
        Kind::TablePlan => document::table_plan::table_plan(&mut bench),
        Kind::Names => document::names::names(&mut bench),
        Kind::Interpreters => document::interpreters::interpreters(&mut bench),
        Kind::Moderator => document::moderator::moderator(&mut bench),
    }
}

/// The sheets of `now` that `before` does not have just like that: another text, another place, another page of so many.
pub fn changed(before: &[Sheet], now: Vec<Sheet>) -> Vec<Sheet> {
    let known: HashSet<(Subject, u64)> = before.iter().map(|sheet| (sheet.subject, sheet.fingerprint())).collect();
    now.into_iter().filter(|sheet| !known.contains(&(sheet.subject, sheet.fingerprint()))).collect()
}

fn stamp(locale: Locale, content: &Content) -> String {
    let time = words::clock(content.made_at.time());
    match content.plan {
        Some(plan) => words::plan_version(locale, plan.version, &time),
        None => words::as_of(locale, &time),
    }
}

/// How sheets lie on a page: its size, and the corner of each place.
struct Imposition {
    page: (f32, f32),
    places: Vec<(f32, f32)>,
    cut: bool,
    /// Says version and number of the page in its margin.
    margin_note: bool,
}

/// A page for every sheet.
fn whole(sheet: (f32, f32)) -> Imposition {
    Imposition { page: sheet, places: vec![(0.0, 0.0)], cut: false, margin_note: false }
}

fn imposition(order: &Order, sheet: (f32, f32)) -> Imposition {
    let on = |page: (f32, f32), columns: usize, rows: usize, margin_note| {
        let (left, top) = ((page.0 - sheet.0 * columns as f32) / 2.0, (page.1 - sheet.1 * rows as f32) / 2.0);
        let place =
            |index: usize| (left + sheet.0 * (index % columns) as f32, top + sheet.1 * (index / columns) as f32);
        Imposition { page, places: (0..columns * rows).map(place).collect(), cut: true, margin_note }
    };
    let landscape = (A4.1, A4.0);
    match (order.kind, order.stock, order.size) {
        (Kind::Badges, _, _) => on(A4, 2, 5, true),
        (Kind::Cards, Stock::A4, Size::A6) => on(landscape, 2, 2, false),
        (Kind::Cards, Stock::A4, Size::A5) => on(A4, 1, 2, false),
        (Kind::RunSheets, Stock::A4, _) => on(landscape, 2, 1, false),
        _ => whole(sheet),
    }
}

/// For those who listen to it as well (PDF/UA-1). Where that cannot be, because a name has letters that no font has, it is
/// better printed than not at all.
fn pdf(order: &Order, content: &Content, since: Option<&Content>, sheets: &[Sheet]) -> Result<Vec<u8>, Unprintable> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let accessible = accessible.map_err(|error| Unprintable(format!("{error:?}")))?;
    let written = match written(order, content, since, sheets, accessible)? {
        Err(KrillaError::Validation(_)) => written(order, content, since, sheets, Configuration::default())?,
        written => written,
    };
    written.map_err(|error| Unprintable(format!("{error:?}")))
}

fn written(
    order: &Order,
    content: &Content,
    since: Option<&Content>,
    sheets: &[Sheet],
    configuration: Configuration,
) -> Result<KrillaResult<Vec<u8>>, Unprintable> {
    let locale = order.speech.locale;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut letters = Typesetter::new();
    let title = format!("{} – {}", order.kind.title(locale), content.session);
    document.set_metadata(
        Metadata::new()
            .title(title.clone())
            .description(stamp(locale, content))
            .creator("INSIST".to_owned())
            .language(locale.tag().to_owned())
            .text_direction(TextDirection::LeftToRight)
            .creation_date(moment(content.made_at)),
    );
    let unprintable = |what: &str| Unprintable(what.to_owned());
    let (mut tree, mut outline) = (TagTree::new().with_lang(Some(locale.tag().to_owned())), Outline::new());
    let empty = sheets.is_empty().then(|| nothing(locale, since, &title, &mut letters));
    let sheets = empty.as_slice().iter().chain(sheets).collect::<Vec<_>>();
    let Some(first) = sheets.first() else { return Err(unprintable("no sheet")) };
    let size = (first.width, first.height);
    let lay = if empty.is_some() { whole(size) } else { imposition(order, size) };
    let pages = sheets.len().div_ceil(lay.places.len());
    for (index, together) in sheets.chunks(lay.places.len()).enumerate() {
        let settings = PageSettings::from_wh(lay.page.0, lay.page.1).ok_or_else(|| unprintable("page"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (sheet, (x, y)) in together.iter().zip(&lay.places) {
            surface.push_transform(&Transform::from_translate(*x, *y));
            let title = sheet.title();
            tree.push(sheet.draw(&mut surface).section(&title));
            surface.pop();
            outline.push_child(OutlineNode::new(title, XyzDestination::new(index, Point::from_xy(*x, *y))));
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        if lay.cut {
            cut_marks(&mut surface, &lay, size);
        }
        if lay.margin_note {
            let note = format!("{} · {}", stamp(locale, content), words::sheet(locale, index + 1, pages));
            // Over the first column: in the middle there is a mark.
            let (left, _) = lay.places[0];
            let note = letters.set(&note, regular(7.0).centred(), size.0);
            note.draw(&mut surface, left, mm(4.5));
        }
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    Ok(document.finish())
}

/// The only sheet of a document that has none: it says why.
fn nothing(locale: Locale, since: Option<&Content>, title: &str, letters: &mut Typesetter) -> Sheet {
    let why = match since.and_then(|before| before.plan) {
        Some(plan) => words::nothing_changed(locale, plan.version),
        None => words::nothing_to_print(locale),
    };
    let mut sheet = Sheet::new(Subject::Session, 1, 1, A4);
    let room = A4.0 - mm(40.0);
    let heading = letters.set(title, bold(16.0), room);
    sheet.begin(Role::Heading);
    sheet.text(mm(20.0), mm(30.0), &heading, Ink::Black);
    sheet.begin(Role::Paragraph);
    sheet.text(mm(20.0), mm(36.0) + heading.height, &letters.set(&why, regular(12.0), room), Ink::Black);
    sheet
}

fn moment(at: jiff::civil::DateTime) -> DateTime {
    DateTime::new(at.year().max(0) as u16)
        .month(at.month() as u8)
        .day(at.day() as u8)
        .hour(at.hour() as u8)
        .minute(at.minute() as u8)
        .second(at.second() as u8)
}

/// Short lines where a knife goes through: outside the cards where there is a margin, else at the edge of the page, and a
/// small cross where two cuts meet.
fn cut_marks(surface: &mut Surface, lay: &Imposition, (width, height): (f32, f32)) {
    const LENGTH: f32 = mm(5.0);
    let mut xs: Vec<f32> = lay.places.iter().flat_map(|(x, _)| [*x, *x + width]).collect();
    let mut ys: Vec<f32> = lay.places.iter().flat_map(|(_, y)| [*y, *y + height]).collect();
    for list in [&mut xs, &mut ys] {
        list.sort_by(f32::total_cmp);
        list.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    }
    let (page_width, page_height) = lay.page;
    let on_page = |at: f32, length: f32| at > mm(2.0) && at < length - mm(2.0);
    let (top, bottom) = (ys.first().copied().unwrap_or(0.0), ys.last().copied().unwrap_or(page_height));
    let (left, right) = (xs.first().copied().unwrap_or(0.0), xs.last().copied().unwrap_or(page_width));
    let mut path = PathBuilder::new();
    let mut line = |from: (f32, f32), to: (f32, f32)| {
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
    };
    // In a margin the marks end where the cards begin; without one they lie in the cards' own quiet border.
    let reach =
        |edge: f32| if edge > mm(3.0) { (edge - LENGTH - mm(0.5)).max(mm(1.0))..edge - mm(0.5) } else { 0.0..LENGTH };
    for x in xs.iter().copied().filter(|x| on_page(*x, page_width)) {
        let (above, below) = (reach(top), reach(page_height - bottom));
        line((x, above.start), (x, above.end));
        line((x, page_height - below.start), (x, page_height - below.end));
        for y in ys.iter().copied().filter(|y| on_page(*y, page_height)) {
            line((x, y - mm(1.5)), (x, y + mm(1.5)));
        }
    }
    for y in ys.iter().copied().filter(|y| on_page(*y, page_height)) {
        let (before, after) = (reach(left), reach(page_width - right));
        line((before.start, y), (before.end, y));
        line((page_width - after.start, y), (page_width - after.end, y));
        for x in xs.iter().copied().filter(|x| on_page(*x, page_width)) {
            line((x - mm(1.5), y), (x + mm(1.5), y));
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width: 0.4, opacity: NormalizedF32::ONE, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }
}
