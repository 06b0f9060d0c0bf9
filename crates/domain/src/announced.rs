//! A plan as it was announced: everything that phones showed and paper said of it, kept so that two versions can be
//! compared later.

use crate::{
    AssociationId, ParticipantId, UnixMillis,
    dating::{Dating, Interpreter, Setting},
    plan::{Post, Seats},
    profile::SpokenLanguage,
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One version of a session's plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Announced {
    pub version: u32,
    pub made_at: UnixMillis,
    pub setting: Setting,
    pub people: Vec<AnnouncedPerson>,
    pub seats: Seats,
    #[serde(default)]
    pub interpreters: Vec<Interpreter>,
    /// Where they sit, by round.
    #[serde(default)]
    pub posts: Vec<Vec<Post>>,
}

/// Somebody as they were called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedPerson {
    pub id: ParticipantId,
    pub association: Option<AssociationId>,
    pub name: Title,
    pub languages: Vec<SpokenLanguage>,
    /// Rounds (from 0) in which they are not expected, or were not there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub away: BTreeSet<u8>,
}

/// How it stands with a talk that was announced once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Stands,
    /// The plan is being made anew: it may come otherwise.
    Open,
    /// It does not take place any more.
    CalledOff,
}

/// Which versions there are to compare with, newest first; by the clock of the fair's place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperShelf {
    pub versions: Vec<(u32, DateTime)>,
    /// The version each document was printed in last, by the document's key.
    pub printed: Vec<(String, u32)>,
}

impl PaperShelf {
    /// The version a document was printed in last.
    pub fn printed_in(&self, document: &str) -> Option<u32> {
        self.printed.iter().find(|(key, _)| key == document).map(|(_, version)| *version)
    }

    /// What a document is to be compared with, so that only what changed since its last printing is printed: nothing where it
    /// was never printed, or is of the newest version.
    pub fn last_printed(&self, document: &str) -> Option<u32> {
        let newest = self.versions.first().map(|(version, _)| *version);
        self.printed_in(document).filter(|version| newest.is_some_and(|newest| *version < newest))
    }
}

impl Announced {
    /// The published plan; `None` before the first publication.
    pub fn of(dating: &Dating) -> Option<Self> {
        let plan = dating.published.as_ref()?;
        Some(Self {
            version: plan.version,
            made_at: plan.made_at,
            setting: Setting { rounds: dating.rounds_shown(), ..dating.setting.clone() },
            people: people(dating),
            seats: plan.seats.clone(),
            interpreters: dating.day.interpreters.clone(),
            posts: plan.interpreters.clone(),
        })
    }
}

/// Those who take part, as they are called now.
pub fn people(dating: &Dating) -> Vec<AnnouncedPerson> {
    let person = |p: &crate::dating::Participant| AnnouncedPerson {
        id: p.id,
        association: p.association,
        name: p.name.clone(),
        languages: p.languages.clone(),
        away: (0..dating.rounds_shown()).filter(|round| !p.is_there(*round)).collect(),
    };
    dating.participants.iter().map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_document_is_compared_with_what_was_printed_of_it() {
        let at = date(2027, 5, 8).at(10, 0, 0, 0);
        let printed = [("cards", 1), ("names", 3)].map(|(key, version)| (key.to_owned(), version));
        let shelf = PaperShelf { versions: vec![(3, at), (1, at)], printed: printed.to_vec() };
        assert_eq!(["cards", "names", "badges"].map(|key| shelf.last_printed(key)), [Some(1), None, None]);
    }
}
