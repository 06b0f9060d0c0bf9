//! A plan as it was announced: everything that phones showed and paper said of it, kept so that two versions can be
//! compared later.

use crate::{
    AssociationId, ParticipantId, UnixMillis,
    dating::{CommonLanguage, Dating, Interpreter, Setting},
    plan::{Post, Seats},
    profile::SpokenLanguage,
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, num::ParseIntError, str::FromStr};

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
    /// What the rules asked of those at one table; `None` where an older version did not note it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<CommonLanguage>,
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
    /// How each document was printed last.
    pub printed: Vec<Printed>,
    /// When a personal link was made anew or revoked last: what is printed of it leads nowhere.
    pub links_changed: Option<UnixMillis>,
    /// Names with letters that no font has: they are printed as empty boxes.
    pub unprintable: Vec<String>,
}

/// A document as it was printed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The document's key.
    pub document: String,
    pub version: u32,
    pub at: UnixMillis,
}

/// What paper is compared with: a version of the plan, and when it was printed where that is known. In addresses `3`, or
/// `3.1810030500000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    pub version: u32,
    pub printed_at: Option<UnixMillis>,
}

impl From<u32> for Since {
    fn from(version: u32) -> Self {
        Self { version, printed_at: None }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.version)?;
        self.printed_at.map_or(Ok(()), |at| write!(f, ".{}", at.0))
    }
}

impl FromStr for Since {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        match text.split_once('.') {
            Some((version, at)) => Ok(Self { version: version.parse()?, printed_at: Some(UnixMillis(at.parse()?)) }),
            None => Ok(Self::from(text.parse::<u32>()?)),
        }
    }
}

impl PaperShelf {
    /// How a document was printed last.
    pub fn printed(&self, document: &str) -> Option<&Printed> {
        self.printed.iter().find(|printed| printed.document == document)
    }

    /// What a document is to be compared with, so that only what changed since its last printing is printed: nothing where it
    /// was never printed, or is of the newest version and no link on it was changed since.
    pub fn last_printed(&self, document: &str, bears_links: bool) -> Option<Since> {
        let newest = self.versions.first().map(|(version, _)| *version)?;
        let printed = self.printed(document)?;
        let spent = bears_links && self.links_changed.is_some_and(|changed| changed > printed.at);
        (printed.version < newest || spent).then_some(Since { version: printed.version, printed_at: Some(printed.at) })
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
            language: Some(dating.rules.language),
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
        let printed = |document: &str, version| Printed { document: document.to_owned(), version, at: UnixMillis(50) };
        let printed = vec![printed("cards", 1), printed("names", 3), printed("run-sheets", 3)];
        let shelf = |links_changed: Option<i64>| PaperShelf {
            versions: vec![(3, at), (1, at)],
            printed: printed.clone(),
            links_changed: links_changed.map(UnixMillis),
            unprintable: Vec::new(),
        };
        let of = |shelf: &PaperShelf, document| shelf.last_printed(document, document == "run-sheets");
        let since = |version| Some(Since { version, printed_at: Some(UnixMillis(50)) });
        for links_changed in [None, Some(50)] {
            let shelf = shelf(links_changed);
            let all = ["cards", "names", "badges", "run-sheets"].map(|key| of(&shelf, key));
            assert_eq!(all, [since(1), None, None, None]);
        }
        // What bears a link is of the newest version, and leads nowhere.
        let shelf = shelf(Some(51));
        assert_eq!((of(&shelf, "run-sheets"), of(&shelf, "names")), (since(3), None));
    }

    #[test]
    fn what_is_compared_with_survives_an_address() {
        for since in [Since::from(3), Since { version: 3, printed_at: Some(UnixMillis(1_810_030_500_000)) }] {
            assert_eq!(since.to_string().parse(), Ok(since));
        }
        assert!(["", "x", "3.", "3.x", ".7"].iter().all(|text| text.parse::<Since>().is_err()));
    }
}
