//! A dating session: what was set up, who takes part, the plan, and what happens on the day.
//!
//! The session is one aggregate. Every change is a method that takes the time as an argument and either changes the
//! whole or refuses and changes nothing.

use crate::{
    AssociationId, DatingId, FairId, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Run, Timing},
    plan::{SeatingPlan, Seats},
    profile::SpokenLanguage,
    refusal::Input,
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most rounds of a session.
pub const ROUND_LIMIT: u8 = 40;
/// Most tables of a session.
pub const TABLE_LIMIT: usize = 1_000;
/// Most participants of a session.
pub const PARTICIPANT_LIMIT: usize = 2_000;

/// Who talks with whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// One side meets the other: associations with a migration relation meet associations without.
    #[default]
    Across,
    /// Anybody meets anybody.
    Anybody,
}

/// A seat's side in a session across two sides. Not a label of anybody: organisers may put anybody on either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    With,
    Without,
}

/// How a common language counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommonLanguage {
    Required,
    #[default]
    Preferred,
    Ignored,
}

/// A table. `least` is the fewest it may seat when it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub number: u16,
    pub seats: u8,
    pub least: u8,
    /// First round (from 0) in which it cannot be used; `None` while it can.
    pub closed_from: Option<u8>,
}

/// The rules in the words of the setup page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub sides: Sides,
    pub language: CommonLanguage,
    /// No pair meets twice; otherwise it is only avoided.
    pub never_twice: bool,
    /// Wishes count.
    pub wishes: bool,
    /// Nobody who is present is left without a table.
    pub seat_everybody: bool,
    pub apart: Vec<(ParticipantId, ParticipantId)>,
    pub together: Vec<Vec<ParticipantId>>,
    /// A participant's table, by number, in every round.
    pub fixed: Vec<(ParticipantId, u16)>,
}

impl Rules {
    /// Two always sit together, and with them everybody either of them already sits with.
    pub fn bring_together(&mut self, one: ParticipantId, other: ParticipantId) {
        let (mut joined, apart): (Vec<_>, Vec<_>) =
            self.together.drain(..).partition(|group| group.contains(&one) || group.contains(&other));
        joined.push(vec![one, other]);
        let mut group: Vec<ParticipantId> = Vec::new();
        for member in joined.into_iter().flatten() {
            if !group.contains(&member) {
                group.push(member);
            }
        }
        self.together = apart;
        self.together.push(group);
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            sides: Sides::default(),
            language: CommonLanguage::default(),
            never_twice: true,
            wishes: true,
            seat_everybody: false,
            apart: Vec::new(),
            together: Vec::new(),
            fixed: Vec::new(),
        }
    }
}

/// Name, time and size of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    pub title: Title,
    pub starts: DateTime,
    pub rounds: u8,
    pub talk_minutes: u16,
    pub change_minutes: u16,
    pub tables: Vec<Table>,
}

impl Setting {
    /// Judges the numbers of a form: 1..=40 rounds, 1..=120 minutes of talk, 0..=30 of change, `tables` alike tables.
    #[allow(clippy::too_many_arguments)]
    pub fn parse(
        title: &str,
        starts: &str,
        rounds: i64,
        talk_minutes: i64,
        change_minutes: i64,
        tables: i64,
        seats: i64,
        least: i64,
    ) -> Result<Self, Refusal> {
        let within = |input, value: i64, least: i64, most: i64| {
            if (least..=most).contains(&value) { Ok(value) } else { Err(Refusal::OutOfRange { input, least, most }) }
        };
        let title = Title::parse(title)?;
        let starts = starts.trim().parse().map_err(|_| Refusal::Malformed(Input::Time))?;
        let rounds = within(Input::Rounds, rounds, 1, i64::from(ROUND_LIMIT))? as u8;
        let talk_minutes = within(Input::TalkMinutes, talk_minutes, 1, 120)? as u16;
        let change_minutes = within(Input::ChangeMinutes, change_minutes, 0, 30)? as u16;
        let count = within(Input::Tables, tables, 1, TABLE_LIMIT as i64)? as u16;
        let seats = within(Input::Seats, seats, 2, 12)? as u8;
        let least = within(Input::Seats, least, 2, i64::from(seats))? as u8;
        let tables = (1..=count).map(|number| Table { number, seats, least, closed_from: None }).collect();
        Ok(Self { title, starts, rounds, talk_minutes, change_minutes, tables })
    }

