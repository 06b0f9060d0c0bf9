//! What phones asked of the desk.

use crate::{
    connect::Database,
    entity::{dating, request},
    error::failed,
    kept::{all, from_json, from_word, json, word},
    pass::who as participant,
    write::{Begun, Write, one_row, only, repeated},
};
use async_trait::async_trait;
use domain::{
    DatingId, FairId, ParticipantId, RequestId, UnixMillis,
    request::{Request, RequestState},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use services::ports::{NewRequest, Note, Placed, Receipt, RequestStore, StoreError, StoreResult};

#[async_trait]
impl RequestStore for Database {
    async fn open(&self, dating: DatingId) -> StoreResult<Vec<Request>> {
        let open = request::Entity::find()
            .filter(request::Column::Dating.eq(dating.0))
            .filter(request::Column::State.eq(word(&RequestState::Open)?))
            .order_by_asc(request::Column::Id);
        all(open.all(&self.connection).await.map_err(failed)?)
    }

    async fn of(&self, dating: DatingId, who: ParticipantId) -> StoreResult<Vec<Request>> {
        let theirs = request::Entity::find()
            .filter(request::Column::Dating.eq(dating.0))
            .filter(request::Column::Who.eq(i64::from(who.0)))
            .order_by_desc(request::Column::Id);
        all(theirs.all(&self.connection).await.map_err(failed)?)
    }

    async fn one(&self, id: RequestId) -> StoreResult<Option<Request>> {
        let row = request::Entity::find_by_id(id.0).one(&self.connection).await.map_err(failed)?;
        row.map(Request::try_from).transpose()
    }

    async fn place(&self, new: NewRequest, limit: u64, since: UnixMillis, note: Note) -> StoreResult<Placed> {
        let at = note.at;
        let write = match self.write(note).await? {
            Begun::Repeated(made) => return Ok(Placed::Placed(RequestId(only(&made)?), repeated())),
            Begun::Write(write) => write,
        };
        // The fair is held: nobody places another one between looking and placing.
        let theirs = || {
            request::Entity::find()
                .filter(request::Column::Dating.eq(new.dating.0))
                .filter(request::Column::Who.eq(i64::from(new.who.0)))
        };
        let (transaction, open) = (write.transaction(), word(&RequestState::Open)?);
        let same = theirs().filter(request::Column::State.eq(&open)).filter(request::Column::Kind.eq(new.ask.key()));
        if same.count(transaction).await.map_err(failed)? > 0 {
            return Ok(Placed::Open);
        }
        let lately = theirs().filter(request::Column::At.gt(since.0));
        if lately.count(transaction).await.map_err(failed)? >= limit {
            return Ok(Placed::TooMany);
        }
        let row = request::ActiveModel {
            id: NotSet,
            dating: Set(new.dating.0),
            who: Set(new.who.0.into()),
            kind: Set(new.ask.key().to_owned()),
            ask: Set(json(&new.ask)?),
            state: Set(open),
            at: Set(at.0),
        };
        let id = row.insert(transaction).await.map_err(failed)?.id;
        Ok(Placed::Placed(RequestId(id), write.commit(&[id]).await?))
    }

    async fn settle(&self, dating: DatingId, id: RequestId, state: RequestState, note: Note) -> StoreResult<Receipt> {
        let Begun::Write(write) = self.write(note).await? else { return Ok(repeated()) };
        settle(&write, dating, id, state).await?;
        write.commit(&[]).await
    }

    async fn forget(&self, fair: FairId) -> StoreResult<()> {
        let of_fair = dating::Entity::find().select_only().column(dating::Column::Id);
        let of_fair = of_fair.filter(dating::Column::Fair.eq(fair.0)).into_query();
        let writing = self.begin().await.map_err(failed)?;
        let gone = request::Entity::delete_many().filter(request::Column::Dating.in_subquery(of_fair));
        gone.exec(&writing.transaction).await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}

/// Settles an open request of a session within a write; `Stale` where somebody settled it before.
pub(crate) async fn settle(write: &Write, dating: DatingId, id: RequestId, state: RequestState) -> StoreResult<()> {
    let of_dating = request::Column::Dating.eq(dating.0);
    let settle = request::Entity::update_many()
        .set(request::ActiveModel { state: Set(word(&state)?), ..Default::default() })
        .filter(request::Column::Id.eq(id.0))
        .filter(of_dating.clone())
        .filter(request::Column::State.eq(word(&RequestState::Open)?));
    let rows = settle.exec(write.transaction()).await.map_err(failed)?.rows_affected;
    one_row(write.transaction(), rows, request::Entity::find_by_id(id.0).filter(of_dating)).await
}

impl TryFrom<request::Model> for Request {
    type Error = StoreError;

    fn try_from(row: request::Model) -> StoreResult<Self> {
        Ok(Self {
            id: RequestId(row.id),
            dating: DatingId(row.dating),
            who: participant(row.who)?,
            ask: from_json("request.ask", row.ask)?,
            state: from_word("request.state", row.state)?,
            at: UnixMillis(row.at),
        })
    }
}
