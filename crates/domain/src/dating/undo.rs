//! What a deed changed, as it was before, and putting that back.

use super::{Attendance, Dating, Day, Participant, Rules, Table};
use crate::{
    ParticipantId, UnixMillis,
    clock::{Pace, Run},
    plan::{SeatingPlan, table_of},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Parts of a session as they were; what is not named stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Restore {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// Who had not joined yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<ParticipantId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tables: Option<Vec<Table>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Rules>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<SeatingPlan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<Run>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

impl Restore {
    /// What would bring `after` back to `before`, in what happens on the day.
    pub fn between(before: &Dating, after: &Dating) -> Self {
        fn changed<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
            (before != after).then(|| before.clone())
        }
        let known = |id| before.participants.iter().any(|p| p.id == id);
        let now = |old: &Participant| after.participants.iter().find(|p| p.id == old.id);
        Self {
            participants: before.participants.iter().filter(|old| now(old) != Some(old)).cloned().collect(),
            joined: after.participants.iter().map(|p| p.id).filter(|id| !known(*id)).collect(),
            rounds: changed(&before.setting.rounds, &after.setting.rounds),
            tables: changed(&before.setting.tables, &after.setting.tables),
            rules: changed(&before.rules, &after.rules),
            plan: changed(&before.plan, &after.plan).flatten(),
            run: changed(&before.run, &after.run),
            pace: changed(&before.setting.pace, &after.setting.pace),
            day: changed(&before.day, &after.day),
        }
    }

    /// Whether two deeds changed something in common: of two notes about the same, one would overwrite the other.
    pub fn meets(&self, other: &Restore) -> bool {
        let people = |one: &Restore| -> BTreeSet<ParticipantId> {
            one.participants.iter().map(|p| p.id).chain(one.joined.iter().copied()).collect()
        };
        let clock = |one: &Restore| one.run.is_some() || one.pace.is_some();
        !people(self).is_disjoint(&people(other))
            || (self.rounds.is_some() && other.rounds.is_some())
            || (self.tables.is_some() && other.tables.is_some())
            || (self.rules.is_some() && other.rules.is_some())
            || (self.plan.is_some() && other.plan.is_some())
            || (self.day.is_some() && other.day.is_some())
            || (clock(self) && clock(other))
    }

    /// Whether it can be put back although something else was done `since`: they have nothing in common, and where the
    /// plan was worked out since, it was for no more than who is there, which can be looked at again.
    pub fn passes(&self, since: &Restore) -> bool {
        let of_people = Restore { participants: self.participants.clone(), ..Restore::default() } == *self;
        !self.meets(since) && (since.plan.is_none() || of_people)
    }
}

impl Dating {
    /// Puts back what is named, but for the plan, which comes with the event. Somebody who joined and has sat in a round
    /// that began cannot be made never to have come: they have left.
    pub fn restore(&mut self, was: &Restore, now: UnixMillis) {
        let begun = self.rounds_begun(now);
        let sat = |who: ParticipantId| {
            let plan = self.plan.as_ref();
            plan.is_some_and(|plan| (0..begun).any(|round| table_of(&plan.seats, round.into(), who).is_some()))
        };
        let sitting: Vec<ParticipantId> = was.joined.iter().copied().filter(|who| sat(*who)).collect();
        self.participants.retain(|p| !was.joined.contains(&p.id) || sitting.contains(&p.id));
        for participant in &mut self.participants {
            if sitting.contains(&participant.id) {
                participant.attendance = Attendance::Left;
                participant.attendance_from = begun;
            } else if let Some(old) = was.participants.iter().find(|old| old.id == participant.id) {
                // A name or language that came from the profile since is no part of the step.
                let (name, languages) = (participant.name.clone(), participant.languages.clone());
                *participant = Participant { name, languages, ..old.clone() };
            }
        }
        if let Some(rounds) = was.rounds {
            self.setting.rounds = rounds;
        }
        if let Some(tables) = &was.tables {
            self.setting.tables.clone_from(tables);
        }
        if let Some(rules) = &was.rules {
            self.rules.clone_from(rules);
        }
        if let Some(pace) = was.pace {
            self.setting.pace = pace;
        }
        if let Some(run) = was.run {
            self.run = run;
        }
        if let Some(day) = &was.day {
            let unplanned = std::mem::take(&mut self.day.unplanned);
            self.day = Day { unplanned, ..day.clone() };
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Title;

    fn about(who: u32) -> Restore {
        let person = Participant { id: ParticipantId(who), ..Participant::named(Title::parse("Choir").unwrap()) };
        Restore { participants: vec![person], ..Restore::default() }
    }

    fn replanned(was: Restore) -> Restore {
        let plan = SeatingPlan {
            version: 1,
            made_at: UnixMillis(0),
            seed: 1,
            seats: Vec::new(),
            objective: 0,
            quality: crate::plan::Quality::ByHand,
            interpreters: Vec::new(),
            account: Default::default(),
        };
        Restore { plan: Some(plan), ..was }
    }

    #[test]
    fn a_note_passes_what_was_noted_of_others_and_not_of_the_same_person() {
        assert!(about(1).passes(&about(2)) && replanned(about(1)).passes(&about(2)));
        assert!(!about(1).passes(&about(1)));
        // Turns of the clock are about nobody.
        let turn = Restore { run: Some(Run::Waiting), ..Restore::default() };
        assert!(about(1).passes(&turn) && turn.passes(&about(1)) && !turn.passes(&turn));
    }

    #[test]
    fn past_another_plan_only_a_note_goes() {
        let other_plan = replanned(about(2));
        assert!(about(1).passes(&other_plan));
        assert!(!replanned(about(1)).passes(&other_plan));
        let joined = Restore { joined: vec![ParticipantId(3)], ..Restore::default() };
        assert!(!joined.passes(&other_plan) && joined.passes(&about(2)));
        assert!(!joined.passes(&about(3)), "who joined was marked since");
    }
}
