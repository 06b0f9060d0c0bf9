//! Whether every session is what its log tells: looked at after a backup was put back, and by those who try the house.

use crate::{Error, Result, Services, actor::Organiser};
use domain::{
    DatingId,
    dating::{Dating, Event},
};
use serde::Serialize;

/// A session beside its log.
#[derive(Clone, Debug, Serialize)]
pub struct Replayed {
    /// As it is kept.
    pub session: Dating,
    /// From its first step to the newest.
    pub log: Vec<Event>,
    /// The log tells another session, or none.
    pub differs: bool,
}

/// How often a session is read anew that somebody changes meanwhile.
const TRIES: usize = 8;

impl Services {
    /// Every session of a fair, rehearsals too, beside the fold of its log.
    pub async fn replayed(&self, who: &Organiser, slug: &str) -> Result<Vec<Replayed>> {
        let fair = self.load_fair(slug).await?;
        let mut replayed = Vec::new();
        for session in self.stores.datings.all(fair.id).await? {
            replayed.push(self.replayed_one(who, slug, session.id).await?);
        }
        Ok(replayed)
    }

    /// One session of a fair.
    pub async fn replayed_one(&self, _: &Organiser, slug: &str, id: DatingId) -> Result<Replayed> {
        let fair = self.load_fair(slug).await?;
        for _ in 0..TRIES {
            let session = self.load_dating(id).await?;
            if session.fair != fair.id {
                return Err(Error::NotFound);
            }
            let log = self.stores.datings.log(id).await?;
            // Between the two readings somebody may have done something.
            if log.last().is_some_and(|newest| newest.step == session.revision) || self.is_at(&session).await? {
                let differs = Dating::replay(&log).ok().flatten().as_ref() != Some(&session);
                return Ok(Replayed { session, log, differs });
            }
        }
        Err(Error::Stale)
    }

    async fn is_at(&self, session: &Dating) -> Result<bool> {
        Ok(self.load_dating(session.id).await?.revision == session.revision)
    }
}
