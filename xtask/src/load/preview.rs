//! How long an organiser waits for what a change would come to: a session of 120 in eight rounds, asked over HTTP.

use super::taps;
use crate::office::{FAIR, Office};
use anyhow::{Context, Result, bail, ensure};
use domain::{
    AssociationId, DatingId, ParticipantId,
    control_room::Proposal,
    dating::{Attendance, Setting},
    profile::Profile,
};
use serde::Deserialize;
use serde_json::json;
use std::{
    thread,
    time::{Duration, Instant},
};

const PEOPLE: usize = 120;
const ROUNDS: u8 = 8;
/// A desk that asks more often is refused.
const BETWEEN: Duration = Duration::from_millis(260);
/// Asked before it counts: the first answers fill what later ones find.
const FIRST: usize = 5;

/// How long each of so many answers took, shortest first. Of a session of its own, which begins.
pub fn measure(office: &mut Office, asked: usize) -> Result<Vec<Duration>> {
    let dating = session(office)?;
    taps::begin(office, dating)?;
    let people: Vec<ParticipantId> = office.desk(dating)?.dating.participants.iter().map(|p| p.id).collect();
    ensure!(people.len() == PEOPLE, "{} people take part", people.len());
    let mut waits = Vec::with_capacity(asked);
    for turn in 0..FIRST + asked {
        // Seven goes through all of them before anybody is asked about twice.
        let who = people[turn * 7 % people.len()];
        let attendance = [Attendance::Missing, Attendance::Late { until: 3 }, Attendance::Left][turn % 3];
        let question = json!({ "dating": dating, "who": who, "attendance": attendance });
        let begun = Instant::now();
        let proposal: Proposal = office.order("propose_mark", &question)?;
        let wait = begun.elapsed();
        ensure!(!proposal.alternatives.is_empty(), "nothing to choose from");
        if turn >= FIRST {
            waits.push(wait);
        }
        thread::sleep(BETWEEN.saturating_sub(wait));
    }
    waits.sort_unstable();
    Ok(waits)
}

/// Says what was measured; an error where more than one in a hundred waited longer than `within`.
pub fn print(waits: &[Duration], within: Option<Duration>) -> Result<()> {
    let at = |thousandth: usize| waits.get((waits.len() * thousandth / 1000).min(waits.len().saturating_sub(1)));
    let ms = |wait: Option<&Duration>| wait.map_or(0.0, |wait| wait.as_secs_f64() * 1000.0);
    println!(
        "from the tap to the preview, {PEOPLE} people in {ROUNDS} rounds: p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms",
        ms(at(500)),
        ms(at(990)),
        ms(waits.last())
    );
    match (at(990), within) {
        (Some(p99), Some(within)) if *p99 > within => bail!("previews took longer than {} ms", within.as_millis()),
        _ => Ok(()),
    }
}

#[derive(Deserialize)]
struct Known {
    associations: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    id: AssociationId,
    profile: Profile,
}

/// A session with so many people; where the fair has fewer associations, others like them join it.
fn session(office: &mut Office) -> Result<DatingId> {
    let known: Known = office.read(&format!("/api/fn/associations?slug={FAIR}"))?;
    let mut chosen: Vec<AssociationId> = known.associations.iter().map(|one| one.id).take(PEOPLE).collect();
    for (number, like) in (chosen.len()..PEOPLE).zip(known.associations.iter().cycle()) {
        let mut profile = serde_json::to_value(&like.profile)?;
        profile["name"] = json!(format!("{} ({number})", like.profile.name));
        profile["short_name"] = json!("");
        let key = office.key();
        let order = json!({ "slug": FAIR, "id": null, "expects": 0, "profile": profile, "key": key });
        chosen.push(office.order("save_association", &order).context("one more association")?);
    }
    let tables = PEOPLE as i64 / 2;
    let setting = Setting::parse("Preview", "2027-05-08T09:00", ROUNDS.into(), 5, 1, tables, 2, 2);
    let setting = setting.context("no such session")?;
    let key = office.key();
    let order = json!({ "slug": FAIR, "setting": setting, "key": key });
    let dating: DatingId = office.order("create_dating", &order)?;
    let expects = office.desk(dating)?.dating.revision;
    office.order::<()>("choose_participants", &json!({ "dating": dating, "expects": expects, "chosen": chosen }))?;
    Ok(dating)
}
