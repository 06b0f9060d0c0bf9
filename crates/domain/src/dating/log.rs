//! The log of a session: everything that was done to it, with what came of it. The session is the fold of its log.

use super::{Dating, Happening, Held, Known, MoveSeat, Participant, Restore, Rules, Setting, Shown, Side, Terms};
use crate::{ParticipantId, Refusal, UnixMillis, clock::Run, plan::SeatingPlan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::ClockTurn;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// The session came to be, as the outcome holds it; also where a log begins that was not kept from the start.
    Created,
    Configured {
        setting: Setting,
    },
    RulesSet {
        rules: Rules,
    },
    Chosen {
        participants: Vec<Participant>,
    },
    Arranged {
        who: ParticipantId,
        side: Option<Side>,
        absent: BTreeSet<u8>,
    },
    /// Names and languages as associations' profiles say them by now.
    Followed {
        known: Vec<Known>,
    },
    /// The outcome holds the plan, the first there was.
    Allocated,
    /// Another plan for the same terms. The outcome holds it.
    Reallocated,
    /// Other terms were tried and taken with the plan they gave. The outcome holds the plan.
    Taken {
        terms: Terms,
    },
    /// By hand, and not shown before it is published. The outcome holds the plan.
    Moved {
        step: MoveSeat,
    },
    Published,
    Turned {
        turn: ClockTurn,
    },
    /// It does not take place, or not to its end.
    CalledOff,
    /// The outcome holds the plan where another was chosen.
    Happened {
        happening: Happening,
    },
    /// Took back what was done in step `step`.
    Undone {
        step: i64,
    },
    /// Did again what was done in step `step` and had been taken back.
    Redone {
        step: i64,
        again: Box<Deed>,
    },
}

impl Deed {
    /// The deed itself, also where it was done again.
    pub fn done(&self) -> &Deed {
        match self {
            Deed::Redone { again, .. } => again.done(),
            deed => deed,
        }
    }

    /// Whether it can be taken back; setting the session up is done in forms, which show what was before.
    pub fn can_be_undone(&self) -> bool {
        matches!(self.done(), Deed::Turned { .. } | Deed::CalledOff | Deed::Happened { .. }) || self.is_drafted()
    }

    /// Whether it replaces a plan by another that nobody is shown before it is published.
    pub fn is_drafted(&self) -> bool {
        matches!(self.done(), Deed::Moved { .. } | Deed::Reallocated | Deed::Taken { .. })
    }

    /// Whether a time keeper may do it, and take it back.
    pub fn is_for_time_keepers(&self) -> bool {
        match self.done() {
            Deed::Turned { .. } => true,
            Deed::Happened { happening } => happening.is_for_time_keepers(),
            _ => false,
        }
    }

    /// A stable word for the log; worded by the interface.
    pub fn key(&self) -> &'static str {
        match self {
            Deed::Created => "dating.create",
            Deed::Configured { .. } => "dating.configure",
            Deed::RulesSet { .. } => "dating.rules",
            Deed::Chosen { .. } => "dating.participants",
            Deed::Arranged { .. } => "dating.arrange",
            Deed::Followed { .. } => "dating.follow",
            Deed::Allocated => "dating.allocate",
            Deed::Reallocated => "dating.allocate",
            Deed::Taken { .. } => "dating.take",
            Deed::Moved { .. } => "dating.move",
            Deed::Published => "dating.publish",
            Deed::Turned { turn } => match turn {
                ClockTurn::Start => "dating.start",
                ClockTurn::Pause => "clock.pause",
                ClockTurn::Resume => "clock.resume",
                ClockTurn::OneMinuteMore => "clock.minute",
                ClockTurn::Skip => "clock.skip",
                ClockTurn::NextRound => "clock.next_round",
                ClockTurn::Finish => "clock.finish",
                ClockTurn::ByHand => "clock.by_hand",
                ClockTurn::Automatic => "clock.automatic",
            },
            Deed::CalledOff => "dating.call_off",
            Deed::Happened { happening } => happening.key(),
            Deed::Undone { .. } => "dating.undo",
            Deed::Redone { .. } => "dating.redo",
        }
    }
}

/// What a deed led to, where that does not follow from the deed and the session alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The whole session, where the log begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Box<Dating>>,
    /// The plan that was taken over; its version is given by the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<SeatingPlan>,
    /// Who had met whom before, where that was looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met_before: Option<BTreeSet<(ParticipantId, ParticipantId)>>,
    /// What was put back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restored: Option<Restore>,
    /// How to take the deed back: what it changed, as it was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Restore>,
    /// Under which id somebody walked in again who had been taken back: that which they had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came_back: Option<ParticipantId>,
    /// Whom the plan does not reckon with from now on, where that is not who it was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplanned: Option<BTreeSet<ParticipantId>>,
    /// What became of what everybody is shown, beside what the deed says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// The talks that have been held, where a turn of the clock made them other than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Vec<Held>>,
    /// Rounds that had begun right after it.
    pub begun: u8,
}

/// One step of a session's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The session's revision after it: steps are gapless.
    pub step: i64,
    pub at: UnixMillis,
    /// Who, by the name of the account.
    pub actor: String,
    /// The command's key, if it had one.
    pub key: Option<String>,
    pub deed: Deed,
    pub outcome: Outcome,
}

/// Which steps can be taken back and done again, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Steps {
    pub done: Vec<i64>,
    pub undone: Vec<i64>,
}

/// Most steps that can be taken back one after the other.
const STEP_LIMIT: usize = 200;

