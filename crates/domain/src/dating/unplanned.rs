//! Whom the plan does not reckon with: somebody who was marked without a look at the tables.

use super::{Dating, Deed, Event, Participant};
use crate::{ParticipantId, plan::table_of};
use std::collections::BTreeSet;

impl Dating {
    /// Whom the plan does not reckon with after an event for which nobody worked a plan out; `before` is the session
    /// before it.
    pub fn unplanned_after(&self, before: &Dating, event: &Event) -> BTreeSet<ParticipantId> {
        let Some(plan) = &self.plan else { return BTreeSet::new() };
        if matches!(event.deed.done(), Deed::Allocated | Deed::Reallocated | Deed::Taken { .. }) {
            return BTreeSet::new();
        }
        // With no round to come nothing is found out about anybody; whoever ended it may take that back.
        if self.is_over(event.at) {
            return before.day.unplanned.clone();
        }
        let ahead: Vec<u8> = self.rounds_ahead(event.at).collect();
        let plays = |p: &Participant| -> Vec<u8> { ahead.iter().copied().filter(|round| p.plays(*round)).collect() };
        let sits = |p: &Participant| -> Vec<u8> {
            let seated = |round: &u8| table_of(&plan.seats, usize::from(*round), p.id).is_some();
            ahead.iter().copied().filter(seated).collect()
        };
        let known = |p: &Participant| before.day.unplanned.contains(&p.id);
        let noted = |p: &Participant| before.participant(p.id).is_ok_and(|old| plays(old) != plays(p));
        let unplanned = |p: &&Participant| {
            let (plays, sits) = (plays(p), sits(p));
            match &event.outcome.restored {
                // Whoever is put back is where the plan knew them, breaks and all, unless it has been made anew since.
                Some(was) if was.participants.iter().any(|old| old.id == p.id) => {
                    sits.iter().any(|round| !plays.contains(round)) || (sits.is_empty() && !plays.is_empty())
                }
                Some(_) => known(p) && plays != sits,
                None => (known(p) || noted(p)) && plays != sits,
            }
        };
        self.participants.iter().filter(unplanned).map(|p| p.id).collect()
    }
}
