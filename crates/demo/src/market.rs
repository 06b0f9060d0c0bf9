//! The halls of the demo and who stands where: one quarter of the market for each hue, around a square with a café.

use crate::{
    chance::Chance,
    entry::{Entry, id_of},
};
use domain::{
    HallId, StandId,
    market::{Hall, Place, PlaceKind, Point, Presence, Stand},
    taxonomy::Hue,
};
use std::ops::Range;

const MAIN: HallId = HallId(1);
const COURT: HallId = HallId(2);
const UPSTAIRS: HallId = HallId(3);

fn corners(corners: &[(f32, f32)]) -> Vec<Point> {
    corners.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
}

fn places(places: &[(PlaceKind, &str, f32, f32)]) -> Vec<Place> {
    let place = |(kind, name, x, y): &(PlaceKind, &str, f32, f32)| Place {
        kind: *kind,
        name: (*name).to_owned(),
        at: Point { x: *x, y: *y },
    };
    places.iter().map(place).collect()
}

/// The main hall with stage and entrance, the courtyard behind it, and the floor above.
pub fn halls() -> Vec<Hall> {
    use PlaceKind::*;
    let main = [(0.0, 6.0), (3.0, 3.0), (13.5, 3.0), (16.5, 0.0), (28.5, 0.0), (31.5, 3.0), (42.0, 3.0), (45.0, 6.0)];
    let vestibule = [(45.0, 28.5), (29.5, 28.5), (29.5, 32.0), (15.5, 32.0), (15.5, 28.5), (0.0, 28.5)];
    vec![
        Hall {
            id: MAIN,
            name: "Bürgerhalle".to_owned(),
            level: 0,
            width: 45.0,
            depth: 32.0,
            outline: corners(&[&main[..], &vestibule[..]].concat()),
            places: places(&[
                (Entrance, "Haupteingang Lindenplatz", 19.0, 31.2),
                (StepFreeEntrance, "Stufenloser Eingang", 26.0, 31.2),
                (Info, "Infotisch", 22.5, 27.6),
                (Stage, "Bühne", 22.5, 2.6),
                (Cafe, "Café Lindenplatz", 22.5, 15.6),
                (Toilet, "Toiletten West", 1.4, 22.4),
                (AccessibleToilet, "Barrierefreie Toilette", 1.4, 10.8),
                (Toilet, "Toiletten Ost", 43.6, 22.4),
                (Lift, "Aufzug", 43.6, 15.6),
                (Stairs, "Treppe ins Obergeschoss", 43.6, 10.8),
            ]),
        },
        Hall {
            id: COURT,
            name: "Innenhof".to_owned(),
            level: 0,
            width: 30.0,
            depth: 18.0,
            outline: corners(&[
                (5.0, 0.0),
                (25.0, 0.0),
                (30.0, 5.0),
                (30.0, 13.0),
                (25.0, 18.0),
                (5.0, 18.0),
                (0.0, 13.0),
                (0.0, 5.0),
            ]),
            places: places(&[
                (StepFreeEntrance, "Übergang zur Bürgerhalle", 5.6, 2.4),
                (Stage, "Bewegungsfläche", 15.0, 9.0),
                (Cafe, "Saftbar am Lindenbaum", 24.6, 3.6),
                (AccessibleToilet, "Barrierefreie Toilette", 24.6, 14.6),
            ]),
        },
        Hall {
            id: UPSTAIRS,
            name: "Obergeschoss".to_owned(),
            level: 1,
            width: 36.0,
            depth: 16.0,
            outline: corners(&[(0.0, 0.0), (36.0, 0.0), (36.0, 16.0), (24.0, 16.0), (24.0, 12.0), (0.0, 12.0)]),
            places: places(&[
                (Dating, "Lindensaal", 9.0, 6.0),
                (Workshop, "Werkraum 1", 21.5, 3.0),
                (Workshop, "Werkraum 2", 26.8, 3.0),
                (Workshop, "Werkraum 3", 32.2, 3.0),
                (QuietRoom, "Raum der Stille", 33.0, 13.8),
                (AccessibleToilet, "Barrierefreie Toilette", 27.0, 13.8),
                (Lift, "Aufzug", 20.4, 9.8),
                (Stairs, "Treppe zur Bürgerhalle", 27.0, 9.8),
            ]),
        },
    ]
}

/// A stand's floor: hall, position, width, depth, and whether no step leads to it.
type Plot = (HallId, f32, f32, f32, f32, bool);

/// Breadth and depth of a stand, metres.
const STAND: (f32, f32) = (3.6, 2.6);

/// Two rows back to back from the corner at (x, y); each row is told by its first and last column.
fn island(x: f32, y: f32, upper: Range<u8>, lower: Range<u8>) -> Vec<Plot> {
    let row = |columns: Range<u8>, y: f32| {
        columns.map(move |column| (MAIN, x + STAND.0 * f32::from(column), y, STAND.0, STAND.1, true))
    };
    row(upper, y).chain(row(lower, y + STAND.1)).collect()
}

/// Stands around the edge of the courtyard, clockwise from the left end of the top. Two steps lead to the lower row.
fn ring() -> Vec<Plot> {
    let (breadth, depth) = STAND;
    let top = (0..4).map(|index| (COURT, 7.8 + breadth * index as f32, 1.0, breadth, depth, true));
    let right = (0..2).map(|index| (COURT, 26.4, 5.4 + breadth * index as f32, depth, breadth, true));
    let bottom = (0..4).rev().map(|index| (COURT, 7.8 + breadth * index as f32, 14.4, breadth, depth, false));
    let left = (0..2).rev().map(|index| (COURT, 1.0, 5.4 + breadth * index as f32, depth, breadth, true));
    top.chain(right).chain(bottom).chain(left).collect()
}

/// The quarters in the order of a walk, clockwise from the entrance; stands are numbered along it.
fn quarters() -> Vec<(Hue, Vec<Plot>)> {
    let mut court = ring();
    let gardens = court.split_off(7);
    let (left, right) = (3.0, 27.6);
    let (far, middle, near) = (5.5, 13.2, 20.9);
    vec![
        (Hue::Women, island(left, near, 0..3, 0..3)),
        (Hue::Family, island(left, middle, 0..4, 0..3)),
        (Hue::Culture, island(left, far, 0..4, 0..4)),
        (Hue::Youth, island(right, far, 0..4, 0..4)),
        (Hue::Learn, island(right, middle, 0..4, 1..4)),
        (Hue::Care, island(right, near, 0..4, 0..4)),
        (Hue::Sport, court),
        (Hue::Green, gardens),
    ]
}

/// A stand for every association in the quarter of its hue; those who share one stand together.
pub fn stands(entries: &[Entry], chance: &mut Chance) -> Vec<Stand> {
    let mut stands: Vec<Stand> = Vec::new();
    for (hue, plots) in quarters() {
        let mut hosts: Vec<&Entry> = entries.iter().filter(|e| e.hue() == hue && e.shares_with.is_empty()).collect();
        chance.shuffle(&mut hosts);
        for (host, (hall, x, y, width, depth, step_free)) in hosts.into_iter().zip(plots) {
            let guests = entries.iter().filter(|entry| entry.shares_with == host.key);
            let number = stands.len() as i64 + 1;
            stands.push(Stand {
                id: StandId(number),
                hall,
                number: number.to_string(),
                at: Point { x, y },
                width,
                depth,
                step_free,
                presence: Presence::Expected,
                associations: std::iter::once(host)
                    .chain(guests)
                    .filter_map(|entry| id_of(entries, entry.key))
                    .collect(),
            });
        }
    }
    stands
}
