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

/// Who says that a part is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// The time does.
    #[default]
    Automatic,
    /// Somebody does: a part whose time is up waits with nothing remaining.
    ByHand,
}

/// How long things take: `rounds` talks with a change between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    pub rounds: u8,
    pub talk_ms: i64,
    pub change_ms: i64,
    #[serde(default)]
    pub pace: Pace,
    /// How many times as fast as planned: 1, or more in a rehearsal. The lengths above are those by the clock on the wall.
    #[serde(default = "one")]
    pub speed: u8,
}

fn one() -> u8 {
    1
}

impl Timing {
    /// A minute of the session by the clock on the wall, in milliseconds.
    pub fn minute(self) -> i64 {
        60_000 / i64::from(self.speed.max(1))
    }

    fn length(self, part: Part) -> i64 {
        match part {
            Part::Talk => self.talk_ms,
            Part::Change => self.change_ms,
        }
    }

    /// What follows a part; `None` after the last talk.
    fn after(self, round: u8, part: Part) -> Option<(u8, Part)> {
        match part {
            Part::Talk if round + 1 >= self.rounds => None,
            Part::Talk if self.change_ms > 0 => Some((round, Part::Change)),
            Part::Talk | Part::Change => Some((round + 1, Part::Talk)),
        }
    }
}

/// The part of a session that is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Round `round` is being talked.
    #[default]
    Talk,
    /// Everybody walks to the tables of the round after `round`.
    Change,
}

/// Where the clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Not started.
    Waiting,
    /// Rounds count from 0. `remaining_ms` belongs to the part; while paused it stands still. It is 0 where the part is
    /// over and waits for somebody ([`Pace::ByHand`]), never otherwise.
    On { round: u8, part: Part, remaining_ms: i64, length_ms: i64, paused: bool },
    /// All rounds are over, or somebody ended the session before.
    Over,
}

/// What is remembered of a running session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Run {
    #[default]
    Waiting,
    /// The `part` of `round` began at `since`; it lasts `extra_ms` longer than usual.
    Running {
        round: u8,
        #[serde(default)]
        part: Part,
        since: UnixMillis,
        extra_ms: i64,
    },
    /// Stopped `elapsed_ms` after the `part` of `round` began.
    Paused {
        round: u8,
        #[serde(default)]
        part: Part,
        elapsed_ms: i64,
        extra_ms: i64,
    },
    /// So many rounds had begun where somebody ended it before the last of them; `None` where all had. One that was called
    /// off may not have begun at all.
    Finished {
        at: UnixMillis,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begun: Option<u8>,
        #[serde(default, skip_serializing_if = "is_false")]
        called_off: bool,
    },
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A place on the session's own scale of time: so long after a part began.
#[derive(Clone, Copy)]
struct Anchor {
    round: u8,
    part: Part,
    elapsed_ms: i64,
    extra_ms: i64,
}

impl Anchor {
    fn begin((round, part): (u8, Part)) -> Self {
        Self { round, part, elapsed_ms: 0, extra_ms: 0 }
    }

    fn length(self, timing: Timing) -> i64 {
        timing.length(self.part) + self.extra_ms
    }

    /// Forward to the part that is on; `None` when the last talk is over. By hand no part ends by itself.
    fn forward(mut self, timing: Timing) -> Option<Self> {
        while timing.pace == Pace::Automatic && self.elapsed_ms >= self.length(timing) {
            let elapsed_ms = self.elapsed_ms - self.length(timing);
            self = Self { elapsed_ms, ..Self::begin(timing.after(self.round, self.part)?) };
        }
        Some(self)
    }
}

impl Run {
    /// Where the clock stands at `now`.
    pub fn at(self, timing: Timing, now: UnixMillis) -> Moment {
        match self.here(timing, now) {
            Ok(anchor) => {
                let length_ms = anchor.length(timing);
                let remaining_ms = (length_ms - anchor.elapsed_ms).max(0);
                let paused = matches!(self, Run::Paused { .. });
                Moment::On { round: anchor.round, part: anchor.part, remaining_ms, length_ms, paused }
            }
            Err(_) if self == Run::Waiting => Moment::Waiting,
            Err(_) => Moment::Over,
        }
    }

