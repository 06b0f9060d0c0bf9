//! A session as it is now: read, at the revision somebody looked at, once for each command, or as visitors may see it.

use crate::{Error, Result, Services, actor::TimeKeeper, fairs::dating_card, ports::CommandKey};
use domain::{
    DatingId,
    dating::Dating,
    fair::{Fair, Phase},
    views::{ClockFace, DatingCard},
};

impl Services {
    /// All sessions of a fair, rehearsals too.
    pub async fn datings(&self, _: &TimeKeeper, slug: &str) -> Result<Vec<DatingCard>> {
        let fair = self.load_fair(slug).await?;
        let now = self.now();
        Ok(self.stores.datings.all(fair.id).await?.iter().map(|dating| dating_card(dating, now)).collect())
    }

    pub(in crate::dating) async fn load_dating(&self, id: DatingId) -> Result<Dating> {
        self.stores.datings.one(id).await?.ok_or(Error::NotFound)
    }

    /// Loads a session that must be at the revision somebody looked at.
    pub(in crate::dating) async fn load_expected(&self, id: DatingId, expects: i64) -> Result<Dating> {
        let dating = self.load_dating(id).await?;
        if dating.revision == expects { Ok(dating) } else { Err(Error::Stale) }
    }

    /// Like [`Services::load_expected`]; `None` where the command was carried out already.
    pub(in crate::dating) async fn load_once(
        &self,
        id: DatingId,
        expects: i64,
        key: &Option<CommandKey>,
    ) -> Result<Option<Dating>> {
        let dating = self.load_dating(id).await?;
        if self.was_done(dating.fair, key).await? {
            return Ok(None);
        }
        if dating.revision == expects { Ok(Some(dating)) } else { Err(Error::Stale) }
    }

    pub(in crate::dating) fn face(&self, dating: &Dating) -> ClockFace {
        ClockFace { timing: dating.setting.timing(), run: dating.run, now: self.now() }
    }

    pub(in crate::dating) async fn public_dating(&self, id: DatingId) -> Result<(Fair, Dating)> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        if fair.phase == Phase::Preparing || dating.rehearsal.is_some() {
            Err(Error::NotFound)
        } else {
            Ok((fair, dating))
        }
    }
}
