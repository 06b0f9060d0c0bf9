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
    /// Rounds (from 0) that began without them although nobody knew beforehand.
    #[serde(default)]
    pub missed: BTreeSet<u8>,
    /// Rounds (from 0) in which they are there and are asked to sit out.
    #[serde(default)]
    pub benched: BTreeSet<u8>,
}

impl Participant {
    /// Somebody of whom nothing but the name is known; the session gives the id.
    pub fn named(name: Title) -> Self {
        Self {
            id: ParticipantId(0),
            association: None,
            name,
            side: None,
            languages: Vec::new(),
            absent: BTreeSet::new(),
            attendance: Attendance::Expected,
            attendance_from: 0,
            walked_in: false,
            missed: BTreeSet::new(),
            benched: BTreeSet::new(),
        }
    }

    /// Whether they are at the session in a round (from 0): of rounds that have begun what was, of others what is known.
    pub fn is_there(&self, round: u8) -> bool {
        if self.absent.contains(&round) || self.missed.contains(&round) {
            return false;
        }
        match self.attendance {
            Attendance::Expected | Attendance::Arrived => true,
            Attendance::Missing | Attendance::Left => round < self.attendance_from,
            Attendance::Late { until } => round < self.attendance_from || round >= until,
        }
    }

    /// Whether they sit at their table of a round (from 0), whose talk `is_on` or not: whoever goes from it has held it, since it
    /// had begun, and sits there no more.
    pub fn sits(&self, round: u8, is_on: bool) -> bool {
        self.is_there(round) && !(is_on && self.attendance == Attendance::Left)
    }

    /// Whether somebody noted that they are not here: they did not come, or have gone.
    pub fn is_noted_away(&self) -> bool {
        matches!(self.attendance, Attendance::Missing | Attendance::Left)
    }

    /// Whether they are there and to be seated in a round (from 0).
    pub fn plays(&self, round: u8) -> bool {
        self.is_there(round) && !self.benched.contains(&round)
    }
}
