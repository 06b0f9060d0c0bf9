//! What the organisers of a full hall do in turn: somebody arrives, somebody is missing and the plan is mended, that is
//! taken back.

use crate::office::Office;
use anyhow::{Context, Result, bail};
use domain::{
    DatingId,
    control_room::{Choice, Proposal, QueueAnswer, Queued},
    dating::{Attendance, Participant},
    live::Reach,
};
use serde_json::{Value, json};
use std::{
    thread,
    time::{Duration, Instant},
};

const LONGEST_SEARCH: Duration = Duration::from_secs(60);

/// Allocates, publishes and starts.
pub fn begin(office: &mut Office, dating: DatingId) -> Result<()> {
    for door in ["allocate", "publish", "start"] {
        let expects = office.desk(dating)?.dating.revision;
        let order = json!({ "dating": dating, "expects": expects, "key": office.key() });
        office.order::<Value>(door, &order)?;
        wait_for_the_plan(office, dating)?;
    }
    Ok(())
}

/// An allocation that takes its time is answered before it is done.
pub fn wait_for_the_plan(office: &mut Office, dating: DatingId) -> Result<()> {
    let begun = Instant::now();
    while office.desk(dating)?.dating.plan.is_none() {
        if begun.elapsed() > LONGEST_SEARCH {
            bail!("no plan came of the allocation");
        }
        thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// Does what is next in turn. Returns when it was sent, if everybody is told of it.
pub fn tap(office: &mut Office, dating: DatingId, turn: usize) -> Result<Option<Instant>> {
    let desk = office.desk(dating)?;
    let people = &desk.dating.participants;
    let key = office.key();
    match turn % 3 {
        0 => {
            let waiting = people.iter().find(|p| p.attendance == Attendance::Expected);
            let (who, was, attendance) = match waiting {
                Some(person) => (person.id, Attendance::Expected, Attendance::Arrived),
                None => (people[turn % people.len()].id, Attendance::Arrived, Attendance::Expected),
            };
            let order = json!({ "dating": dating, "command": Queued::Mark { who, was, attendance }, "key": key });
            let sent = Instant::now();
            let answer: QueueAnswer = office.order("send_queued", &order)?;
            Ok(matches!(answer, QueueAnswer::Applied { .. }).then_some(sent))
        }
        1 => {
            let here = |p: &&Participant| matches!(p.attendance, Attendance::Expected | Attendance::Arrived);
            let here: Vec<&Participant> = people.iter().filter(here).collect();
            let who = here[(turn / 3 * 7) % here.len()].id;
            let question = json!({ "dating": dating, "who": who, "attendance": Attendance::Missing });
            let proposal: Proposal = office.order("propose_mark", &question)?;
            let first = proposal.alternatives.first().context("nothing to choose from")?;
            let choice = Choice::of(&proposal, first);
            let order = json!({
                "dating": dating, "choice": choice, "who": who, "attendance": Attendance::Missing, "key": key,
            });
            let sent = Instant::now();
            office.order::<Option<Reach>>("apply_mark", &order)?;
            Ok(Some(sent))
        }
        _ => {
            let step = desk.dating.steps.done.last().context("nothing to take back")?;
            let order: Value = json!({ "dating": dating, "expects": desk.dating.revision, "step": step, "key": key });
            let sent = Instant::now();
            office.order::<Reach>("undo", &order)?;
            Ok(Some(sent))
        }
    }
}
