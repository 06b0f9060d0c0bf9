//! What the projector is about at a moment, and how it says so.

use crate::words::{screen as words, table};
use domain::{
    Locale,
    clock::{Moment, Part as Portion},
    screen::{ScreenView, UNHURRIED_MS},
};

/// In a talk, latecomers still find their table for so long; then the next round's is shown.
const FIND_LATE_MS: i64 = 60_000;

/// What the screen is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Nothing is published yet.
    NotYet,
    /// Before the first gong.
    Waiting,
    /// A talk; the list shows this round or the next.
    Talk {
        round: u8,
        shown: u8,
    },
    /// On the way to `round`.
    Change {
        round: u8,
    },
    Over,
    CalledOff,
}

impl Scene {
    pub fn of(view: &ScreenView, moment: Moment) -> Self {
        match moment {
            _ if view.clock.run.is_called_off() => Scene::CalledOff,
            _ if view.version.is_none() => Scene::NotYet,
            Moment::Waiting => Scene::Waiting,
            Moment::On { round, part: Portion::Change, .. } => Scene::Change { round: round + 1 },
            Moment::On { round, remaining_ms, length_ms, .. } => {
                let late = length_ms - remaining_ms >= FIND_LATE_MS && round + 1 < view.clock.timing.rounds;
                Scene::Talk { round, shown: if late { round + 1 } else { round } }
            }
            Moment::Over => Scene::Over,
        }
    }

    /// The round whose tables are shown.
    pub fn shown(self) -> Option<u8> {
        match self {
            Scene::Waiting => Some(0),
            Scene::Talk { shown, .. } => Some(shown),
            Scene::Change { round } => Some(round),
            Scene::NotYet | Scene::Over | Scene::CalledOff => None,
        }
    }

    /// How long there is for everybody to find their table in the list that is shown.
    pub fn within_ms(self, moment: Moment) -> i64 {
        match (self, moment) {
            (Scene::Change { .. }, Moment::On { length_ms, .. }) => length_ms,
            (Scene::Talk { round, shown }, _) if shown == round => FIND_LATE_MS,
            _ => UNHURRIED_MS,
        }
    }

    /// The same thing goes on: only the list is another.
    pub fn continues(self, before: Self) -> bool {
        match (self, before) {
            (Scene::Talk { round, .. }, Scene::Talk { round: was, .. }) => round == was,
            _ => self == before,
        }
    }

    pub fn heading(self, locale: Locale, of: u8) -> String {
        match self {
            Scene::NotYet => words::not_yet(locale).to_owned(),
            Scene::Waiting => words::find_your_table(locale).to_owned(),
            Scene::Talk { round, .. } => words::round_is_on(locale, round + 1, of),
            Scene::Change { round } => words::change_now(locale, round + 1),
            Scene::Over => words::over(locale).to_owned(),
            Scene::CalledOff => table::called_off(locale).to_owned(),
        }
    }

    /// What is called out when it begins. After a session was called off nothing begins: it takes place after all.
    pub fn call(self, before: Self, locale: Locale) -> Option<String> {
        match self {
            _ if before == Scene::CalledOff => Some(words::held_after_all(locale).to_owned()),
            Scene::Talk { round, .. } => Some(words::begin_now(locale, round + 1)),
            Scene::Change { round } => Some(words::change_now(locale, round + 1)),
            Scene::Over | Scene::CalledOff => Some(self.heading(locale, 0)),
            Scene::NotYet | Scene::Waiting => None,
        }
    }
}
