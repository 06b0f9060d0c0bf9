//! Name badges, 90 x 55 mm: whom one talks to, in which languages, and a code for the desk.

use super::{Bench, names::alphabetical};
use crate::{
    furniture::{awning, qr},
    sheet::{Ink, Role, Sheet, Subject, mm},
    text::{bold, regular},
    words,
};

const SIZE: (f32, f32) = (mm(90.0), mm(55.0));
const MARGIN: f32 = mm(5.0);
const WIDTH: f32 = SIZE.0 - 2.0 * MARGIN;
const QR: f32 = mm(17.0);

pub fn badges(bench: &mut Bench) -> Vec<Sheet> {
    let (content, locale) = (bench.content, bench.locale());
    let people = alphabetical(content);
    let badges = people.into_iter().map(|person| {
        let mut sheet = Sheet::new(Subject::Person(person.id), 1, 1, SIZE);
        awning(&mut sheet, MARGIN, mm(4.0), WIDTH, mm(3.6));
        let fair = bench.letters.fit(&content.fair, regular(7.0).tight(), WIDTH, mm(3.2));
        sheet.text(MARGIN, mm(8.6), &fair, Ink::Quiet);
        let bottom = SIZE.1 - MARGIN;
        let name = bench.letters.fit(&person.name, bold(19.0).tight(), WIDTH, bottom - QR - mm(2.5) - mm(12.5));
        sheet.begin(Role::Heading);
        sheet.text(MARGIN, mm(12.5), &name, Ink::Black);
        sheet.begin(Role::Paragraph);
        qr(&mut sheet, &person.link, (MARGIN + WIDTH - QR, bottom - QR), QR);
        let room = WIDTH - QR - mm(4.0);
        let stamp = bench.letters.fit(&bench.foot.stamp, regular(5.5).tight(), room, mm(2.6));
        sheet.aside(MARGIN, bottom - stamp.height, &stamp, Ink::Quiet);
        let mut y = bottom - QR;
        if let Some(stand) = &person.stand {
            let stand = bench.letters.fit(&words::stand(locale, stand), bold(8.5).tight(), room, mm(4.0));
            sheet.text(MARGIN, y, &stand, Ink::Brand);
            y += stand.height + mm(0.6);
        }
        if !person.languages.is_empty() {
            let speaks = words::speaks(locale, &bench.speech.languages(&person.languages));
            let speaks = bench.letters.fit(&speaks, regular(8.0).tight(), room, bottom - stamp.height - mm(1.0) - y);
            sheet.text(MARGIN, y, &speaks, Ink::Black);
        }
        sheet
    });
    badges.collect()
}
