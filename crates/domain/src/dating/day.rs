//! What happens on the day: the clock is turned, somebody is missing, late or gone, walks in, or is moved by hand.

use super::{Attendance, Dating, PARTICIPANT_LIMIT, Participant, Side};
use crate::{
    AssociationId, ParticipantId, Refusal, UnixMillis, plan::Seats, profile::SpokenLanguage, refusal::Input,
    text::Title,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
