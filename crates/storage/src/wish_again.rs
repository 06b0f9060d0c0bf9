//! Wishes to meet again.

use crate::{
    connect::Database,
    entity::{dating, wish_again as wish},
    error::failed,
    pass::who as participant,
    write::{Begun, repeated},
};
use async_trait::async_trait;
use domain::{DatingId, FairId, ParticipantId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::OnConflict,
};
use services::ports::{Note, Said, StoreResult, WishStore};
use std::collections::HashSet;

#[async_trait]
impl WishStore for Database {
    async fn say(
        &self,
        dating: DatingId,
        who: ParticipantId,
        whom: ParticipantId,
        yes: bool,
        note: Note,
    ) -> StoreResult<Said> {
        let Begun::Write(write) = self.write(note).await? else {
            return Ok(Said { mutual: false, receipt: repeated() });
        };
        let (a, b) = (i64::from(who.0), i64::from(whom.0));
        let transaction = write.transaction();
        let theirs = wish::Entity::find_by_id((dating.0, b, a)).count(transaction).await.map_err(failed)? > 0;
        let ours = wish::Entity::find_by_id((dating.0, a, b)).count(transaction).await.map_err(failed)? > 0;
        if yes {
            let row = wish::ActiveModel { dating: Set(dating.0), who: Set(a), whom: Set(b) };
            let key = [wish::Column::Dating, wish::Column::Who, wish::Column::Whom];
            let put = wish::Entity::insert(row).on_conflict(OnConflict::columns(key).do_nothing().to_owned());
            put.exec_without_returning(transaction).await.map_err(failed)?;
        } else if !theirs {
            wish::Entity::delete_by_id((dating.0, a, b)).exec(transaction).await.map_err(failed)?;
        }
        let found_each_other = theirs && yes && !ours;
        let receipt = if found_each_other { write.commit(&[]).await? } else { write.commit_quietly().await? };
        Ok(Said { mutual: theirs && (ours || yes), receipt })
    }

    async fn said_by(&self, dating: DatingId, who: ParticipantId) -> StoreResult<Vec<(ParticipantId, bool)>> {
        let of_dating = || wish::Entity::find().filter(wish::Column::Dating.eq(dating.0));
        let id = i64::from(who.0);
        let back = of_dating().filter(wish::Column::Whom.eq(id)).all(&self.connection).await.map_err(failed)?;
        let back: HashSet<i64> = back.into_iter().map(|row| row.who).collect();
        let said = of_dating().filter(wish::Column::Who.eq(id)).all(&self.connection).await.map_err(failed)?;
        said.into_iter().map(|row| Ok((participant(row.whom)?, back.contains(&row.whom)))).collect()
    }

    async fn mutual(&self, dating: DatingId) -> StoreResult<u64> {
        let rows = wish::Entity::find().filter(wish::Column::Dating.eq(dating.0));
        let rows = rows.all(&self.connection).await.map_err(failed)?;
        let all: HashSet<(i64, i64)> = rows.iter().map(|row| (row.who, row.whom)).collect();
        Ok(all.iter().filter(|(who, whom)| who < whom && all.contains(&(*whom, *who))).count() as u64)
    }

    async fn forget(&self, fair: FairId) -> StoreResult<()> {
        let of_fair = dating::Entity::find().select_only().column(dating::Column::Id);
        let of_fair = of_fair.filter(dating::Column::Fair.eq(fair.0)).into_query();
        let writing = self.begin().await.map_err(failed)?;
        let gone = wish::Entity::delete_many().filter(wish::Column::Dating.in_subquery(of_fair));
        gone.exec(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}
