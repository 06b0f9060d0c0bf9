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
