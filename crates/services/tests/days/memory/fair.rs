//! Fairs, their associations and their history.

use super::{Memory, not_here};
use async_trait::async_trait;
use domain::{
    AssociationId, FairId, UnixMillis,
    fair::Fair,
    live::{Change, LiveMessage},
    profile::Association,
    taxonomy::Field,
    text::Slug,
};
use services::ports::*;

#[async_trait]
impl FairStore for Memory {
    async fn all(&self) -> StoreResult<Vec<Fair>> {
        Ok(self.0.lock().unwrap().fairs.clone())
    }
    async fn by_slug(&self, slug: &Slug) -> StoreResult<Option<Fair>> {
        Ok(self.0.lock().unwrap().fairs.iter().find(|fair| fair.slug == *slug).cloned())
    }
    async fn by_id(&self, id: FairId) -> StoreResult<Option<Fair>> {
        Ok(self.0.lock().unwrap().fairs.iter().find(|fair| fair.id == id).cloned())
    }
    async fn found(&self, _: Founding, _: &str, _: UnixMillis) -> StoreResult<Fair> {
        not_here()
    }
    async fn save(&self, fair: &Fair, note: Note) -> StoreResult<Receipt> {
        if let Some(kept) = self.0.lock().unwrap().fairs.iter_mut().find(|kept| kept.id == fair.id) {
            *kept = Fair { revision: fair.revision + 1, ..fair.clone() };
        }
        Ok(self.commit(&note))
    }
    async fn ping(&self) -> StoreResult<()> {
        Ok(())
    }
}

#[async_trait]
impl AssociationStore for Memory {
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Association>> {
        let held = self.0.lock().unwrap();
        Ok(held.associations.iter().filter(|one| one.fair == fair).cloned().collect())
    }
    async fn one(&self, _: FairId, id: AssociationId) -> StoreResult<Option<Association>> {
        Ok(self.0.lock().unwrap().associations.iter().find(|one| one.id == id).cloned())
    }
    async fn fields(&self, _: FairId) -> StoreResult<Vec<Field>> {
        Ok(self.0.lock().unwrap().fields.clone())
    }
    async fn write(&self, _: Vec<AssociationWrite>, _: Note) -> StoreResult<(Vec<AssociationId>, Receipt)> {
        not_here()
    }
    async fn write_together(&self, _: Together, _: Note) -> StoreResult<(Vec<AssociationId>, Receipt)> {
        not_here()
    }
}

#[async_trait]
impl HistoryStore for Memory {
    async fn revision(&self, _: FairId) -> StoreResult<i64> {
        Ok(self.0.lock().unwrap().revision)
    }
    async fn since(&self, _: FairId, _: i64, _: u64) -> StoreResult<Vec<LiveMessage>> {
        Ok(Vec::new())
    }
    async fn was_told(&self, fair: FairId, change: &Change) -> StoreResult<bool> {
        Ok(self.0.lock().unwrap().told.contains(&(fair, change.clone())))
    }
    async fn knows_key(&self, fair: FairId, key: &CommandKey) -> StoreResult<bool> {
        Ok(self.0.lock().unwrap().keys.contains(&(fair, key.as_str().to_owned())))
    }
    async fn audit(&self, _: FairId, _: Option<i64>, _: u64) -> StoreResult<Vec<AuditEntry>> {
        Ok(Vec::new())
    }
    async fn house(&self, _: Option<i64>, _: u64) -> StoreResult<Vec<AuditEntry>> {
        Ok(Vec::new())
    }
    async fn watch(&self, _: tokio::sync::mpsc::UnboundedSender<(FairId, i64)>) -> StoreResult<()> {
        Ok(())
    }
}
