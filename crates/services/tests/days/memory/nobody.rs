//! On these days nobody signs in, nobody has a phone, no stand is built and no projector hangs in the hall.

use super::{Memory, not_here};
use async_trait::async_trait;
use domain::{
    AccountId, DatingId, FairId, HallId, ItemId, ParticipantId, RequestId, ScreenId, StandId, UnixMillis,
    access::Role,
    market::{Hall, Presence, Stand},
    pass::{PassChange, PassState},
    programme::Item,
    request::{Request, RequestState},
};
use services::ports::*;

pub fn no_phones<T>() -> StoreResult<T> {
    Err(StoreError::Unavailable("there are no phones on this day".to_owned()))
}

#[async_trait]
impl MarketStore for Memory {
    async fn halls(&self, _: FairId) -> StoreResult<Vec<Hall>> {
        Ok(Vec::new())
    }
    async fn stands(&self, _: FairId) -> StoreResult<Vec<Stand>> {
        Ok(Vec::new())
    }
    async fn add_hall(&self, _: Hall, _: Note) -> StoreResult<(HallId, Receipt)> {
        not_here()
    }
    async fn add_stands(&self, _: Vec<Stand>, _: Note) -> StoreResult<(Vec<StandId>, Receipt)> {
        not_here()
    }
    async fn place(&self, _: PlaceRule, _: Note) -> StoreResult<(usize, Receipt)> {
        not_here()
    }
    async fn save_stand(&self, _: &Stand, _: Note) -> StoreResult<Receipt> {
        not_here()
    }
    async fn set_presence(&self, _: StandId, _: Presence, _: Note) -> StoreResult<Receipt> {
        not_here()
    }
}

#[async_trait]
impl ProgrammeStore for Memory {
    async fn items(&self, _: FairId) -> StoreResult<Vec<Item>> {
        Ok(Vec::new())
    }
    async fn add(&self, _: Item, _: Note) -> StoreResult<(ItemId, Receipt)> {
        not_here()
    }
    async fn save(&self, _: &[Item], _: Note) -> StoreResult<Receipt> {
        not_here()
    }
    async fn remove(&self, _: ItemId, _: i64, _: Note) -> StoreResult<Receipt> {
        not_here()
    }
}

#[async_trait]
impl AccountStore for Memory {
    async fn all(&self) -> StoreResult<Vec<Account>> {
        Ok(Vec::new())
    }
    async fn by_email(&self, _: &str) -> StoreResult<Option<Account>> {
        Ok(None)
    }
    async fn add(&self, _: &str, _: Role, _: HouseNote) -> StoreResult<Account> {
        not_here()
    }
    async fn remove(&self, _: AccountId, _: HouseNote) -> StoreResult<()> {
        not_here()
    }
    async fn keep_link(&self, _: &[u8], _: Option<&[u8]>, _: AccountId, _: UnixMillis) -> StoreResult<()> {
        not_here()
    }
    async fn open_links(&self, _: AccountId, _: UnixMillis) -> StoreResult<u64> {
        not_here()
    }
    async fn spend_link(&self, _: &[u8], _: Option<&[u8]>, _: UnixMillis) -> StoreResult<Option<SpentLink>> {
        not_here()
    }
    async fn link_is_good(&self, _: &[u8], _: UnixMillis) -> StoreResult<bool> {
        not_here()
    }
    async fn second_factor(&self, _: AccountId) -> StoreResult<Option<SecondFactor>> {
        not_here()
    }
    async fn keep_secret(&self, _: AccountId, _: Vec<u8>) -> StoreResult<()> {
        not_here()
    }
    async fn take_code(&self, _: AccountId, _: i64, _: Option<HouseNote>) -> StoreResult<bool> {
        not_here()
    }
    async fn drop_second_factor(&self, _: AccountId, _: Option<HouseNote>) -> StoreResult<()> {
        not_here()
    }
    async fn admit_session(&self, _: &[u8], _: HouseNote) -> StoreResult<()> {
        not_here()
    }
    async fn note_wrong_code(&self, _: &[u8]) -> StoreResult<i32> {
        not_here()
    }
    async fn open_session(&self, _: NewSession, _: Option<HouseNote>) -> StoreResult<()> {
        not_here()
    }
    async fn session(&self, _: &[u8], _: UnixMillis) -> StoreResult<Option<SessionRow>> {
        Ok(None)
    }
    async fn close_session(&self, _: &[u8], _: Option<HouseNote>) -> StoreResult<()> {
        not_here()
    }
    async fn close_all_sessions(&self, _: AccountId, _: HouseNote) -> StoreResult<()> {
        not_here()
    }
    async fn tidy(&self, _: UnixMillis, _: UnixMillis) -> StoreResult<()> {
        Ok(())
    }
}

#[async_trait]
impl PassStore for Memory {
    async fn secret(&self, fresh: [u8; 32]) -> StoreResult<[u8; 32]> {
        Ok(fresh)
    }
    async fn of(&self, _: DatingId) -> StoreResult<Vec<(ParticipantId, PassState)>> {
        Ok(Vec::new())
    }
    async fn one(&self, _: DatingId, _: ParticipantId) -> StoreResult<PassState> {
        Ok(PassState::default())
    }
    async fn change(&self, _: DatingId, _: ParticipantId, _: PassChange, _: Note) -> StoreResult<Receipt> {
        no_phones()
    }
}

#[async_trait]
impl RequestStore for Memory {
    async fn open(&self, _: DatingId) -> StoreResult<Vec<Request>> {
        Ok(Vec::new())
    }
    async fn of(&self, _: DatingId, _: ParticipantId) -> StoreResult<Vec<Request>> {
        Ok(Vec::new())
    }
    async fn one(&self, _: RequestId) -> StoreResult<Option<Request>> {
        Ok(None)
    }
    async fn place(&self, _: NewRequest, _: u64, _: UnixMillis, _: Note) -> StoreResult<Placed> {
        no_phones()
    }
    async fn settle(&self, _: DatingId, _: RequestId, _: RequestState, _: Note) -> StoreResult<Receipt> {
        no_phones()
    }
    async fn forget(&self, _: FairId) -> StoreResult<()> {
        Ok(())
    }
}

#[async_trait]
impl WishStore for Memory {
    async fn say(&self, _: DatingId, _: ParticipantId, _: ParticipantId, _: bool, _: Note) -> StoreResult<Said> {
        no_phones()
    }
    async fn said_by(&self, _: DatingId, _: ParticipantId) -> StoreResult<Vec<(ParticipantId, bool)>> {
        Ok(Vec::new())
    }
    async fn mutual(&self, _: DatingId) -> StoreResult<u64> {
        Ok(0)
    }
    async fn forget(&self, _: FairId) -> StoreResult<()> {
        Ok(())
    }
}

#[async_trait]
impl ScreenStore for Memory {
    async fn of(&self, _: DatingId) -> StoreResult<Vec<ScreenRow>> {
        Ok(Vec::new())
    }
    async fn one(&self, _: ScreenId) -> StoreResult<Option<ScreenRow>> {
        Ok(None)
    }
    async fn make(&self, _: NewScreen, _: Note) -> StoreResult<(ScreenId, Receipt)> {
        no_phones()
    }
    async fn remove(&self, _: ScreenId, _: Note) -> StoreResult<Receipt> {
        no_phones()
    }
}
