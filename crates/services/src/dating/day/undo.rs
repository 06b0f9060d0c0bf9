//! Taking back a step, and doing it again. Rounds that have begun never change: what is put back is the rest.

use crate::{
    Error, Result, Services,
    actor::{REHEARSAL, TimeKeeper},
    dating::{
        mending::{called, repairs, with_seats},
        on_a_blocking_thread,
        seating::Table,
    },
    ports::CommandKey,
};
use domain::{
    DatingId, ParticipantId, Refusal, UnixMillis,
    dating::{Attendance, Dating, Deed, Event, Happening, Outcome, Restore},
    live::Reach,
    plan::SeatingPlan,
};

/// How often it is tried where others are faster.
const TRIES: usize = 24;
/// So many steps are looked through for one that can be taken back.
const STEPS_BACK: usize = 32;

impl Services {
    /// Takes back step `step`: the last one, or one that has nothing in common with what was done since. Whoever may do a
    /// deed may take it back. `expects` is the revision somebody looked at.
    pub async fn undo(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        step: i64,
        key: Option<CommandKey>,
    ) -> Result<Reach> {
        for _ in 0..TRIES {
            let dating = self.load_dating(id).await?;
            if self.was_done(dating.fair, &key).await? {
                return Ok(Reach::Desks);
            }
            match self.take_back(who, &dating, step, key.clone()).await {
                // Somebody was faster by a blink.
                Err(Error::Stale) => {}
                Err(Error::Refused(Refusal::NotTheLastStep)) if dating.revision != expects => return Err(Error::Stale),
                done => return done,
            }
        }
        Err(Error::Stale)
    }

    async fn take_back(&self, who: &TimeKeeper, dating: &Dating, step: i64, key: Option<CommandKey>) -> Result<Reach> {
        let event = self.step_of(who, dating.id, step).await?;
        if !may_go_back(dating, &event) {
            return Err(Refusal::CalledOff.into());
        }
        let place = dating.steps.done.iter().rposition(|done| *done == step).ok_or(Refusal::NotTheLastStep)?;
        let now = self.now();
        let restored = to_restore(dating, &event, now)?;
        let since = &dating.steps.done[place + 1..];
        if since.len() > STEPS_BACK {
            return Err(Refusal::NotTheLastStep.into());
        }
        for later in since.iter().rev() {
            let later = self.stores.datings.event(dating.id, *later).await?.ok_or(Error::NotFound)?;
            if !passes(&event, &later) {
                return Err(Refusal::ChangedSince { by: later.actor }.into());
            }
        }
        let mut facts = dating.clone();
        facts.restore(&restored, now);
        let old = event.outcome.before.and_then(|before| before.plan);
        let plan = self.put_back(&facts, old, now).await?;
        let outcome = Outcome { plan, restored: Some(restored), ..Outcome::default() };
        self.carry_out(dating, who.name(), Deed::Undone { step }, outcome, key, now).await.map(|saved| saved.reach())
    }

    /// The step that somebody is offered to take back: their own last one where that can go alone, else the last of all.
    /// Turns of the clock that are history by now are in nobody's way.
    pub(in crate::dating) async fn to_take_back(
        &self,
        who: &TimeKeeper,
        dating: &Dating,
        now: UnixMillis,
    ) -> Result<Option<i64>> {
        let recent = self.stores.datings.steps(dating.id, 2 * STEPS_BACK as u64).await?;
        let is_own = |step: &i64| recent.iter().any(|known| known.step == *step && is_theirs(who, &known.actor));
        let mut last = None;
        let mut later: Vec<Event> = Vec::new();
        let done: Vec<i64> = dating.steps.done.iter().rev().take(STEPS_BACK).copied().collect();
        for (place, step) in done.iter().enumerate() {
            // Nothing of their own is left to look for.
            if last.is_some() && !done[place..].iter().any(is_own) {
                break;
            }
            let Some(event) = self.stores.datings.event(dating.id, *step).await? else { break };
            if !is_history(dating, &event, now) && may_go_back(dating, &event) {
                if is_theirs(who, &event.actor) {
                    return Ok(if later.iter().all(|since| passes(&event, since)) { Some(*step) } else { last });
                }
                last = last.or(Some(*step));
            }
            later.push(event);
        }
        Ok(last)
    }

    /// Does step `step` again, which has to be the last one that was taken back.
    pub async fn redo(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        step: i64,
        key: Option<CommandKey>,
    ) -> Result<Reach> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(Reach::Desks) };
        if dating.steps.undone.last() != Some(&step) {
            return Err(Refusal::NotTheLastStep.into());
        }
        let event = self.step_of(who, id, step).await?;
        let now = self.now();
        let (again, came_back) = as_it_is_now(&dating, &event);
        let mut facts = dating.clone();
        match &again {
            Deed::Happened { happening } => {
                facts.happen(happening, now)?;
                came_back.map_or(Ok(()), |who| facts.came_back(who))?;
            }
            Deed::Taken { terms } => facts.take(terms)?,
            _ => {}
        }
        let plan = self.put_back(&facts, event.outcome.plan, now).await?;
        let deed = Deed::Redone { step, again: Box::new(again) };
        let outcome = Outcome { plan, came_back, ..Outcome::default() };
        self.carry_out(&dating, who.name(), deed, outcome, key, now).await.map(|saved| saved.reach())
    }

    async fn step_of(&self, who: &TimeKeeper, id: DatingId, step: i64) -> Result<Event> {
        let event = self.stores.datings.event(id, step).await?.ok_or(Error::NotFound)?;
        if !event.deed.is_for_time_keepers() && !who.may_organise() {
            return Err(Error::Forbidden);
        }
        Ok(event)
    }

    /// The rounds of `plan` that have neither begun nor been called, behind those of the plan at hand; called ones too where
    /// that sends nobody to another table. Mended where that breaks a rule, such as two meeting twice since a round has
    /// begun meanwhile.
    async fn put_back(
        &self,
        facts: &Dating,
        plan: Option<SeatingPlan>,
        now: UnixMillis,
    ) -> Result<Option<SeatingPlan>> {
        let Some(plan) = plan else { return Ok(None) };
        let table = self.at_the_table(facts).await?;
        let facts = facts.clone();
        on_a_blocking_thread(move || joined(&facts, &table, plan, now).map(Some)).await?
    }
}

