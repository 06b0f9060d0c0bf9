//! The session's clock as a function of time: nothing ticks and nothing is stored while a round runs.
//!
//! A [`Run`] remembers one anchor, the moment at which the talk of some round began; every later moment follows from it
//! and the session's [`Timing`]. A server that was killed and started again is therefore at the right second by itself.

use crate::Refusal;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z by the server's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to `self`; negative where it is not earlier.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// How long things take: `rounds` talks with a change between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    pub rounds: u8,
    pub talk_ms: i64,
    pub change_ms: i64,
}

/// The part of a session that is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Round `round` is being talked.
    Talk,
    /// Everybody walks to the tables of the round after `round`.
    Change,
}

/// Where the clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Not started.
    Waiting,
    /// Rounds count from 0. `remaining_ms` belongs to the part; while paused it stands still.
    On { round: u8, part: Part, remaining_ms: i64, length_ms: i64, paused: bool },
    /// All rounds are over.
    Over,
}

/// What is remembered of a running session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Run {
    #[default]
    Waiting,
    /// The talk of `round` began at `since`; it lasts `extra_ms` longer than usual.
    Running {
        round: u8,
        since: UnixMillis,
        extra_ms: i64,
    },
    /// Stopped `elapsed_ms` after the talk of `round` began.
    Paused {
        round: u8,
        elapsed_ms: i64,
        extra_ms: i64,
    },
    Finished {
        at: UnixMillis,
    },
}

impl Run {
    /// Where the clock stands at `now`.
    pub fn at(self, timing: Timing, now: UnixMillis) -> Moment {
        match self {
            Run::Waiting => Moment::Waiting,
            Run::Finished { .. } => Moment::Over,
            Run::Running { round, since, extra_ms } => {
                walk(timing, round, now.since(since).max(0), extra_ms, false).map_or(Moment::Over, |(moment, _)| moment)
            }
            Run::Paused { round, elapsed_ms, extra_ms } => {
                walk(timing, round, elapsed_ms, extra_ms, true).map_or(Moment::Over, |(moment, _)| moment)
            }
        }
    }

    /// How many rounds have begun: these are history and never change.
    pub fn rounds_begun(self, timing: Timing, now: UnixMillis) -> u8 {
        match self.at(timing, now) {
            Moment::Waiting => 0,
            Moment::On { round, .. } => round + 1,
            Moment::Over => timing.rounds,
        }
    }

    pub fn start(self, now: UnixMillis) -> Result<Run, Refusal> {
        match self {
            Run::Waiting => Ok(Run::Running { round: 0, since: now, extra_ms: 0 }),
            Run::Finished { .. } => Err(Refusal::Finished),
            _ => Err(Refusal::AlreadyRunning),
        }
    }

    pub fn pause(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let (round, elapsed_ms, extra_ms) = self.anchor(timing, now)?;
        Ok(Run::Paused { round, elapsed_ms, extra_ms })
    }

    pub fn resume(self, now: UnixMillis) -> Result<Run, Refusal> {
        match self {
            Run::Paused { round, elapsed_ms, extra_ms } => {
                Ok(Run::Running { round, since: now.plus(-elapsed_ms), extra_ms })
            }
            Run::Running { .. } => Err(Refusal::AlreadyRunning),
            Run::Waiting => Err(Refusal::NotRunning),
            Run::Finished { .. } => Err(Refusal::Finished),
        }
    }

    /// The part that is on lasts a minute longer.
    pub fn one_minute_more(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let (round, elapsed_ms, extra_ms) = self.anchor(timing, now)?;
        let extended = match self.at(timing, now) {
            // During the change the talk is history: push its beginning instead, so that the change gets the minute.
            Moment::On { part: Part::Change, .. } => (round, elapsed_ms - 60_000, extra_ms),
            _ => (round, elapsed_ms, extra_ms + 60_000),
        };
        Ok(self.with(extended, now))
    }

    /// Ends the part that is on: a talk goes over into the change, a change into the next talk.
    pub fn skip(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let (round, _, extra_ms) = self.anchor(timing, now)?;
        match self.at(timing, now) {
            Moment::On { part: Part::Talk, .. } if round + 1 >= timing.rounds => Ok(Run::Finished { at: now }),
            Moment::On { part: Part::Talk, .. } if timing.change_ms > 0 => {
                Ok(self.with((round, timing.talk_ms + extra_ms, extra_ms), now))
            }
            Moment::On { .. } => Ok(self.with((round + 1, 0, 0), now)),
            _ => Err(Refusal::NotRunning),
        }
    }

    pub fn finish(self, now: UnixMillis) -> Result<Run, Refusal> {
        match self {
            Run::Waiting => Err(Refusal::NotRunning),
            Run::Finished { .. } => Err(Refusal::Finished),
            _ => Ok(Run::Finished { at: now }),
        }
    }

