//! What a projector shows: the clock, where everybody sits, who has come; in pages that turn by themselves.

use crate::{DatingId, ScreenId, UnixMillis, live::Standing, text::Title, views::ClockFace};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where somebody is in one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i32", into = "i32")]
pub enum ScreenSeat {
    /// At the table with this number.
    Table(u16),
    /// There, and without a table in this round.
    Break,
    /// Not there: not on the screen.
    Away,
}

impl From<i32> for ScreenSeat {
    fn from(number: i32) -> Self {
        match u16::try_from(number) {
            Ok(0) => Self::Break,
            Ok(number) => Self::Table(number),
            Err(_) => Self::Away,
        }
    }
}

impl From<ScreenSeat> for i32 {
    fn from(seat: ScreenSeat) -> i32 {
        match seat {
            ScreenSeat::Table(number) => number.into(),
            ScreenSeat::Break => 0,
            ScreenSeat::Away => -1,
        }
    }
}

/// A screen's snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenView {
    /// Of the fair's public history.
    pub revision: i64,
    pub fair: Title,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    #[serde(with = "crate::civil")]
    pub local_now: DateTime,
    pub clock: ClockFace,
    /// Version and time of the published plan; `None` before it is published.
    pub version: Option<(u32, UnixMillis)>,
    /// Alphabetical, in the shortest form that is known.
    pub names: Vec<String>,
    /// `seats[round][i]` is where `names[i]` is.
    pub seats: Vec<Vec<ScreenSeat>>,
    /// Whether `names[i]` has arrived.
    pub arrived: Vec<bool>,
    /// What was said to everybody and stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Standing>,
}

impl ScreenView {
    /// Who is on the screen for a round: name and table (`None`: a break), alphabetical. `part` of `of` screens side by
    /// side shows its share of the alphabet.
    pub fn list(&self, round: u8, part: Part) -> Vec<(String, Option<u16>)> {
        let seats = self.seats.get(usize::from(round)).map_or(&[][..], Vec::as_slice);
        let there = self.names.iter().zip(seats).filter_map(|(name, seat)| match seat {
            ScreenSeat::Table(number) => Some((name.clone(), Some(*number))),
            ScreenSeat::Break => Some((name.clone(), None)),
            ScreenSeat::Away => None,
        });
        let all: Vec<_> = there.collect();
        let share = part.of(all.len());
        all[share].to_vec()
    }

    pub fn arrived_count(&self) -> usize {
        self.arrived.iter().filter(|arrived| **arrived).count()
    }
}

/// One of several screens side by side; the first of one is the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// From 0, below `screens`.
    index: usize,
    screens: usize,
}

impl Default for Part {
    fn default() -> Self {
        Self { index: 0, screens: 1 }
    }
}

impl Part {
    /// `2/3`, as it stands in the address; anything else is the whole.
    pub fn parse(text: &str) -> Self {
        let pair = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match pair {
            Some((part, screens)) if (1..=20).contains(&screens) && (1..=screens).contains(&part) => {
                Self { index: part - 1, screens }
            }
            _ => Self::default(),
        }
    }

    fn of(self, count: usize) -> Range<usize> {
        count * self.index / self.screens..count * (self.index + 1) / self.screens
    }
}

/// How long a page stands, in milliseconds: at most, and at least, since a name has to be found on it.
const PAGE_MS: (i64, i64) = (8_000, 4_000);
/// Whoever has no haste waits two minutes at most for their page.
pub const UNHURRIED_MS: i64 = 120_000;

/// How long a page of so many stands where all have to be seen within so long.
pub fn page_ms(pages: usize, within_ms: i64) -> i64 {
    let (longest, shortest) = PAGE_MS;
    (within_ms / pages.max(1) as i64).clamp(shortest, longest)
}

/// The room a list has on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Room {
    /// Taller than wide.
    pub upright: bool,
    /// What is left for the rows, in thousandths of the screen's shorter side; `None` until it was measured.
    pub height: Option<u16>,
}

/// How names are laid out: fewer and larger where there are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    pub columns: usize,
    pub rows: usize,
    /// What the style sheet calls it.
    pub size: &'static str,
}

impl Layout {
    /// The largest letters with which everybody is shown within so many milliseconds, quickly where there is haste. Where
    /// something else stands on the screen too, a page has as many rows as there is height left for.
    pub fn of(count: usize, room: Room, within_ms: i64) -> Self {
        // The last is what a row needs, in thousandths of the shorter side: its letters stand in the style sheet.
        let sizes: [(&str, usize, usize, usize); 3] =
            [("large", 2, 5, 103), ("medium", 3, 7, 74), ("dense", 4, 11, 40)];
        let layouts = sizes.map(|(size, columns, rows, needs)| {
            // The same letters on a page that is as narrow as the other was tall.
            let (columns, rows) =
                if room.upright { (columns.div_ceil(2), rows * 2 + rows / 2) } else { (columns, rows) };
            let left = room.height.map_or(rows, |height| usize::from(height) / needs);
            Self { columns, rows: rows.min(left).max(1), size }
        });
        let (longest, shortest) = PAGE_MS;
        let a_page = if within_ms < UNHURRIED_MS { shortest } else { longest };
        let in_time = |layout: &Self| layout.pages(count) as i64 * a_page <= within_ms;
        layouts.into_iter().find(in_time).unwrap_or(layouts[2])
    }

