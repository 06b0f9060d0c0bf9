//! Turning the session's clock, and taking a turn back.

use super::Dating;
use crate::{
    Refusal, UnixMillis,
    clock::{Pace, Run},
    plan::{SeatingPlan, Seats},
};
use serde::{Deserialize, Serialize};

/// What can be done with the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockTurn {
    Start,
    Pause,
    Resume,
    OneMinuteMore,
    /// Ends the part that is on.
    Skip,
    /// Begins the next talk, whatever is on.
    NextRound,
    Finish,
    /// From now on parts end when somebody says so.
    ByHand,
    /// From now on parts end by themselves.
    Automatic,
}

/// Whether everybody sits at the same tables, in whatever order they are named.
fn sit_alike(one: &Seats, other: &Seats) -> bool {
    let sorted = |seats: &Seats| {
        let mut seats = seats.clone();
        seats.iter_mut().flatten().for_each(|seated| seated.sort_unstable());
        seats
    };
    sorted(one) == sorted(other)
}

impl Dating {
    /// Whether it can start: with a plan at hand that everybody has seen. Whoever runs the day would go by a draft, and
    /// everybody else by what is published. Logs of an older version hold starts without.
    pub fn is_ready(&self) -> Result<(), Refusal> {
        match (&self.plan, &self.published) {
            (None, _) => Err(Refusal::NoPlan),
            (_, None) => Err(Refusal::NotPublished),
            _ if self.rounds_shown() != self.setting.rounds => Err(Refusal::NotPublished),
            (Some(at_hand), Some(shown)) if !sit_alike(&at_hand.seats, &shown.seats) => Err(Refusal::DraftNotPublished),
            _ => Ok(()),
        }
    }

    /// The rounds (from 0), from the one whose talk is on, in which everybody is shown other seats than those of the plan at
    /// hand; none before a plan is published.
    pub fn rounds_shown_otherwise(&self, now: UnixMillis) -> Vec<u8> {
        let (Some(at_hand), Some(shown)) = (&self.plan, &self.published) else { return Vec::new() };
        let first = self.talking(now).unwrap_or(self.rounds_begun(now));
        let seats = |plan: &SeatingPlan, round: u8| plan.seats.get(usize::from(round)).cloned().into_iter().collect();
        let otherwise = |round: &u8| !sit_alike(&seats(at_hand, *round), &seats(shown, *round));
        (first..self.setting.rounds).filter(otherwise).collect()
    }

    pub fn start(&mut self, now: UnixMillis) -> Result<(), Refusal> {
        if self.published.is_none() {
            return Err(if self.plan.is_none() { Refusal::NoPlan } else { Refusal::NotPublished });
        }
        self.run = self.run.start(now)?;
        Ok(())
    }

    /// What the time keeper does with the clock.
    pub fn turn_clock(&mut self, turn: ClockTurn, now: UnixMillis) -> Result<(), Refusal> {
        let timing = self.setting.timing();
        self.run = match turn {
            ClockTurn::Start => return self.start(now),
            ClockTurn::Pause => self.run.pause(timing, now)?,
            ClockTurn::Resume => self.run.resume(now)?,
            ClockTurn::OneMinuteMore => self.run.one_minute_more(timing, now)?,
            ClockTurn::Skip => self.run.skip(timing, now)?,
            ClockTurn::NextRound => self.run.next_round(timing, now)?,
            ClockTurn::Finish => self.run.finish(timing, now)?,
            ClockTurn::ByHand => return self.set_pace(Pace::ByHand, now),
            ClockTurn::Automatic => return self.set_pace(Pace::Automatic, now),
        };
        Ok(())
    }

    /// No round begins any more, of a session that has not begun none ever does.
    pub fn call_off(&mut self, now: UnixMillis) -> Result<(), Refusal> {
        self.run = self.run.call_off(self.setting.timing(), now)?;
        Ok(())
    }

    fn set_pace(&mut self, pace: Pace, now: UnixMillis) -> Result<(), Refusal> {
        let timing = self.setting.timing();
        // A session whose last talk ran out by itself is over, and does not come back to life by another pace.
        if self.is_over(now) {
            return Err(self.run.over());
        }
        self.run = self.run.anchored(timing, now);
        self.setting.pace = pace;
        if pace == Pace::Automatic {
            self.run = self.run.without_overdue(timing, now);
        }
        Ok(())
    }

    /// The run after a turn made at `then` is taken back at `now`, when it was `before`: nobody loses a second by a slip.
    pub fn run_before_turn(&self, turn: ClockTurn, before: Run, then: UnixMillis, now: UnixMillis) -> Run {
        match turn {
            ClockTurn::OneMinuteMore => before,
            ClockTurn::ByHand | ClockTurn::Automatic => self.run.anchored(self.setting.timing(), now),
            ClockTurn::Start
            | ClockTurn::Pause
            | ClockTurn::Resume
            | ClockTurn::Skip
            | ClockTurn::NextRound
            | ClockTurn::Finish => before.as_at(then, now),
        }
    }
}
