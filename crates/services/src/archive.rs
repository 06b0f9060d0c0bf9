//! A fair with everything in it, for those who prepare it: to be kept, moved or looked through.

use crate::{Result, Services, actor::Organiser};
use domain::{
    dating::Dating,
    fair::Fair,
    market::{Hall, Stand},
    profile::Association,
    programme::Item,
    taxonomy::Field,
};
use serde::Serialize;

/// Everything of one fair, also what the public does not see. No accounts.
#[derive(Clone, Debug, Serialize)]
pub struct Archive {
    pub fair: Fair,
    pub fields: Vec<Field>,
    pub associations: Vec<Association>,
    pub halls: Vec<Hall>,
    pub stands: Vec<Stand>,
    pub programme: Vec<Item>,
    pub datings: Vec<Dating>,
}

impl Services {
    pub async fn archive(&self, _: &Organiser, slug: &str) -> Result<Archive> {
        let fair = self.load_fair(slug).await?;
        let id = fair.id;
        Ok(Archive {
            fair,
            fields: self.stores.associations.fields(id).await?,
            associations: self.stores.associations.all(id).await?,
            halls: self.stores.market.halls(id).await?,
            stands: self.stores.market.stands(id).await?,
            programme: self.stores.programme.items(id).await?,
            datings: self.stores.datings.all(id).await?.into_iter().filter(|one| one.rehearsal.is_none()).collect(),
        })
    }
}
