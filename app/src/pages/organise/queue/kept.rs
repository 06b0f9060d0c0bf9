//! One command that waits, and what is known of it without a server or a page.

use crate::{api::ApiError, words::refusals};
use domain::{
    Locale, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Part},
    control_room::Queued,
    dating::{Attendance, Dating},
};
use serde::{Deserialize, Serialize};

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub key: String,
    /// When it was tapped, by the server's clock.
    pub at: UnixMillis,
    pub command: Queued,
    /// The session's revision that holds it; none while it has not come through.
    #[serde(skip)]
    pub applied: Option<i64>,
}

/// A command that came too late or was refused, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    pub key: String,
    pub command: Queued,
    pub because: Because,
}

/// Why a command was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// It did not fit the session any more.
    Rules(Refusal),
    /// The server would not have it, whatever the session: whoever is signed in may not, or the session is gone.
    Server(ApiError),
}

impl Because {
    /// None where asking again may bring another answer.
    pub fn of(error: ApiError) -> Option<Self> {
        match error {
            ApiError::Refused(refused) if !refused.asked_too_often() => Some(Because::Rules(refused.why())),
            error @ (ApiError::Forbidden | ApiError::NotFound) => Some(Because::Server(error)),
            _ => None,
        }
    }

    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Because::Rules(refusal) => refusals::refusal(locale, refusal),
            Because::Server(error) => refusals::error(locale, error),
        }
    }
}

/// What waits without one command that was called off. What was tapped after it about the same person follows what was
/// before it.
pub(super) fn without(mut all: Vec<Kept>, key: &str) -> Vec<Kept> {
    let Some(index) = all.iter().position(|kept| kept.key == key) else { return all };
    let gone = all.remove(index);
    if let Queued::Mark { who: marked, was: before, attendance: meant } = gone.command {
        let next = all.iter_mut().skip(index).find_map(|kept| match &mut kept.command {
            Queued::Mark { who, was, .. } if *who == marked => Some(was),
            _ => None,
        });
        if let Some(was) = next.filter(|was| **was == meant) {
            *was = before;
        }
    }
    all
}

pub(super) fn waits(all: &[Kept], key: &str) -> bool {
    all.iter().any(|kept| kept.key == key && kept.applied.is_none())
}

pub(super) fn key_of(all: &[Kept], marked: ParticipantId, so: Attendance) -> Option<String> {
    let is_it = |kept: &&Kept| match kept.command {
        Queued::Mark { who, attendance, .. } => kept.applied.is_none() && who == marked && attendance == so,
        _ => false,
    };
    all.iter().rfind(is_it).map(|kept| kept.key.clone())
}

/// The part that is on: what a turn of the clock is meant for.
pub fn on(moment: Moment) -> Option<(u8, Part)> {
    match moment {
        Moment::On { round, part, .. } => Some((round, part)),
        Moment::Waiting | Moment::Over => None,
    }
}

/// Does to a session what is on its way to it; what does not fit any more is left out.
pub(super) fn carry_out(after: &mut Dating, kept: &Kept) {
    let _ = match &kept.command {
        Queued::Mark { who, attendance, .. } | Queued::Rehearsed { who, attendance, .. } => {
            after.mark(*who, *attendance, kept.at)
        }
        Queued::Turn { turn, meant_for } if on(after.moment(kept.at)) == *meant_for => after.turn_clock(*turn, kept.at),
        Queued::Turn { .. } => Ok(()),
        // Nobody has heard it yet, and whoever walked in has no number to be called by.
        Queued::Note { .. } => Ok(()),
    };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Attendance::{Arrived, Expected, Left, Missing};
    use domain::{
        FairId,
        clock::Run,
        dating::{ClockTurn, Rules, Setting},
    };

    fn mark(key: &str, who: u32, was: Attendance, attendance: Attendance) -> Kept {
        let command = Queued::Mark { who: ParticipantId(who), was, attendance };
        Kept { key: key.to_owned(), at: UnixMillis(0), command, applied: None }
    }

    #[test]
    fn what_is_called_off_leaves_the_rest_as_if_it_had_not_been_tapped() {
        let all = vec![
            mark("a", 1, Expected, Missing),
            mark("b", 2, Missing, Arrived),
            mark("c", 1, Missing, Arrived),
            mark("d", 1, Arrived, Left),
        ];
        let rest = vec![mark("b", 2, Missing, Arrived), mark("c", 1, Expected, Arrived), mark("d", 1, Arrived, Left)];
        assert_eq!(without(all.clone(), "a"), rest);
        assert_eq!(without(all.clone(), "d"), all[..3]);
        assert_eq!(without(all.clone(), "unheard of"), all);
    }

    #[test]
    fn whoever_is_tapped_twice_waits_once() {
        let mut all = vec![mark("a", 1, Expected, Arrived), mark("b", 2, Expected, Missing)];
        let waits = |all: &[Kept], who| key_of(all, ParticipantId(who), Arrived);
        assert_eq!((waits(&all, 1), waits(&all, 2), waits(&all, 3)), (Some("a".to_owned()), None, None));
        all[0].applied = Some(7);
        assert_eq!(waits(&all, 1), None, "what has come through does not wait");
    }

    #[test]
    fn what_nobody_answered_is_sent_again_and_what_was_refused_is_not() {
        for error in [ApiError::Offline, ApiError::Unavailable, ApiError::Stale] {
            assert_eq!(Because::of(error), None);
        }
        for error in [ApiError::Forbidden, ApiError::NotFound] {
            assert_eq!(Because::of(error.clone()), Some(Because::Server(error)));
        }
    }

    #[test]
    fn a_turn_moves_the_part_it_was_meant_for_and_no_other() {
        let setting = Setting::parse("Tafel", "2027-05-08T14:00", 3, 6, 2, 3, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        dating.run = Run::Waiting.start(UnixMillis(0)).unwrap();
        let ring = Kept {
            key: "a".to_owned(),
            at: UnixMillis(30_000),
            command: Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((0, Part::Talk)) },
            applied: None,
        };
        // A press sent twice, or one whose turn the server's state holds already, begins no round.
        for _ in 0..2 {
            carry_out(&mut dating, &ring);
            assert_eq!(on(dating.moment(UnixMillis(30_000))), Some((0, Part::Change)));
        }
    }
}
