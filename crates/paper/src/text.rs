//! Lines of letters: shaping, direction of writing, line breaking and fitting into a given space. All lengths are points.
//!
//! The letters are the house's own (`fonts/`, licence beside them): no document depends on what a machine has installed.

use krilla::{
    geom::Point,
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
    "EBGaramond-SemiBold.ttf",
];

const FAMILIES: [&str; 5] =
    ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Armenian", "Noto Sans Georgian"];
/// The funder allows few families for its line (Regulation (EU) 2021/1060, Annex IX); this one is free.
const FUNDERS: &str = "EB Garamond SemiBold";

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
    pub text: String,
    /// The space it was broken for, and the widest line in it.
    pub room: f32,
    pub width: f32,
    pub height: f32,
    pub size: f32,
    align: Align,
    runs: Vec<Run>,
}

/// Glyphs of one font, from left to right.
struct Run {
    x: f32,
    baseline: f32,
    font: Font,
    size: f32,
    glyphs: Vec<KrillaGlyph>,
}

impl Block {
    pub fn draw(&self, surface: &mut Surface, x: f32, y: f32) {
        for run in &self.runs {
            let start = Point::from_xy(x + run.x, y + run.baseline);
            surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &self.text, run.size, false);
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

    /// Letters that no font of ours has; they print as an empty box.
    pub fn missing(&self) -> usize {
        self.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.glyph_id.to_u32() == 0).count()
    }
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
    set: HashMap<Key, Rc<Block>>,
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
        let (faces, shaped, set) = Default::default();
        Self { fonts, layouts: LayoutContext::new(), faces, shaped, set }
    }

    /// Breaks a text into lines of at most `room`; a word that is longer is broken within.
    pub fn set(&mut self, text: &str, style: Style, room: f32) -> Rc<Block> {
        let shape = Shape { text: text.to_owned(), leading: style.leading.to_bits(), face: style.face };
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
            room,
            width: layout.width() * scale,
            height: layout.height() * scale,
            size: style.size,
            align: style.align,
            runs: runs(layout, &mut self.faces, scale),
        });
        self.set.insert(key, block.clone());
        block
    }

    /// The text as large as `style` says or as small as it takes to fit into `room` x `height`. Words stay whole down to
    /// two thirds of the size; nothing is ever left out.
    pub fn fit(&mut self, text: &str, style: Style, room: f32, height: f32) -> Rc<Block> {
        let shape = Shape { text: text.to_owned(), leading: style.leading.to_bits(), face: style.face };
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
            Face::Funder => FontWeight::SEMI_BOLD,
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
