//! Lines of letters: shaping, direction of writing, line breaking and fitting into a given space. All lengths are points.
//!
//! The letters are the house's own (`fonts/`, licence beside them): no document depends on what a machine has installed.

use krilla::{
    geom::{Path, PathBuilder, Point, Rect},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
    fontique::{Blob, Collection, CollectionOptions},
    style::{FontFamily, FontFamilyName},
};
use std::{borrow::Cow, collections::HashMap, rc::Rc, sync::Arc};

macro_rules! fonts {
    ($($file:literal),* $(,)?) => { [$(include_bytes!(concat!("../fonts/", $file)) as &'static [u8]),*] };
}

/// Latin (with Vietnamese and Turkish), Greek and Cyrillic, then one pair a script; the last is the funder's line.
static FONTS: [&[u8]; 11] = fonts![
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansArmenian-Bold.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansGeorgian-Bold.ttf",
    "Ubuntu-Medium-INSIST.ttf",
];

const FAMILIES: [&str; 5] =
    ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Armenian", "Noto Sans Georgian"];
/// The funder allows few families for its line (Regulation (EU) 2021/1060, Annex IX): of those that are free, the one that
/// stands on screens too.
const FUNDERS: &str = "Ubuntu Medium derivative INSIST";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Regular,
    Bold,
    Funder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub size: f32,
    pub face: Face,
    pub align: Align,
    /// Of a line, in sizes.
    pub leading: f32,
}

pub(crate) fn regular(size: f32) -> Style {
    Style { size, face: Face::Regular, align: Align::Left, leading: 1.25 }
}

pub(crate) fn bold(size: f32) -> Style {
    Style { face: Face::Bold, ..regular(size) }
}

impl Style {
    pub fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    pub fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    pub fn tight(self) -> Self {
        Self { leading: 1.1, ..self }
    }

    pub fn of_size(self, size: f32) -> Self {
        Self { size, ..self }
    }
}

/// A text in lines, ready to be drawn; `(0, 0)` is its upper left corner.
pub(crate) struct Block {
    /// As it was given.
    pub text: String,
    /// As it is set: with spaces at which no line ends.
    spaced: String,
    /// The space it was broken for, and the widest line in it.
    pub room: f32,
    pub width: f32,
    pub height: f32,
    pub size: f32,
    align: Align,
    runs: Vec<Run>,
    is_rtl: bool,
}

/// Glyphs of one font, from left to right.
struct Run {
    x: f32,
    baseline: f32,
    font: Font,
    size: f32,
    glyphs: Vec<KrillaGlyph>,
}

impl Run {
    /// An empty box for each letter that no font of ours has: our fonts would leave a gap, as if nothing stood there.
    fn boxes(&self, start: Point) -> Option<Path> {
        const HIGH: f32 = 0.7;
        const THIN: f32 = 0.05;
        let mut path = PathBuilder::new();
        let mut left = start.x;
        for glyph in &self.glyphs {
            let wide = glyph.x_advance * self.size;
            if is_missing(glyph) {
                let (thin, high, top) = (THIN * self.size, HIGH * self.size, start.y - HIGH * self.size);
                let (x, wide) = (left + thin, (wide - 2.0 * thin).max(thin));
                let sides = [
                    (x, top, wide, thin),
                    (x, start.y - thin, wide, thin),
                    (x, top, thin, high),
                    (x + wide - thin, top, thin, high),
                ];
                sides
                    .iter()
                    .for_each(|&(x, y, w, h)| Rect::from_xywh(x, y, w, h).into_iter().for_each(|r| path.push_rect(r)));
            }
            left += wide;
        }
        path.finish()
    }
}

fn is_missing(glyph: &KrillaGlyph) -> bool {
    glyph.glyph_id.to_u32() == 0
}

impl Block {
    pub fn draw(&self, surface: &mut Surface, x: f32, y: f32) {
        for run in &self.runs {
            let start = Point::from_xy(x + run.x, y + run.baseline);
            surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &self.spaced, run.size, false);
            if let Some(boxes) = run.boxes(start) {
                surface.draw_path(&boxes);
            }
        }
    }

    /// Where its lines begin and end when it is drawn at `x`.
    pub fn extent(&self, x: f32) -> (f32, f32) {
        let slack = if self.room < f32::MAX { (self.room - self.width).max(0.0) } else { 0.0 };
        let left = match self.align {
            Align::Left => x,
            Align::Centre => x + slack / 2.0,
            Align::Right => x + slack,
        };
        (left, left + self.width)
    }

    /// Whether any of it is written from the right.
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// Letters that no font of ours has; they print as an empty box.
    pub fn missing(&self) -> usize {
        self.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| is_missing(glyph)).count()
    }
}

