//! The desk at the door: who is expected, who has come.

use crate::{DatingId, ParticipantId, dating::Attendance, text::Title, views::ClockFace};
use serde::{Deserialize, Serialize};

/// Somebody on the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub who: ParticipantId,
    pub name: Title,
    pub attendance: Attendance,
}

/// Everybody of a session, alphabetical.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestList {
    /// Of the fair's public history.
    pub revision: i64,
    pub dating: DatingId,
    pub title: Title,
    /// To what was called off nobody is checked in any more; of what is over it can still be noted who was here.
    pub clock: ClockFace,
    pub guests: Vec<Guest>,
}

impl GuestList {
    pub fn arrived(&self) -> usize {
        self.guests.iter().filter(|guest| guest.attendance == Attendance::Arrived).count()
    }
}

/// What came of checking somebody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedIn {
    pub name: Title,
    /// What is noted of them now. Where it is not that they are here, somebody has noted something else since: nothing was
    /// changed.
    pub attendance: Attendance,
    /// It had been noted before: a badge shown twice, or the other desk was faster.
    pub again: bool,
    /// Their table of the talk that is on, where somebody waits for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_once: Option<u16>,
    /// Their first round ahead (from 0) and its table.
    pub next: Option<(u8, u16)>,
}