    /// The page on which name number `index` of so many stands.
    pub fn page_with(self, count: usize, index: usize) -> usize {
        (0..self.pages(count)).find(|page| index < self.page_of(count, *page).end).unwrap_or(0)
    }

    /// Names on one page.
    pub fn page(self) -> usize {
        self.columns * self.rows
    }

    pub fn pages(self, count: usize) -> usize {
        count.div_ceil(self.page()).max(1)
    }

    /// Pages are filled evenly, so that the last one is not a leftover.
    pub fn page_of(self, count: usize, page: usize) -> Range<usize> {
        let pages = self.pages(count);
        let page = page % pages;
        count * page / pages..count * (page + 1) / pages
    }
}

/// A projector's link, as organisers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenLink {
    pub id: ScreenId,
    pub dating: DatingId,
    pub name: Title,
    /// The whole address.
    pub address: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Room = Room { upright: false, height: None };

    #[test]
    fn every_name_is_on_exactly_one_page_and_none_overflows() {
        for count in [0, 1, 9, 10, 11, 60, 119, 120, 121, 400, 1_000, 2_000] {
            let heights = [None, Some(0), Some(250), Some(540)];
            let rooms = heights.map(|height| [false, true].map(|upright| Room { upright, height }));
            for room in rooms.into_iter().flatten() {
                let layout = Layout::of(count, room, UNHURRIED_MS);
                let mut next = 0;
                for page in 0..layout.pages(count) {
                    let range = layout.page_of(count, page);
                    assert_eq!(range.start, next, "{count} names, page {page}");
                    assert!(range.len() <= layout.page(), "{count} names, page {page}: {range:?}");
                    assert!(range.clone().all(|index| layout.page_with(count, index) == page), "{count}: {range:?}");
                    next = range.end;
                }
                assert_eq!(next, count);
            }
        }
    }

    #[test]
    fn a_usual_session_gets_the_largest_letters_and_the_largest_session_gets_round_in_time() {
        assert_eq!(Layout::of(120, WIDE, UNHURRIED_MS).size, "large");
        let crowd = Layout::of(1_000, WIDE, UNHURRIED_MS);
        assert!(crowd.pages(1_000) * 8 <= 200, "{crowd:?}");
    }

    #[test]
    fn a_page_has_the_rows_there_is_height_for() {
        let of = |height| Layout::of(40, Room { upright: false, height: Some(height) }, UNHURRIED_MS);
        assert_eq!((of(540).rows, of(540).size), (5, "large"), "no more than are read from afar");
        // An announcement of three lines stands below.
        assert_eq!((of(450).rows, of(450).size), (4, "large"));
        assert_eq!(of(0).rows, 1);
        assert_eq!(of(450).page_with(40, of(540).page_of(40, 2).start), 2, "whoever was shown is shown on");
    }

    #[test]
    fn everybody_is_shown_before_a_change_is_over() {
        for (count, change_ms, size) in [(120, 60_000, "large"), (120, 30_000, "medium"), (400, 60_000, "dense")] {
            for upright in [false, true] {
                let layout = Layout::of(count, Room { upright, height: None }, change_ms);
                let pages = layout.pages(count);
                assert!(pages as i64 * page_ms(pages, change_ms) <= change_ms, "{count} in {change_ms}: {layout:?}");
                assert!(upright || layout.size == size, "{count} in {change_ms}: {layout:?}");
            }
        }
        assert_eq!(page_ms(12, 60_000), 5_000);
        assert_eq!(page_ms(3, UNHURRIED_MS), 8_000, "nothing flickers where there is time");
    }

    #[test]
    fn screens_side_by_side_share_the_alphabet_without_a_gap() {
        let shares: Vec<_> = ["1/3", "2/3", "3/3"].map(|text| Part::parse(text).of(100)).into_iter().collect();
        assert_eq!(shares, [0..33, 33..66, 66..100]);
        for whole in ["", "0/3", "4/3", "x", "1/0", "1/999"] {
            assert_eq!(Part::parse(whole), Part::default(), "{whole}");
        }
    }

    #[test]
    fn a_seat_travels_as_a_number() {
        for seat in [ScreenSeat::Table(7), ScreenSeat::Break, ScreenSeat::Away] {
            assert_eq!(ScreenSeat::from(i32::from(seat)), seat);
        }
    }
}
