//! The market as everybody sees it, and giving associations a stand.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper, Visitor},
};
use domain::{
    AssociationId, HallId, StandId,
    live::Change,
    market::{Hall, Place, PlaceKind, Point, Presence, Stand, free_spots},
    views::{AssociationCard, MarketView, StandView},
};
use std::collections::BTreeSet;

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
        let note = self.note(fair.id, who.name(), "stand.presence", id).tells(Change::Stand { id, presence });
        let receipt = self.stores.market.set_presence(id, presence, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// Gives every association without a stand the next free place in a hall, row by row; a fair without a hall gets one
    /// of the right size. Returns how many got a stand; those for whom the hall has no room are left without.
    pub async fn place_associations(&self, organiser: &Organiser, slug: &str, hall: Option<HallId>) -> Result<usize> {
        let fair = self.load_fair(slug).await?;
        let stands = self.stores.market.stands(fair.id).await?;
        let placed: BTreeSet<AssociationId> = stands.iter().flat_map(|s| s.associations.iter().copied()).collect();
        let all = self.stores.associations.all(fair.id).await?;
        let homeless: Vec<AssociationId> = all.iter().map(|a| a.id).filter(|id| !placed.contains(id)).collect();
        if homeless.is_empty() {
            return Ok(0);
        }
        let mut halls = self.stores.market.halls(fair.id).await?;
        if halls.is_empty() {
            let new = plain_hall(homeless.len());
            let note = self.note(fair.id, organiser.name(), "hall.add", &new.name).tells(Change::Market);
            let (id, receipt) = self.stores.market.add_hall(new.clone(), note).await?;
            self.tell(fair.id, &receipt).await;
            halls.push(Hall { id, ..new });
        }
        let chosen: Vec<&Hall> = halls.iter().filter(|h| hall.is_none_or(|id| h.id == id)).collect();
        if chosen.is_empty() {
            return Err(Error::NotFound);
        }
        let mut next = stands.iter().filter_map(|s| s.number.parse::<u32>().ok()).max().unwrap_or(0);
        let mut waiting = homeless.into_iter();
        let mut new = Vec::new();
        for hall in chosen {
            let taken: Vec<&Stand> = stands.iter().filter(|s| s.hall == hall.id).collect();
            for at in free_spots(hall, &taken) {
                let Some(association) = waiting.next() else { break };
                next += 1;
                new.push(Stand {
                    id: StandId(0),
                    hall: hall.id,
                    number: next.to_string(),
                    at,
                    width: domain::market::STAND_WIDTH,
                    depth: domain::market::STAND_DEPTH,
                    step_free: true,
                    presence: Presence::Expected,
                    associations: vec![association],
                });
            }
        }
        let count = new.len();
        let note = self.note(fair.id, organiser.name(), "stand.place", count).tells(Change::Market);
        let (_, receipt) = self.stores.market.add_stands(new, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(count)
    }
}

/// A rectangular hall that takes `count` stands in double rows, a little wider than deep.
fn plain_hall(count: usize) -> Hall {
    let columns = (count as f32 * 1.2).sqrt().ceil().max(4.0);
    let double_rows = (count as f32 / (2.0 * columns)).ceil();
    let width = 4.0 + columns * domain::market::STAND_WIDTH;
    let depth = 7.0 + double_rows * (2.0 * domain::market::STAND_DEPTH + 2.5);
    let place = |kind, name: &str, x, y| Place { kind, name: name.to_owned(), at: Point { x, y } };
    Hall {
        id: HallId(0),
        name: "Halle 1".to_owned(),
        level: 0,
        width,
        depth,
        outline: Vec::new(),
        places: vec![
            place(PlaceKind::StepFreeEntrance, "Eingang", width / 2.0, depth - 0.5),
            place(PlaceKind::Info, "Info", width / 2.0 + 4.0, depth - 2.0),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_hall_takes_everybody_it_was_made_for() {
        for count in [1, 5, 24, 68, 150, 800] {
            assert!(free_spots(&plain_hall(count), &[]).len() >= count, "{count}");
        }
    }
}
