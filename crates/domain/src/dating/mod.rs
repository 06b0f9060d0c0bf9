//! A dating session: what was set up, who takes part, the plan, and what happens on the day.
//!
//! The session is one aggregate. Every change is a method that takes the time as an argument and either changes the
//! whole or refuses and changes nothing.

mod attend;
mod by_hand;
mod clock_turn;
mod day;
mod emphasis;
mod happening;
mod held;
mod log;
mod losses;
mod met;
mod participant;
mod profiles;
mod rehearsal;
mod rules;
mod setting;
mod setting_text;
mod shown;
mod tables;
mod terms;
mod undo;
mod unplanned;

pub use by_hand::MoveSeat;
pub use clock_turn::ClockTurn;
pub use day::{ANNOUNCEMENT_LIMIT, Announcement, Call, Calling, Day, Interpreter, STANDS_MS};
pub use emphasis::{Emphasis, Evenness, Matter, Weight};
pub use happening::Happening;
pub use held::Held;
pub use log::{Deed, Event, Outcome, Steps};
pub use losses::Losses;
pub use met::{Pair, pairs};
pub use participant::{Attendance, Participant, Side};
pub use profiles::Known;
pub use rehearsal::{REHEARSAL_SPEED, Rehearsal};
pub use rules::{CommonLanguage, Rules, Sides};
pub use setting::{Setting, Table};
pub use setting_text::{SettingText, TableText};
pub use shown::Shown;
pub use terms::Terms;
pub use undo::Restore;

use crate::{
    DatingId, FairId, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Part, Run},
    plan::SeatingPlan,
    refusal::Input,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, ops::Range};

/// Most rounds of a session.
pub const ROUND_LIMIT: u8 = 40;
/// Most tables of a session.
pub const TABLE_LIMIT: usize = 1_000;
/// Most seats of a table.
pub const SEATS_LIMIT: u8 = 12;
/// Most participants of a session.
pub const PARTICIPANT_LIMIT: usize = 2_000;

/// A dating session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    pub id: DatingId,
    pub fair: FairId,
    /// Grows by one with every command; a command that expects another one is stale.
    pub revision: i64,
    pub setting: Setting,
    pub rules: Rules,
    pub participants: Vec<Participant>,
    pub plan: Option<SeatingPlan>,
    /// The version that phones, screens and paper show; `None` before the first publication.
    pub published: Option<SeatingPlan>,
    pub run: Run,
    #[serde(default)]
    pub day: Day,
    #[serde(default)]
    pub steps: Steps,
    /// Who had met whom before, at another session or an earlier fair; the smaller id first.
    #[serde(default)]
    pub met_before: BTreeSet<Pair>,
    /// How many participants' ids were ever given.
    #[serde(default)]
    pub ids_given: u32,
    /// The newest version of a plan there was before one was withdrawn: no two are called the same.
    #[serde(default)]
    pub versions_given: u32,
    /// The talks of the rounds that had begun when the clock was turned last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
    /// `Some` for a copy to rehearse with, which visitors never see.
    #[serde(default)]
    pub rehearsal: Option<Rehearsal>,
}

impl Dating {
    /// A session without participants and plan; its id is given by the store.
    pub fn new(fair: FairId, setting: Setting, rules: Rules) -> Self {
        Self {
            id: DatingId(0),
            fair,
            revision: 1,
            setting,
            rules,
            participants: Vec::new(),
            plan: None,
            published: None,
            run: Run::Waiting,
            day: Day::default(),
            steps: Steps::default(),
            met_before: BTreeSet::new(),
            ids_given: 0,
            versions_given: 0,
            held: Vec::new(),
            rehearsal: None,
        }
    }

    pub fn participant(&self, id: ParticipantId) -> Result<&Participant, Refusal> {
        self.participants.iter().find(|p| p.id == id).ok_or(Refusal::UnknownParticipant(id))
    }

    fn participant_mut(&mut self, id: ParticipantId) -> Result<&mut Participant, Refusal> {
        self.participants.iter_mut().find(|p| p.id == id).ok_or(Refusal::UnknownParticipant(id))
    }

    /// Index of the table with a number.
    pub fn table_index(&self, number: u16) -> Result<usize, Refusal> {
        self.setting.tables.iter().position(|t| t.number == number).ok_or(Refusal::UnknownTable(number))
    }

    /// The number of the table at an index of the plan.
    pub fn table_number(&self, index: usize) -> u16 {
        self.setting.tables.get(index).map_or(index as u16 + 1, |table| table.number)
    }

    pub fn moment(&self, now: UnixMillis) -> Moment {
        self.run.at(self.setting.timing(), now)
    }

    /// The round (from 0) whose talk is on.
    pub fn talking(&self, now: UnixMillis) -> Option<u8> {
        match self.moment(now) {
            Moment::On { round, part: Part::Talk, .. } => Some(round),
            _ => None,
        }
    }

    /// How many rounds have begun and are history.
    pub fn rounds_begun(&self, now: UnixMillis) -> u8 {
        self.run.rounds_begun(self.setting.timing(), now)
    }

    /// All rounds are over, or somebody ended it before.
    pub fn is_over(&self, now: UnixMillis) -> bool {
        self.moment(now) == Moment::Over
    }