impl Steps {
    fn note(&mut self, step: i64, deed: &Deed) -> Result<(), Refusal> {
        match deed {
            Deed::Undone { step } => {
                // Not always the last one: what was done since may have nothing to do with it.
                let place = self.done.iter().rposition(|done| done == step).ok_or(Refusal::NotTheLastStep)?;
                self.done.remove(place);
                self.undone.push(*step);
            }
            Deed::Redone { step: old, .. } => {
                self.undone.pop_if(|last| last == old).ok_or(Refusal::NotTheLastStep)?;
                self.done.push(step);
            }
            // Everybody has been told already, and nothing else changed; names and languages are not what steps are about.
            Deed::Published | Deed::Followed { .. } => {}
            deed if deed.can_be_undone() => {
                self.undone.clear();
                self.done.push(step);
            }
            // What was done before stands on a set-up that is no more.
            _ => *self = Self::default(),
        }
        if self.done.len() > STEP_LIMIT {
            self.done.remove(0);
        }
        Ok(())
    }
}

impl Dating {
    /// The session that a log tells of; `None` for a log that does not begin with a session.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<Option<Dating>, Refusal> {
        let mut events = events.into_iter();
        let Some(mut dating) = events.next().and_then(|first| first.outcome.session.as_deref().cloned()) else {
            return Ok(None);
        };
        for event in events {
            dating.fold(event)?;
        }
        Ok(Some(dating))
    }

    /// The session after one more event. Refuses without having changed anything that is kept: fold a copy.
    pub fn fold(&mut self, event: &Event) -> Result<(), Refusal> {
        self.steps.note(event.step, &event.deed)?;
        self.carry_out(&event.deed, &event.outcome, event.at)?;
        self.finished_as_noted(event);
        if let Some(unplanned) = &event.outcome.unplanned {
            self.day.unplanned.clone_from(unplanned);
        }
        if let Some(shown) = event.outcome.shown {
            self.show(shown, event.at);
        }
        if let Some(held) = &event.outcome.held {
            self.held.clone_from(held);
        }
        self.revision = event.step;
        Ok(())
    }

    /// An older version counted all rounds of a session that somebody ended early, and so it was remembered.
    fn finished_as_noted(&mut self, event: &Event) {
        let all = event.outcome.begun >= self.setting.rounds;
        if let (Deed::Turned { turn: ClockTurn::Finish }, Run::Finished { begun, .. }) =
            (event.deed.done(), &mut self.run)
            && all
        {
            *begun = None;
        }
    }

    /// Of a session that was called off only profiles and words to everybody still change something, and whoever takes
    /// a step back.
    fn may_be_done(&self, deed: &Deed) -> Result<(), Refusal> {
        match deed {
            Deed::Followed { .. } | Deed::Happened { .. } | Deed::Undone { .. } | Deed::Redone { .. } => Ok(()),
            _ if self.run.is_called_off() => Err(Refusal::CalledOff),
            _ => Ok(()),
        }
    }

    fn carry_out(&mut self, deed: &Deed, outcome: &Outcome, at: UnixMillis) -> Result<(), Refusal> {
        self.may_be_done(deed)?;
        if let Some(met) = &outcome.met_before {
            self.met_before.clone_from(met);
        }
        match deed {
            Deed::Created => return Ok(()),
            Deed::Configured { setting } => self.configure(setting.clone())?,
            Deed::RulesSet { rules } => self.set_rules(rules.clone())?,
            Deed::Chosen { participants } => self.choose(participants.clone())?,
            Deed::Arranged { who, side, absent } => self.arrange(*who, *side, absent.clone())?,
            Deed::Followed { known } => {
                self.follow_profiles(known);
                return Ok(());
            }
            Deed::Taken { terms } => {
                self.take(terms)?;
                return self.adopt(outcome.plan.clone().ok_or(Refusal::NoPlan)?, at);
            }
            Deed::Allocated | Deed::Reallocated | Deed::Moved { .. } => {
                let plan = outcome.plan.clone().ok_or(Refusal::NoPlan)?;
                return self.adopt(plan, at);
            }
            Deed::Published => return self.publish(),
            Deed::Turned { turn } => self.turn_clock(*turn, at)?,
            Deed::CalledOff => self.call_off(at)?,
            Deed::Happened { happening } => {
                self.happen(happening, at)?;
                if let Some(who) = outcome.came_back {
                    self.came_back(who)?;
                }
            }
            Deed::Undone { .. } => {
                if let Some(restored) = &outcome.restored {
                    self.restore(restored, at);
                }
            }
            Deed::Redone { again, .. } => {
                // What was only a draft before stays one.
                if again.is_drafted() {
                    return self.carry_out(again.done(), outcome, at);
                }
                return self.carry_out(again.done(), outcome, at);
            }
        }
        match &outcome.plan {
            Some(plan) => self.adopt_and_show(plan.clone(), at),
            None => Ok(()),
        }
    }

    /// Takes over a plan; where everybody was shown the one before, they are shown this one.
    fn adopt_and_show(&mut self, plan: SeatingPlan, now: UnixMillis) -> Result<(), Refusal> {
        let was_shown = self.shows_its_plan();
        let is_shown = Some(&plan.seats) == self.published.as_ref().map(|shown| &shown.seats);
        self.adopt(plan, now)?;
        if is_shown && !was_shown {
            // Back at what everybody sees: no other version of it.
            self.plan.clone_from(&self.published);
        } else if was_shown {
            self.publish()?;
        }
        Ok(())
    }
}
