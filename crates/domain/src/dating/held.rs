//! Talks that have been held: when each really began and ended, which later turns of the clock do not move.

use super::Dating;
use crate::UnixMillis;
use serde::{Deserialize, Serialize};

/// A talk that has begun. The clock remembers the part that is on and no earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub began: UnixMillis,
    /// `None` while it is on, or until the clock is turned again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<UnixMillis>,
}

impl Dating {
    /// When the talk of a round (from 0) begins and ends: of one that has begun when it did, of one to come when it is
    /// expected, as known at `at`. `None` before the start, and of a round that was never held.
    pub fn talk(&self, round: u8, at: UnixMillis) -> Option<(UnixMillis, UnixMillis)> {
        let by_the_clock = self.run.talk(self.setting.timing(), round, at);
        match self.held.get(usize::from(round)) {
            Some(Held { began, ended: Some(ended) }) => Some((*began, *ended)),
            Some(Held { began, ended: None }) => by_the_clock.map(|(_, ends)| (*began, ends)),
            None => by_the_clock,
        }
    }

    /// The talks held after an event at `at`; `before` is the session before it. What went by itself until then went by the
    /// clock as it was, what the event begins or ends it begins or ends now. A turn taken back takes with it the rounds
    /// that it began.
    pub fn held_after(&self, before: &Dating, at: UnixMillis) -> Vec<Held> {
        if self.run == before.run {
            return before.held.clone();
        }
        let clock = |round: usize| before.run.talk(before.setting.timing(), u8::try_from(round).ok()?, at);
        let held = noted(before.held.clone(), before, at, |round| clock(round).unwrap_or((at, at)));
        noted(held, self, at, |_| (at, at))
    }
}

/// Talks held in `dating` by `at`; `talk` tells when those that were not noted yet began and ended.
fn noted(
    mut held: Vec<Held>,
    dating: &Dating,
    at: UnixMillis,
    talk: impl Fn(usize) -> (UnixMillis, UnixMillis),
) -> Vec<Held> {
    let (begun, on) = (usize::from(dating.rounds_begun(at)), dating.talking(at).map(usize::from));
    held.truncate(begun);
    held.extend((held.len()..begun).map(|round| Held { began: talk(round).0, ended: None }));
    for (round, one) in held.iter_mut().enumerate() {
        let ended = one.ended.unwrap_or_else(|| talk(round).1.min(at));
        one.ended = (on != Some(round)).then_some(ended);
    }
    held
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        FairId,
        clock::Run,
        dating::{ClockTurn, Rules, Setting},
    };

    const START: UnixMillis = UnixMillis(1_000_000);

    /// Three rounds of five minutes, with a minute between two.
    fn begun() -> Dating {
        let setting = Setting::parse("Quick talks", "2027-05-08T14:30", 3, 5, 1, 2, 2, 2).unwrap();
        let run = Run::Waiting.start(START).unwrap();
        let waiting = Dating::new(FairId(1), setting, Rules::default());
        noted_after(&waiting, START, Dating { run, ..waiting.clone() })
    }

    fn noted_after(before: &Dating, at: UnixMillis, mut after: Dating) -> Dating {
        after.held = after.held_after(before, at);
        after
    }

    fn turned(before: &Dating, turn: ClockTurn, seconds: i64) -> Dating {
        let (at, mut after) = (START.plus(seconds * 1_000), before.clone());
        after.turn_clock(turn, at).unwrap();
        noted_after(before, at, after)
    }

    /// Seconds since the start.
    fn talks(dating: &Dating, at: i64) -> Vec<(i64, i64)> {
        let seconds = |at: UnixMillis| at.since(START) / 1_000;
        let talks = (0..3).filter_map(|round| dating.talk(round, START.plus(at * 1_000)));
        talks.map(|(begins, ends)| (seconds(begins), seconds(ends))).collect()
    }

    #[test]
    fn a_minute_more_a_pause_and_a_skip_move_what_comes_and_never_what_was() {
        use ClockTurn::{NextRound, OneMinuteMore, Pause, Resume, Skip};
        let first = begun();
        assert_eq!(talks(&first, 0), [(0, 300), (360, 660), (720, 1020)]);
        let longer = turned(&first, OneMinuteMore, 100);
        assert_eq!(talks(&longer, 100), [(0, 360), (420, 720), (780, 1080)]);
        // The second talk goes by itself for half a minute, stands for two minutes, and goes on.
        let paused = turned(&longer, Pause, 450);
        let on = turned(&paused, Resume, 570);
        assert_eq!(talks(&on, 570), [(0, 360), (420, 840), (900, 1200)]);
        let change = turned(&on, Skip, 600);
        assert_eq!(talks(&change, 600), [(0, 360), (420, 600), (660, 960)]);
        let long_change = turned(&change, OneMinuteMore, 610);
        assert_eq!(talks(&long_change, 610), [(0, 360), (420, 600), (720, 1020)]);
        let last = turned(&long_change, NextRound, 630);
        assert_eq!(talks(&last, 630), [(0, 360), (420, 600), (630, 930)]);
        let over = turned(&last, ClockTurn::Finish, 700);
        assert_eq!(talks(&over, 9_000), [(0, 360), (420, 600), (630, 700)]);
    }

    #[test]
    fn by_hand_a_talk_lasts_until_somebody_says_so() {
        let by_hand = turned(&begun(), ClockTurn::ByHand, 10);
        let change = turned(&by_hand, ClockTurn::Skip, 400);
        let second = turned(&change, ClockTurn::Skip, 500);
        assert_eq!(talks(&second, 500), [(0, 400), (500, 800), (860, 1160)]);
    }

    #[test]
    fn a_round_that_is_taken_back_has_not_begun() {
        let (first, at) = (begun(), START.plus(120_000));
        let slip = turned(&first, ClockTurn::NextRound, 100);
        assert_eq!(slip.held.len(), 2);
        let run = slip.run_before_turn(ClockTurn::NextRound, first.run, START.plus(100_000), at);
        let back = noted_after(&slip, at, Dating { run, ..slip.clone() });
        assert_eq!(talks(&back, 120), [(0, 320), (380, 680), (740, 1040)]);
        let never = noted_after(&back, at, Dating { run: Run::Waiting, ..back.clone() });
        assert_eq!(never.held, []);
    }

    #[test]
    fn of_a_session_of_an_older_version_what_was_is_reckoned_once_and_stays() {
        let older = Dating { held: Vec::new(), ..turned(&begun(), ClockTurn::NextRound, 100) };
        let reckoned = talks(&older, 100);
        let paused = turned(&older, ClockTurn::Pause, 200);
        let on = turned(&paused, ClockTurn::Resume, 300);
        assert_eq!((talks(&on, 300)[0], talks(&on, 300)[1]), (reckoned[0], (100, 500)));
    }
}