fn joined(facts: &Dating, table: &Table, plan: SeatingPlan, now: UnixMillis) -> Result<SeatingPlan> {
    let Some(at_hand) = &facts.plan else { return Ok(plan) };
    let frozen = facts.rounds_frozen(now);
    let begun = usize::from(facts.rounds_begun(now));
    let mut seats = plan.seats.clone();
    // In logs of an older version somebody may have come back under another id.
    seats.iter_mut().flatten().for_each(|seated| seated.retain(|who| facts.participant(*who).is_ok()));
    // What it broke as it was is wanted.
    let then = Dating { plan: Some(SeatingPlan { seats: seats.clone(), ..plan.clone() }), ..facts.clone() };
    let wanted = with_seats(&then, table, seats.clone(), &plan, now)?.broken;
    for (slot, tables) in seats.iter_mut().zip(&at_hand.seats).take(begun) {
        slot.clone_from(tables);
    }
    let called = called(facts, &at_hand.seats, frozen, now);
    for (round, (slot, tables)) in (begun..).zip(seats.iter_mut().skip(begun).zip(called)) {
        if !only_adds(facts, round as u8, slot, &tables) {
            *slot = tables;
        }
    }
    let literal = with_seats(facts, table, seats.clone(), &plan, now)?;
    if literal.broken.iter().all(|rule| wanted.contains(rule)) {
        return Ok(literal.plan);
    }
    let mended = repairs(facts, table, &seats, frozen, now)?;
    let best = mended.into_iter().min_by_key(|one| one.broken.len());
    Ok(best.filter(|one| one.broken.len() < literal.broken.len()).unwrap_or(literal).plan)
}

/// Whether a round that was called can be again what it was: everybody there plays it, and whoever is on their way to a table
/// sits there. Only who comes back to theirs has to hear of it.
fn only_adds(facts: &Dating, round: u8, then: &[Vec<ParticipantId>], called: &[Vec<ParticipantId>]) -> bool {
    let plays = |who: &ParticipantId| facts.participant(*who).is_ok_and(|who| who.plays(round));
    let stays = |(then, called): (&Vec<_>, &Vec<_>)| called.iter().all(|who| then.contains(who));
    then.len() == called.len() && then.iter().zip(called).all(stays) && then.iter().flatten().all(plays)
}

/// Whoever trains takes back what the rehearsal brought up as if it were their own.
fn is_theirs(who: &TimeKeeper, actor: &str) -> bool {
    actor == who.name() || actor == REHEARSAL
}

/// Of a session that was called off only that goes back, and what was said to everybody.
fn may_go_back(dating: &Dating, event: &Event) -> bool {
    match event.deed.done() {
        Deed::CalledOff => true,
        Deed::Happened { happening } if happening.is_a_word_to_all() => true,
        _ => !dating.run.is_called_off(),
    }
}

/// Whether a turn of the clock cannot be taken back any more: another round has begun since.
fn is_history(dating: &Dating, event: &Event, now: UnixMillis) -> bool {
    matches!(event.deed.done(), Deed::Turned { .. }) && dating.rounds_begun(now) != event.outcome.begun
}

/// Whether a step can be taken back although another was done after it.
fn passes(event: &Event, since: &Event) -> bool {
    let both = event.outcome.before.as_ref().zip(since.outcome.before.as_ref());
    both.is_some_and(|(event, since)| event.passes(since))
}

/// What brings back the state before an event; refused where that would make a round that has begun since not have been.
fn to_restore(dating: &Dating, event: &Event, now: UnixMillis) -> Result<Restore, Refusal> {
    let before = event.outcome.before.clone().ok_or(Refusal::NotTheLastStep)?;
    let run = match event.deed.done() {
        Deed::Turned { turn } => {
            if is_history(dating, event, now) {
                return Err(Refusal::TooLateToUndo);
            }
            Some(dating.run_before_turn(*turn, before.run.unwrap_or(dating.run), event.at, now))
        }
        // It goes on where it stood.
        Deed::CalledOff => before.run.map(|run| run.as_at(event.at, now)),
        _ => None,
    };
    // The plan comes with the event, joined to the rounds that have begun.
    Ok(Restore { run, plan: None, ..before })
}

/// What doing it again is now, and under which id somebody walks in again. Whoever could not be made never to have come,
/// since they had sat in a round, comes back.
fn as_it_is_now(dating: &Dating, event: &Event) -> (Deed, Option<ParticipantId>) {
    let deed = event.deed.done().clone();
    let joined = event.outcome.before.as_ref().and_then(|before| before.joined.first().copied());
    let walked_in = matches!(&deed, Deed::Happened { happening: Happening::WalkIn { .. } });
    let Some(who) = joined.filter(|_| walked_in) else { return (deed, None) };
    match dating.participant(who) {
        Ok(_) => (Deed::Happened { happening: Happening::Mark { who, attendance: Attendance::Arrived } }, None),
        Err(_) => (deed, Some(who)),
    }
}
