//! Name, time and size of a session.

use super::{ROUND_LIMIT, TABLE_LIMIT};
use crate::{
    Refusal,
    clock::{Pace, Timing},
    refusal::Input,
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A table. `least` is the fewest it may seat when it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub number: u16,
    pub seats: u8,
    pub least: u8,
    /// First round (from 0) in which it cannot be used; `None` while it can.
    pub closed_from: Option<u8>,
}

/// Name, time and size of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    pub rounds: u8,
    pub talk_minutes: u16,
    pub change_minutes: u16,
    pub tables: Vec<Table>,
    #[serde(default)]
    pub pace: Pace,
    /// 1, or how many times as fast a rehearsal runs.
    #[serde(default = "as_planned")]
    pub speed: u8,
}

fn as_planned() -> u8 {
    1
}

impl Setting {
    /// Judges the numbers of a form: 1..=40 rounds, 1..=120 minutes of talk, 0..=30 of change, `tables` alike tables.
    #[allow(clippy::too_many_arguments)]
    pub fn parse(
        title: &str,
        starts: &str,
        rounds: i64,
        talk_minutes: i64,
        change_minutes: i64,
        tables: i64,
        seats: i64,
        least: i64,
    ) -> Result<Self, Refusal> {
        let within = |input, value: i64, least: i64, most: i64| {
            if (least..=most).contains(&value) { Ok(value) } else { Err(Refusal::OutOfRange { input, least, most }) }
        };
        let title = Title::parse(title)?;
        let starts = starts.trim().parse().map_err(|_| Refusal::Malformed(Input::Time))?;
        let rounds = within(Input::Rounds, rounds, 1, i64::from(ROUND_LIMIT))? as u8;
        let talk_minutes = within(Input::TalkMinutes, talk_minutes, 1, 120)? as u16;
        let change_minutes = within(Input::ChangeMinutes, change_minutes, 0, 30)? as u16;
        let count = within(Input::Tables, tables, 1, TABLE_LIMIT as i64)? as u16;
        let seats = within(Input::Seats, seats, 2, 12)? as u8;
        let least = within(Input::Least, least, 2, i64::from(seats))? as u8;
        let tables = (1..=count).map(|number| Table { number, seats, least, closed_from: None }).collect();
        Ok(Self { title, starts, rounds, talk_minutes, change_minutes, tables, pace: Pace::default(), speed: 1 })
    }

    pub fn timing(&self) -> Timing {
        let length = |minutes: u16| i64::from(minutes) * 60_000 / i64::from(self.speed.max(1));
        Timing {
            rounds: self.rounds,
            talk_ms: length(self.talk_minutes),
            change_ms: length(self.change_minutes),
            pace: self.pace,
            speed: self.speed.max(1),
        }
    }

    /// One-to-one: no table seats more than two.
    pub fn is_one_to_one(&self) -> bool {
        self.tables.iter().all(|table| table.seats == 2)
    }
}
