//! Ports that remember nothing beyond the process; sessions and events pass through JSON as they do in a database.

use async_trait::async_trait;
use domain::{
    AccountId, AssociationId, DatingId, FairId, HallId, ItemId, ParticipantId, RequestId, ScreenId, StandId,
    UnixMillis,
    access::Role,
    announced::Announced,
    attempt::{Aim, Attempt, End, Progress},
    dating::{Dating, Deed, Event, Outcome},
    fair::Fair,
    live::LiveMessage,
    market::{Hall, Presence, Stand},
    pass::{PassChange, PassState},
    profile::Association,
    programme::Item,
    request::{Request, RequestState},
    taxonomy::Field,
    text::Slug,
};
use serde::{Serialize, de::DeserializeOwned};
use services::ports::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    fairs: Vec<Fair>,
    associations: Vec<Association>,
    fields: Vec<Field>,
    datings: BTreeMap<DatingId, String>,
    logs: BTreeMap<DatingId, Vec<String>>,
    keys: BTreeSet<(FairId, String)>,
    announced: BTreeMap<(DatingId, u32), String>,
    attempts: BTreeMap<(DatingId, Aim), String>,
    revision: i64,
}

fn write<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

impl Memory {
    /// Changes a session past its log, as a hand in the database would.
    pub fn meddle(&self, dating: &Dating) {
        self.0.lock().unwrap().datings.insert(dating.id, write(dating));
    }

    pub fn stores(&self) -> Stores {
        let all = Arc::new(self.clone());
        Stores {
            fairs: all.clone(),
            associations: all.clone(),
            market: all.clone(),
            programme: all.clone(),
            datings: all.clone(),
            announced: all.clone(),
            attempts: all.clone(),
            passes: all.clone(),
            requests: all.clone(),
            wishes: all.clone(),
            screens: all.clone(),
            accounts: all.clone(),
            history: all,
        }
    }

    pub fn add_fair(&self, fair: Fair, associations: Vec<Association>, fields: Vec<Field>) {
        let mut held = self.0.lock().unwrap();
        held.fairs.push(fair);
        held.associations.extend(associations);
        held.fields = fields;
    }

    fn commit(&self, note: &Note) -> Receipt {
        let mut held = self.0.lock().unwrap();
        if let Some(key) = &note.key {
            held.keys.insert((note.fair, key.as_str().to_owned()));
        }
        let message = |(change, revision): (&domain::live::Change, i64)| LiveMessage {
            revision,
            at: note.at,
            change: change.clone(),
        };
        let messages = note.tells.iter().zip(held.revision + 1..).map(message).collect();
        held.revision += note.tells.len() as i64;
        Receipt { messages, repeated: false }
    }
}

fn not_here<T>() -> StoreResult<T> {
    Err(StoreError::Unavailable("not in these days".to_owned()))
}

#[async_trait]
impl AnnouncedStore for Memory {
    async fn versions(&self, _: DatingId) -> StoreResult<Vec<(u32, UnixMillis)>> {
        not_here()
    }
    async fn version(&self, _: DatingId, _: u32) -> StoreResult<Option<Announced>> {
        not_here()
    }
    async fn history(&self, id: DatingId) -> StoreResult<Vec<Announced>> {
        let held = self.0.lock().unwrap();
        Ok(held.announced.iter().filter(|((of, _), _)| *of == id).map(|(_, text)| read(text)).collect())
    }
    async fn printed(&self, _: DatingId) -> StoreResult<Vec<(String, u32)>> {
        not_here()
    }
    async fn note_printed(&self, _: DatingId, _: &str, _: u32, _: Note) -> StoreResult<Receipt> {
        not_here()
    }
}

