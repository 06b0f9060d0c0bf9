//! The market of possibilities as a place: halls, stands, and where other things are. Lengths are metres.

use crate::{AssociationId, HallId, StandId};
use serde::{Deserialize, Serialize};

/// A point in a hall, metres from its corner with the smallest coordinates; y grows downwards as on the drawn plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// What is not a stand and still has to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    Entrance,
    StepFreeEntrance,
    Info,
    Stage,
    QuietRoom,
    Toilet,
    AccessibleToilet,
    Cafe,
    Dating,
    Workshop,
    Lift,
    Stairs,
}

/// A named spot in a hall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub kind: PlaceKind,
    pub name: String,
    pub at: Point,
}

/// One hall, yard or floor: a rectangle of `width` x `depth` metres with an outline inside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hall {
    pub id: HallId,
    pub name: String,
    pub level: i8,
    pub width: f32,
    pub depth: f32,
    /// Corners of the floor, in order; empty means the whole rectangle.
    pub outline: Vec<Point>,
    pub places: Vec<Place>,
}

/// Whether somebody is there just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    #[default]
    Expected,
    Open,
    Away,
}

/// A stand: an upright rectangle, shared where it lists several associations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stand {
    pub id: StandId,
    pub hall: HallId,
    /// What is painted on it: "27", "A 3".
    pub number: String,
    pub at: Point,
    pub width: f32,
    pub depth: f32,
    pub step_free: bool,
    pub presence: Presence,
    pub associations: Vec<AssociationId>,
}

/// Width of a stand that the layout by rows makes, in metres.
pub const STAND_WIDTH: f32 = 3.0;
/// Its depth.
pub const STAND_DEPTH: f32 = 2.0;
/// Free way between two rows; wheelchairs pass each other.
const AISLE: f32 = 2.5;
/// Free way along the walls.
const MARGIN: f32 = 2.0;

/// Where a hall still takes stands: double rows back to back with aisles between them, from the far wall to the near one.
///
/// Spots overlap neither `taken` stands (with half an aisle around them) nor places, and lie inside the outline.
pub fn free_spots(hall: &Hall, taken: &[&Stand]) -> Vec<Point> {
    let mut spots = Vec::new();
    let (mut y, mut back) = (MARGIN, false);
    while y + STAND_DEPTH <= hall.depth - MARGIN {
        let mut x = MARGIN;
        while x + STAND_WIDTH <= hall.width - MARGIN {
            let clear_of = |left: f32, top: f32, width: f32, depth: f32, gap: f32| {
                x >= left + width + gap
                    || left >= x + STAND_WIDTH + gap
                    || y >= top + depth + gap
                    || top >= y + STAND_DEPTH + gap
            };
            let free = taken.iter().all(|s| clear_of(s.at.x, s.at.y, s.width, s.depth, AISLE / 2.0))
                && hall.places.iter().all(|p| clear_of(p.at.x - 0.5, p.at.y - 0.5, 1.0, 1.0, 0.5));
            let corners = [(x, y), (x + STAND_WIDTH, y), (x, y + STAND_DEPTH), (x + STAND_WIDTH, y + STAND_DEPTH)];
            if free && corners.iter().all(|(x, y)| inside(&hall.outline, *x, *y)) {
                spots.push(Point { x, y });
            }
            x += STAND_WIDTH;
        }
        y += if back { STAND_DEPTH + AISLE } else { STAND_DEPTH };
        back = !back;
    }
    spots
}

/// Whether a point lies in a polygon (ray casting); everything lies in an empty one.
fn inside(outline: &[Point], x: f32, y: f32) -> bool {
    if outline.is_empty() {
        return true;
    }
    let mut within = false;
    let mut before = outline[outline.len() - 1];
    for corner in outline {
        let crosses = (corner.y > y) != (before.y > y);
        if crosses && x < (before.x - corner.x) * (y - corner.y) / (before.y - corner.y) + corner.x {
            within = !within;
        }
        before = *corner;
    }
    within
}