    /// When it ended or was called off; `None` before.
    pub fn ended(&self, now: UnixMillis) -> Option<UnixMillis> {
        match self.run.seen_at(self.setting.timing(), now) {
            Run::Finished { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The rounds (from 0) that are still to begin; none where the session is over.
    pub fn rounds_ahead(&self, now: UnixMillis) -> Range<u8> {
        let rounds = self.setting.rounds;
        if self.is_over(now) { rounds..rounds } else { self.rounds_begun(now)..rounds }
    }

    pub fn has_started(&self) -> bool {
        self.run != Run::Waiting
    }

    /// Whether it can still be set up: what has begun, or was called off, stays as it was.
    pub fn may_be_set_up(&self) -> Result<(), Refusal> {
        match self.run {
            Run::Waiting => Ok(()),
            run if run.is_called_off() => Err(Refusal::CalledOff),
            _ => Err(Refusal::FixedWhileRunning),
        }
    }

    /// Changes name, time and size. A plan made for another number of rounds or tables is dropped.
    pub fn configure(&mut self, setting: Setting) -> Result<(), Refusal> {
        self.may_be_set_up()?;
        let shape = |s: &Setting| (s.rounds, s.tables.clone());
        if shape(&setting) != shape(&self.setting) {
            self.plan = None;
        }
        for participant in &mut self.participants {
            participant.absent.retain(|round| *round < setting.rounds);
        }
        self.rules.fixed.retain(|(_, number)| setting.tables.iter().any(|t| t.number == *number));
        // The pace is turned with the clock, the speed belongs to the rehearsal: no form carries them.
        self.setting = Setting { pace: self.setting.pace, speed: self.setting.speed, ..setting };
        Ok(())
    }

    /// Changes the rules. A plan made by other rules stays as a draft until the next allocation.
    pub fn set_rules(&mut self, rules: Rules) -> Result<(), Refusal> {
        let named = rules.apart.iter().flat_map(|(a, b)| [*a, *b]).chain(rules.together.iter().flatten().copied());
        for id in named.chain(rules.fixed.iter().map(|(id, _)| *id)) {
            self.participant(id)?;
        }
        for (_, number) in &rules.fixed {
            self.table_index(*number)?;
        }
        self.rules = rules;
        Ok(())
    }

    /// Chooses who takes part before the session starts; participants who stay keep their id.
    ///
    /// `chosen` carries ids of no meaning but for those without an association, who stay where they are taken over from
    /// the session; those with an association that takes part already keep theirs.
    pub fn choose(&mut self, chosen: Vec<Participant>) -> Result<(), Refusal> {
        self.may_be_set_up()?;
        if chosen.len() > PARTICIPANT_LIMIT {
            return Err(Refusal::OutOfRange { input: Input::Participants, least: 2, most: PARTICIPANT_LIMIT as i64 });
        }
        let mut next = self.next_id();
        let mut kept = Vec::with_capacity(chosen.len());
        for mut newcomer in chosen {
            let known = self.participants.iter().find(|p| match newcomer.association {
                Some(_) => p.association == newcomer.association,
                None => p.association.is_none() && (p.id, &p.name) == (newcomer.id, &newcomer.name),
            });
            if let Some(known) = known {
                let mut same = known.clone();
                same.name = newcomer.name;
                same.languages = newcomer.languages;
                kept.push(same);
            } else {
                newcomer.id = ParticipantId(next);
                next += 1;
                kept.push(newcomer);
            }
        }
        self.ids_given = self.ids_given.max(next);
        if kept.iter().map(|p| p.id).ne(self.participants.iter().map(|p| p.id)) {
            self.plan = None;
        }
        self.participants = kept;
        self.forget_who_is_gone();
        Ok(())
    }

    /// Takes those who take part no more out of what was said about them.
    fn forget_who_is_gone(&mut self) {
        let stays = |id: &ParticipantId| self.participants.iter().any(|p| p.id == *id);
        self.rules.apart.retain(|(a, b)| stays(a) && stays(b));
        self.rules.fixed.retain(|(id, _)| stays(id));
        for group in &mut self.rules.together {
            group.retain(stays);
        }
        self.rules.together.retain(|group| group.len() > 1);
        self.met_before.retain(|(a, b)| stays(a) && stays(b));
    }

    /// Side and known absences of one participant.
    pub fn arrange(&mut self, id: ParticipantId, side: Option<Side>, absent: BTreeSet<u8>) -> Result<(), Refusal> {
        let rounds = self.setting.rounds;
        if let Some(round) = absent.iter().find(|round| **round >= rounds) {
            return Err(Refusal::UnknownRound(*round + 1));
        }
        let participant = self.participant_mut(id)?;
        participant.side = side;
        participant.absent = absent;
        Ok(())
    }

    /// Takes over a plan, as the next version. Rounds that have begun must be those of the plan before.
    pub fn adopt(&mut self, mut plan: SeatingPlan, now: UnixMillis) -> Result<(), Refusal> {
        let begun = self.rounds_begun(now);
        if let Some(before) = &self.plan {
            for round in 0..begun {
                if before.seats.get(usize::from(round)) != plan.seats.get(usize::from(round)) {
                    return Err(Refusal::RoundHasBegun(round + 1));
                }
            }
        }
        plan.version = self.latest_version() + 1;
        self.plan = Some(plan);
        Ok(())
    }

    /// Shows the plan to everybody. A draft is older than what is shown where that was told anew since.
    pub fn publish(&mut self) -> Result<(), Refusal> {
        let latest = self.latest_version();
        let plan = self.plan.as_mut().ok_or(Refusal::NoPlan)?;
        if self.published.as_ref().is_some_and(|shown| shown.version > plan.version) {
            plan.version = latest + 1;
        }
        self.published = Some(plan.clone());
        Ok(())
    }

    fn next_id(&self) -> u32 {
        let of_plan = |plan: &Option<SeatingPlan>| {
            plan.iter().flat_map(|p| p.seats.iter().flatten().flatten()).map(|id| id.0 + 1).max().unwrap_or(0)
        };
        let listed = self.participants.iter().map(|p| p.id.0 + 1).max().unwrap_or(0);
        listed.max(of_plan(&self.plan)).max(of_plan(&self.published)).max(self.ids_given)
    }
}