#[async_trait]
impl DatingStore for Memory {
    async fn all(&self, fair: FairId) -> StoreResult<Vec<Dating>> {
        let held = self.0.lock().unwrap();
        Ok(held.datings.values().map(|text| read::<Dating>(text)).filter(|dating| dating.fair == fair).collect())
    }
    async fn one(&self, id: DatingId) -> StoreResult<Option<Dating>> {
        Ok(self.0.lock().unwrap().datings.get(&id).map(|text| read(text)))
    }
    async fn create(&self, mut new: Dating, note: Note) -> StoreResult<(DatingId, Receipt)> {
        {
            let mut held = self.0.lock().unwrap();
            (new.id, new.fair, new.revision) = (DatingId(held.datings.len() as i64 + 1), note.fair, 1);
            let event = Event {
                step: 1,
                at: note.at,
                actor: note.actor.clone(),
                key: None,
                deed: Deed::Created,
                outcome: Outcome { session: Some(Box::new(new.clone())), ..Outcome::default() },
            };
            held.datings.insert(new.id, write(&new));
            held.logs.insert(new.id, vec![write(&event)]);
        }
        Ok((new.id, self.commit(&note)))
    }
    async fn save(&self, dating: &Dating, event: &Event, note: Note) -> StoreResult<Receipt> {
        {
            let mut held = self.0.lock().unwrap();
            let key = note.key.as_ref().map(|key| (note.fair, key.as_str().to_owned()));
            if key.is_some_and(|key| held.keys.contains(&key)) {
                return Ok(Receipt { messages: Vec::new(), repeated: true });
            }
            let kept: Dating = held.datings.get(&dating.id).map(|text| read(text)).ok_or(StoreError::NotFound)?;
            if kept.revision != event.step - 1 {
                return Err(StoreError::Stale);
            }
            assert_eq!(dating.revision, event.step, "the session is as the event left it");
            held.datings.insert(dating.id, write(dating));
            if let Some(told) = Announced::of(dating) {
                held.announced.entry((dating.id, told.version)).or_insert_with(|| write(&told));
            }
            held.logs.entry(dating.id).or_default().push(write(event));
        }
        Ok(self.commit(&note))
    }
    async fn save_answering(&self, _: &Dating, _: &Event, _: RequestId, _: Note) -> StoreResult<Receipt> {
        no_phones()
    }
    async fn remove(&self, id: DatingId, _: i64, note: Note) -> StoreResult<Receipt> {
        self.0.lock().unwrap().datings.remove(&id);
        Ok(self.commit(&note))
    }
    async fn steps(&self, id: DatingId, limit: u64) -> StoreResult<Vec<LoggedStep>> {
        let events = self.log(id).await?;
        let step = |e: Event| LoggedStep { step: e.step, at: e.at, actor: e.actor, deed: e.deed };
        Ok(events.into_iter().rev().take(limit as usize).map(step).collect())
    }
    async fn event(&self, id: DatingId, step: i64) -> StoreResult<Option<Event>> {
        Ok(self.log(id).await?.into_iter().find(|event| event.step == step))
    }
    async fn log(&self, id: DatingId) -> StoreResult<Vec<Event>> {
        Ok(self.0.lock().unwrap().logs.get(&id).into_iter().flatten().map(|text| read(text)).collect())
    }
}

#[async_trait]
impl AttemptStore for Memory {
    async fn begin(&self, new: &Attempt, alive_since: UnixMillis, note: Note) -> StoreResult<Begun> {
        {
            let mut held = self.0.lock().unwrap();
            let key = note.key.as_ref().map(|key| (note.fair, key.as_str().to_owned()));
            if key.is_some_and(|key| held.keys.contains(&key)) {
                return Ok(Begun::Before);
            }
            let all = held.attempts.values().map(|text| read::<Attempt>(text));
            let busy = |one: &Attempt| one.dating == new.dating && one.end.is_none() && one.seen >= alive_since;
            if let Some(other) = all.into_iter().find(busy) {
                return Ok(Begun::Busy(Box::new(other)));
            }
            held.attempts.insert((new.dating, new.aim), write(new));
        }
        Ok(Begun::Begun(self.commit(&note)))
    }
    async fn of(&self, dating: DatingId) -> StoreResult<Vec<Attempt>> {
        let held = self.0.lock().unwrap();
        Ok(held.attempts.iter().filter(|((id, _), _)| *id == dating).map(|(_, text)| read(text)).collect())
    }
    async fn report(
        &self,
        dating: DatingId,
        aim: Aim,
        run: &str,
        seen: UnixMillis,
        progress: Progress,
    ) -> StoreResult<Option<bool>> {
        Ok(self.change(dating, aim, run, |one| (one.seen, one.progress) = (seen, progress)).map(|one| one.stop))
    }
    async fn stop(&self, dating: DatingId, note: Note) -> StoreResult<Receipt> {
        for aim in [Aim::Plan, Aim::Compare] {
            let run = self.of_aim(dating, aim).map(|one| one.run);
            run.and_then(|run| self.change(dating, aim, &run, |one| one.stop = true));
        }
        Ok(self.commit(&note))
    }
    async fn end(&self, dating: DatingId, aim: Aim, run: &str, end: &End, note: Note) -> StoreResult<Receipt> {
        self.change(dating, aim, run, |one| one.end = Some(end.clone()));
        Ok(self.commit(&note))
    }
    async fn forget(&self, dating: DatingId, aim: Aim, run: &str, note: Note) -> StoreResult<Receipt> {
        if self.of_aim(dating, aim).is_some_and(|one| one.run == run) {
            self.0.lock().unwrap().attempts.remove(&(dating, aim));
        }
        Ok(self.commit(&note))
    }
}

impl Memory {
    fn of_aim(&self, dating: DatingId, aim: Aim) -> Option<Attempt> {
        self.0.lock().unwrap().attempts.get(&(dating, aim)).map(|text| read(text))
    }

    /// Changes a run that has no end yet.
    fn change(&self, dating: DatingId, aim: Aim, run: &str, act: impl FnOnce(&mut Attempt)) -> Option<Attempt> {
        let mut one = self.of_aim(dating, aim).filter(|one| one.run == run && one.end.is_none())?;
        act(&mut one);
        self.0.lock().unwrap().attempts.insert((dating, aim), write(&one));
        Some(one)
    }

    /// Leaves an attempt as a process does that is killed while it works.
    pub fn leave(&self, attempt: &Attempt) {
        self.0.lock().unwrap().attempts.insert((attempt.dating, attempt.aim), write(attempt));
    }
}

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
    async fn save(&self, _: &Fair, _: Note) -> StoreResult<Receipt> {
        not_here()
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

// On these days nobody has a phone, and no projector hangs in the hall.

fn no_phones<T>() -> StoreResult<T> {
    Err(StoreError::Unavailable("there are no phones on this day".to_owned()))
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
