//! What a participant asks of the desk from the phone: that they come later, have to leave, or are here after all.

use crate::{
    DatingId, ParticipantId, Refusal, RequestId, UnixMillis,
    dating::{Attendance, Dating, Happening},
    text::Title,
};
use serde::{Deserialize, Serialize};

/// Requests of one participant within [`REQUEST_WINDOW_MS`]; more would be a finger that does not rest.
pub const REQUEST_LIMIT: u64 = 6;
pub const REQUEST_WINDOW_MS: i64 = 10 * 60_000;

/// What is asked. Rounds count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// We are late: we are there from round `until` on.
    Late { until: u8 },
    /// We must leave.
    Leave,
    /// We are here, though we are noted as not here.
    Here,
}

impl Ask {
    /// One of each may be open at a time.
    pub fn key(self) -> &'static str {
        match self {
            Ask::Late { .. } => "late",
            Ask::Leave => "leave",
            Ask::Here => "here",
        }
    }

    /// Whether it can be asked now: of somebody who takes part, of a session that is not over, about rounds that have
    /// not begun.
    pub fn check(self, dating: &Dating, who: ParticipantId, now: UnixMillis) -> Result<(), Refusal> {
        let participant = dating.participant(who)?;
        let begun = dating.rounds_begun(now);
        let rounds = dating.setting.rounds;
        if begun >= rounds || dating.is_over(now) {
            return Err(dating.run.over());
        }
        match self {
            Ask::Late { until } if until >= rounds => Err(Refusal::UnknownRound(until.saturating_add(1))),
            Ask::Late { until } if until < begun => Err(Refusal::RoundHasBegun(until + 1)),
            // Of somebody who is here, or expected, there is nothing to put right.
            Ask::Here if !participant.is_noted_away() => Err(Refusal::MarkedMeanwhile),
            Ask::Late { .. } | Ask::Leave | Ask::Here => Ok(()),
        }
    }

    /// What the desk would note about it.
    pub fn happening(self, who: ParticipantId) -> Happening {
        let attendance = match self {
            Ask::Late { until } => Attendance::Late { until },
            Ask::Leave => Attendance::Left,
            Ask::Here => Attendance::Arrived,
        };
        Happening::Mark { who, attendance }
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    Open,
    Accepted,
    Declined,
    Withdrawn,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: RequestId,
    pub dating: DatingId,
    pub who: ParticipantId,
    pub ask: Ask,
    pub state: RequestState,
    pub at: UnixMillis,
}

/// An open request as the desk sees it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCard {
    pub request: Request,
    pub name: Title,
    /// To be proposed when it is accepted.
    pub happening: Happening,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_request_is_what_the_desk_would_have_noted() {
        let who = ParticipantId(4);
        let late = Ask::Late { until: 2 }.happening(who);
        assert_eq!(late, Happening::Mark { who, attendance: Attendance::Late { until: 2 } });
        assert_eq!(Ask::Leave.happening(who), Happening::Mark { who, attendance: Attendance::Left });
        assert_eq!(Ask::Here.happening(who), Happening::Mark { who, attendance: Attendance::Arrived });
    }
}
