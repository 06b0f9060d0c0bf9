//! What an allocation is asked for, so that two of them can be tried and compared before one is taken.

use super::{Dating, Rules, Setting};
use crate::{Refusal, dating::ROUND_LIMIT, refusal::Input};
use serde::{Deserialize, Serialize};

/// The rules of an allocation, with what counts how much, and its number of rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub rules: Rules,
    pub rounds: u8,
}

impl Dating {
    /// By what the plan at hand is asked for.
    pub fn terms(&self) -> Terms {
        Terms { rules: self.rules.clone(), rounds: self.setting.rounds }
    }

    /// Takes over other rules and another number of rounds. A plan for another number of rounds is dropped.
    pub fn take(&mut self, terms: &Terms) -> Result<(), Refusal> {
        if !(1..=ROUND_LIMIT).contains(&terms.rounds) {
            return Err(Refusal::OutOfRange { input: Input::Rounds, least: 1, most: ROUND_LIMIT.into() });
        }
        self.configure(Setting { rounds: terms.rounds, ..self.setting.clone() })?;
        self.set_rules(terms.rules.clone())
    }

    /// The session as it would be by other terms; nothing is changed.
    pub fn under(&self, terms: &Terms) -> Result<Dating, Refusal> {
        let mut other = self.clone();
        other.take(terms)?;
        Ok(other)
    }
}
