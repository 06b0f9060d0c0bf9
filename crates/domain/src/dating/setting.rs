//! Name, time and size of a session.

use super::{ROUND_LIMIT, SEATS_LIMIT, SettingText, TABLE_LIMIT, TableText};
use crate::{
    Refusal,
    clock::{Pace, Timing},
    refusal::Input,
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A table. `least` is the fewest it may seat when it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub number: u16,
    pub seats: u8,
    pub least: u8,
    /// First round (from 0) in which it cannot be used; `None` while it can.
    pub closed_from: Option<u8>,
}

impl Table {
    /// Whether it cannot be used in `round` (from 0).
    pub fn is_closed(&self, round: u8) -> bool {
        self.closed_from.is_some_and(|from| from <= round)
    }
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
    /// The numbers of a form with `tables` alike tables.
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
        let text = SettingText {
            title: title.to_owned(),
            starts: starts.to_owned(),
            rounds: rounds.to_string(),
            talk_minutes: talk_minutes.to_string(),
            change_minutes: change_minutes.to_string(),
            tables: vec![TableText::of(tables, seats, least)],
        };
        text.read(&[])
    }

    /// Itself, where every number is one that a session can have: 1..=40 rounds, 1..=120 minutes of talk, 0..=30 of
    /// change, 1..=1000 tables of 2..=12 seats, each with a number of its own. The form asks here, and so does the server.
    pub fn judged(self) -> Result<Self, Refusal> {
        within(Input::Rounds, self.rounds.into(), 1, ROUND_LIMIT.into())?;
        within(Input::TalkMinutes, self.talk_minutes.into(), 1, 120)?;
        within(Input::ChangeMinutes, self.change_minutes.into(), 0, 30)?;
        within(Input::Tables, self.tables.len() as i64, 1, TABLE_LIMIT as i64)?;
        let mut numbers = BTreeSet::from([0]);
        for table in &self.tables {
            within(Input::Seats, table.seats.into(), 2, SEATS_LIMIT.into())?;
            within(Input::Least, table.least.into(), 2, table.seats.into())?;
            if !numbers.insert(table.number) {
                return Err(Refusal::Malformed(Input::Tables));
            }
        }
        Ok(self)
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

/// Refuses a number outside of its bounds.
pub(super) fn within(input: Input, value: i64, least: i64, most: i64) -> Result<(), Refusal> {
    if (least..=most).contains(&value) { Ok(()) } else { Err(Refusal::OutOfRange { input, least, most }) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_no_session_can_have_are_refused_one_by_one() {
        let sound = Setting::parse("Tafel", "2027-05-08T14:00", 4, 6, 2, 3, 4, 2).unwrap();
        let out = |input, least, most| Err(Refusal::OutOfRange { input, least, most });
        let with = |change: fn(&mut Setting)| {
            let mut setting = sound.clone();
            change(&mut setting);
            setting.judged().map(|_| ())
        };
        assert_eq!(with(|_| {}), Ok(()));
        assert_eq!(with(|s| s.rounds = 0), out(Input::Rounds, 1, 40));
        assert_eq!(with(|s| s.rounds = 255), out(Input::Rounds, 1, 40));
        assert_eq!(with(|s| s.talk_minutes = 0), out(Input::TalkMinutes, 1, 120));
        assert_eq!(with(|s| s.change_minutes = 31), out(Input::ChangeMinutes, 0, 30));
        assert_eq!(with(|s| s.tables.clear()), out(Input::Tables, 1, 1000));
        assert_eq!(with(|s| s.tables[1].seats = 13), out(Input::Seats, 2, 12));
        assert_eq!(with(|s| s.tables[1].least = 5), out(Input::Least, 2, 4));
        assert_eq!(with(|s| s.tables[1].number = 1), Err(Refusal::Malformed(Input::Tables)));
        assert_eq!(with(|s| s.tables[1].number = 0), Err(Refusal::Malformed(Input::Tables)));
    }
}
