//! A session whose plan everybody may see, with what tables are told of: one's own and those with a sign.

use super::surroundings::Surroundings;
use crate::{Error, Result, Services};
use domain::{DatingId, Refusal, dating::Dating, fair::Fair, plan::SeatingPlan, views::ClockFace};
use std::sync::Arc;

pub(super) struct Published {
    pub fair: Fair,
    pub dating: Dating,
    /// Of the fair's public history: nothing here is older.
    pub revision: i64,
    pub market: Arc<Surroundings>,
    pub clock: ClockFace,
    /// The round that is being talked.
    pub talk: Option<u8>,
}

impl Services {
    pub(super) async fn published(&self, id: DatingId) -> Result<Published> {
        let (fair, dating) = self.public_dating(id).await?;
        let revision = self.stores.history.revision(fair.id).await?;
        let market = self.surroundings(fair.id, revision).await?;
        let clock = self.face(&dating);
        let talk = dating.talking(clock.now);
        Ok(Published { fair, dating, revision, market, clock, talk })
    }
}

impl Published {
    /// The plan that everybody is shown. None will be of a session that was called off before.
    pub fn plan(&self) -> Result<&SeatingPlan> {
        let none = if self.dating.run.is_called_off() { Error::NotFound } else { Refusal::NotPublished.into() };
        self.dating.published.as_ref().ok_or(none)
    }
}
