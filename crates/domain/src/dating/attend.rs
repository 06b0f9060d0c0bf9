//! Who is there: marking people, and those who walk in.

use super::{Attendance, Dating, PARTICIPANT_LIMIT, Participant};
use crate::{ParticipantId, Refusal, UnixMillis, plan::table_of, refusal::Input};

impl Dating {
    /// Notes whether somebody is there; counts from the first round that has not begun.
    ///
    /// Who is noted missing while a round is being talked was not in it, and the one left alone has met nobody; who comes
    /// while it is being talked was.
    pub fn mark(&mut self, id: ParticipantId, attendance: Attendance, now: UnixMillis) -> Result<(), Refusal> {
        if let Attendance::Late { until } = attendance
            && until >= self.setting.rounds
        {
            return Err(Refusal::UnknownRound(until + 1));
        }
        let begun = self.rounds_begun(now);
        let on = self.talking(now);
        let seated = on.is_some_and(|round| {
            self.plan.as_ref().is_some_and(|plan| table_of(&plan.seats, round.into(), id).is_some())
        });
        let participant = self.participant_mut(id)?;
        // What was is kept before it is overwritten by what is.
        let gone: Vec<u8> = (0..begun).filter(|round| !participant.is_there(*round)).collect();
        participant.missed.extend(gone.into_iter().filter(|round| !participant.absent.contains(round)));
        match (attendance, on) {
            (Attendance::Missing | Attendance::Late { .. }, Some(round)) if participant.is_there(round) => {
                participant.missed.insert(round);
            }
            (Attendance::Arrived | Attendance::Expected, Some(round)) if seated => {
                participant.missed.remove(&round);
            }
            _ => {}
        }
        participant.attendance_from = begun;
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
        let begun = self.rounds_begun(now);
        let id = ParticipantId(self.next_id());
        newcomer.id = id;
        newcomer.walked_in = true;
        newcomer.attendance = Attendance::Arrived;
        newcomer.attendance_from = begun;
        newcomer.missed = (0..begun).collect();
        self.participants.push(newcomer);
        self.ids_given = id.0 + 1;
        Ok(id)
    }

    /// Whoever has just walked in had done so before, and that was taken back: they have their id again, by which plans and
    /// their personal link know them.
    pub fn came_back(&mut self, id: ParticipantId) -> Result<(), Refusal> {
        if self.participant(id).is_ok() {
            return Err(Refusal::Taken(Input::Participants));
        }
        if let Some(newcomer) = self.participants.last_mut() {
            // The one that was given for a moment is free.
            self.ids_given = newcomer.id.0.max(id.0 + 1);
            newcomer.id = id;
        }
        Ok(())
    }

    /// Somebody who is there is asked to sit out in a round (from 0), or is not asked any more.
    pub fn bench(&mut self, id: ParticipantId, round: u8, sits_out: bool, now: UnixMillis) -> Result<(), Refusal> {
        self.open_round(round, now)?;
        let participant = self.participant_mut(id)?;
        if sits_out {
            participant.benched.insert(round);
        } else {
            participant.benched.remove(&round);
        }
        Ok(())
    }
}