    /// How many rounds have begun: these are history and never change.
    pub fn rounds_begun(self, timing: Timing, now: UnixMillis) -> u8 {
        match self.at(timing, now) {
            Moment::Waiting => 0,
            Moment::On { round, .. } => round + 1,
            Moment::Over => match self {
                Run::Finished { begun: Some(begun), .. } => begun.min(timing.rounds),
                _ => timing.rounds,
            },
        }
    }

    /// When the talk of a round (from 0) begins and ends: from here on by what is planned, before by what was, as if nothing
    /// had been turned there. What stands still goes on at `at`. `None` before the start, and of a round that was never held.
    pub fn talk(self, timing: Timing, round: u8, at: UnixMillis) -> Option<(UnixMillis, UnixMillis)> {
        let from = |begins: UnixMillis| (begins, begins.plus(timing.talk_ms));
        let cycles = |rounds: i64| rounds * (timing.talk_ms + timing.change_ms);
        match self {
            Run::Waiting => None,
            Run::Finished { at, begun, .. } => {
                let last = begun.map_or(timing.rounds, |begun| begun.min(timing.rounds)).checked_sub(1)?;
                (round <= last).then(|| from(at.plus(-timing.talk_ms - cycles(i64::from(last - round)))))
            }
            Run::Paused { .. } => self.resume(at).ok()?.talk(timing, round, at),
            Run::Running { round: on, part, since, extra_ms } => {
                let away = i64::from(round) - i64::from(on);
                let began = if part == Part::Talk { since } else { since.plus(-timing.talk_ms) };
                Some(match away {
                    0 if part == Part::Talk => (began, began.plus(timing.talk_ms + extra_ms)),
                    ..=0 => from(began.plus(cycles(away))),
                    _ => from(began.plus(extra_ms + cycles(away))),
                })
            }
        }
    }

    /// As it is to be told at `now`: over where the last talk has run out by itself, which nobody has to note.
    pub fn seen_at(self, timing: Timing, now: UnixMillis) -> Run {
        match self {
            Run::Running { round, part, since, extra_ms } if self.at(timing, now) == Moment::Over => {
                let mut part_on = (round, part);
                let mut at = since.plus(extra_ms + timing.length(part));
                while let Some(next) = timing.after(part_on.0, part_on.1) {
                    at = at.plus(timing.length(next.1));
                    part_on = next;
                }
                Run::Finished { at, begun: None, called_off: false }
            }
            other => other,
        }
    }

    pub fn start(self, now: UnixMillis) -> Result<Run, Refusal> {
        match self {
            Run::Waiting => Ok(Run::Running { round: 0, part: Part::Talk, since: now, extra_ms: 0 }),
            Run::Finished { .. } => Err(self.over()),
            _ => Err(Refusal::AlreadyRunning),
        }
    }

    pub fn pause(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let Anchor { round, part, elapsed_ms, extra_ms } = self.here(timing, now)?;
        Ok(Run::Paused { round, part, elapsed_ms, extra_ms })
    }

    pub fn resume(self, now: UnixMillis) -> Result<Run, Refusal> {
        match self {
            Run::Paused { round, part, elapsed_ms, extra_ms } => {
                Ok(Run::Running { round, part, since: now.plus(-elapsed_ms), extra_ms })
            }
            Run::Running { .. } => Err(Refusal::AlreadyRunning),
            Run::Waiting => Err(Refusal::NotRunning),
            Run::Finished { .. } => Err(self.over()),
        }
    }

    /// The part that is on lasts a minute longer; one that waits for somebody lasts a minute from now.
    pub fn one_minute_more(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let here = self.here(timing, now)?;
        let overdue = (here.elapsed_ms - here.length(timing)).max(0);
        Ok(self.with(Anchor { extra_ms: here.extra_ms + overdue + timing.minute(), ..here }, now))
    }

