//! The part of a hall that a map shows: pure arithmetic, in units of the drawing.

use domain::market::{Hall, Place};

/// Units of the drawing per metre: large enough that letters have a whole size.
pub const UNITS: f32 = 20.0;
/// Floor around a hall that belongs to the drawing, in units: room for the names of places at its walls.
const RIM: f32 = 44.0;

/// Half of a place's name and some air, in units.
const NAME: f32 = 64.0;

/// A rectangle of the drawing that fills its window ("slice": the shorter side fits, the longer is cut).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// The window on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub width: f32,
    pub height: f32,
}

impl Viewport {
    /// The hall with its rim.
    pub fn of(hall: &Hall) -> Self {
        Self { x: -RIM, y: -RIM, width: hall.width * UNITS + 2.0 * RIM, height: hall.depth * UNITS + 2.0 * RIM }
    }

    /// As the `viewBox` attribute wants it; tenths are finer than anybody sees.
    pub fn attribute(self) -> String {
        format!("{:.1} {:.1} {:.1} {:.1}", self.x, self.y, self.width, self.height)
    }

    /// Units of the drawing under one pixel of the window.
    pub fn units_per_pixel(self, window: Window) -> f32 {
        (self.width / window.width.max(1.0)).min(self.height / window.height.max(1.0))
    }

    /// Moved by pixels.
    pub fn panned(self, dx: f32, dy: f32, window: Window) -> Self {
        let units = self.units_per_pixel(window);
        Self { x: self.x - dx * units, y: self.y - dy * units, ..self }
    }

    /// Magnified by `factor`; the point under the pixel (`px`, `py`) of the window stays where it is.
    pub fn zoomed(self, factor: f32, px: f32, py: f32, window: Window) -> Self {
        let units = self.units_per_pixel(window);
        let (from_x, from_y) = ((px - window.width / 2.0) * units, (py - window.height / 2.0) * units);
        let (middle_x, middle_y) = (self.x + self.width / 2.0, self.y + self.height / 2.0);
        let scale = 1.0 / factor;
        let (width, height) = (self.width * scale, self.height * scale);
        Self {
            x: middle_x + from_x * (1.0 - scale) - width / 2.0,
            y: middle_y + from_y * (1.0 - scale) - height / 2.0,
            width,
            height,
        }
    }

    /// With a point of the drawing in the middle.
    pub fn centred(self, x: f32, y: f32) -> Self {
        Self { x: x - self.width / 2.0, y: y - self.height / 2.0, ..self }
    }

    /// The places of a hall with room for their names; the hall, where it has none.
    pub fn around_places(hall: &Hall) -> Self {
        let ends = |at: fn(&Place) -> f32| {
            let of = hall.places.iter().map(move |place| at(place) * UNITS);
            (of.clone().fold(f32::INFINITY, f32::min), of.fold(f32::NEG_INFINITY, f32::max))
        };
        let ((left, right), (top, bottom)) = (ends(|place| place.at.x), ends(|place| place.at.y));
        if left > right {
            return Self::of(hall);
        }
        let (width, height) = (right - left + 2.0 * NAME, bottom - top + RIM + NAME);
        Self { x: left - NAME, y: top - RIM, width, height }
    }

    /// All of it within the window, and what lies around.
    pub fn holding_all(self, window: Window) -> Self {
        let units = (self.width / window.width.max(1.0)).max(self.height / window.height.max(1.0));
        let (x, y) = (self.x + self.width / 2.0, self.y + self.height / 2.0);
        Self { width: window.width * units, height: window.height * units, ..self }.centred(x, y)
    }

    /// Everything of the hall within the window.
    pub fn whole(hall: &Hall, window: Window) -> Self {
        Self::of(hall).holding_all(window)
    }

    /// Kept at the hall: neither lost in the void nor magnified beyond sense.
    pub fn kept_at(self, hall: &Hall, window: Window) -> Self {
        let furthest = Self::whole(hall, window).units_per_pixel(window);
        let units = self.units_per_pixel(window);
        let scale = units.clamp(0.12_f32.min(furthest), furthest) / units;
        let (middle_x, middle_y) = (self.x + self.width / 2.0, self.y + self.height / 2.0);
        let kept = Self { width: self.width * scale, height: self.height * scale, ..self };
        kept.centred(middle_x.clamp(0.0, hall.width * UNITS), middle_y.clamp(0.0, hall.depth * UNITS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        HallId,
        market::{PlaceKind, Point},
    };

    const PHONE: Window = Window { width: 360.0, height: 500.0 };

    fn hall() -> Hall {
        Hall {
            id: HallId(1),
            name: String::new(),
            level: 0,
            width: 48.0,
            depth: 30.0,
            outline: Vec::new(),
            places: Vec::new(),
        }
    }

    #[test]
    fn what_is_under_the_finger_stays_there() {
        let before = Viewport::of(&hall());
        let under = |view: Viewport| {
            let units = view.units_per_pixel(PHONE);
            view.x + view.width / 2.0 + (100.0 - PHONE.width / 2.0) * units
        };
        let after = before.zoomed(2.0, 100.0, 400.0, PHONE);
        assert!((under(before) - under(after)).abs() < 0.01);
        assert!((after.units_per_pixel(PHONE) * 2.0 - before.units_per_pixel(PHONE)).abs() < 0.001);
    }

    #[test]
    fn nobody_gets_lost_in_the_void() {
        let hall = hall();
        let far = Viewport::of(&hall).zoomed(0.001, 0.0, 0.0, PHONE).panned(90_000.0, 90_000.0, PHONE);
        let kept = far.kept_at(&hall, PHONE);
        let whole = Viewport::whole(&hall, PHONE).units_per_pixel(PHONE);
        assert!((kept.units_per_pixel(PHONE) - whole).abs() < 0.001);
        assert!(kept.x + kept.width / 2.0 >= 0.0);
    }

    #[test]
    fn a_hall_without_stands_opens_on_its_places() {
        let place = |x, y| Place { kind: PlaceKind::Workshop, name: "Werkraum".to_owned(), at: Point { x, y } };
        let hall = Hall { places: vec![place(20.0, 3.0), place(33.0, 14.0)], ..hall() };
        let view = Viewport::around_places(&hall).holding_all(PHONE);
        for place in &hall.places {
            let (x, y) = (place.at.x * UNITS, place.at.y * UNITS);
            assert!((view.x + 50.0..view.x + view.width - 50.0).contains(&x), "{view:?}");
            assert!((view.y + 20.0..view.y + view.height - 40.0).contains(&y), "{view:?}");
        }
        assert!((view.width / view.height - PHONE.width / PHONE.height).abs() < 0.001, "of the window's shape");
        assert_eq!(Viewport::around_places(&self::hall()), Viewport::of(&self::hall()));
    }

    #[test]
    fn the_whole_hall_fits_into_a_tall_window() {
        let hall = hall();
        let units = Viewport::whole(&hall, PHONE).units_per_pixel(PHONE);
        assert!(hall.width * UNITS / units <= PHONE.width && hall.depth * UNITS / units <= PHONE.height);
    }
}
