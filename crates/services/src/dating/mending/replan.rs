//! Mending a plan for what is known now: rounds that have begun stay, called rounds only lose people who are gone.

use super::Worked;
use crate::{
    Result,
    dating::seating::{Leaning, Table, contradiction, fairness, in_company, interpreting, judge, lay, words},
};
use allocation::{Answer, Budget, Disturbance, Options, RepairInput};
use domain::{
    UnixMillis,
    control_room::Approach,
    dating::{Dating, Participant},
    plan::{Account, Quality, SeatingPlan, Seats, table_of},
};

/// Moves a repair may try: a blink, since people wait for it. Steps and not seconds, so that the same repair comes out
/// when it is computed again to be applied.
const REPAIR_STEPS: u64 = 150_000;
/// What a changed seat and a lost announced date cost, in points of affinity.
const SEAT_COST: i32 = 6;
const DATE_COST: i32 = 4;

/// Repairs to choose from, where they differ, fewest changes first. `asked` are the seats they start from; `frozen` so
/// many rounds after those that have begun stay.
pub(in crate::dating) fn repairs(
    dating: &Dating,
    table: &Table,
    asked: &Seats,
    frozen: u8,
    now: UnixMillis,
) -> Result<Vec<Worked>> {
    let Some(plan) = &dating.plan else { return Ok(Vec::new()) };
    let mut found: Vec<Worked> = Vec::new();
    let mut leaning = Leaning::to_mend(dating, now);
    let problem = table.problem(dating, now).map_err(|error| contradiction(dating, table, &error))?;
    leaning.hold(dating, table, &problem, fixed(dating, asked, frozen, now));
    // Where interpreters are needed at more tables than there are interpreters, it is worked out around those they have.
    let mut around: Option<Vec<(Disturbance, Answer)>> = None;
    for (kind, answer) in answers(dating, table, asked, &leaning, now)? {
        let mut worked = finished(dating, table, plan, asked, frozen, (kind, answer), now)?;
        if !is_served(dating, table, &worked.plan, dating.rounds_begun(now) + frozen) {
            let around = match &mut around {
                Some(known) => known,
                None => around.insert(with_interpreters(dating, table, asked, &leaning, now)?),
            };
            let same = around.iter().find(|(other, _)| *other == kind).or(around.first());
            if let Some((_, answer)) = same {
                worked = finished(dating, table, plan, asked, frozen, (kind, answer.clone()), now)?;
            }
        }
        // Breaks rotate: nothing is offered that lets somebody rest again where fewer changes spare them.
        let rests_again = |one: &Worked| again(&breaks(dating, &one.plan.seats));
        let spares = |known: &Worked| rests_again(&worked) <= rests_again(known);
        if found.iter().all(|known| known.plan.seats != worked.plan.seats) && found.first().is_none_or(spares) {
            found.push(worked);
        }
    }
    Ok(found)
}

/// How often everybody who takes part has a break by these seats, over the whole session.
pub(super) fn breaks(dating: &Dating, seats: &Seats) -> Vec<usize> {
    let meets = |who, round: u8| {
        let table = table_of(seats, round.into(), who).and_then(|table| seats.get(usize::from(round))?.get(table));
        table.is_some_and(|seated| seated.len() > 1)
    };
    let rounds = || 0..dating.setting.rounds;
    let count = |p: &Participant| rounds().filter(|round| p.plays(*round) && !meets(p.id, *round)).count();
    dating.participants.iter().map(count).collect()
}

/// How many breaks are not somebody's first.
pub(super) fn again(breaks: &[usize]) -> usize {
    breaks.iter().map(|breaks| breaks.saturating_sub(1)).sum()
}

/// Whether everybody at a table can talk, with the interpreters there are, in the rounds from one on.
fn is_served(dating: &Dating, table: &Table, plan: &SeatingPlan, from: u8) -> bool {
    interpreting::unserved(table, dating, &plan.seats, &plan.interpreters, from.into()).is_empty()
}

/// Answers around tables for the interpreters: those they have, and such as help who rests.
fn with_interpreters(
    dating: &Dating,
    table: &Table,
    asked: &Seats,
    leaning: &Leaning,
    now: UnixMillis,
) -> Result<Vec<(Disturbance, Answer)>> {
    let problem = table.problem_leaning(dating, now, leaning).map_err(|error| contradiction(dating, table, &error))?;
    let (base, from) = announced(table, asked, leaning);
    let laid = lay((dating, table, &problem), &base, None, from, leaning.met());
    answers(dating, table, asked, &leaning.clone().around(laid), now)
}

