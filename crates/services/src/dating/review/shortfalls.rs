//! What the plan at hand could not give, and why. Read off the plan as it is whenever somebody asks, so that it is true after
//! every change; a reason is told only where it can be shown.

use super::breaks::Hall;
use crate::dating::seating::{
    Leaning, Table, as_it_counts,
    words::{counted, hindrance, hindrance_of, kept_away},
};
use allocation::{Problem, Reason, Rule};
use domain::{
    ParticipantId, UnixMillis,
    dating::{Dating, Pair, pairs},
    plan::{Hindrance, SeatingPlan, Seats, Shortfall},
};
use std::collections::BTreeSet;

/// What concerns many comes first, wishes last. Nothing without a plan, or where the rules contradict each other.
pub(in crate::dating) fn shortfalls(dating: &Dating, table: &Table, now: UnixMillis) -> Vec<Shortfall> {
    let Some(plan) = &dating.plan else { return Vec::new() };
    let Ok(problem) = table.problem_leaning(dating, now, &Leaning::whole_day()) else { return Vec::new() };
    let seated = table.plan_of(&with_those_who_are_there(dating, plan, now));
    let reasons = allocation::reasons_for(&problem, &seated);
    let hopeless = reasons.iter().filter_map(|reason| match reason {
        Reason::NobodyToMeet { person, .. } => Some(*person as usize),
        _ => None,
    });
    let hall = Hall::of(dating, &problem, &seated, hopeless.collect());
    let (numbers, others): (Vec<_>, Vec<_>) =
        hall.breaks(&table.ids).into_iter().partition(|(why, _)| why.is_of_numbers());
    let told = |(why, who)| Shortfall::Breaks { why, who };
    let mut found: Vec<Shortfall> = numbers.into_iter().map(told).collect();
    found.extend(reasons.iter().filter_map(|reason| nobody_to_meet(table, &problem, reason)));
    found.extend(others.into_iter().map(told));
    found.extend(hall.fewer_dates(&table.ids, &reasons));
    let unmet = unmet_wishes(dating, table, &problem, &plan.seats, now).into_iter();
    found.extend(unmet.map(|(who, whom, because)| Shortfall::WishUnmet { who, whom, because }));
    found
}

/// The seats without those who are not there; whoever is left alone by that sits alone.
fn with_those_who_are_there(dating: &Dating, plan: &SeatingPlan, now: UnixMillis) -> Seats {
    let begun = usize::from(dating.rounds_begun(now));
    let there = |round: usize, who: &ParticipantId| {
        let known = dating.participant(*who);
        known.is_ok_and(|p| if round < begun { p.is_there(round as u8) } else { p.plays(round as u8) })
    };
    let rounds = plan.seats.iter().enumerate().map(|(round, tables)| {
        tables.iter().map(|seated| seated.iter().copied().filter(|who| there(round, who)).collect()).collect()
    });
    rounds.collect()
}

fn nobody_to_meet(table: &Table, problem: &Problem, reason: &Reason) -> Option<Shortfall> {
    let Reason::NobodyToMeet { person, rules, never_there_together } = reason else { return None };
    let person = *person as usize;
    let strongest = rules.iter().filter(|c| c.rule != Rule::SameSide).max_by_key(|c| c.people);
    let away = kept_away(table, problem, person, |_| true);
    let by = |why| away.iter().find(|(known, _)| *known == why).map_or(0, |(_, people)| *people);
    let unknown = by(Hindrance::LanguagesUnknown) > by(Hindrance::NoCommonLanguage);
    let because = match strongest.or_else(|| rules.iter().max_by_key(|c| c.people)) {
        Some(count) if count.rule == Rule::Language && unknown => Hindrance::LanguagesUnknown,
        Some(count) if count.people > 0 => hindrance(count.rule),
        _ if fills_a_table(problem, person) => Hindrance::FillATable,
        _ if *never_there_together > 0 => Hindrance::Absent,
        _ => Hindrance::Unknown,
    };
    Some(Shortfall::NobodyToMeet { who: *table.ids.get(person)?, because, without: without_one(problem, person) })
}

fn are_there_together(problem: &Problem, a: usize, b: usize) -> bool {
    (0..problem.rounds()).any(|round| problem.is_present(a, round) && problem.is_present(b, round))
}

/// Whether those who always sit with somebody leave no room for any other.
fn fills_a_table(problem: &Problem, person: usize) -> bool {
    let mut others = (0..problem.people()).filter(|other| !problem.same_group(person, *other));
    problem.group_of(person).is_some()
        && others.all(|other| {
            !are_there_together(problem, person, other) || !allocation::find_room_together(problem, person, other)
        })
}

/// How many could be met if one rule alone were lifted, the most first.
fn without_one(problem: &Problem, person: usize) -> Vec<(Hindrance, u16)> {
    let could = |other: &usize| {
        *other != person
            && are_there_together(problem, person, *other)
            && allocation::find_room_together(problem, person, *other)
    };
    let alone = |other| match problem.forbidden_by(person, other)[..] {
        [rule] => Some(hindrance(rule)),
        _ => None,
    };
    let found = counted((0..problem.people()).filter(could).filter_map(alone)).into_iter();
    found.map(|(rule, people)| (rule, people as u16)).collect()
}

/// Wishes that no round holds, and all that stands in the way.
fn unmet_wishes(
    dating: &Dating,
    table: &Table,
    problem: &Problem,
    seats: &Seats,
    now: UnixMillis,
) -> Vec<(ParticipantId, ParticipantId, Vec<Hindrance>)> {
    let met: BTreeSet<Pair> =
        as_it_counts(dating, seats, now).iter().flatten().flat_map(|seated| pairs(seated)).collect();
    let mut unmet = Vec::new();
    for (a, b) in table.wishes() {
        let (who, whom) = (table.ids[a], table.ids[b]);
        if met.contains(&(who.min(whom), who.max(whom))) {
            continue;
        }
        let rules = problem.forbidden_by(a.min(b), a.max(b)).into_iter();
        let mut because: Vec<Hindrance> = rules.map(|rule| hindrance_of(table, rule, (a, b))).collect();
        if !are_there_together(problem, a, b) {
            because.push(Hindrance::Absent);
        } else if !allocation::find_room_together(problem, a, b) {
            because.push(Hindrance::FillATable);
        }
        if because.is_empty() {
            because.push(Hindrance::NotEnoughRounds);
        }
        unmet.push((who, whom, because));
    }
    unmet
}
