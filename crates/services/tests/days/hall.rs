//! The vocabulary of these days: a hall with people at tables, a clock that is moved, and what is done there.

use crate::memory::Memory;
use domain::{
    AssociationId, Bilingual, DatingId, FairId, ParticipantId, UnixMillis,
    control_room::{Alternative, Choice, Proposal, QueueAnswer, Queued},
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Event, Happening, Rules, Setting, Sides},
    fair::{Fair, LegalTexts, Phase},
    profile::{Association, Level, MigrationRelation, Profile, SpokenLanguage},
    taxonomy::Field,
    text::{Slug, Title},
};
use services::{
    Error, Services,
    actor::{Organiser, TimeKeeper},
    ports::{Chance, Clock, CommandKey, DatingStore, Mail, Post},
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

#[derive(Clone)]
pub struct HallClock(Arc<AtomicI64>);

impl Clock for HallClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}

struct SameChance;

impl Chance for SameChance {
    fn bytes(&self) -> [u8; 32] {
        [7; 32]
    }
}

struct NoPost;

#[async_trait::async_trait]
impl Post for NoPost {
    async fn send(&self, _: Mail) -> Result<(), String> {
        Ok(())
    }
    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String> {
        Ok(Vec::new())
    }
}

/// Somebody who comes: side, languages, and whom they wish to meet (by place in the list).
#[derive(Clone, Debug)]
pub struct Guest {
    pub with: bool,
    pub languages: Vec<&'static str>,
    pub wishes: Vec<usize>,
}

pub struct HallDay {
    pub services: Services,
    pub memory: Memory,
    pub id: DatingId,
    pub clock: HallClock,
    pub keys: AtomicU64,
}

pub fn owner() -> Organiser {
    Organiser::owner_of_the_machine()
}

pub fn keeper() -> TimeKeeper {
    owner().into()
}

pub fn fair(id: i64, slug: &str) -> Fair {
    Fair {
        id: FairId(id),
        revision: 1,
        slug: Slug::parse(slug).unwrap(),
        title: Title::parse("Fair").unwrap(),
        claim: Bilingual::default(),
        date: "2027-05-08".parse().unwrap(),
        venue: String::new(),
        address: String::new(),
        timezone: "Europe/Berlin".to_owned(),
        phase: Phase::Live,
        legal: LegalTexts::default(),
    }
}

pub fn associations(fair: i64, guests: &[Guest]) -> Vec<Association> {
    let id = |i: usize| AssociationId(fair * 1_000 + i as i64);
    let association = |(i, guest): (usize, &Guest)| {
        let mut profile = Profile::named(Title::parse(&format!("Association {i}")).unwrap());
        profile.relation = Some(if guest.with { MigrationRelation::With } else { MigrationRelation::Without });
        let speaks = |code: &&str| SpokenLanguage { code: (*code).to_owned(), level: Level::FLUENT };
        profile.languages = guest.languages.iter().map(speaks).collect();
        profile.wishes = guest.wishes.iter().map(|j| id(*j)).collect();
        Association { id: id(i), fair: FairId(fair), revision: 1, profile }
    };
    guests.iter().enumerate().map(association).collect()
}

impl HallDay {
    /// A session with these guests, allocated, published, not yet started.
    pub async fn prepared(guests: &[Guest], setting: Setting, rules: Rules) -> Self {
        Self::with(associations(1, guests), Vec::new(), setting, rules).await
    }

    /// The same with these associations and fields of activity.
    pub async fn with(everybody: Vec<Association>, fields: Vec<Field>, setting: Setting, rules: Rules) -> Self {
        let memory = Memory::default();
        let count = everybody.len();
        memory.add_fair(fair(1, "fair"), everybody, fields);
        let clock = HallClock(Arc::new(AtomicI64::new(1_810_030_500_000)));
        let services = Services::new(
            memory.stores(),
            Arc::new(clock.clone()),
            Arc::new(SameChance),
            Arc::new(NoPost),
            "http://127.0.0.1".to_owned(),
        );
        let mut day = Self { services, memory, id: DatingId(0), clock, keys: AtomicU64::new(0) };
        day.id = day.session_of("fair", 1, count, setting, rules).await;
        day
    }

