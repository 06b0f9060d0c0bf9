//! The day itself: starting, the clock, and what happens: who is missing, late, gone or walked in, which table broke.

use super::{allocate::repaired, on_a_blocking_thread, words};
use crate::{Error, Result, Services, actor::TimeKeeper, ports::CommandKey};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    dating::{ClockTurn, Dating, Happening},
    plan::{SeatingPlan, Seats, table_of},
    views::Proposal,
};
use std::collections::BTreeSet;

impl Services {
    pub async fn start(&self, who: &TimeKeeper, id: DatingId, expects: i64, key: Option<CommandKey>) -> Result<()> {
        let Some(mut dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        dating.start(self.now())?;
        let note = self.dating_note(&dating, who.name(), "dating.start", key);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    pub async fn turn_clock(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        turn: ClockTurn,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(mut dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        dating.turn_clock(turn, self.now())?;
        let action = match turn {
            ClockTurn::Pause => "clock.pause",
            ClockTurn::Resume => "clock.resume",
            ClockTurn::OneMinuteMore => "clock.minute",
            ClockTurn::Skip => "clock.skip",
            ClockTurn::Finish => "clock.finish",
        };
        let note = self.dating_note(&dating, who.name(), action, key);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    /// What would change, for somebody to look at first; nothing is saved.
    pub async fn propose(&self, _: &TimeKeeper, id: DatingId, happening: Happening) -> Result<Proposal> {
        let dating = self.load_dating(id).await?;
        let (_, proposal) = self.work_out(dating, happening).await?;
        Ok(proposal)
    }

    /// Notes what happened, repairs the remaining rounds, and tells everybody if the plan was published.
    ///
    /// `expects` and `begun` are what the proposal was based on: where the session has changed or another round has begun
    /// meanwhile, it is `Stale` and has to be looked at again. A repeated key gives an empty proposal.
    pub async fn apply(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        begun: Option<u8>,
        happening: Happening,
        key: Option<CommandKey>,
    ) -> Result<Proposal> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(Proposal::default()) };
        if begun.is_some_and(|begun| begun != dating.rounds_begun(self.now())) {
            return Err(Error::Stale);
        }
        let action = match &happening {
            Happening::Mark { .. } => "dating.mark",
            Happening::WalkIn { .. } => "dating.walk_in",
            Happening::CloseTable { .. } => "dating.close_table",
            Happening::ReopenTable { .. } => "dating.reopen_table",
        };
        let (dating, proposal) = self.work_out(dating, happening.clone()).await?;
        let mut note = self.dating_note(&dating, who.name(), action, key);
        note.subject = subject(&dating, &happening);
        self.save_dating(&dating, note).await?;
        Ok(proposal)
    }

    async fn work_out(&self, before: Dating, happening: Happening) -> Result<(Dating, Proposal)> {
        let now = self.now();
        let mut after = before.clone();
        after.happen(&happening, now)?;
        let table = self.at_the_table(&after).await?;
        on_a_blocking_thread(move || {
            let plan = repaired(&after, &table, now)?;
            let proposal = compare(&before, &after, plan.as_ref(), now);
            if let Some(plan) = plan {
                let changed = after.plan.as_ref().is_none_or(|known| known.seats != plan.seats);
                let was_published = after.published == after.plan;
                if changed {
                    after.adopt(plan, now)?;
                    if was_published && after.published.is_some() {
                        after.publish()?;
                    }
                }
            }
            Ok((after, proposal))
        })
        .await?
    }
}

/// Who or what the entry in the log is about.
fn subject(dating: &Dating, happening: &Happening) -> String {
    match happening {
        Happening::Mark { who, .. } => {
            dating.participant(*who).map_or_else(|_| who.to_string(), |p| p.name.to_string())
        }
        Happening::WalkIn { name, .. } => name.clone(),
        Happening::CloseTable { number } | Happening::ReopenTable { number } => number.to_string(),
    }
}

/// What the repaired plan does to people, from the first round that has not begun.
fn compare(before: &Dating, after: &Dating, plan: Option<&SeatingPlan>, now: UnixMillis) -> Proposal {
    let begun = before.rounds_begun(now);
    let empty = Seats::new();
    let old = before.plan.as_ref().map_or(&empty, |p| &p.seats);
    let new = plan.map_or(old, |p| &p.seats);
    let all = words::seat_changes(after, old, new, begun);
    let there = |who: ParticipantId, round: u8| after.participant(who).is_ok_and(|p| p.is_there(round));
    // That somebody who is gone loses their seats is the news itself, not a change to announce.
    let changes: Vec<_> = all.into_iter().filter(|change| there(change.who, change.round)).collect();
    let moved: BTreeSet<_> = changes.iter().filter(|c| c.from != c.to).map(|c| c.who).collect();
    // Breaks that everybody has been told of are no news either.
    let known_breaks = alone(before, old, begun);
    let (dates_before, dates_after) = (dates(old, begun), dates(new, begun));
    let possible = |(round, a, b): &&(u8, ParticipantId, ParticipantId)| there(*a, *round) && there(*b, *round);
    Proposal {
        based_on: before.revision,
        rounds_begun: begun,
        people_moved: moved.len(),
        dates_lost: dates_before.difference(&dates_after).filter(possible).count(),
        dates_won: dates_after.difference(&dates_before).count(),
        alone: alone(after, new, begun).into_iter().filter(|pause| !known_breaks.contains(pause)).collect(),
        objective_before: before.plan.as_ref().map_or(0, |p| p.objective),
        objective_after: plan.map_or(0, |p| p.objective),
        broken: Vec::new(),
        changes,
    }
}

/// All dates from a round on: round and pair, the smaller id first.
fn dates(seats: &Seats, from: u8) -> BTreeSet<(u8, ParticipantId, ParticipantId)> {
    let mut dates = BTreeSet::new();
    for (round, tables) in seats.iter().enumerate().skip(from.into()) {
        for seated in tables {
            for (i, a) in seated.iter().enumerate() {
                dates.extend(seated[i + 1..].iter().map(|b| (round as u8, *a.min(b), *a.max(b))));
            }
        }
    }
    dates
}

/// Who is there in a round and has nobody to talk with.
fn alone(dating: &Dating, seats: &Seats, from: u8) -> Vec<(u8, ParticipantId)> {
    let mut alone = Vec::new();
    if seats.is_empty() {
        return alone;
    }
    for round in from..dating.setting.rounds {
        for participant in dating.participants.iter().filter(|p| p.is_there(round)) {
            let seated = table_of(seats, round.into(), participant.id).map(|t| seats[usize::from(round)][t].len());
            if seated.is_none_or(|company| company < 2) {
                alone.push((round, participant.id));
            }
        }
    }
    alone
}