    pub fn timing(&self) -> Timing {
        Timing {
            rounds: self.rounds,
            talk_ms: i64::from(self.talk_minutes) * 60_000,
            change_ms: i64::from(self.change_minutes) * 60_000,
        }
    }

    /// One-to-one: no table seats more than two.
    pub fn is_one_to_one(&self) -> bool {
        self.tables.iter().all(|table| table.seats == 2)
    }
}

/// What is known of a participant on the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    #[default]
    Expected,
    Arrived,
    /// Not there; from which round on nothing is planned for them.
    Missing,
    /// Comes for round `until` (from 0) and those after it.
    Late {
        until: u8,
    },
    /// Left during the session.
    Left,
}

/// Somebody who takes part: an association's delegation, which sits at a table as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub id: ParticipantId,
    pub association: Option<AssociationId>,
    pub name: Title,
    /// `None`: seated on the smaller side when the plan is made.
    pub side: Option<Side>,
    pub languages: Vec<SpokenLanguage>,
    /// Rounds (from 0) in which they are not there, known beforehand.
    pub absent: BTreeSet<u8>,
    pub attendance: Attendance,
    /// First round (from 0) from which the attendance counts: rounds before it are history.
    pub attendance_from: u8,
    pub walked_in: bool,
}

impl Participant {
    /// Whether they can sit somewhere in a round (from 0).
    pub fn is_there(&self, round: u8) -> bool {
        if self.absent.contains(&round) || (self.walked_in && round < self.attendance_from) {
            return false;
        }
        match self.attendance {
            Attendance::Expected | Attendance::Arrived => true,
            Attendance::Missing | Attendance::Left => round < self.attendance_from,
            Attendance::Late { until } => round < self.attendance_from || round >= until,
        }
    }
}

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
}

impl Dating {
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

    /// How many rounds have begun and are history.
    pub fn rounds_begun(&self, now: UnixMillis) -> u8 {
        self.run.rounds_begun(self.setting.timing(), now)
    }

    pub fn has_started(&self) -> bool {
        self.run != Run::Waiting
    }

