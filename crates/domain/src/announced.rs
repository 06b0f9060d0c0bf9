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
}

/// Which versions there are to compare with, newest first; by the clock of the fair's place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperShelf {
    pub versions: Vec<(u32, DateTime)>,
}

impl Announced {
    /// The published plan; `None` before the first publication.
    pub fn of(dating: &Dating) -> Option<Self> {
        let plan = dating.published.as_ref()?;
        Some(Self {
            version: plan.version,
            made_at: plan.made_at,
            setting: dating.setting.clone(),
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
    };
    dating.participants.iter().map(person).collect()
}
