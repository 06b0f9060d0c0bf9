//! The market as everybody sees it, and giving associations a stand.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper, Visitor},
    placing::placing,
    ports::CommandKey,
};
use domain::{
    HallId, StandId,
    live::Change,
    market::Presence,
    views::{AssociationCard, MarketView, StandView},
};

impl Services {
    pub async fn market(&self, _: Visitor, slug: &str) -> Result<MarketView> {
        let mut market = self.whole_market(slug).await?;
        market.associations = market.associations.into_iter().map(AssociationCard::for_the_market).collect();
        Ok(market)
    }

    async fn whole_market(&self, slug: &str) -> Result<MarketView> {
        let fair = self.public_fair(slug).await?;
        // The revision first: what changes while the rest is read is told again, never missed.
        let revision = self.stores.history.revision(fair.id).await?;
        let fields = self.stores.associations.fields(fair.id).await?;
        let halls = self.stores.market.halls(fair.id).await?;
        let stands = self.stores.market.stands(fair.id).await?;
        let associations = self.stores.associations.all(fair.id).await?;
        let associations = associations.iter().map(|a| AssociationCard::of(a.id, &a.profile, &fields)).collect();
        Ok(MarketView { revision, fields, halls, stands, associations })
    }

    pub async fn stand(&self, _: Visitor, slug: &str, id: StandId) -> Result<StandView> {
        let market = self.whole_market(slug).await?;
        let stand = market.stands.iter().find(|stand| stand.id == id).cloned().ok_or(Error::NotFound)?;
        let hall = market.halls.into_iter().find(|hall| hall.id == stand.hall).ok_or(Error::NotFound)?;
        let associations = market.associations.into_iter().filter(|a| stand.associations.contains(&a.id)).collect();
        let neighbours = market.stands.into_iter().filter(|other| other.hall == hall.id).collect();
        Ok(StandView { revision: market.revision, stand, hall, neighbours, fields: market.fields, associations })
    }

    /// Somebody came to a stand or left it.
    pub async fn set_presence(&self, who: &TimeKeeper, slug: &str, id: StandId, presence: Presence) -> Result<()> {
        let fair = self.load_fair(slug).await?;
        let stands = self.stores.market.stands(fair.id).await?;
        let stand = stands.iter().find(|stand| stand.id == id).ok_or(Error::NotFound)?;
        let note =
            self.note(fair.id, who.name(), "stand.presence", &stand.number).tells(Change::Stand { id, presence });
        let receipt = self.stores.market.set_presence(id, presence, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// Gives every association without a stand a place: first the stands that are empty, then what is free in the halls,
    /// row by row, and a further hall for all others. Where a `hall` is chosen, only that one is filled. Returns how many
    /// got a place; sent twice with one key, it answers the same. `step_free` says of all new stands, and of the entrance of a
    /// further hall, that no step leads to them.
    pub async fn place_associations(
        &self,
        organiser: &Organiser,
        slug: &str,
        hall: Option<HallId>,
        step_free: bool,
        key: Option<CommandKey>,
    ) -> Result<usize> {
        let fair = self.load_fair(slug).await?;
        let note = self.note(fair.id, organiser.name(), "stand.place", "").tells(Change::Market).keyed(key);
        let rule = Box::new(move |ground| placing(ground, hall, step_free));
        let (count, receipt) = self.stores.market.place(rule, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(count)
    }
}