    /// Changes name, time and size. A plan made for another number of rounds or tables is dropped.
    pub fn configure(&mut self, setting: Setting) -> Result<(), Refusal> {
        if self.has_started() {
            return Err(Refusal::FixedWhileRunning);
        }
        let shape = |s: &Setting| (s.rounds, s.tables.clone());
        if shape(&setting) != shape(&self.setting) {
            self.plan = None;
        }
        for participant in &mut self.participants {
            participant.absent.retain(|round| *round < setting.rounds);
        }
        self.rules.fixed.retain(|(_, number)| setting.tables.iter().any(|t| t.number == *number));
        self.setting = setting;
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
    /// `chosen` carries ids of no meaning; those with an association that takes part already keep theirs.
    pub fn choose(&mut self, chosen: Vec<Participant>) -> Result<(), Refusal> {
        if self.has_started() {
            return Err(Refusal::FixedWhileRunning);
        }
        if chosen.len() > PARTICIPANT_LIMIT {
            return Err(Refusal::OutOfRange { input: Input::Participants, least: 2, most: PARTICIPANT_LIMIT as i64 });
        }
        let mut next = self.next_id();
        let mut kept = Vec::with_capacity(chosen.len());
        for mut newcomer in chosen {
            let known =
                self.participants.iter().find(|p| p.association.is_some() && p.association == newcomer.association);
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
        let stays = |id: &ParticipantId| kept.iter().any(|p| p.id == *id);
        self.rules.apart.retain(|(a, b)| stays(a) && stays(b));
        self.rules.fixed.retain(|(id, _)| stays(id));
        for group in &mut self.rules.together {
            group.retain(stays);
        }
        self.rules.together.retain(|group| group.len() > 1);
        if kept.iter().map(|p| p.id).ne(self.participants.iter().map(|p| p.id)) {
            self.plan = None;
        }
        self.participants = kept;
        Ok(())
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

    fn latest_version(&self) -> u32 {
        let of = |plan: &Option<SeatingPlan>| plan.as_ref().map_or(0, |p| p.version);
        of(&self.plan).max(of(&self.published))
    }

    /// Shows the plan to everybody.
    pub fn publish(&mut self) -> Result<(), Refusal> {
        self.published = Some(self.plan.clone().ok_or(Refusal::NoPlan)?);
        Ok(())
    }

    pub fn start(&mut self, now: UnixMillis) -> Result<(), Refusal> {
        if self.published.is_none() {
            return Err(if self.plan.is_none() { Refusal::NoPlan } else { Refusal::NotPublished });
        }
        self.run = self.run.start(now)?;
        Ok(())
    }

    /// What the time keeper does with the clock.
    pub fn turn_clock(&mut self, turn: ClockTurn, now: UnixMillis) -> Result<(), Refusal> {
        let timing = self.setting.timing();
        self.run = match turn {
            ClockTurn::Pause => self.run.pause(timing, now)?,
            ClockTurn::Resume => self.run.resume(now)?,
            ClockTurn::OneMinuteMore => self.run.one_minute_more(timing, now)?,
            ClockTurn::Skip => self.run.skip(timing, now)?,
            ClockTurn::Finish => self.run.finish(now)?,
        };
        Ok(())
    }

    /// Notes whether somebody is there; counts from the first round that has not begun.
    pub fn mark(&mut self, id: ParticipantId, attendance: Attendance, now: UnixMillis) -> Result<(), Refusal> {
        let rounds = self.setting.rounds;
        if let Attendance::Late { until } = attendance
            && until >= rounds
        {
            return Err(Refusal::UnknownRound(until + 1));
        }
        let begun = self.rounds_begun(now);
        let participant = self.participant_mut(id)?;
        let keeps_beginning = participant.walked_in && matches!(attendance, Attendance::Expected | Attendance::Arrived);
        if !keeps_beginning {
            participant.attendance_from = begun;
        }
        participant.attendance = attendance;
        Ok(())
    }

    /// Somebody who was not planned for joins from the first round that has not begun.
    pub fn walk_in(&mut self, mut newcomer: Participant, now: UnixMillis) -> Result<ParticipantId, Refusal> {
        if self.participants.len() >= PARTICIPANT_LIMIT {
            return Err(Refusal::OutOfRange { input: Input::Participants, least: 2, most: PARTICIPANT_LIMIT as i64 });
        }
        let known =
            newcomer.association.is_some() && self.participants.iter().any(|p| p.association == newcomer.association);
        if known {
            return Err(Refusal::Taken(Input::Name));
        }
        newcomer.id = ParticipantId(self.next_id());
        newcomer.walked_in = true;
        newcomer.attendance = Attendance::Arrived;
        newcomer.attendance_from = self.rounds_begun(now);
        let id = newcomer.id;
        self.participants.push(newcomer);
        Ok(id)
    }

    /// A table cannot be used from the first round that has not begun.
    pub fn close_table(&mut self, number: u16, now: UnixMillis) -> Result<(), Refusal> {
        let (index, begun) = (self.table_index(number)?, self.rounds_begun(now));
        self.setting.tables[index].closed_from = Some(begun);
        Ok(())
    }

    pub fn reopen_table(&mut self, number: u16) -> Result<(), Refusal> {
        let index = self.table_index(number)?;
        self.setting.tables[index].closed_from = None;
        Ok(())
    }

    fn next_id(&self) -> u32 {
        let of_plan = |plan: &Option<SeatingPlan>| {
            plan.iter().flat_map(|p| p.seats.iter().flatten().flatten()).map(|id| id.0 + 1).max().unwrap_or(0)
        };
        let listed = self.participants.iter().map(|p| p.id.0 + 1).max().unwrap_or(0);
        listed.max(of_plan(&self.plan)).max(of_plan(&self.published))
    }
}

/// What can be done with a running clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockTurn {
    Pause,
    Resume,
    OneMinuteMore,
    Skip,
    Finish,
}

/// Moves somebody to a table (index) of a round, or out of it; what the rules say about it is another question.
pub fn move_seat(seats: &mut Seats, round: usize, who: ParticipantId, to: Option<usize>) {
    if let Some(tables) = seats.get_mut(round) {
        for table in tables.iter_mut() {
            table.retain(|seated| *seated != who);
        }
        if let Some(table) = to.and_then(|index| tables.get_mut(index)) {
            table.push(who);
        }
    }
}

/// Something that happens on the day and may ask for another plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    Mark { who: ParticipantId, attendance: Attendance },
    WalkIn { name: String, association: Option<AssociationId>, side: Option<Side>, languages: Vec<SpokenLanguage> },
    CloseTable { number: u16 },
    ReopenTable { number: u16 },
}

/// A move by hand: to a table (by number) of a round (from 0), or out of it; with `swap_with`, both change seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveSeat {
    pub who: ParticipantId,
    pub round: u8,
    pub to: Option<u16>,
    pub swap_with: Option<ParticipantId>,
}