    /// The anchor moved to the round that is on: `(round, elapsed_ms, extra_ms)`.
    fn anchor(self, timing: Timing, now: UnixMillis) -> Result<(u8, i64, i64), Refusal> {
        let (round, elapsed, extra, paused) = match self {
            Run::Running { round, since, extra_ms } => (round, now.since(since).max(0), extra_ms, false),
            Run::Paused { round, elapsed_ms, extra_ms } => (round, elapsed_ms, extra_ms, true),
            Run::Waiting => return Err(Refusal::NotRunning),
            Run::Finished { .. } => return Err(Refusal::Finished),
        };
        match walk(timing, round, elapsed, extra, paused) {
            Some((Moment::On { round: on, .. }, elapsed_in)) => {
                Ok((on, elapsed_in, if on == round { extra } else { 0 }))
            }
            _ => Err(Refusal::Finished),
        }
    }

    fn with(self, (round, elapsed_ms, extra_ms): (u8, i64, i64), now: UnixMillis) -> Run {
        match self {
            Run::Paused { .. } => Run::Paused { round, elapsed_ms, extra_ms },
            _ => Run::Running { round, since: now.plus(-elapsed_ms), extra_ms },
        }
    }
}

/// From the anchor forward: the moment and how long its round has been on; `None` when the last round is over.
fn walk(timing: Timing, mut round: u8, mut elapsed: i64, mut extra: i64, paused: bool) -> Option<(Moment, i64)> {
    loop {
        let talk = timing.talk_ms + extra;
        let last = round + 1 >= timing.rounds;
        if elapsed < talk {
            let moment = Moment::On { round, part: Part::Talk, remaining_ms: talk - elapsed, length_ms: talk, paused };
            return Some((moment, elapsed));
        }
        if last {
            return None;
        }
        let cycle = talk + timing.change_ms;
        if elapsed < cycle {
            let (remaining_ms, length_ms) = (cycle - elapsed, timing.change_ms);
            return Some((Moment::On { round, part: Part::Change, remaining_ms, length_ms, paused }, elapsed));
        }
        elapsed -= cycle;
        extra = 0;
        round += 1;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TIMING: Timing = Timing { rounds: 3, talk_ms: 300_000, change_ms: 60_000 };
    const START: UnixMillis = UnixMillis(1_000_000);

    fn on(round: u8, part: Part, remaining_ms: i64) -> Moment {
        let length_ms = if part == Part::Talk { TIMING.talk_ms } else { TIMING.change_ms };
        Moment::On { round, part, remaining_ms, length_ms, paused: false }
    }

    #[test]
    fn rounds_follow_each_other_without_anybody_touching_the_clock() {
        let run = Run::Waiting.start(START).unwrap();
        assert_eq!(run.at(TIMING, START.plus(1_000)), on(0, Part::Talk, 299_000));
        assert_eq!(run.at(TIMING, START.plus(310_000)), on(0, Part::Change, 50_000));
        assert_eq!(run.at(TIMING, START.plus(360_000)), on(1, Part::Talk, 300_000));
        assert_eq!(run.at(TIMING, START.plus(1_020_000)), Moment::Over);
        assert_eq!(run.rounds_begun(TIMING, START.plus(310_000)), 1);
        assert_eq!(run.rounds_begun(TIMING, START.plus(360_000)), 2);
    }

    #[test]
    fn a_pause_costs_nobody_a_second() {
        let run = Run::Waiting.start(START).unwrap();
        let paused = run.pause(TIMING, START.plus(400_000)).unwrap();
        let Moment::On { round: 1, remaining_ms: 260_000, paused: true, .. } = paused.at(TIMING, START.plus(9_000_000))
        else {
            panic!("{paused:?}")
        };
        let resumed = paused.resume(START.plus(9_000_000)).unwrap();
        assert_eq!(resumed.at(TIMING, START.plus(9_000_000)), on(1, Part::Talk, 260_000));
    }

    #[test]
    fn one_minute_more_lengthens_what_is_on_and_nothing_else() {
        let run = Run::Waiting.start(START).unwrap().one_minute_more(TIMING, START.plus(10_000)).unwrap();
        assert_eq!(run.at(TIMING, START.plus(360_000)), on(0, Part::Change, 60_000));
        let run = run.one_minute_more(TIMING, START.plus(360_000)).unwrap();
        assert_eq!(run.at(TIMING, START.plus(479_000)), on(0, Part::Change, 1_000));
        assert_eq!(run.at(TIMING, START.plus(480_000)), on(1, Part::Talk, 300_000));
    }

    #[test]
    fn skipping_ends_a_talk_then_a_change_then_the_session() {
        let mut run = Run::Waiting.start(START).unwrap();
        let expected = [
            on(0, Part::Change, 60_000),
            on(1, Part::Talk, 300_000),
            on(1, Part::Change, 60_000),
            on(2, Part::Talk, 300_000),
            Moment::Over,
        ];
        for moment in expected {
            run = run.skip(TIMING, START.plus(5_000)).unwrap();
            assert_eq!(run.at(TIMING, START.plus(5_000)), moment);
        }
        assert_eq!(run.skip(TIMING, START), Err(Refusal::Finished));
    }
}
