//! Tables being worked out.

use crate::{
    connect::Database,
    entity::attempt,
    error::failed,
    kept::{all, from_json, from_word, json, word},
    write::{Begun as Begins, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, UnixMillis,
    attempt::{Aim, Attempt, End, Progress},
    dating::Terms,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, ModelTrait, QueryFilter, Select, UpdateMany,
};
use serde::{Deserialize, Serialize};
use services::ports::{AttemptStore, Begun, Note, Receipt, StoreError, StoreResult};

/// What never changes of an attempt.
#[derive(Serialize, Deserialize)]
struct Asked {
    by: String,
    began: UnixMillis,
    seconds: u16,
    seed: u64,
    terms: Terms,
    question: String,
}

fn of_session(dating: DatingId) -> Select<attempt::Entity> {
    attempt::Entity::find().filter(attempt::Column::Dating.eq(dating.0))
}

/// The row of a run, as long as it is its turn and nothing came of it yet.
fn under_way(dating: DatingId, aim: Aim, run: &str) -> UpdateMany<attempt::Entity> {
    attempt::Entity::update_many()
        .filter(attempt::Column::Dating.eq(dating.0))
        .filter(attempt::Column::Aim.eq(aim.key()))
        .filter(attempt::Column::Run.eq(run))
        .filter(attempt::Column::Outcome.is_null())
}

#[async_trait]
impl AttemptStore for Database {
    async fn begin(&self, new: &Attempt, alive_since: UnixMillis, note: Note) -> StoreResult<Begun> {
        let Begins::Write(write) = self.write(note).await? else { return Ok(Begun::Before) };
        // The fair is held: nobody begins another one between looking and beginning.
        let rows = of_session(new.dating).all(write.transaction()).await.map_err(failed)?;
        for row in rows {
            let known = Attempt::try_from(row.clone())?;
            if known.end.is_none() && known.seen >= alive_since {
                return Ok(Begun::Busy(Box::new(known)));
            }
            if known.aim == new.aim {
                row.delete(write.transaction()).await.map_err(failed)?;
            }
        }
        let asked = Asked {
            by: new.by.clone(),
            began: new.began,
            seconds: new.seconds,
            seed: new.seed,
            terms: new.terms.clone(),
            question: new.question.clone(),
        };
        let row = attempt::ActiveModel {
            dating: Set(new.dating.0),
            aim: Set(word(&new.aim)?),
            run: Set(new.run.clone()),
            asked: Set(json(&asked)?),
            seen: Set(new.seen.0),
            stop: Set(new.stop),
            progress: Set(json(&new.progress)?),
            outcome: Set(new.end.as_ref().map(json).transpose()?),
        };
        attempt::Entity::insert(row).exec_without_returning(write.transaction()).await.map_err(failed)?;
        Ok(Begun::Begun(write.commit(&[]).await?))
    }

    async fn of(&self, dating: DatingId) -> StoreResult<Vec<Attempt>> {
        all(of_session(dating).all(&self.connection).await.map_err(failed)?)
    }

    async fn report(
        &self,
        dating: DatingId,
        aim: Aim,
        run: &str,
        seen: UnixMillis,
        progress: Progress,
    ) -> StoreResult<Option<bool>> {
        let writing = self.begin().await.map_err(failed)?;
        let told = attempt::ActiveModel {
            dating: NotSet,
            aim: NotSet,
            seen: Set(seen.0),
            progress: Set(json(&progress)?),
            ..Default::default()
        };
        let update = under_way(dating, aim, run).set(told);
        let rows = update.exec(&writing.transaction).await.map_err(failed)?.rows_affected;
        let row = attempt::Entity::find_by_id((dating.0, aim.key().to_owned()));
        let row = row.one(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        Ok(row.filter(|_| rows == 1).map(|row| row.stop))
    }

    async fn stop(&self, dating: DatingId, note: Note) -> StoreResult<Receipt> {
        let Begins::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let stop = attempt::Entity::update_many()
            .set(attempt::ActiveModel { stop: Set(true), ..Default::default() })
            .filter(attempt::Column::Dating.eq(dating.0))
            .filter(attempt::Column::Outcome.is_null());
        stop.exec(write.transaction()).await.map_err(failed)?;
        write.commit(&[]).await
    }

    async fn end(&self, dating: DatingId, aim: Aim, run: &str, end: &End, note: Note) -> StoreResult<Receipt> {
        let Begins::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let ended = attempt::ActiveModel { outcome: Set(Some(json(end)?)), ..Default::default() };
        under_way(dating, aim, run).set(ended).exec(write.transaction()).await.map_err(failed)?;
        write.commit_unlogged().await
    }

    async fn forget(&self, dating: DatingId, aim: Aim, run: &str, note: Note) -> StoreResult<Receipt> {
        let Begins::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        let gone = attempt::Entity::delete_many()
            .filter(attempt::Column::Dating.eq(dating.0))
            .filter(attempt::Column::Aim.eq(aim.key()))
            .filter(attempt::Column::Run.eq(run));
        gone.exec(write.transaction()).await.map_err(failed)?;
        write.commit_unlogged().await
    }
}

impl TryFrom<attempt::Model> for Attempt {
    type Error = StoreError;

    fn try_from(row: attempt::Model) -> StoreResult<Self> {
        let Asked { by, began, seconds, seed, terms, question } = from_json("attempt.asked", row.asked)?;
        Ok(Self {
            dating: DatingId(row.dating),
            aim: from_word("attempt.aim", row.aim)?,
            run: row.run,
            by,
            began,
            seconds,
            seed,
            terms,
            question,
            seen: UnixMillis(row.seen),
            stop: row.stop,
            progress: from_json("attempt.progress", row.progress)?,
            end: row.outcome.map(|end| from_json("attempt.outcome", end)).transpose()?,
        })
    }
}
