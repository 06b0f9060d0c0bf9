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
    let main = [(0.0, 6.0), (3.0, 3.0), (15.0, 3.0), (18.0, 0.0), (30.0, 0.0), (33.0, 3.0), (45.0, 3.0), (48.0, 6.0)];
    let vestibule = [(48.0, 26.0), (31.0, 26.0), (31.0, 30.0), (17.0, 30.0), (17.0, 26.0), (0.0, 26.0)];
    vec![
        Hall {
            id: MAIN,
            name: "Bürgerhalle".to_owned(),
            level: 0,
            width: 48.0,
            depth: 30.0,
            outline: corners(&[&main[..], &vestibule[..]].concat()),
            places: places(&[
                (Entrance, "Haupteingang Lindenplatz", 21.0, 29.2),
                (StepFreeEntrance, "Stufenloser Eingang", 28.0, 29.2),
                (Info, "Infotisch", 24.0, 26.2),
                (Stage, "Bühne", 24.0, 2.4),
                (Cafe, "Café Lindenplatz", 24.0, 15.0),
                (Toilet, "Toiletten West", 1.2, 21.4),
                (AccessibleToilet, "Barrierefreie Toilette", 1.2, 14.4),
                (Toilet, "Toiletten Ost", 46.8, 21.4),
                (Lift, "Aufzug", 46.8, 10.8),
                (Stairs, "Treppe ins Obergeschoss", 46.8, 7.4),
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
                (Cafe, "Saftbar am Lindenbaum", 24.6, 3.4),
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
                (QuietRoom, "Raum der Stille", 33.0, 13.6),
                (AccessibleToilet, "Barrierefreie Toilette", 28.6, 13.6),
                (Lift, "Aufzug", 22.6, 10.2),
                (Stairs, "Treppe zur Bürgerhalle", 26.0, 10.2),
            ]),
        },
    ]
}

/// A stand's floor: hall, position, width, depth, and whether no step leads to it.
type Plot = (HallId, f32, f32, f32, f32, bool);

/// Breadth and depth of a stand, metres.
const STAND: (f32, f32) = (2.8, 2.0);

/// Two rows back to back, `upper` and `lower` stands wide, from the corner at (x, y).
fn island(x: f32, y: f32, upper: usize, lower: usize) -> Vec<Plot> {
    let row = |count: usize, y: f32| {
        (0..count).map(move |index| (MAIN, x + STAND.0 * index as f32, y, STAND.0, STAND.1, true))
    };
    row(upper, y).chain(row(lower, y + STAND.1)).collect()
}

/// Stands around the edge of the courtyard, clockwise from the left end of the top. Two steps lead to the lower row.
fn ring() -> Vec<Plot> {
    let (breadth, depth) = STAND;
    let top = (0..4).map(|index| (COURT, 9.4 + breadth * index as f32, 1.0, breadth, depth, true));
    let right = (0..2).map(|index| (COURT, 27.0, 6.2 + breadth * index as f32, depth, breadth, true));
    let bottom = (0..4).rev().map(|index| (COURT, 9.4 + breadth * index as f32, 15.0, breadth, depth, false));
    let left = (0..2).rev().map(|index| (COURT, 1.0, 6.2 + breadth * index as f32, depth, breadth, true));
    top.chain(right).chain(bottom).chain(left).collect()
}

/// The quarters in the order of a walk, clockwise from the entrance; stands are numbered along it.
fn quarters() -> Vec<(Hue, Vec<Plot>)> {
    let mut court = ring();
    let gardens = court.split_off(7);
    vec![
        (Hue::Women, island(3.6, 19.4, 3, 3)),
        (Hue::Family, island(3.6, 12.4, 4, 3)),
        (Hue::Culture, island(3.6, 5.4, 4, 4)),
        (Hue::Youth, island(33.2, 5.4, 4, 4)),
        (Hue::Learn, island(33.2, 12.4, 4, 3)),
        (Hue::Care, island(33.2, 19.4, 4, 4)),
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