    /// Another session, allocated and published, with the first `count` associations of a fair.
    pub async fn session_of(&self, slug: &str, fair: i64, count: usize, setting: Setting, rules: Rules) -> DatingId {
        let id = self.services.create_dating(&owner(), slug, setting, None).await.unwrap();
        let chosen = (0..count).map(|i| AssociationId(fair * 1_000 + i as i64)).collect();
        self.services.choose_participants(&owner(), id, 1, chosen).await.unwrap();
        self.services.set_rules(&owner(), id, 2, rules).await.unwrap();
        self.services.allocate(&owner(), id, 3, Some(5), None).await.unwrap();
        self.services.publish(&owner(), id, 4, None).await.unwrap();
        id
    }

    pub fn now(&self) -> UnixMillis {
        self.services.now()
    }

    pub fn later(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    pub fn key(&self) -> CommandKey {
        CommandKey::parse(&format!("key-{}", self.keys.fetch_add(1, Ordering::SeqCst))).unwrap()
    }

    pub async fn dating(&self) -> Dating {
        self.memory.one(self.id).await.unwrap().unwrap()
    }

    pub async fn log(&self) -> Vec<Event> {
        self.memory.log(self.id).await.unwrap()
    }

    pub async fn turn(&self, turn: ClockTurn) -> Result<(), Error> {
        let revision = self.dating().await.revision;
        self.services.turn_clock(&keeper(), self.id, revision, turn, Some(self.key())).await
    }

    pub async fn propose(&self, happening: &Happening) -> Result<Proposal, Error> {
        self.services.propose(&owner(), self.id, happening.clone()).await
    }

    /// Looks at a happening and applies the alternative of that number, or the last there is.
    pub async fn apply(&self, happening: Happening, number: usize) -> Result<Alternative, Error> {
        let proposal = self.propose(&happening).await?;
        let one = &proposal.alternatives[number.min(proposal.alternatives.len() - 1)];
        let choice = Choice::of(&proposal, one);
        let applied = self.services.apply(&owner(), self.id, choice, happening, Some(self.key())).await?;
        Ok(applied.unwrap().alternative)
    }

    /// What a rehearsal brought up, in the first way there is.
    pub async fn apply_rehearsed(&self, happening: Happening) {
        let proposal = self.propose(&happening).await.unwrap();
        let choice = Choice { rehearsed: true, ..Choice::of(&proposal, &proposal.alternatives[0]) };
        self.services.apply(&owner(), self.id, choice, happening, Some(self.key())).await.unwrap();
    }

    pub async fn mark(&self, who: u32, attendance: Attendance) -> Alternative {
        self.apply(Happening::Mark { who: ParticipantId(who), attendance }, 0).await.unwrap()
    }

    /// A mark as a console sends it that had no network.
    pub async fn quick(&self, who: u32, attendance: Attendance) -> QueueAnswer {
        let was = self.dating().await.participant(ParticipantId(who)).unwrap().attendance;
        let command = Queued::Mark { who: ParticipantId(who), was, attendance };
        self.services.queued(&keeper(), self.id, command, self.key()).await.unwrap()
    }

    pub async fn undo(&self) -> Result<(), Error> {
        let dating = self.dating().await;
        let step = *dating.steps.done.last().unwrap();
        self.services.undo(&keeper(), self.id, dating.revision, step, Some(self.key())).await.map(|_| ())
    }

    pub async fn redo(&self) -> Result<(), Error> {
        let dating = self.dating().await;
        let step = *dating.steps.undone.last().unwrap();
        self.services.redo(&keeper(), self.id, dating.revision, step, Some(self.key())).await.map(|_| ())
    }
}

/// Everybody speaks German; sides alternate; no wishes.
pub fn guests(count: usize) -> Vec<Guest> {
    (0..count).map(|i| Guest { with: i % 2 == 0, languages: vec!["de"], wishes: Vec::new() }).collect()
}

pub fn one_to_one(rounds: i64, tables: i64) -> Setting {
    Setting::parse("Quick talks", "2027-05-08T14:30", rounds, 5, 1, tables, 2, 2).unwrap()
}

/// Whoever they are and whatever they speak.
pub fn anybody() -> Rules {
    Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() }
}

/// So many people at just enough tables, in their first round.
pub async fn started(count: usize, rounds: i64, rules: Rules) -> HallDay {
    let day = HallDay::prepared(&guests(count), one_to_one(rounds, count as i64 / 2), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    day
}

/// Whom somebody meets in a round of the plan.
pub fn partner(dating: &Dating, round: usize, who: ParticipantId) -> Option<ParticipantId> {
    let tables = &dating.plan.as_ref().unwrap().seats[round];
    let table = tables.iter().find(|seated| seated.contains(&who))?;
    table.iter().copied().find(|other| *other != who)
}

pub async fn replays(day: &HallDay) {
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), day.dating().await);
}
