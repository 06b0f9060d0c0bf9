//! The clock as somebody would reckon it who saw it once and has a watch: another way than the one the house goes.

use anyhow::{Result, bail, ensure};
use domain::clock::{Moment, Pace, Part, Timing};

/// What a clock may be wrong by, in milliseconds.
const TOLERANCE: i64 = 1_000;

/// The moment `ms` milliseconds after one that was seen, with nobody touching the clock.
fn later(seen: Moment, timing: Timing, mut ms: i64) -> Moment {
    let Moment::On { mut round, mut part, mut remaining_ms, mut length_ms, paused } = seen else { return seen };
    if paused {
        return seen;
    }
    while timing.pace == Pace::Automatic && ms >= remaining_ms {
        ms -= remaining_ms;
        match part {
            Part::Talk if round + 1 == timing.rounds => return Moment::Over,
            Part::Talk if timing.change_ms > 0 => part = Part::Change,
            _ => (round, part) = (round + 1, Part::Talk),
        }
        length_ms = if part == Part::Talk { timing.talk_ms } else { timing.change_ms };
        remaining_ms = length_ms;
    }
    Moment::On { round, part, remaining_ms: (remaining_ms - ms).max(0), length_ms, paused }
}

/// How far `now` is from what follows from `seen` after `ms` milliseconds; an error where it is another part or more than a
/// second.
pub fn compare(seen: Moment, timing: Timing, ms: i64, now: Moment) -> Result<i64> {
    let expected = later(seen, timing, ms);
    let wrong = match (expected, now) {
        (
            Moment::On { round, part, remaining_ms, paused, .. },
            Moment::On { round: r, part: p, remaining_ms: rest, paused: stands, .. },
        ) if (round, part, paused) == (r, p, stands) => (remaining_ms - rest).abs(),
        (expected, now) if expected == now => 0,
        _ => bail!("{ms} ms after {seen:?} the clock should be at {expected:?} and is at {now:?}"),
    };
    ensure!(wrong <= TOLERANCE, "{ms} ms after {seen:?} the clock is wrong by {wrong} ms: {now:?}");
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{UnixMillis, clock::Run};

    const TIMING: Timing = Timing { rounds: 3, talk_ms: 6_000, change_ms: 3_000, pace: Pace::Automatic, speed: 1 };

    #[test]
    fn a_watch_and_the_house_reckon_alike() {
        let run = Run::Waiting.start(UnixMillis(0)).unwrap();
        for from in (0..26_000).step_by(700) {
            let seen = run.at(TIMING, UnixMillis(from));
            for ms in (0..26_000).step_by(900) {
                assert_eq!(compare(seen, TIMING, ms, run.at(TIMING, UnixMillis(from + ms))).unwrap(), 0);
            }
        }
    }

    #[test]
    fn another_round_and_another_second_are_seen() {
        let run = Run::Waiting.start(UnixMillis(0)).unwrap();
        let seen = run.at(TIMING, UnixMillis(1_000));
        assert!(compare(seen, TIMING, 2_000, run.at(TIMING, UnixMillis(4_500))).is_err());
        assert!(compare(seen, TIMING, 2_000, run.at(TIMING, UnixMillis(9_500))).is_err());
    }
}
