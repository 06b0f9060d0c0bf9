//! The log as organisers read it: who did what and when, and what was taken back.

use crate::{Error, Result, Services, actor::Organiser, ports::LoggedStep};
use domain::{DatingId, control_room::StepLine, dating::Deed, fair::Fair};
use std::collections::BTreeSet;

/// Most lines that are asked for at once: longer than the day of the largest session.
const MOST: u64 = 10_000;

impl Services {
    /// The newest steps of a session, newest first.
    pub async fn dating_log(&self, _: &Organiser, id: DatingId, limit: u64) -> Result<Vec<StepLine>> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let steps = self.stores.datings.steps(id, limit.clamp(1, MOST)).await?;
        let undone = taken_back(&steps);
        let line = |step: &LoggedStep| StepLine {
            took_back: took_back(&steps, &step.deed),
            undone: undone.contains(&step.step),
            ..self.line(&fair, step.clone())
        };
        Ok(steps.iter().map(line).collect())
    }

    /// The line of a step that can be taken back, or done again.
    pub(in crate::dating) async fn step_line(
        &self,
        fair: &Fair,
        id: DatingId,
        step: Option<&i64>,
    ) -> Result<Option<StepLine>> {
        let Some(step) = step else { return Ok(None) };
        let event = self.stores.datings.event(id, *step).await?;
        let logged = event.map(|e| LoggedStep { step: e.step, at: e.at, actor: e.actor, deed: e.deed });
        Ok(logged.map(|step| self.line(fair, step)))
    }

    fn line(&self, fair: &Fair, step: LoggedStep) -> StepLine {
        StepLine {
            local: self.local(fair, step.at),
            step: step.step,
            at: step.at,
            actor: step.actor,
            deed: step.deed,
            took_back: None,
            undone: false,
        }
    }
}

/// What a deed took back, if that is among these steps.
fn took_back(steps: &[LoggedStep], deed: &Deed) -> Option<Box<Deed>> {
    let Deed::Undone { step: first } = deed else { return None };
    let taken = steps.iter().find(|other| other.step == *first)?;
    Some(Box::new(taken.deed.done().clone()))
}

/// Which of these steps (newest first) are taken back and were not done again.
fn taken_back(steps: &[LoggedStep]) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for step in steps.iter().rev() {
        match &step.deed {
            Deed::Undone { step } => {
                undone.insert(*step);
                // What was done again and taken back again is, under its first number, taken back too.
                let first = steps.iter().find(|other| other.step == *step).map(|other| &other.deed);
                if let Some(Deed::Redone { step: first, .. }) = first {
                    undone.insert(*first);
                }
            }
            Deed::Redone { step, .. } => {
                undone.remove(step);
            }
            _ => {}
        }
    }
    undone
}
