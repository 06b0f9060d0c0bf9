//! Sessions with their logs, what was announced of them, and the engine's attempts.

use super::{Memory, nobody::no_phones, not_here, read, write};
use async_trait::async_trait;
use domain::{
    DatingId, FairId, RequestId, UnixMillis,
    announced::{Announced, Printed},
    attempt::{Aim, Attempt, End, Progress},
    dating::{Dating, Deed, Event, Outcome},
};
use services::ports::*;

#[async_trait]
impl AnnouncedStore for Memory {
    async fn versions(&self, _: DatingId) -> StoreResult<Vec<(u32, UnixMillis)>> {
        not_here()
    }
    async fn version(&self, id: DatingId, version: u32) -> StoreResult<Option<Announced>> {
        Ok(self.0.lock().unwrap().announced.get(&(id, version)).map(|text| read(text)))
    }
    async fn history(&self, id: DatingId) -> StoreResult<Vec<Announced>> {
        let held = self.0.lock().unwrap();
        Ok(held.announced.iter().filter(|((of, _), _)| *of == id).map(|(_, text)| read(text)).collect())
    }
    async fn printed(&self, _: DatingId) -> StoreResult<Vec<Printed>> {
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
