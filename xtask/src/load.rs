//! `cargo xtask load`: a full hall against one process: phones on the live stream, organisers who act, and how long it takes
//! from a tap at the desk to the last phone, and to the preview of what it would change.

mod hall;
mod preview;
mod taps;

pub use taps::wait_for_the_plan;

use crate::{
    build,
    house::{Grade, House},
    office::Office,
    progress::Progress,
    trial_server::{Insist, Scratch, free_port},
};
use anyhow::{Context, Result, bail};
use hall::Hall;
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
    /// How often the preview of a change is asked for at the end.
    pub previews: usize,
    /// An error where the preview of a change takes longer.
    pub preview_within: Option<Duration>,
    pub grade: Grade,
}

impl Day {
    /// How long everybody is quiet before memory is measured: the allocator gives back what a crowd needed while it came in
    /// bit by bit, and the last of it about a minute later.
    fn settling(&self) -> Duration {
        Duration::from_secs(if self.grade == Grade::Release { 80 } else { 1 })
    }

    /// A small hall for a few seconds: that everything is heard and answered, not how fast.
    pub fn short() -> Self {
        Self {
            phones: 40,
            organisers: 2,
            minutes: 0.1,
            asking: 4,
            previews: 6,
            preview_within: None,
            grade: Grade::Development,
        }
    }
}

/// Between two taps of the organisers, together.
const BETWEEN: Duration = Duration::from_millis(1_000);
/// Phones that come and go before memory is measured.
const FIRST: usize = 200;
/// Longer than this and a phone has missed the news.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn load(house: &House, day: &Day) -> Result<()> {
    let mut progress = Progress::of(5);
    progress.step("The server", || build::server(house, day.grade, &[]))?;
    let scratch = Scratch::new("load")?;
    let insist = Insist::new(house, &house.server(day.grade), &scratch.0);
    let port = free_port()?;
    let mut server = insist.serve(port)?;
    server.wait_until_well()?;
    let (mut offices, dating) = progress.step("Organisers sign in, one allocates, publishes and starts", || {
        let mut offices = Vec::new();
        for number in 1..=day.organisers.max(1) {
            offices.push(Office::open(&insist, port, &format!("desk-{number}"))?);
        }
        let dating = offices[0].session()?;
        taps::begin(&mut offices[0], dating)?;
        // What a first proposal makes the process reserve is no phone's.
        taps::tap(&mut offices[0], dating, 1)?;
        Ok((offices, dating))
    })?;
    // What the process opens once for many, such as connections to its database, is no phone's either.
    let first = Hall::open(port, day.phones.min(FIRST), 0, dating.0)?;
    first.wait_for_everybody(Duration::from_secs(60))?;
    first.close();
    thread::sleep(day.settling());
    let empty = server.memory()?;
    let hall = progress.step(&format!("{} phones come in", day.phones), || {
        let hall = Hall::open(port, day.phones, day.asking, dating.0)?;
        hall.wait_for_everybody(Duration::from_secs(60))?;
        Ok(hall)
    })?;
    thread::sleep(day.settling());
    let full = server.memory()?;
    let taps = progress.step(&format!("{} organisers act for {} minutes", day.organisers, day.minutes), || {
        let end = Instant::now() + Duration::from_secs_f64(day.minutes * 60.0);
        let (mut taps, mut turn): (Vec<Instant>, usize) = (Vec::new(), 0);
        while Instant::now() < end {
            let begun = Instant::now();
            let count = offices.len();
            if let Some(sent) = taps::tap(&mut offices[turn % count], dating, turn)? {
                taps.push(sent);
                hall.wait_for(taps.len(), PATIENCE).context("the phones were not told")?;
            }
            turn += 1;
            thread::sleep(BETWEEN.saturating_sub(begun.elapsed()));
        }
        Ok(taps)
    })?;
    thread::sleep(Duration::from_secs(2));
    let heard = hall.close();
    print(day, &taps, &heard, empty, full)?;
    let looked_at = || preview::measure(&mut offices[0], day.previews);
    let previews = progress.step("A change of a large session is looked at", looked_at)?;
    preview::print(&previews, day.preview_within)
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