/// Those of the texts with letters that no font of ours has; they print as empty boxes.
pub fn lacking(texts: Vec<String>) -> Vec<String> {
    let mut letters = Typesetter::new();
    texts.into_iter().filter(|text| letters.set(text, regular(SHAPED), f32::MAX).missing() > 0).collect()
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
}

/// What a text looks like before it is broken into lines.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shape {
    text: String,
    leading: u32,
    face: Face,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    shape: Shape,
    room: u32,
    size: u32,
    align: Align,
}

/// Sets texts and remembers them: names come back in every round. Letters are shaped once, in one size; lines of another
/// size are broken in a room that is as much wider, and scaled.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    faces: HashMap<u64, Font>,
    shaped: HashMap<Shape, Layout<()>>,
    /// By texts as they were given: with all firm spaces, how wide the longest word is then (0 where it is none of them), and
    /// with those that always hold.
    spaced: HashMap<Shape, (Shape, f32, Shape)>,
    set: HashMap<Key, Rc<Block>>,
}

/// Where no line may end: inside "e. V.", and before a number ("Tisch 12", "Plan 3"). With `abbreviations_follow`, "e. V."
/// stays with the word before it as well.
fn spaced(text: &str, abbreviations_follow: bool) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    for (index, letter) in text.char_indices() {
        let (before, after) = (&text[..index], &text[index + letter.len_utf8()..]);
        let within = before.ends_with("e.") && after.starts_with("V.");
        let follows = abbreviations_follow && (after.starts_with("e. V.") || after.starts_with("e.V."));
        let holds = letter == ' ' && (within || follows || (before.ends_with(char::is_alphabetic) && counts(after)));
        spaced.push(if holds { '\u{a0}' } else { letter });
    }
    // In a name that is written from the right the last full stop would go to the wrong end (UAX 9: it is neutral).
    if text.chars().any(is_from_the_right) { spaced.replace("e.\u{a0}V.", "e.\u{a0}V.\u{200e}") } else { spaced }
}

fn is_from_the_right(letter: char) -> bool {
    is_arabic(letter) || matches!(letter, '\u{590}'..='\u{5ff}')
}

/// Whether a text begins with a number as tables, rounds and plans have them.
fn counts(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits) && !text[digits..].starts_with(char::is_alphanumeric)
}

/// The size in which letters are shaped.
const SHAPED: f32 = 10.0;

