//! Taking a step back and doing it again, for every room that offers it.

use crate::{
    api::{self, Answer},
    components::icons::IconKind,
    pages::organise::keys::fresh_key,
    words::control as words,
};
use domain::{DatingId, Locale, live::Reach};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Undo,
    Redo,
}

impl Way {
    /// Goes there with a step; `expects` is the revision somebody looked at. In the browser only.
    pub async fn go(self, id: DatingId, expects: i64, step: i64) -> Answer<Reach> {
        match self {
            Way::Undo => api::dating::undo(id, expects, step, fresh_key()).await,
            Way::Redo => api::dating::redo(id, expects, step, fresh_key()).await,
        }
    }

    /// What came of it.
    pub fn told(self, locale: Locale, reach: Reach) -> &'static str {
        match self {
            Way::Undo => words::undone(locale, reach),
            Way::Redo => words::redone(locale, reach),
        }
    }

    /// Of the button in the control room.
    pub fn id(self) -> &'static str {
        match self {
            Way::Undo => "step-back",
            Way::Redo => "step-again",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Way::Undo => Way::Redo,
            Way::Redo => Way::Undo,
        }
    }

    pub fn icon(self) -> IconKind {
        match self {
            Way::Undo => IconKind::UNDO,
            Way::Redo => IconKind::REDO,
        }
    }
}