impl Dating {
    /// Notes what happened; the plan stays as it is.
    pub fn happen(&mut self, happening: &Happening, now: UnixMillis) -> Result<(), Refusal> {
        match happening {
            Happening::Mark { who, attendance } => self.mark(*who, *attendance, now),
            Happening::WalkIn { name, association, side, languages } => {
                let newcomer = Participant {
                    id: ParticipantId(0),
                    association: *association,
                    name: Title::parse_as(Input::Name, name)?,
                    side: *side,
                    languages: languages.clone(),
                    absent: BTreeSet::new(),
                    attendance: Attendance::Arrived,
                    attendance_from: 0,
                    walked_in: true,
                };
                self.walk_in(newcomer, now).map(|_| ())
            }
            Happening::CloseTable { number } => self.close_table(*number, now),
            Happening::ReopenTable { number } => self.reopen_table(*number),
        }
    }

    /// Moves somebody by hand in a round that has not begun; the plan is then one made by hand.
    pub fn move_by_hand(&mut self, step: MoveSeat, now: UnixMillis) -> Result<(), Refusal> {
        if step.round >= self.setting.rounds {
            return Err(Refusal::UnknownRound(step.round + 1));
        }
        if step.round < self.rounds_begun(now) {
            return Err(Refusal::RoundHasBegun(step.round + 1));
        }
        self.participant(step.who)?;
        let mut to = step.to.map(|number| self.table_index(number)).transpose()?;
        if let Some(other) = step.swap_with {
            self.participant(other)?;
        }
        let version = self.latest_version() + 1;
        let plan = self.plan.as_mut().ok_or(Refusal::NoPlan)?;
        let round = usize::from(step.round);
        if let Some(other) = step.swap_with {
            let (from, beside) = (plan.table_of(round, step.who), plan.table_of(round, other));
            to = beside;
            move_seat(&mut plan.seats, round, other, from);
        }
        move_seat(&mut plan.seats, round, step.who, to);
        plan.version = version;
        plan.quality = crate::plan::Quality::ByHand;
        plan.made_at = now;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_in_a_group_brings_it_along() {
        let [a, b, c, d, e] = [1, 2, 3, 4, 5].map(ParticipantId);
        let mut rules = Rules::default();
        for (one, other) in [(a, b), (c, d), (a, b), (e, c), (b, c)] {
            rules.bring_together(one, other);
        }
        assert_eq!(rules.together, [vec![a, b, c, d, e]]);
    }
}
