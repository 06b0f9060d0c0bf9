//! A sheet before it is printed: a list of what stands where, so that two versions can be compared and nothing overflows
//! unseen. Lengths are points, `(0, 0)` is the upper left corner.

use crate::{reading::Reading, text::Block};
use domain::ParticipantId;
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Rect},
    num::NormalizedF32,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

pub(crate) const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// What is printed in which colour. Everything reads on a black-and-white printer: a hue only repeats what a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ink {
    Black,
    Quiet,
    Hairline,
    Wash,
    /// Aubergine: the voice of the house.
    Brand,
    /// Terracotta: what is new.
    Act,
    White,
    FlagBlue,
    FlagYellow,
}

impl Ink {
    fn fill(self) -> Fill {
        let (r, g, b) = match self {
            Ink::Black => (0, 0, 0),
            Ink::Quiet => (84, 76, 96),
            Ink::Hairline => (176, 168, 160),
            Ink::Wash => (246, 241, 232),
            Ink::Brand => (106, 27, 82),
            Ink::Act => (181, 65, 15),
            Ink::White => (255, 255, 255),
            Ink::FlagBlue => (0, 51, 153),
            Ink::FlagYellow => (255, 204, 0),
        };
        Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
    }
}

/// Whom or what a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Table(u16),
    Person(ParticipantId),
    /// All of the session.
    Session,
}

/// What something on a sheet is to those who listen to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Heading,
    Paragraph,
    /// A picture, and what it shows.
    Figure(String),
    /// A cell of the sheet's only table, both from 0.
    Cell {
        row: usize,
        column: usize,
        head: Option<Head>,
    },
}

/// Of what a cell is the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    Row,
    Column,
}

/// A mark and its role; none where it only pleases the eye.
struct Placed {
    mark: Mark,
    role: Option<Role>,
}

enum Mark {
    Text { x: f32, y: f32, block: Rc<Block>, ink: Ink },
    Box { x: f32, y: f32, width: f32, height: f32, ink: Ink },
    Shape { path: Path, trace: u64, ink: Ink },
}

/// A closed shape while it is being drawn; two of the same steps leave the same trace.
pub(crate) struct Outline {
    path: PathBuilder,
    trace: DefaultHasher,
}

impl Outline {
    pub fn new() -> Self {
        Self { path: PathBuilder::new(), trace: DefaultHasher::new() }
    }

    pub fn move_to(&mut self, x: f32, y: f32) {
        self.note("m", &[x, y]);
        self.path.move_to(x, y);
    }

    pub fn line_to(&mut self, x: f32, y: f32) {
        self.note("l", &[x, y]);
        self.path.line_to(x, y);
    }

    /// Two control points and the end.
    pub fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.note("c", &[x1, y1, x2, y2, x, y]);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    pub fn close(&mut self) {
        self.path.close();
    }

    fn note(&mut self, step: &str, numbers: &[f32]) {
        step.hash(&mut self.trace);
        numbers.iter().for_each(|number| number.to_bits().hash(&mut self.trace));
    }
}

/// One sheet (or card, or badge).
pub struct Sheet {
    pub subject: Subject,
    /// From 1, of the sheets about the same subject.
    pub page: usize,
    pub of: usize,
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// What texts are until something else is said.
    role: Role,
    marks: Vec<Placed>,
    /// What differs with every version: its number, and hints at what is new.
    asides: Vec<Placed>,
}

impl Sheet {
    pub(crate) fn new(subject: Subject, page: usize, of: usize, (width, height): (f32, f32)) -> Self {
        Self { subject, page, of, width, height, role: Role::Paragraph, marks: Vec::new(), asides: Vec::new() }
    }

    /// What the texts are that follow.
    pub(crate) fn begin(&mut self, role: Role) {
        self.role = role;
    }

    pub(crate) fn text(&mut self, x: f32, y: f32, block: &Rc<Block>, ink: Ink) {
        self.marks.push(Placed { mark: Mark::Text { x, y, block: block.clone(), ink }, role: Some(self.role.clone()) });
    }

    pub(crate) fn aside(&mut self, x: f32, y: f32, block: &Rc<Block>, ink: Ink) {
        self.asides
            .push(Placed { mark: Mark::Text { x, y, block: block.clone(), ink }, role: Some(self.role.clone()) });
    }