    /// Ends the part that is on: a talk goes over into the change, a change into the next talk.
    pub fn skip(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let here = self.here(timing, now)?;
        Ok(match timing.after(here.round, here.part) {
            Some(next) => self.with(Anchor::begin(next), now),
            None => Run::Finished { at: now, begun: None, called_off: false },
        })
    }

    /// Begins the next talk, whatever is on; refused in the last round.
    pub fn next_round(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let next = self.here(timing, now)?.round + 1;
        if next >= timing.rounds {
            return Err(Refusal::UnknownRound(next + 1));
        }
        Ok(self.with(Anchor::begin((next, Part::Talk)), now))
    }

    /// Ends the session; rounds that have not begun never will.
    pub fn finish(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        let begun = self.rounds_begun(timing, now);
        match self {
            Run::Waiting => Err(Refusal::NotRunning),
            Run::Finished { .. } => Err(self.over()),
            _ => Ok(Run::Finished { at: now, begun: (begun < timing.rounds).then_some(begun), called_off: false }),
        }
    }

    /// Calls the session off, before its start or while it runs; refused where all rounds are over.
    pub fn call_off(self, timing: Timing, now: UnixMillis) -> Result<Run, Refusal> {
        if self.at(timing, now) == Moment::Over {
            return Err(self.over());
        }
        let begun = self.rounds_begun(timing, now);
        Ok(Run::Finished { at: now, begun: (begun < timing.rounds).then_some(begun), called_off: true })
    }

    pub fn is_called_off(self) -> bool {
        matches!(self, Run::Finished { called_off: true, .. })
    }

    /// Why nothing more can be done with a session that is over.
    pub fn over(self) -> Refusal {
        if self.is_called_off() { Refusal::CalledOff } else { Refusal::Finished }
    }

    /// The same place on the session's time, remembered from the part that is on: what `timing` says from now on cannot
    /// move what is over. Waiting and finished sessions stay as they are.
    pub fn anchored(self, timing: Timing, now: UnixMillis) -> Run {
        self.here(timing, now).map_or(self, |here| self.with(here, now))
    }

    /// A part that waits for somebody is over at `now`; everything else stays as it is.
    pub fn without_overdue(self, timing: Timing, now: UnixMillis) -> Run {
        match self.here(timing, now) {
            Ok(here) if here.elapsed_ms >= here.length(timing) => self.skip(timing, now).unwrap_or(self),
            _ => self,
        }
    }

    /// Goes on at `now` where it stood at `then`: what lies between is given back.
    pub fn as_at(self, then: UnixMillis, now: UnixMillis) -> Run {
        match self {
            Run::Running { round, part, since, extra_ms } => {
                Run::Running { round, part, since: since.plus(now.since(then)), extra_ms }
            }
            other => other,
        }
    }

    /// The anchor moved to the part that is on.
    fn here(self, timing: Timing, now: UnixMillis) -> Result<Anchor, Refusal> {
        let anchor = match self {
            Run::Running { round, part, since, extra_ms } => {
                Anchor { round, part, elapsed_ms: now.since(since).max(0), extra_ms }
            }
            Run::Paused { round, part, elapsed_ms, extra_ms } => Anchor { round, part, elapsed_ms, extra_ms },
            Run::Waiting => return Err(Refusal::NotRunning),
            Run::Finished { .. } => return Err(self.over()),
        };
        anchor.forward(timing).ok_or(Refusal::Finished)
    }

