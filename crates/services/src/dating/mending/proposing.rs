//! Working out what a happening would change, for somebody to look at first.

use super::{Worked, comparison::Comparison, replan::repairs, worked::with_seats};
use crate::{Result, dating::seating::Table};
use domain::{
    ParticipantId, Refusal, UnixMillis,
    control_room::{Alternative, Approach, Proposal},
    dating::{Dating, Happening},
    plan::{SeatingPlan, Seats},
};

/// What a happening leads to: a proposal, and for each of its alternatives the plan where another is needed.
pub(in crate::dating) struct Considered {
    pub proposal: Proposal,
    pub plans: Vec<Option<SeatingPlan>>,
}

pub(in crate::dating) fn consider(
    before: &Dating,
    table: &Table,
    happening: &Happening,
    now: UnixMillis,
) -> Result<Considered> {
    let mut after = before.clone();
    after.happen(happening, now)?;
    let asked = before.asked_for(happening, now)?;
    let worked = match asked {
        Some(asked) if needs_mending(before, &after, happening, now) => {
            work_out(&after, table, &asked, happening, now)?
        }
        _ => Vec::new(),
    };
    let (begun, frozen) = (before.rounds_begun(now), after.rounds_frozen(now));
    let comparison = Comparison::new(before, &after, table, now);
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut plans = Vec::new();
    for one in worked.into_iter().take(3) {
        let mut shown = comparison.alternative(&one);
        shown.fits_better = alternatives.first().map_or(0, |gentlest| shown.fits_better_than(gentlest));
        shown.breaks_spared = alternatives.first().map_or(0, |gentlest| shown.breaks_spared_from(gentlest));
        // What gains nothing that anybody would see is no choice to put before somebody in a hurry.
        if !alternatives.iter().all(|known| shown.is_a_choice_beside(known)) {
            continue;
        }
        alternatives.push(shown);
        let changed = after
            .plan
            .as_ref()
            .is_none_or(|known| known.seats != one.plan.seats || known.interpreters != one.plan.interpreters);
        plans.push(changed.then_some(one.plan));
    }
    if alternatives.is_empty() {
        alternatives.push(comparison.unchanged());
        plans.push(None);
    }
    // Of a session that is over no cards are out.
    let frozen = if before.is_over(now) { 0 } else { frozen };
    let proposal = Proposal { based_on: before.revision, rounds_begun: begun, rounds_frozen: frozen, alternatives };
    Ok(Considered { proposal, plans })
}

/// The chosen alternative as it comes out now: its plan where another is needed.
pub(in crate::dating) fn chosen(
    considered: Considered,
    approach: Approach,
    fingerprint: &str,
) -> Option<(Alternative, Option<SeatingPlan>)> {
    let all = considered.proposal.alternatives.into_iter().zip(considered.plans);
    let mut same = all.filter(|(one, _)| one.approach == approach && one.fingerprint == fingerprint);
    same.next()
}

/// Whether rounds to come are planned by other facts than before.
fn needs_mending(before: &Dating, after: &Dating, happening: &Happening, now: UnixMillis) -> bool {
    let by_hand = happening.step().is_some() || *happening == Happening::Mend;
    by_hand
        || before.setting.tables != after.setting.tables
        || before.rules != after.rules
        || before.day.interpreters != after.day.interpreters
        || plays_differently(before, after, now)
}

/// Whether somebody is to be seated in a round to come who was not, or the other way about.
pub(in crate::dating) fn plays_differently(before: &Dating, after: &Dating, now: UnixMillis) -> bool {
    let ahead = before.rounds_ahead(now);
    let plays = |dating: &Dating| -> Vec<(ParticipantId, Vec<bool>)> {
        dating.participants.iter().map(|p| (p.id, ahead.clone().map(|round| p.plays(round)).collect())).collect()
    };
    plays(before) != plays(after)
}

fn work_out(
    after: &Dating,
    table: &Table,
    asked: &Seats,
    happening: &Happening,
    now: UnixMillis,
) -> Result<Vec<Worked>> {
    let frozen = after.rounds_frozen(now);
    let Some(step) = happening.step() else { return repairs(after, table, asked, frozen, now) };
    // A move by hand is taken literally; where it can be, what it breaks in later rounds is mended around it.
    let Some(plan) = &after.plan else { return Err(Refusal::NoPlan.into()) };
    let mut all = vec![with_seats(after, table, asked.clone(), plan, now)?];
    let held = (step.round + 1).saturating_sub(after.rounds_begun(now)).max(frozen);
    let mended = repairs(after, table, asked, held, now)?;
    let better = |one: &Worked| one.broken.len() < all[0].broken.len() && one.plan.seats != all[0].plan.seats;
    let mended: Vec<Worked> = mended.into_iter().filter(better).collect();
    all.extend(mended);
    Ok(all)
}
