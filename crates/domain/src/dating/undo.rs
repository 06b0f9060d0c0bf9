//! What a deed changed, as it was before, and putting that back.

use super::{Attendance, Dating, Day, Participant, Rules, Table};
use crate::{
    ParticipantId, UnixMillis,
    clock::{Pace, Run},
    plan::{SeatingPlan, table_of},
};
use serde::{Deserialize, Serialize};

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
            self.day.clone_from(day);
        }
    }
}
