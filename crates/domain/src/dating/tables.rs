//! Tables on the day: out of use, back again, two pushed together, and who is fixed to one.

use super::{Dating, SEATS_LIMIT};
use crate::{ParticipantId, Refusal, UnixMillis};

impl Dating {
    /// A table cannot be used from the first round that is neither begun nor called.
    pub fn close_table(&mut self, number: u16, now: UnixMillis) -> Result<(), Refusal> {
        let (index, begun) = (self.table_index(number)?, self.rounds_begun(now));
        let table = &mut self.setting.tables[index];
        table.closed_from = Some(table.closed_from.map_or(begun, |from| from.min(begun)));
        Ok(())
    }

    pub fn reopen_table(&mut self, number: u16) -> Result<(), Refusal> {
        let index = self.table_index(number)?;
        self.setting.tables[index].closed_from = None;
        Ok(())
    }

    /// From a round (from 0) on the people of one table sit at another. Where tables seat more than two, the other has the
    /// seats of both from then on.
    pub fn merge_tables(&mut self, from: u16, into: u16, round: u8, now: UnixMillis) -> Result<(), Refusal> {
        self.movable_round(round, now)?;
        let (source, target) = (self.table_index(from)?, self.table_index(into)?);
        if source == target {
            return Err(Refusal::UnknownTable(into));
        }
        let seats = self.setting.tables[source].seats;
        let one_to_one = self.setting.is_one_to_one();
        let table = &mut self.setting.tables[target];
        if table.is_closed(round) {
            return Err(Refusal::UnknownTable(into));
        }
        if !one_to_one {
            table.seats = table.seats.saturating_add(seats).min(SEATS_LIMIT);
        }
        self.setting.tables[source].closed_from = Some(round);
        Ok(())
    }

    /// Somebody sits at one table in all rounds to come.
    pub fn fix(&mut self, who: ParticipantId, number: u16) -> Result<(), Refusal> {
        self.participant(who)?;
        self.table_index(number)?;
        self.rules.fixed.retain(|(known, _)| *known != who);
        self.rules.fixed.push((who, number));
        Ok(())
    }

    pub fn unfix(&mut self, who: ParticipantId) -> Result<(), Refusal> {
        self.participant(who)?;
        self.rules.fixed.retain(|(known, _)| *known != who);
        Ok(())
    }

    /// Those named leave the delegation they sit with and are one of their own; whoever is left alone sits alone.
    pub fn split_delegation(&mut self, apart: &[ParticipantId]) -> Result<(), Refusal> {
        let holds = |group: &Vec<ParticipantId>| !apart.is_empty() && apart.iter().all(|who| group.contains(who));
        let index = self.rules.together.iter().position(holds).ok_or(Refusal::NoSuchDelegation)?;
        let (leaving, staying): (Vec<_>, Vec<_>) =
            self.rules.together[index].iter().copied().partition(|who| apart.contains(who));
        if staying.is_empty() {
            return Err(Refusal::NoSuchDelegation);
        }
        self.rules.together.splice(index..=index, [staying, leaving].into_iter().filter(|part| part.len() > 1));
        Ok(())
    }
}
