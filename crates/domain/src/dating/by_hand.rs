//! Moves by hand: what the rules say about them is another question.

use super::Dating;
use crate::{
    ParticipantId, Refusal, UnixMillis,
    plan::{Seats, table_of},
};
use serde::{Deserialize, Serialize};

/// A move by hand: to a table (by number) of a round (from 0), or out of it; with `swap_with`, both change seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveSeat {
    pub who: ParticipantId,
    pub round: u8,
    pub to: Option<u16>,
    pub swap_with: Option<ParticipantId>,
}

impl Dating {
    /// The seats after a move by hand in a round that has neither begun nor been called.
    pub fn moved_by_hand(&self, step: MoveSeat, now: UnixMillis) -> Result<Seats, Refusal> {
        self.movable_round(step.round, now)?;
        self.participant(step.who)?;
        let mut to = step.to.map(|number| self.table_index(number)).transpose()?;
        let mut seats = self.plan.as_ref().ok_or(Refusal::NoPlan)?.seats.clone();
        let round = usize::from(step.round);
        if let Some(other) = step.swap_with {
            self.participant(other)?;
            let from = table_of(&seats, round, step.who);
            to = table_of(&seats, round, other);
            move_seat(&mut seats, round, other, from);
        }
        move_seat(&mut seats, round, step.who, to);
        Ok(seats)
    }
}

/// Moves somebody to a table (index) of a round, or out of it.
fn move_seat(seats: &mut Seats, round: usize, who: ParticipantId, to: Option<usize>) {
    if let Some(tables) = seats.get_mut(round) {
        for table in tables.iter_mut() {
            table.retain(|seated| *seated != who);
        }
        if let Some(table) = to.and_then(|index| tables.get_mut(index)) {
            table.push(who);
        }
    }
}
