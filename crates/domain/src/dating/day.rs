//! What belongs to the day besides people, tables and clock: interpreters, announcements, and rounds that were called.

use super::Dating;
use crate::{
    InterpreterId, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Part},
    refusal::Input,
    text::{Title, one_line},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most characters of an announcement: a sentence, not a letter.
pub const ANNOUNCEMENT_LIMIT: usize = 240;
/// How long a sentence stands that nobody takes back.
pub const STANDS_MS: i64 = 30 * 60_000;
/// Most interpreters of a session.
pub const INTERPRETER_LIMIT: usize = 200;

/// Somebody who makes talks possible between people without a common language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    pub id: InterpreterId,
    pub name: Title,
    /// ISO 639 codes, as in profiles.
    pub languages: Vec<String>,
    /// First round (from 0) for which they are there.
    pub from: u8,
    /// First round (from 0) for which they are gone; `None` while they stay.
    pub until: Option<u8>,
}

impl Interpreter {
    pub fn is_there(&self, round: u8) -> bool {
        round >= self.from && self.until.is_none_or(|until| round < until)
    }

    pub fn speaks(&self, code: &str) -> bool {
        self.languages.iter().any(|known| known == code)
    }
}

/// A sentence for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Counted from 0 within the session.
    pub id: u32,
    pub at: UnixMillis,
    pub text: String,
    pub retracted: bool,
}

/// How people learnt where they sit in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calling {
    /// Somebody called it out.
    #[default]
    Called,
    /// Its cards were printed.
    Printed,
}

/// The last time that a round was called or its cards were printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub how: Calling,
    pub at: UnixMillis,
}

/// Interpreters, announcements and called rounds of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Day {
    pub interpreters: Vec<Interpreter>,
    pub announcements: Vec<Announcement>,
    /// Rounds below this (from 0) have their cards out and are not planned anew.
    pub called: u8,
    /// How and when that came to be; `None` before the first, and in sessions of an older version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// A round (from 0) that stays open although it would be called by itself.
    pub thawed: Option<u8>,
    /// Whom the plan does not reckon with: noted since it was worked out, without a look at the tables.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unplanned: BTreeSet<ParticipantId>,
}

impl Dating {
    /// How many rounds after those that have begun are frozen: their cards are out, or people are on their way there. Where
    /// the session is over, all that will never begin.
    pub fn rounds_frozen(&self, now: UnixMillis) -> u8 {
        let begun = self.rounds_begun(now);
        let on_their_way = matches!(self.moment(now), Moment::On { part: Part::Change, .. });
        if self.is_over(now) {
            return self.setting.rounds - begun;
        }
        if begun >= self.setting.rounds || self.day.thawed == Some(begun) {
            return 0;
        }
        let by_itself = begun + u8::from(on_their_way);
        self.day.called.max(by_itself).min(self.setting.rounds) - begun
    }

    /// The round (from 0) and all before it have their cards out.
    pub fn call_round(&mut self, round: u8, how: Calling, now: UnixMillis) -> Result<(), Refusal> {
        self.open_round(round, now)?;
        self.day.called = self.day.called.max(round + 1);
        self.day.call = Some(Call { how, at: now });
        if self.day.thawed.is_some_and(|thawed| thawed <= round) {
            self.day.thawed = None;
        }
        Ok(())
    }

    /// The next round may be planned anew although it was called; so may those after it.
    pub fn thaw(&mut self, now: UnixMillis) -> Result<(), Refusal> {
        let next = self.rounds_begun(now);
        self.open_round(next, now)?;
        self.day.called = self.day.called.min(next);
        self.day.thawed = Some(next);
        Ok(())
    }

    /// A round (from 0) that exists and has not begun.
    pub(super) fn open_round(&self, round: u8, now: UnixMillis) -> Result<(), Refusal> {
        if round >= self.setting.rounds {
            return Err(Refusal::UnknownRound(round + 1));
        }
        if round < self.rounds_begun(now) {
            return Err(Refusal::RoundHasBegun(round + 1));
        }
        if self.is_over(now) {
            return Err(self.run.over());
        }
        Ok(())
    }

    /// A round (from 0) that exists, has not begun and was not called.
    pub(super) fn movable_round(&self, round: u8, now: UnixMillis) -> Result<(), Refusal> {
        self.open_round(round, now)?;
        if round < self.rounds_begun(now) + self.rounds_frozen(now) {
            return Err(Refusal::RoundIsCalled(round + 1));
        }
        Ok(())
    }

    /// Announcements that everybody is still shown, newest first: neither taken back nor old, nor said before the session
    /// ended.
    pub fn standing(&self, now: UnixMillis) -> impl Iterator<Item = &Announcement> {
        let ended = self.ended(now);
        let stands = move |said: &&Announcement| now.since(said.at) < STANDS_MS && ended.is_none_or(|at| said.at >= at);
        self.announcements().filter(stands)
    }

    /// Announcements that were not taken back, newest first.
    pub fn announcements(&self) -> impl Iterator<Item = &Announcement> {
        self.day.announcements.iter().rev().filter(|said| !said.retracted)
    }

    pub fn announce(&mut self, text: &str, now: UnixMillis) -> Result<(), Refusal> {
        let text = one_line(text);
        let length = text.chars().count();
        if length == 0 {
            return Err(Refusal::Empty(Input::Text));
        }
        if length > ANNOUNCEMENT_LIMIT {
            return Err(Refusal::TooLong { input: Input::Text, length, limit: ANNOUNCEMENT_LIMIT });
        }
        let id = self.day.announcements.len() as u32;
        self.day.announcements.push(Announcement { id, at: now, text, retracted: false });
        Ok(())
    }

    pub fn retract(&mut self, id: u32) -> Result<(), Refusal> {
        let said = self.day.announcements.iter_mut().find(|said| said.id == id && !said.retracted);
        said.ok_or(Refusal::UnknownAnnouncement(id))?.retracted = true;
        Ok(())
    }

    /// An interpreter is there from the first round that has not begun. One language alone makes no talk possible.
    pub fn interpreter_here(&mut self, name: &str, languages: &[String], now: UnixMillis) -> Result<(), Refusal> {
        let name = Title::parse_as(Input::Name, name)?;
        let mut languages: Vec<String> = languages.iter().map(|code| code.trim().to_lowercase()).collect();
        languages.sort_unstable();
        languages.dedup();
        let readable = |code: &String| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        if languages.len() < 2 || !languages.iter().all(readable) {
            return Err(Refusal::Malformed(Input::Language));
        }
        if self.day.interpreters.len() >= INTERPRETER_LIMIT {
            return Err(Refusal::TooMany);
        }
        let id = InterpreterId(self.day.interpreters.len() as u32);
        let from = self.rounds_begun(now);
        self.day.interpreters.push(Interpreter { id, name, languages, from, until: None });
        Ok(())
    }

    /// An interpreter is gone from the first round that has not begun.
    pub fn interpreter_gone(&mut self, id: InterpreterId, now: UnixMillis) -> Result<(), Refusal> {
        let begun = self.rounds_begun(now);
        let here = self.day.interpreters.iter_mut().find(|one| one.id == id && one.until.is_none());
        here.ok_or(Refusal::UnknownInterpreter(id))?.until = Some(begun);
        Ok(())
    }
}
