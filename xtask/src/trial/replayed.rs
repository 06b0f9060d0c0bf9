//! What a session's log has to tell, whatever happened: the session itself, rounds that follow each other, and rounds that
//! stay as they were played.

use super::books::Books;
use super::day::on;
use crate::{office::FAIR, trial_server::Insist};
use anyhow::{Context, Result, bail, ensure};
use domain::{
    DatingId,
    dating::{Dating, Deed, Event},
};
use serde::Deserialize;

/// What two processes on one machine may read of its clock out of order, in milliseconds.
const SLACK: i64 = 50;

/// As `insist replay` prints it.
#[derive(Deserialize)]
pub struct Replayed {
    pub session: Dating,
    pub log: Vec<Event>,
    differs: bool,
}

impl Replayed {
    pub fn read(insist: &Insist, dating: DatingId) -> Result<Self> {
        let session = dating.to_string();
        let output = insist.command(&["replay", "--fair", FAIR, "--session", &session, "--json"]).output();
        let output = output.context("`insist replay` cannot be started")?;
        let one: Option<Self> = match output.status.code() {
            Some(0 | 1) => serde_json::from_slice::<Vec<_>>(&output.stdout).context("no session as JSON")?.pop(),
            _ => bail!("`insist replay`: {}", String::from_utf8_lossy(&output.stderr)),
        };
        one.context("no such session")
    }

    /// The log tells the session, keeps what was promised, and doubles no round.
    pub fn judge(&self, books: &Books) -> Result<()> {
        ensure!(!self.differs, "the house says that the log tells another session");
        let told = Dating::replay(&self.log).context("the log cannot be folded")?;
        ensure!(told.as_ref() == Some(&self.session), "the log tells another session");
        for (event, step) in self.log.iter().zip(1..) {
            ensure!(event.step == step, "step {step} of the log is {}", event.step);
        }
        books.agree_with(&self.log)?;
        self.rounds(books)
    }

    /// A turn of the clock begins one round at most, and the one it was meant for; nothing else begins any. What was played
    /// stays as it was.
    fn rounds(&self, books: &Books) -> Result<()> {
        let (first, rest) = self.log.split_first().context("an empty log")?;
        let mut dating = first.outcome.session.as_deref().cloned().context("a log without its beginning")?;
        let mut last = first.at;
        for event in rest {
            ensure!(event.at.since(last) > -SLACK, "step {} is older than the one before", event.step);
            last = event.at;
            let (before, moment) = (dating.rounds_begun(event.at), dating.moment(event.at));
            let played: Vec<_> = seats(&dating).iter().take(before.into()).cloned().collect();
            if let Some(meant_for) = event.key.as_deref().and_then(|key| books.meant_for(key)) {
                let seen = on(moment);
                ensure!(seen == meant_for, "{event:?} was meant for {meant_for:?} and met {seen:?}");
            }
            dating.fold(event).with_context(|| format!("step {} cannot be folded", event.step))?;
            let after = dating.rounds_begun(event.at);
            ensure!(
                after == event.outcome.begun,
                "step {} says that {} rounds had begun",
                event.step,
                event.outcome.begun
            );
            let begun = i16::from(after) - i16::from(before);
            let may = match &event.deed {
                Deed::Turned { .. } => (0..=1).contains(&begun),
                Deed::Undone { .. } => (-1..=0).contains(&begun),
                Deed::Redone { .. } => (0..=1).contains(&begun),
                _ => begun == 0,
            };
            ensure!(may, "{:?} in step {} made {before} rounds {after}", event.deed, event.step);
            for (round, tables) in played.iter().enumerate().take(after.into()) {
                ensure!(seats(&dating).get(round) == Some(tables), "step {} changed round {}", event.step, round + 1);
            }
        }
        Ok(())
    }
}

fn seats(dating: &Dating) -> &[Vec<Vec<domain::ParticipantId>>] {
    dating.plan.as_ref().map_or(&[], |plan| &plan.seats)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::day;
    use super::*;
    use domain::{
        FairId, UnixMillis,
        clock::Part,
        dating::{ClockTurn, Outcome, Participant, Rules, Setting},
        plan::{Account, Quality, SeatingPlan},
        text::Title,
    };

    /// Two people at one table in three rounds, published, not begun.
    fn beginning() -> Dating {
        let setting = Setting::parse("Quick talks", "2027-05-08T14:30", 3, 5, 0, 1, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        dating.choose(["One", "Two"].map(|name| Participant::named(Title::parse(name).unwrap())).into()).unwrap();
        let people = dating.participants.iter().map(|p| p.id).collect::<Vec<_>>();
        let plan = SeatingPlan {
            version: 0,
            made_at: UnixMillis(0),
            seed: 1,
            seats: vec![vec![people]; 3],
            objective: 0,
            quality: Quality::ByHand,
            interpreters: Vec::new(),
            account: Account::default(),
        };
        dating.adopt(plan, UnixMillis(0)).unwrap();
        dating.publish().unwrap();
        dating
    }

    /// The log of these turns, a second apart, each with its number as key.
    fn turned(turns: &[ClockTurn]) -> Replayed {
        let mut session = beginning();
        let event = |step, deed, outcome| Event {
            step,
            at: UnixMillis(step * 1_000),
            actor: String::new(),
            key: Some(step.to_string()),
            deed,
            outcome,
        };
        let outcome = Outcome { session: Some(Box::new(session.clone())), ..Outcome::default() };
        let mut log = vec![event(1, Deed::Created, outcome)];
        for (turn, step) in turns.iter().zip(2..) {
            let mut turned = event(step, Deed::Turned { turn: *turn }, Outcome::default());
            session.fold(&turned).unwrap();
            turned.outcome.begun = session.rounds_begun(turned.at);
            log.push(turned);
        }
        Replayed { session, log, differs: false }
    }

    fn books(meant: &[Option<day::On>]) -> Books {
        let mut books = Books::default();
        for (meant_for, step) in meant.iter().zip(1..) {
            books.expect(step.to_string(), *meant_for);
        }
        books
    }

    #[test]
    fn a_press_that_meets_the_part_it_was_meant_for_is_in_order() {
        let one = turned(&[ClockTurn::Start, ClockTurn::NextRound]);
        one.judge(&books(&[None, None, Some(Some((0, Part::Talk)))])).unwrap();
    }

    #[test]
    fn a_round_that_was_doubled_is_seen() {
        let one = turned(&[ClockTurn::Start, ClockTurn::NextRound, ClockTurn::NextRound]);
        let both = Some(Some((0, Part::Talk)));
        assert!(one.judge(&books(&[None, None, both, both])).is_err());
    }

    #[test]
    fn a_step_that_says_more_rounds_than_it_began_is_seen() {
        let mut one = turned(&[ClockTurn::Start, ClockTurn::Pause]);
        let rounds = one.rounds(&books(&[None, None, None]));
        assert!(rounds.is_ok(), "{rounds:?}");
        one.log[2].outcome.begun = 2;
        assert!(one.rounds(&books(&[None, None, None])).is_err());
    }
}