/// What people were told, and how many rounds of it cannot be changed.
fn announced(table: &Table, asked: &Seats, leaning: &Leaning) -> (allocation::Plan, usize) {
    let mut seats = leaning.fixed();
    let fixed = seats.len();
    seats.extend(asked.iter().skip(fixed).cloned());
    (table.plan_of(&seats), fixed)
}

fn answers(
    dating: &Dating,
    table: &Table,
    asked: &Seats,
    leaning: &Leaning,
    now: UnixMillis,
) -> Result<Vec<(Disturbance, Answer)>> {
    let Some(plan) = &dating.plan else { return Ok(Vec::new()) };
    let problem = table.problem_leaning(dating, now, leaning).map_err(|error| contradiction(dating, table, &error))?;
    let (announced, done_rounds) = announced(table, asked, leaning);
    // Called rounds have lost whoever is gone already: for the engine they are as good as played.
    let input = RepairInput { announced, done_rounds, frozen_rounds: 0, cost_seat: SEAT_COST, cost_pair: DATE_COST };
    let options = Options { seed: plan.seed, fairness: fairness(dating) };
    let found = allocation::alternatives(&problem, &input, &options, &Budget::steps(REPAIR_STEPS));
    let mended = |answer| leaning.seated(in_company(&problem, &input, answer));
    Ok(found.into_iter().map(|(kind, answer)| (kind, mended(answer))).collect())
}

/// The engine's answer as a plan of the session, judged.
fn finished(
    dating: &Dating,
    table: &Table,
    before: &SeatingPlan,
    asked: &Seats,
    frozen: u8,
    (kind, answer): (Disturbance, Answer),
    now: UnixMillis,
) -> Result<Worked> {
    let begun = usize::from(dating.rounds_begun(now));
    let mut seats = as_before(table.seats_of(&answer.plan), &before.seats, begun);
    let called = called(dating, asked, frozen, now);
    seats.splice(begun..(begun + called.len()).min(seats.len()), called);
    let posts = interpreting::posts(table, dating, &seats, begun, &before.interpreters);
    let judged = judge(dating, table, &seats, &posts, now)?;
    let approach = match kind {
        Disturbance::Fewest => Approach::FewestChanges,
        Disturbance::Balanced => Approach::Balanced,
        Disturbance::Any => Approach::Best,
    };
    // A fact cannot be refused: where no plan keeps every rule, the nearest is offered and says what it breaks.
    let quality = match judged.broken.is_empty() {
        true => words::quality(answer.status, None),
        false => Quality::ByHand,
    };
    let plan = SeatingPlan {
        version: before.version,
        made_at: now,
        seed: before.seed,
        objective: judged.objective,
        quality,
        interpreters: posts,
        seats,
        account: Account::default(),
    };
    Ok(Worked { approach, plan, broken: judged.broken })
}

/// The rounds that were called, as they were asked for, without those who are gone.
pub(in crate::dating) fn called(dating: &Dating, asked: &Seats, frozen: u8, now: UnixMillis) -> Seats {
    let begun = usize::from(dating.rounds_begun(now));
    let plays = |who: &domain::ParticipantId, round: usize| {
        dating.participant(*who).is_ok_and(|participant| participant.plays(round as u8))
    };
    let rounds = asked.iter().enumerate().skip(begun).take(frozen.into()).map(|(round, tables)| {
        tables.iter().map(|seated| seated.iter().copied().filter(|who| plays(who, round)).collect()).collect()
    });
    rounds.collect()
}

/// Rounds that cannot be changed: those that have begun as they really were, and those that were called.
fn fixed(dating: &Dating, asked: &Seats, frozen: u8, now: UnixMillis) -> Seats {
    let mut fixed = dating.sat(now);
    fixed.extend(called(dating, asked, frozen, now));
    fixed
}

/// Rounds that have begun literally, and tables with the same people in the same order as before.
fn as_before(mut seats: Seats, before: &Seats, begun: usize) -> Seats {
    let sorted = |people: &Vec<domain::ParticipantId>| {
        let mut people = people.clone();
        people.sort_unstable();
        people
    };
    for (round, tables) in before.iter().enumerate() {
        let Some(slot) = seats.get_mut(round) else { break };
        if round < begun {
            slot.clone_from(tables);
            continue;
        }
        for (seated, had) in slot.iter_mut().zip(tables) {
            if sorted(seated) == sorted(had) {
                seated.clone_from(had);
            }
        }
    }
    seats
}
