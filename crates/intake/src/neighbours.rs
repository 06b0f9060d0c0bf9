//! What looks odd only beside the other rows of a list: positions the wrong way round, postcodes that lost a zero.

use crate::draft::DraftRow;
use domain::{intake::Remark, profile::Position};

/// So many positions say where a list is at home.
const ENOUGH: usize = 3;
/// Degrees: nearer is at home, farther is elsewhere.
const NEAR: f64 = 2.0;
const FAR: f64 = 5.0;

/// Adds remarks; what a row says stays as it is.
pub(crate) fn look(rows: &mut [DraftRow]) {
    let home = middle(rows.iter().filter_map(|row| row.values.position).collect());
    let digits = |row: &DraftRow, count: usize| {
        let is_so = |code: &&String| code.len() == count && code.bytes().all(|b| b.is_ascii_digit());
        row.values.postcode.as_ref().filter(is_so).cloned()
    };
    let told = rows.iter().filter(|row| row.values.postcode.is_some()).count();
    let five = rows.iter().filter(|row| digits(row, 5).is_some()).count();
    for row in rows {
        if let Some(position) = row.values.position.filter(|position| may_be_swapped(*position, home)) {
            let text = format!("{}, {}", position.latitude, position.longitude);
            row.remarks.push(Remark::MaybeSwapped { text });
        }
        if let Some(text) = digits(row, 4).filter(|_| five * 2 >= told) {
            row.remarks.push(Remark::ShortPostcode { text });
        }
    }
}

fn may_be_swapped(position: Position, home: Option<Position>) -> bool {
    let other = Position { latitude: position.longitude, longitude: position.latitude };
    let strays = |home: Position| apart(position, home) > FAR && apart(other, home) < NEAR;
    (!in_europe(position) && in_europe(other)) || home.is_some_and(strays)
}

fn in_europe(position: Position) -> bool {
    (34.0..=72.0).contains(&position.latitude) && (-25.0..=45.0).contains(&position.longitude)
}

/// The larger of the differences in latitude and longitude.
fn apart(one: Position, other: Position) -> f64 {
    (one.latitude - other.latitude).abs().max((one.longitude - other.longitude).abs())
}

/// The medians of both.
fn middle(positions: Vec<Position>) -> Option<Position> {
    let median = |mut degrees: Vec<f64>| {
        degrees.sort_by(f64::total_cmp);
        degrees[degrees.len() / 2]
    };
    (positions.len() >= ENOUGH).then(|| Position {
        latitude: median(positions.iter().map(|p| p.latitude).collect()),
        longitude: median(positions.iter().map(|p| p.longitude).collect()),
    })
}
