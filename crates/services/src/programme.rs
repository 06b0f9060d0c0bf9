//! The programme: as everybody sees it, and as organisers make it.

use crate::{
    NoteWords, Result, Services,
    actor::{Organiser, Visitor},
    ports::CommandKey,
};
use domain::{
    ItemId,
    live::Change,
    market::PlaceKind,
    programme::{Item, ItemText},
    views::{ProgrammeDesk, ProgrammeView},
};

impl Services {
    pub async fn programme(&self, _: Visitor, slug: &str) -> Result<ProgrammeView> {
        let fair = self.public_fair(slug).await?;
        let revision = self.stores.history.revision(fair.id).await?;
        let items = self.stores.programme.items(fair.id).await?;
        Ok(ProgrammeView { revision, local_now: self.local(&fair, self.now()), items })
    }

    /// All items in any phase of the fair, and where an item can be.
    pub async fn programme_to_prepare(&self, _: &Organiser, slug: &str) -> Result<ProgrammeDesk> {
        let fair = self.load_fair(slug).await?;
        let items = self.stores.programme.items(fair.id).await?;
        let halls = self.stores.market.halls(fair.id).await?;
        let spots = halls.into_iter().flat_map(|hall| {
            let spots = hall.places.into_iter().filter(|place| is_a_venue(place.kind)).map(|place| place.name);
            std::iter::once(hall.name).chain(spots)
        });
        let mut places: Vec<String> = items.iter().map(|item| item.place.clone()).chain(spots).collect();
        places.retain(|place| !place.is_empty());
        places.sort();
        places.dedup();
        Ok(ProgrammeDesk { day: fair.date, items, places })
    }

    /// Adds an item (`id` is `None`) to the fair's day, or changes one, expecting the revision that was edited.
    pub async fn save_item(
        &self,
        organiser: &Organiser,
        slug: &str,
        id: Option<ItemId>,
        expects: i64,
        text: &ItemText,
        key: Option<CommandKey>,
    ) -> Result<ItemId> {
        let fair = self.load_fair(slug).await?;
        let item = Item::parse(text, fair.date)?;
        let action = if id.is_some() { "programme.save" } else { "programme.add" };
        let note = self.note(fair.id, organiser.name(), action, &item.title.de).tells(Change::Programme).keyed(key);
        let (id, receipt) = match id {
            Some(id) => {
                let item = Item { id, revision: expects, ..item };
                (id, self.stores.programme.save(&[item], note).await?)
            }
            None => self.stores.programme.add(item, note).await?,
        };
        self.tell(fair.id, &receipt).await;
        Ok(id)
    }

    pub async fn remove_item(
        &self,
        organiser: &Organiser,
        slug: &str,
        id: ItemId,
        expects: i64,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let fair = self.load_fair(slug).await?;
        let items = self.stores.programme.items(fair.id).await?;
        // Where it is gone already the log has its name; a command sent twice finds its key.
        let name = items.into_iter().find(|item| item.id == id).map_or_else(|| id.to_string(), |item| item.title.de);
        let note = self.note(fair.id, organiser.name(), "programme.remove", name).tells(Change::Programme).keyed(key);
        let receipt = self.stores.programme.remove(id, expects, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// Brings items that lie on another day to the fair's: the fair was moved after they were written. Returns how many.
    pub async fn move_programme(&self, organiser: &Organiser, slug: &str, key: Option<CommandKey>) -> Result<usize> {
        let fair = self.load_fair(slug).await?;
        let items = self.stores.programme.items(fair.id).await?;
        let moved: Vec<Item> =
            items.iter().filter(|item| !item.is_on(fair.date)).map(|item| item.on(fair.date)).collect();
        if !moved.is_empty() {
            let note = self.note(fair.id, organiser.name(), "programme.move", fair.date);
            let receipt = self.stores.programme.save(&moved, note.tells(Change::Programme).keyed(key)).await?;
            self.tell(fair.id, &receipt).await;
        }
        Ok(moved.len())
    }
}

/// Whether something can take place there.
fn is_a_venue(place: PlaceKind) -> bool {
    use PlaceKind::{Cafe, Dating, Info, QuietRoom, Stage, Workshop};
    matches!(place, Cafe | Dating | Info | QuietRoom | Stage | Workshop)
}
