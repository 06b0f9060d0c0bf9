//! Prints every document of an invented session into a folder, to be looked at:
//! `cargo run -p paper --example print -- FOLDER [PEOPLE TABLES ROUNDS]`.

#![allow(clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use domain::{
    Locale,
    opening::{Spoken, Tongue},
};
use paper::{Kind, Order, Size, Stock};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize, otherwise: usize| given.get(index).map_or(otherwise, |text| text.parse().unwrap());
    let folder = std::path::PathBuf::from(given.first().map_or("target/paper", String::as_str));
    std::fs::create_dir_all(&folder).unwrap();
    let (people, tables, rounds) = (number(1, 37), number(2, 18), number(3, 8));
    let mut now = common::session(people, tables, rounds);
    let before = now.clone();
    now.plan = Some(paper::Stamp { version: 4 });
    if let [first, second, ..] = now.seats[rounds / 2].as_mut_slice() {
        std::mem::swap(&mut first[1], &mut second[1]);
    }
    now.tables[2].questions.insert(
        0,
        vec![
            Spoken { tongue: Tongue::German, text: "Was bräuchten Ihre Familien am Samstagvormittag?".into() },
            Spoken {
                tongue: Tongue::Arabic, text: "ما الذي تحتاجه عائلاتكم صباح يوم السبت؟".into()
            },
        ],
    );
    for locale in Locale::ALL {
        let orders = Kind::ALL.into_iter().map(|kind| (kind, Size::A6, Stock::A4, false));
        let more = [
            (Kind::Cards, Size::A5, Stock::Own, false),
            (Kind::Cards, Size::A6, Stock::A4, true),
            (Kind::RunSheets, Size::A5, Stock::Own, true),
            (Kind::Badges, Size::A6, Stock::A4, true),
        ];
        for (kind, size, stock, since) in orders.chain(more) {
            let order = Order { kind, size, stock, speech: common::speech(locale) };
            let started = std::time::Instant::now();
            let print = paper::print(&order, &now, since.then_some(&before)).unwrap();
            let new = if since { "-new" } else { "" };
            let name = format!("{}-{}-{size:?}-{stock:?}{new}.pdf", locale.tag(), kind.key());
            println!("{name}: {} sheets, {} KB, {:?}", print.sheets, print.pdf.len() / 1024, started.elapsed());
            std::fs::write(folder.join(name), print.pdf).unwrap();
        }
    }
}
