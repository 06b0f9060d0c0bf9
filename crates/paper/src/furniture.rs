//! What every sheet has around its contents: the awning, the foot with version, page and funder, QR codes.

use crate::{
    sheet::{Ink, Outline, Role, Sheet, mm},
    text::{Face, Style, Typesetter, bold, regular},
    words,
};
use domain::Locale;

/// Height of the awning at scale 1.
pub(crate) const AWNING: f32 = mm(4.5);
/// Height of the foot: the funder's emblem is at least a centimetre high.
pub(crate) const FOOT: f32 = mm(10.0);

/// How far a control point lies for a quarter of a circle.
const ROUND: f32 = 0.5523;

/// The market's roof, one stripe per voice. Closed and open stripes take turns, so that it reads without colour too.
pub(crate) fn awning(sheet: &mut Sheet, x: f32, y: f32, width: f32, height: f32) {
    let stripes = ((width / (height * 0.95)).round() as usize).max(3) | 1;
    let stripe = width / stripes as f32;
    let straight = height - stripe / 2.0;
    for index in 0..stripes {
        let left = x + stripe * index as f32;
        if index % 2 == 0 {
            sheet.shape(lobe(left, y, stripe, straight), Ink::Brand);
        } else {
            sheet.shape(outlined_lobe(left, y, stripe, straight), Ink::Brand);
        }
    }
}

/// A strip with a half circle at its end.
fn lobe(x: f32, y: f32, width: f32, straight: f32) -> Outline {
    let mut path = Outline::new();
    trace(&mut path, x, y, width, straight);
    path
}

/// The same as a thin line, made of an outer and an inner lobe of opposite direction.
fn outlined_lobe(x: f32, y: f32, width: f32, straight: f32) -> Outline {
    const LINE: f32 = 0.6;
    let mut path = Outline::new();
    trace(&mut path, x, y, width, straight);
    let (left, right, top) = (x + LINE, x + width - LINE, y + LINE);
    let (radius, bottom) = (width / 2.0 - LINE, y + straight);
    let middle = x + width / 2.0;
    path.move_to(left, top);
    path.line_to(left, bottom);
    path.curve_to(left, bottom + radius * ROUND, middle - radius * ROUND, bottom + radius, middle, bottom + radius);
    path.curve_to(middle + radius * ROUND, bottom + radius, right, bottom + radius * ROUND, right, bottom);
    path.line_to(right, top);
    path.close();
    path
}

fn trace(path: &mut Outline, x: f32, y: f32, width: f32, straight: f32) {
    let (right, bottom, radius, middle) = (x + width, y + straight, width / 2.0, x + width / 2.0);
    path.move_to(x, y);
    path.line_to(right, y);
    path.line_to(right, bottom);
    path.curve_to(right, bottom + radius * ROUND, middle + radius * ROUND, bottom + radius, middle, bottom + radius);
    path.curve_to(middle - radius * ROUND, bottom + radius, x, bottom + radius * ROUND, x, bottom);
    path.close();
}

/// What the foot says besides the funder.
#[derive(Clone, Debug)]
pub(crate) struct Foot {
    pub locale: Locale,
    /// "Plan 3 · 14:20".
    pub stamp: String,
    /// "ersetzt Plan 2", where only what changed is printed.
    pub replaces: Option<String>,
}

impl Foot {
    /// Draws the foot with its upper left corner at `(x, y)`, [`FOOT`] high.
    pub fn draw(&self, sheet: &mut Sheet, letters: &mut Typesetter, page: &str, (x, y): (f32, f32), width: f32) {
        sheet.begin(Role::Paragraph);
        emblem(sheet, x, y, FOOT);
        let funder = Style { size: 9.5, face: Face::Funder, ..regular(9.5) };
        let funded = letters.fit(&words::funded(self.locale), funder, mm(36.0), FOOT);
        sheet.text(x + FOOT * 1.5 + mm(2.5), y + (FOOT - funded.height) / 2.0, &funded, Ink::Black);
        let room = (width - FOOT * 1.5 - mm(40.0)).min(mm(60.0));
        let left = x + width - room;
        let stamp = letters.fit(&self.stamp, bold(10.0).right().tight(), room, mm(4.0));
        sheet.aside(left, y, &stamp, Ink::Black);
        if let Some(replaces) = &self.replaces {
            let replaces = letters.fit(replaces, bold(6.5).right().tight(), room, mm(2.6));
            sheet.aside(left, y + stamp.height, &replaces, Ink::Act);
        }
        let page = letters.fit(page, regular(7.5).right().tight(), room, mm(3.0));
        sheet.text(left, y + FOOT - page.height, &page, Ink::Quiet);
    }
}

/// The emblem of the European Union in its official geometry: 3 by 2, twelve upright stars like the hours of a clock on a
/// circle of a third of the height, each in a circle of an eighteenth of it. Never mirrored, never recoloured.
fn emblem(sheet: &mut Sheet, x: f32, y: f32, height: f32) {
    sheet.fill(x, y, height * 1.5, height, Ink::FlagBlue);
    let (centre_x, centre_y) = (x + height * 0.75, y + height / 2.0);
    let mut stars = Outline::new();
    for hour in 0..12 {
        let around = std::f32::consts::TAU * hour as f32 / 12.0;
        let (star_x, star_y) = (centre_x + height / 3.0 * around.sin(), centre_y - height / 3.0 * around.cos());
        for corner in 0..10 {
            // The inner corners of a five-pointed star lie at this part of its radius.
            let radius = height / 18.0 * if corner % 2 == 0 { 1.0 } else { 0.381_966 };
            let turn = std::f32::consts::TAU * corner as f32 / 10.0;
            let (at_x, at_y) = (star_x + radius * turn.sin(), star_y - radius * turn.cos());
            if corner == 0 { stars.move_to(at_x, at_y) } else { stars.line_to(at_x, at_y) }
        }
        stars.close();
    }
    sheet.shape(stars, Ink::FlagYellow);
}

/// A QR code of `side` without its quiet zone; the paper around it is left free by the caller. A link that is longer than
/// any code holds leaves the place empty.
pub(crate) fn qr(sheet: &mut Sheet, link: &str, (x, y): (f32, f32), side: f32) {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(link, qrcode::EcLevel::M) else { return };
    let (modules, colours) = (code.width(), code.to_colors());
    let unit = side / modules as f32;
    let mut path = Outline::new();
    for row in 0..modules {
        let dark = |column: usize| column < modules && colours[row * modules + column] == qrcode::Color::Dark;
        let mut column = 0;
        while column < modules {
            let start = column;
            while dark(column) {
                column += 1;
            }
            if column > start {
                let (left, right) = (x + unit * start as f32, x + unit * column as f32);
                let (top, bottom) = (y + unit * row as f32, y + unit * (row + 1) as f32);
                path.move_to(left, top);
                path.line_to(right, top);
                path.line_to(right, bottom);
                path.line_to(left, bottom);
                path.close();
            }
            column += 1;
        }
    }
    sheet.figure(path, Ink::Black, format!("QR: {link}"));
}