impl Typesetter {
    pub fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for font in FONTS {
            collection.register_fonts(Blob::new(Arc::new(font)), None);
        }
        let fonts = FontContext { collection, source_cache: Default::default() };
        let (faces, shaped, spaced, set) = Default::default();
        Self { fonts, layouts: LayoutContext::new(), faces, shaped, spaced, set }
    }

    /// Breaks a text into lines of at most `room`; a word that is longer is broken within.
    pub fn set(&mut self, text: &str, style: Style, room: f32) -> Rc<Block> {
        let shape = self.shape(text, style, room);
        let spaced = shape.text.clone();
        let key = Key { shape, room: room.to_bits(), size: style.size.to_bits(), align: style.align };
        if let Some(block) = self.set.get(&key) {
            return block.clone();
        }
        let scale = style.size / SHAPED;
        let layout = shaped(&mut self.shaped, &mut self.fonts, &mut self.layouts, &key.shape);
        layout.break_all_lines(Some(room / scale));
        // A name written from the right stands in the same column as its neighbours: on the left of it.
        let alignment = match style.align {
            Align::Left => Alignment::Left,
            Align::Centre => Alignment::Center,
            Align::Right => Alignment::Right,
        };
        layout.align(alignment, AlignmentOptions::default());
        let block = Rc::new(Block {
            text: text.to_owned(),
            spaced,
            room,
            width: layout.width() * scale,
            height: layout.height() * scale,
            size: style.size,
            align: style.align,
            is_rtl: layout.lines().any(|line| line.runs().any(|run| run.is_rtl())),
            runs: runs(layout, &mut self.faces, scale),
        });
        self.set.insert(key, block.clone());
        block
    }

    /// A text with its firm spaces: "e. V." stays with the word before it where both fit into a line, or where another word
    /// is longer still.
    fn shape(&mut self, text: &str, style: Style, room: f32) -> Shape {
        let plain = Shape { text: text.to_owned(), leading: style.leading.to_bits(), face: style.face };
        if let Some((firm, widest, loose)) = self.spaced.get(&plain) {
            return if widest * style.size / SHAPED <= room { firm.clone() } else { loose.clone() };
        }
        let of = |abbreviations_follow| Shape { text: spaced(text, abbreviations_follow), ..plain.clone() };
        let (firm, loose) = (of(true), of(false));
        let mut widest = 0.0;
        if firm != loose {
            let mut longest_word = |shape| {
                shaped(&mut self.shaped, &mut self.fonts, &mut self.layouts, shape).calculate_content_widths().min
            };
            let (with, without) = (longest_word(&firm), longest_word(&loose));
            widest = if with > without { with } else { 0.0 };
        }
        self.spaced.insert(plain, (firm, widest, loose));
        self.shape(text, style, room)
    }

    /// The text as large as `style` says or as small as it takes to fit into `room` x `height`. Words stay whole down to
    /// two thirds of the size; nothing is ever left out.
    pub fn fit(&mut self, text: &str, style: Style, room: f32, height: f32) -> Rc<Block> {
        let shape = self.shape(text, style, room);
        let layout = shaped(&mut self.shaped, &mut self.fonts, &mut self.layouts, &shape);
        let longest_word = layout.calculate_content_widths().min;
        let mut size = style.size;
        loop {
            let scale = size / SHAPED;
            layout.break_all_lines(Some(room / scale));
            let whole_words = longest_word * scale <= room || size < style.size * 0.66;
            let fits = layout.height() * scale <= height && layout.width() * scale <= room;
            if (whole_words && fits) || size < 0.5 {
                return self.set(text, style.of_size(size), room);
            }
            size *= 0.95;
        }
    }
}

fn shaped<'a>(
    known: &'a mut HashMap<Shape, Layout<()>>,
    fonts: &mut FontContext,
    layouts: &mut LayoutContext<()>,
    shape: &Shape,
) -> &'a mut Layout<()> {
    known.entry(shape.clone()).or_insert_with(|| {
        let text = shape.text.as_str();
        let mut builder = layouts.ranged_builder(fonts, text, 1.0, false);
        let families: &[&str] = if shape.face == Face::Funder { &[FUNDERS] } else { &FAMILIES };
        let names: Vec<_> = families.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names))));
        builder.push_default(StyleProperty::FontSize(SHAPED));
        // Arabic letters reach further up and down than the others.
        let leading = f32::from_bits(shape.leading);
        let leading = if text.chars().any(is_arabic) { leading.max(1.4) } else { leading };
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.push_default(StyleProperty::FontWeight(match shape.face {
            Face::Regular => FontWeight::NORMAL,
            Face::Bold => FontWeight::BOLD,
            Face::Funder => FontWeight::MEDIUM,
        }));
        builder.build(text)
    })
}

