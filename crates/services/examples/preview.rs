//! How long a tap in the control room takes until its alternatives are there, and until the chosen one is applied:
//! 120 people, one to one, 8 rounds, the third being talked, over stores that answer at once.
//!
//! `cargo run --release -p services --example preview`
#![allow(clippy::unwrap_used)]

#[path = "../tests/days/hall.rs"]
#[allow(dead_code)]
mod hall;
#[path = "../tests/days/memory/mod.rs"]
#[allow(dead_code)]
mod memory;

use domain::{
    ParticipantId,
    dating::{Attendance, ClockTurn, CommonLanguage, Happening, Rules, Side},
};
use hall::{Guest, HallDay, one_to_one};
use std::time::Instant;

#[tokio::main]
async fn main() {
    let tongues = [vec!["de"], vec!["de", "tr"], vec!["de", "en"], vec!["de", "uk"], vec!["de", "ar"], vec!["tr"]];
    let guests: Vec<Guest> = (0..120)
        .map(|i| Guest {
            with: i % 2 == 0,
            languages: tongues[i % tongues.len()].clone(),
            wishes: (1..4).map(|k| (i * 7 + k * 31) % 120).filter(|j| *j != i).collect(),
        })
        .collect();
    let rules = Rules { language: CommonLanguage::Required, ..Rules::default() };
    let begun = Instant::now();
    let day = HallDay::prepared(&guests, one_to_one(8, 60), rules).await;
    println!("allocated in {} ms", begun.elapsed().as_millis());
    day.turn(ClockTurn::Start).await.unwrap();
    day.later(2 * 360 + 60);
    let who = |id| ParticipantId(id);
    let taps = [
        ("missing", Happening::Mark { who: who(17), attendance: Attendance::Missing }),
        ("late", Happening::Mark { who: who(40), attendance: Attendance::Late { until: 5 } }),
        (
            "walk-in",
            Happening::WalkIn {
                name: "Newcomers".to_owned(),
                association: None,
                side: Some(Side::With),
                languages: hall::associations(1, &guests)[1].profile.languages.clone(),
            },
        ),
        ("table out", Happening::CloseTable { number: 9 }),
        ("swap", Happening::Swap { a: who(3), b: who(5), round: 4 }),
        ("bench", Happening::Bench { who: who(60), round: 5 }),
        ("arrived", Happening::Mark { who: who(8), attendance: Attendance::Arrived }),
    ];
    for (name, happening) in taps {
        let mut times = Vec::new();
        for _ in 0..5 {
            let tap = Instant::now();
            day.propose(&happening).await.unwrap();
            times.push(tap.elapsed().as_micros());
        }
        times.sort_unstable();
        let proposal = day.propose(&happening).await.unwrap();
        let shown: Vec<String> = proposal
            .alternatives
            .iter()
            .map(|one| {
                format!(
                    "{:?}: {} move, {} dates lost, {} wishes lost, {} alone",
                    one.approach,
                    one.people_moved,
                    one.dates_lost,
                    one.wishes_lost,
                    one.alone.len()
                )
            })
            .collect();
        let tap = Instant::now();
        day.apply(happening, 0).await.unwrap();
        let applied = tap.elapsed().as_millis();
        println!(
            "{name}: preview {:.1} ms (median of 5, worst {:.1}); looked at and applied in {applied} ms; {}",
            times[2] as f64 / 1_000.0,
            times[4] as f64 / 1_000.0,
            shown.join(" | ")
        );
    }
    let tap = Instant::now();
    day.undo().await.unwrap();
    println!("undo in {} ms", tap.elapsed().as_millis());
}