    pub(crate) fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        self.marks.push(Placed { mark: Mark::Box { x, y, width, height, ink }, role: None });
    }

    pub(crate) fn aside_fill(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        self.asides.push(Placed { mark: Mark::Box { x, y, width, height, ink }, role: None });
    }

    pub(crate) fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.fill(x, y, width, 0.5, Ink::Hairline);
    }

    pub(crate) fn shape(&mut self, outline: Outline, ink: Ink) {
        self.picture(outline, ink, None);
    }

    /// A shape that says something.
    pub(crate) fn figure(&mut self, outline: Outline, ink: Ink, says: String) {
        self.picture(outline, ink, Some(Role::Figure(says)));
    }

    fn picture(&mut self, outline: Outline, ink: Ink, role: Option<Role>) {
        let trace = outline.trace.finish();
        self.marks.extend(outline.path.finish().map(|path| Placed { mark: Mark::Shape { path, trace, ink }, role }));
    }

    /// The same for two sheets that say the same at the same place, whatever their version.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.page, self.of, self.width.to_bits(), self.height.to_bits()).hash(&mut hasher);
        for placed in &self.marks {
            match &placed.mark {
                Mark::Text { x, y, block, ink } => {
                    (x.to_bits(), y.to_bits(), &block.text, block.size.to_bits(), ink).hash(&mut hasher);
                }
                Mark::Box { x, y, width, height, ink } => {
                    (x.to_bits(), y.to_bits(), width.to_bits(), height.to_bits(), ink).hash(&mut hasher);
                }
                Mark::Shape { trace, ink, .. } => (trace, ink).hash(&mut hasher),
            }
        }
        hasher.finish()
    }

    /// Every text on it, in the order of drawing.
    pub fn texts(&self) -> Vec<&str> {
        self.blocks().map(|(_, _, block)| block.text.as_str()).collect()
    }

    fn blocks(&self) -> impl Iterator<Item = (f32, f32, &Rc<Block>)> {
        self.marks.iter().chain(&self.asides).filter_map(|placed| match &placed.mark {
            Mark::Text { x, y, block, .. } => Some((*x, *y, block)),
            _ => None,
        })
    }

    /// What does not fit: texts that leave the sheet or the room they were set for, that lie on each other, or whose letters
    /// no font has. Empty for every sheet this crate makes; tests ask.
    pub fn faults(&self) -> Vec<String> {
        /// Rounding, and lines that touch.
        const SLACK: f32 = 0.6;
        let mut faults = Vec::new();
        let placed: Vec<_> = self.blocks().collect();
        for (index, (x, y, block)) in placed.iter().enumerate() {
            let (x, y, text) = (*x, *y, &block.text);
            let (left, right) = block.extent(x);
            let inside = left >= 0.0 && y >= 0.0 && right <= self.width && y + block.height <= self.height + SLACK;
            if !inside {
                faults.push(format!("leaves the sheet: {text}"));
            }
            if block.width > block.room + SLACK {
                faults.push(format!("wider than its room: {text}"));
            }
            if block.missing() > 0 {
                faults.push(format!("letters without a font: {text}"));
            }
            for (other_x, other_y, other) in &placed[index + 1..] {
                let (other_left, other_right) = other.extent(*other_x);
                let apart = right <= other_left + SLACK
                    || other_right <= left + SLACK
                    || y + block.height <= other_y + SLACK
                    || other_y + other.height <= y + SLACK;
                if !apart {
                    faults.push(format!("{text:?} lies on {:?}", other.text));
                }
            }
        }
        faults
    }

    /// What it is called: its headings.
    pub(crate) fn title(&self) -> String {
        let headings = self.marks.iter().filter(|placed| placed.role == Some(Role::Heading));
        let words = headings.filter_map(|placed| match &placed.mark {
            Mark::Text { block, .. } => Some(block.text.as_str()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Draws it, and gives what it says in the order of reading.
    pub(crate) fn draw(&self, surface: &mut Surface) -> Reading {
        let mut reading = Reading::default();
        let is_text = |placed: &&Placed| matches!(placed.mark, Mark::Text { .. });
        let below = self.asides.iter().filter(|placed| !is_text(placed));
        let above = self.asides.iter().filter(is_text);
        let mut pleasing = false;
        for placed in below.chain(&self.marks).chain(above) {
            let Some(role) = &placed.role else {
                if !pleasing {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                }
                pleasing = true;
                placed.mark.draw(surface);
                continue;
            };
            if std::mem::take(&mut pleasing) {
                surface.end_tagged();
            }
            let id = surface.start_tagged(placed.mark.tag());
            placed.mark.draw(surface);
            surface.end_tagged();
            reading.add(role, id);
        }
        if pleasing {
            surface.end_tagged();
        }
        reading
    }
}

impl Mark {
    /// What is written from the right is drawn from the left: readers are told how it is spelled.
    fn tag(&self) -> ContentTag<'_> {
        match self {
            Mark::Text { block, .. } if block.is_rtl() => {
                ContentTag::Span(SpanTag::empty().with_actual_text(Some(&block.text)))
            }
            Mark::Text { .. } => ContentTag::Span(SpanTag::empty()),
            _ => ContentTag::Other,
        }
    }

    fn draw(&self, surface: &mut Surface) {
        match self {
            Mark::Text { x, y, block, ink } => {
                surface.set_fill(Some(ink.fill()));
                block.draw(surface, *x, *y);
            }
            Mark::Box { x, y, width, height, ink } => {
                if let Some(path) = rectangle(*x, *y, *width, *height) {
                    surface.set_fill(Some(ink.fill()));
                    surface.draw_path(&path);
                }
            }
            Mark::Shape { path, ink, .. } => {
                surface.set_fill(Some(ink.fill()));
                surface.draw_path(path);
            }
        }
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(Rect::from_xywh(x, y, width, height)?);
    builder.finish()
}
