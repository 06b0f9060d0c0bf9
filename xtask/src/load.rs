//! `cargo xtask load`: a full hall against one process: phones on the live stream, organisers who act, and how long it takes
//! from a tap at the desk to the last phone.

mod hall;
mod office;

use crate::{
    build,
    house::{Grade, House},
    progress::Progress,
    trial_server::{Scratch, demo_server},
};
use anyhow::{Context, Result, bail};
use hall::Hall;
use office::Office;
use std::{
    thread,
    time::{Duration, Instant},
};

/// How large the hall is, and how long the day.
pub struct Day {
    pub phones: usize,
    pub organisers: usize,
    pub minutes: f64,
    /// Phones that fetch their own table whenever the session changed, as the page does; the others only listen.
    pub asking: usize,
}

/// Between two taps of the organisers, together.
const BETWEEN: Duration = Duration::from_millis(1_000);
/// Longer than this and a phone has missed the news.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn load(house: &House, day: &Day) -> Result<()> {
    let mut progress = Progress::of(4);
    let insist = progress.step("The server, optimised", || build::build(house, Grade::Release))?;
    let scratch = Scratch::new("load")?;
    let server = demo_server(house, &insist, &scratch.0)?;
    let mut offices = progress.step("Organisers sign in, one allocates, publishes and starts", || {
        let mut offices = Vec::new();
        for number in 1..=day.organisers.max(1) {
            offices.push(Office::open(&server, &insist, &scratch.0.join("data"), number)?);
        }
        offices[0].begin()?;
        Ok(offices)
    })?;
    let empty = server.memory()?;
    let hall = progress.step(&format!("{} phones come in", day.phones), || {
        let hall = Hall::open(server.port, day.phones, day.asking, offices[0].dating())?;
        hall.wait_for_everybody(Duration::from_secs(60))?;
        Ok(hall)
    })?;
    // What is allocated while connecting is given back or not within a moment.
    thread::sleep(Duration::from_secs(3));
    let full = server.memory()?;
    let taps = progress.step(&format!("{} organisers act for {} minutes", day.organisers, day.minutes), || {
        let end = Instant::now() + Duration::from_secs_f64(day.minutes * 60.0);
        let mut taps: Vec<Instant> = Vec::new();
        while Instant::now() < end {
            let begun = Instant::now();
            let count = offices.len();
            let told = offices[taps.len() % count].tap(taps.len())?;
            if told {
                taps.push(begun);
                hall.wait_for(taps.len(), PATIENCE).context("the phones were not told")?;
            }
            thread::sleep(BETWEEN.saturating_sub(begun.elapsed()));
        }
        Ok(taps)
    })?;
    thread::sleep(Duration::from_secs(2));
    let heard = hall.close();
    print(day, &taps, &heard, empty, full)
}

/// Figures of one run; an error where a phone missed a revision.
fn print(day: &Day, taps: &[Instant], heard: &hall::Heard, empty: usize, full: usize) -> Result<()> {
    let mut waits: Vec<Duration> = Vec::new();
    for (revision, at) in &heard.news {
        if let Some(begun) = taps.get(*revision) {
            waits.push(at.saturating_duration_since(*begun));
        }
    }
    waits.sort_unstable();
    let share = |thousandth: usize| waits.get((waits.len() * thousandth / 1000).min(waits.len().saturating_sub(1)));
    let ms = |wait: Option<&Duration>| wait.map_or(0.0, |wait| wait.as_secs_f64() * 1000.0);
    println!(
        "\n{} phones, {} organisers, {} taps, {} pieces of news heard",
        day.phones,
        day.organisers,
        taps.len(),
        waits.len()
    );
    println!(
        "from the tap to the phone: p50 {:.0} ms, p95 {:.0} ms, p99 {:.0} ms, longest {:.0} ms",
        ms(share(500)),
        ms(share(950)),
        ms(share(990)),
        ms(waits.last())
    );
    if !heard.answers.is_empty() {
        let mut answers = heard.answers.clone();
        answers.sort_unstable();
        let at = |k: usize| answers[(answers.len() * k / 1000).min(answers.len() - 1)].as_secs_f64() * 1000.0;
        println!("own tables fetched: {}, p50 {:.0} ms, p99 {:.0} ms after asking", answers.len(), at(500), at(990));
    }
    println!(
        "memory: {} KiB before, {} KiB with all phones: {:.1} KiB an idle phone",
        empty,
        full,
        full.saturating_sub(empty) as f64 / day.phones.max(1) as f64
    );
    let missed = taps.len() * day.phones - waits.len();
    println!("missed: {missed}");
    if missed > 0 {
        bail!("{missed} pieces of news did not reach a phone");
    }
    Ok(())
}