    fn with(self, Anchor { round, part, elapsed_ms, extra_ms }: Anchor, now: UnixMillis) -> Run {
        match self {
            Run::Paused { .. } => Run::Paused { round, part, elapsed_ms, extra_ms },
            _ => Run::Running { round, part, since: now.plus(-elapsed_ms), extra_ms },
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TIMING: Timing = Timing { rounds: 3, talk_ms: 300_000, change_ms: 60_000, pace: Pace::Automatic, speed: 1 };
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
    fn talks_are_told_by_the_clock_once_it_runs() {
        let begins =
            |run: Run, at| [0, 1, 2].map(|round| run.talk(TIMING, round, at).map(|(from, _)| from.since(START)));
        assert_eq!(begins(Run::Waiting, START), [None; 3]);
        let run = Run::Waiting.start(START).unwrap();
        assert_eq!(begins(run, START), [0, 360_000, 720_000].map(Some));
        let longer = run.one_minute_more(TIMING, START.plus(400_000)).unwrap();
        assert_eq!(begins(longer, START), [0, 360_000, 780_000].map(Some));
        assert_eq!(longer.talk(TIMING, 1, START).unwrap().1, START.plus(720_000));
        let paused = longer.pause(TIMING, START.plus(460_000)).unwrap();
        assert_eq!(begins(paused, START.plus(500_000))[2], Some(820_000));
        let ended = run.finish(TIMING, START.plus(660_000)).unwrap();
        assert_eq!(begins(ended, START), [Some(0), Some(360_000), None]);
    }

    #[test]
    fn a_session_that_ran_out_by_itself_is_told_to_be_over() {
        let run = Run::Waiting.start(START).unwrap().one_minute_more(TIMING, START.plus(5_000)).unwrap();
        assert_eq!(run.seen_at(TIMING, START.plus(1_079_999)), run);
        let over = Run::Finished { at: START.plus(1_080_000), begun: None, called_off: false };
        assert_eq!(run.seen_at(TIMING, START.plus(1_080_000)), over);
        assert_eq!(run.seen_at(TIMING, START.plus(9_000_000)), over);
        let by_hand = Timing { pace: Pace::ByHand, ..TIMING };
        assert_eq!(run.seen_at(by_hand, START.plus(9_000_000)), run);
    }

    #[test]
    fn of_a_session_that_is_ended_early_only_the_rounds_that_began_count() {
        let by_hand = Timing { pace: Pace::ByHand, ..TIMING };
        for timing in [TIMING, by_hand] {
            assert_eq!(Run::Waiting.finish(timing, START), Err(Refusal::NotRunning));
            let run = Run::Waiting.start(START).unwrap();
            let second = run.next_round(timing, START.plus(1_000)).unwrap();
            let change = second.skip(timing, START.plus(2_000)).unwrap();
            let last = change.skip(timing, START.plus(3_000)).unwrap();
            let paused = second.pause(timing, START.plus(2_000)).unwrap();
            for (run, begun) in [(run, 1), (second, 2), (change, 2), (paused, 2), (last, 3)] {
                let over = run.finish(timing, START.plus(4_000)).unwrap();
                assert_eq!(over.at(timing, START.plus(9_000_000)), Moment::Over);
                assert_eq!(over.rounds_begun(timing, START.plus(9_000_000)), begun, "{run:?}");
                assert_eq!(over.finish(timing, START), Err(Refusal::Finished));
            }
        }
        // What ran out by itself was held to its end, also where somebody says so afterwards.
        let run = Run::Waiting.start(START).unwrap();
        let over = run.finish(TIMING, START.plus(9_000_000)).unwrap();
        assert_eq!(over.rounds_begun(TIMING, START.plus(9_000_000)), 3);
        let old: Run = serde_json::from_str(r#"{"state":"finished","at":1000000}"#).unwrap();
        assert_eq!(old.rounds_begun(TIMING, START), 3);
        assert_eq!(serde_json::to_string(&old).unwrap(), r#"{"state":"finished","at":1000000}"#);
    }

    #[test]
    fn a_session_that_is_called_off_is_over_without_the_rounds_that_never_began() {
        let never = Run::Waiting.call_off(TIMING, START).unwrap();
        assert!(never.is_called_off());
        assert_eq!((never.at(TIMING, START), never.rounds_begun(TIMING, START)), (Moment::Over, 0));
        assert_eq!(never.talk(TIMING, 0, START), None);
        let run = Run::Waiting.start(START).unwrap();
        let later = START.plus(400_000);
        let broken_off = run.call_off(TIMING, later).unwrap();
        assert_eq!(broken_off.rounds_begun(TIMING, later.plus(9_000_000)), 2);
        for again in [broken_off.call_off(TIMING, later), broken_off.resume(later), broken_off.finish(TIMING, later)] {
            assert_eq!(again, Err(Refusal::CalledOff));
        }
        // What ran out by itself took place.
        assert_eq!(run.call_off(TIMING, START.plus(9_000_000)), Err(Refusal::Finished));
        assert_eq!(run.finish(TIMING, later).unwrap().call_off(TIMING, later), Err(Refusal::Finished));
        let kept = serde_json::to_string(&never).unwrap();
        assert_eq!(kept, r#"{"state":"finished","at":1000000,"begun":0,"called_off":true}"#);
        assert_eq!(serde_json::from_str::<Run>(&kept).unwrap(), never);
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
        let longer =
            Moment::On { round: 0, part: Part::Change, remaining_ms: 1_000, length_ms: 120_000, paused: false };
        assert_eq!(run.at(TIMING, START.plus(479_000)), longer);
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

    #[test]
    fn by_hand_a_part_that_is_over_waits_for_somebody() {
        let by_hand = Timing { pace: Pace::ByHand, ..TIMING };
        let run = Run::Waiting.start(START).unwrap();
        assert_eq!(run.at(by_hand, START.plus(299_000)), on(0, Part::Talk, 1_000));
        assert_eq!(run.at(by_hand, START.plus(9_000_000)), on(0, Part::Talk, 0));
        assert_eq!(run.rounds_begun(by_hand, START.plus(9_000_000)), 1);
        let run = run.skip(by_hand, START.plus(9_000_000)).unwrap();
        assert_eq!(run.at(by_hand, START.plus(9_010_000)), on(0, Part::Change, 50_000));
        assert_eq!(run.at(by_hand, START.plus(9_900_000)), on(0, Part::Change, 0));
        let late = run.one_minute_more(by_hand, START.plus(9_900_000)).unwrap();
        let Moment::On { remaining_ms: 60_000, .. } = late.at(by_hand, START.plus(9_900_000)) else {
            panic!("{late:?}")
        };
    }

    #[test]
    fn changing_the_pace_moves_nothing_that_is_over() {
        let run = Run::Waiting.start(START).unwrap();
        let now = START.plus(400_000);
        let kept = run.anchored(TIMING, now);
        assert_eq!(kept.at(Timing { pace: Pace::ByHand, ..TIMING }, now), run.at(TIMING, now));
    }

    #[test]
    fn the_next_round_begins_from_a_talk_or_a_change_but_not_from_the_last() {
        let run = Run::Waiting.start(START).unwrap().next_round(TIMING, START.plus(1_000)).unwrap();
        assert_eq!(run.at(TIMING, START.plus(1_000)), on(1, Part::Talk, 300_000));
        let run = run.next_round(TIMING, START.plus(330_000)).unwrap();
        assert_eq!(run.at(TIMING, START.plus(330_000)), on(2, Part::Talk, 300_000));
        assert_eq!(run.next_round(TIMING, START.plus(330_000)), Err(Refusal::UnknownRound(4)));
    }

    #[test]
    fn what_an_older_version_remembered_is_still_understood() {
        let kept = r#"{"state":"running","round":1,"since":1000000,"extra_ms":0}"#;
        let run: Run = serde_json::from_str(kept).unwrap();
        assert_eq!(run.at(TIMING, START.plus(310_000)), on(1, Part::Change, 50_000));
        let timing: Timing = serde_json::from_str(r#"{"rounds":3,"talk_ms":300000,"change_ms":60000}"#).unwrap();
        assert_eq!(timing, TIMING);
    }

    #[test]
    fn given_back_time_is_as_if_it_had_not_passed() {
        let run = Run::Waiting.start(START).unwrap();
        let back = run.as_at(START.plus(10_000), START.plus(70_000));
        assert_eq!(back.at(TIMING, START.plus(70_000)), on(0, Part::Talk, 290_000));
    }
}
