//! Name, time and size of a session as a form holds them: text, until it is read.

use super::{Setting, TABLE_LIMIT, Table, setting::within};
use crate::{
    Refusal,
    clock::Pace,
    refusal::Input,
    text::{Title, filled},
};

/// What a form holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingText {
    pub title: String,
    /// `2027-05-08T14:30`, as a browser's field has it.
    pub starts: String,
    pub rounds: String,
    pub talk_minutes: String,
    pub change_minutes: String,
    /// One after the other, as they stand in the room.
    pub tables: Vec<TableText>,
}

/// So many tables that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    pub count: String,
    pub seats: String,
    pub least: String,
}

impl TableText {
    pub fn of(count: i64, seats: i64, least: i64) -> Self {
        Self { count: count.to_string(), seats: seats.to_string(), least: least.to_string() }
    }
}

impl SettingText {
    /// What the form of a new session begins with.
    pub fn usual() -> Self {
        Self {
            title: String::new(),
            starts: String::new(),
            rounds: "8".to_owned(),
            talk_minutes: "6".to_owned(),
            change_minutes: "2".to_owned(),
            tables: vec![TableText::of(20, 2, 2)],
        }
    }

    /// The session that was meant. `before` are its tables so far: each keeps its number and whether it is in use, and
    /// further ones are numbered on.
    pub fn read(&self, before: &[Table]) -> Result<Setting, Refusal> {
        // What is no number, or too large for one, is refused as the largest there is.
        let small = |text: &str| text.trim().parse().unwrap_or(u8::MAX);
        let large = |text: &str| text.trim().parse().unwrap_or(u16::MAX);
        let title = Title::parse(&self.title)?;
        let starts = filled(Input::Time, &self.starts)?.parse().map_err(|_| Refusal::Malformed(Input::Time))?;
        let mut tables = Vec::new();
        let mut last = before.iter().map(|table| table.number).max().unwrap_or(0);
        for alike in &self.tables {
            let (count, seats, least) = (large(&alike.count), small(&alike.seats), small(&alike.least));
            within(Input::Tables, count.into(), 1, TABLE_LIMIT as i64)?;
            for _ in 0..count {
                tables.push(match before.get(tables.len()) {
                    Some(known) => Table { seats, least, ..*known },
                    None => {
                        last = last.saturating_add(1);
                        Table { number: last, seats, least, closed_from: None }
                    }
                });
            }
        }
        let setting = Setting {
            title,
            starts,
            rounds: small(&self.rounds),
            talk_minutes: large(&self.talk_minutes),
            change_minutes: large(&self.change_minutes),
            tables,
            pace: Pace::default(),
            speed: 1,
        };
        setting.judged()
    }
}

impl From<&Setting> for SettingText {
    fn from(setting: &Setting) -> Self {
        let alike = setting.tables.chunk_by(|one, next| (one.seats, one.least) == (next.seats, next.least));
        let tables = alike.filter_map(|tables| {
            let first = tables.first()?;
            Some(TableText::of(tables.len() as i64, first.seats.into(), first.least.into()))
        });
        let starts = setting.starts;
        Self {
            title: setting.title.to_string(),
            starts: format!("{}T{:02}:{:02}", starts.date(), starts.hour(), starts.minute()),
            rounds: setting.rounds.to_string(),
            talk_minutes: setting.talk_minutes.to_string(),
            change_minutes: setting.change_minutes.to_string(),
            tables: tables.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn mixed() -> Setting {
        let mut text = SettingText { title: "Tafel".to_owned(), ..SettingText::usual() };
        text.starts = "2027-05-08T14:00".to_owned();
        text.tables = vec![TableText::of(3, 6, 4), TableText::of(2, 8, 4)];
        let mut setting = text.read(&[]).unwrap();
        // Pushed together, and one taken out of use.
        setting.tables[1].closed_from = Some(0);
        setting.tables[2].seats = 12;
        setting
    }

    #[test]
    fn tables_nobody_touched_stay_as_they_are() {
        let setting = mixed();
        let mut text = SettingText::from(&setting);
        text.title = "Lange Tafel".to_owned();
        let read = text.read(&setting.tables).unwrap();
        assert_eq!(read, Setting { title: Title::parse("Lange Tafel").unwrap(), ..setting });
    }

    #[test]
    fn more_tables_are_numbered_on_and_fewer_leave_the_others_alone() {
        let setting = mixed();
        let mut text = SettingText::from(&setting);
        text.tables.push(TableText::of(2, 2, 2));
        let numbers = |setting: &Setting| setting.tables.iter().map(|t| (t.number, t.seats)).collect::<Vec<_>>();
        let more = text.read(&setting.tables).unwrap();
        assert_eq!(numbers(&more), [(1, 6), (2, 6), (3, 12), (4, 8), (5, 8), (6, 2), (7, 2)]);
        text.tables.truncate(2);
        let fewer = text.read(&setting.tables).unwrap();
        assert_eq!(fewer.tables, setting.tables[..3]);
    }

    #[test]
    fn what_is_no_number_is_refused_by_its_field() {
        let sound = SettingText::from(&mixed());
        let refused = |change: fn(&mut SettingText)| {
            let mut text = sound.clone();
            change(&mut text);
            text.read(&[]).map(|_| ()).unwrap_err()
        };
        let out = |input, least, most| Refusal::OutOfRange { input, least, most };
        assert_eq!(refused(|t| t.rounds = "viele".to_owned()), out(Input::Rounds, 1, 40));
        assert_eq!(refused(|t| t.talk_minutes = "-1".to_owned()), out(Input::TalkMinutes, 1, 120));
        assert_eq!(refused(|t| t.tables[1].count = "0".to_owned()), out(Input::Tables, 1, 1000));
        assert_eq!(refused(|t| t.tables[0].count = "1000".to_owned()), out(Input::Tables, 1, 1000));
        assert_eq!(refused(|t| t.tables.clear()), out(Input::Tables, 1, 1000));
        assert_eq!(refused(|t| t.starts = "bald".to_owned()), Refusal::Malformed(Input::Time));
        assert_eq!(refused(|t| t.starts = " ".to_owned()), Refusal::Empty(Input::Time));
    }
}
