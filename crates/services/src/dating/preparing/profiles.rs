//! Sessions follow the profiles: whoever mends a name or adds a language finds it at the tables, without choosing anew.

use crate::{Error, Result, Services};
use domain::{
    FairId,
    clock::Run,
    dating::{Dating, Deed, Outcome},
    profile::Association,
};

/// How often a session is read anew that somebody changes meanwhile.
const TRIES: usize = 5;

impl Services {
    /// Tells every session of a fair that is not over what profiles say now; sessions and profiles are other
    /// transactions, so what is missed here is made up for when the next profile is saved. The profiles are saved
    /// already: no mishap here takes that back.
    pub(crate) async fn follow_profiles(&self, fair: FairId, actor: &str) {
        if let Err(error) = self.tell_sessions(fair, actor).await {
            tracing::warn!(%error, "sessions were not told of a changed profile");
        }
    }

    async fn tell_sessions(&self, fair: FairId, actor: &str) -> Result<()> {
        let sessions = self.stores.datings.all(fair).await?;
        // What was called off may take place after all.
        let is_held = |session: &Dating| matches!(session.run, Run::Finished { called_off: false, .. });
        let ahead: Vec<Dating> = sessions.into_iter().filter(|session| !is_held(session)).collect();
        if ahead.is_empty() {
            return Ok(());
        }
        let associations = self.stores.associations.all(fair).await?;
        for session in ahead {
            self.tell_session(session, &associations, actor).await?;
        }
        Ok(())
    }

    async fn tell_session(&self, mut session: Dating, associations: &[Association], actor: &str) -> Result<()> {
        for _ in 0..TRIES {
            let known = session.behind_profiles(associations);
            if known.is_empty() {
                return Ok(());
            }
            let deed = Deed::Followed { known };
            match self.carry_out(&session, actor, deed, Outcome::default(), None, self.now()).await {
                Err(Error::Stale) => session = self.load_dating(session.id).await?,
                other => return other.map(|_| ()),
            }
        }
        Err(Error::Stale)
    }
}