/// The glyphs of all lines, scaled.
fn runs(layout: &Layout<()>, faces: &mut HashMap<u64, Font>, scale: f32) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in layout.lines() {
        let metrics = line.metrics();
        let mut x = metrics.inline_min_coord + metrics.offset;
        for run in line.runs() {
            let start = x;
            let glyphs = glyphs(&run);
            x += run.visual_clusters().flat_map(|cluster| cluster.glyphs()).map(|glyph| glyph.advance).sum::<f32>();
            if let Some(font) = face(faces, run.font()) {
                let (x, baseline, size) = (start * scale, metrics.baseline * scale, run.font_size() * scale);
                runs.push(Run { x, baseline, font, size, glyphs });
            }
        }
    }
    runs
}

/// Each glyph with the text it stands for, so that what is read out of the document is what went in.
fn glyphs(run: &parley::layout::Run<()>) -> Vec<KrillaGlyph> {
    let size = run.font_size();
    let mut glyphs: Vec<KrillaGlyph> = Vec::new();
    // The letters of a ligature that have no glyph of their own: after it, or before it where one writes from the right.
    let mut waiting: Option<std::ops::Range<usize>> = None;
    for cluster in run.visual_clusters() {
        let mut range = cluster.text_range();
        if cluster.is_ligature_continuation() {
            match glyphs.last_mut().filter(|_| !run.is_rtl()) {
                Some(glyph) => glyph.text_range.end = range.end,
                None => waiting = Some(waiting.map_or(range.clone(), |waiting| range.start..waiting.end)),
            }
            continue;
        }
        if let Some(waiting) = waiting.take() {
            range.end = waiting.end;
        }
        for glyph in cluster.glyphs() {
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                range.clone(),
                None,
            ));
        }
    }
    glyphs
}

fn face(faces: &mut HashMap<u64, Font>, font: &parley::FontData) -> Option<Font> {
    if let Some(known) = faces.get(&font.data.id()) {
        return Some(known.clone());
    }
    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(font.data.clone());
    let made = Font::new(bytes.into(), font.index)?;
    faces.insert(font.data.id(), made.clone());
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::{Typesetter, lacking, regular, spaced};

    #[test]
    fn names_in_scripts_without_a_font_are_named() {
        let printed =
            ["Verein Đoàn Kết", "İstanbul e. V.", "Зелений сад", "نادي الشباب e. V.", "Ελληνική", "Հայ", "שלום"];
        let boxed = ["የኢትዮጵያ ማህበር e. V.", "नेपाल", "中文学校"];
        let all = printed.iter().chain(&boxed).map(|name| (*name).to_owned()).collect();
        assert_eq!(lacking(all), boxed);
    }

    #[test]
    fn no_line_ends_inside_an_abbreviation_or_before_a_number() {
        assert_eq!(spaced("Chor am Kanal e. V. an Tisch 12", false), "Chor am Kanal e.\u{a0}V. an Tisch\u{a0}12");
        assert_eq!(spaced("Chor am Kanal e. V.", true), "Chor am Kanal\u{a0}e.\u{a0}V.");
        assert_eq!(spaced("نادي e. V.", true), "نادي\u{a0}e.\u{a0}V.\u{200e}");
        assert_eq!(spaced("Plan 3 · 14:20", true), "Plan\u{a0}3 · 14:20");
        assert_eq!(spaced("seit 1848er Zeiten, e V.", true), "seit 1848er Zeiten, e V.");
    }

    #[test]
    fn an_abbreviation_stays_with_its_name_where_both_fit_into_a_line() {
        let mut letters = Typesetter::new();
        let name = "Chor der Hafenstraße e. V.";
        let wide = letters.set("Hafenstraße e. V.", regular(10.0), f32::MAX).width + 1.0;
        assert!(letters.shape(name, regular(10.0), wide).text.ends_with("Hafenstraße\u{a0}e.\u{a0}V."));
        assert!(letters.shape(name, regular(10.0), wide - 2.0).text.ends_with("Hafenstraße e.\u{a0}V."));
        assert_eq!(letters.set(name, regular(10.0), wide).text, name, "what was given is what it says");
    }
}
