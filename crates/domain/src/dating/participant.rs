//! Who takes part, and what is known of them on the day.

use crate::{AssociationId, ParticipantId, profile::SpokenLanguage, text::Title};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A seat's side in a session across two sides. Not a label of anybody: organisers may put anybody on either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    With,
    Without,
}

/// What is known of a participant on the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    #[default]
    Expected,
    Arrived,
    /// Not there; from which round on nothing is planned for them.
    Missing,
    /// Comes for round `until` (from 0) and those after it.
    Late {
        until: u8,
    },
    /// Left during the session.
    Left,
}

/// Somebody who takes part: an association's delegation, which sits at a table as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub id: ParticipantId,
    pub association: Option<AssociationId>,
    pub name: Title,
    /// `None`: seated on the smaller side when the plan is made.
    pub side: Option<Side>,
    pub languages: Vec<SpokenLanguage>,
    /// Rounds (from 0) in which they are not there, known beforehand.
    pub absent: BTreeSet<u8>,
    pub attendance: Attendance,
    /// First round (from 0) from which the attendance counts: rounds before it are history.
    pub attendance_from: u8,
    pub walked_in: bool,
}

impl Participant {
    /// Whether they can sit somewhere in a round (from 0).
    pub fn is_there(&self, round: u8) -> bool {
        if self.absent.contains(&round) || (self.walked_in && round < self.attendance_from) {
            return false;
        }
        match self.attendance {
            Attendance::Expected | Attendance::Arrived => true,
            Attendance::Missing | Attendance::Left => round < self.attendance_from,
            Attendance::Late { until } => round < self.attendance_from || round >= until,
        }
    }
}
