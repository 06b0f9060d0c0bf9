//! The plan at hand in numbers: dates, wishes kept, who sits out.

use crate::dating::seating::{Table, as_it_counts};
use domain::{
    ParticipantId, UnixMillis,
    dating::{Dating, Side},
    plan::table_of,
    views::PlanMeasures,
};
use std::collections::BTreeMap;

pub(in crate::dating) fn measures(dating: &Dating, table: &Table, now: UnixMillis) -> PlanMeasures {
    let Some(plan) = &dating.plan else { return PlanMeasures::default() };
    let seats = as_it_counts(dating, &plan.seats, now);
    let mut meetings: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for seated in seats.iter().flatten() {
        let people: Vec<usize> = seated.iter().filter_map(|id| table.index_of(*id)).collect();
        for (i, a) in people.iter().enumerate() {
            for b in &people[i + 1..] {
                *meetings.entry((*a.min(b), *a.max(b))).or_default() += 1;
            }
        }
    }
    let wishes = table.wishes();
    let kept = wishes.iter().filter(|(a, b)| meetings.contains_key(&(*a.min(b), *a.max(b)))).count();
    // Whoever always sits together has no talk of it.
    meetings.retain(|(a, b), _| !dating.rules.are_together(table.ids[*a], table.ids[*b]));
    let mut dates = vec![0; table.ids.len()];
    for (a, b) in meetings.keys() {
        dates[*a] += 1;
        dates[*b] += 1;
    }
    let side = |i: &usize| dating.participants.get(*i).and_then(|p| p.side);
    let across = |a: &usize, b: &usize| {
        matches!((side(a), side(b)), (Some(Side::With), Some(Side::Without)) | (Some(Side::Without), Some(Side::With)))
    };
    let used = || seats.iter().flatten().filter(|seated| seated.len() > 1);
    let is_mixed = |seated: &&Vec<ParticipantId>| {
        let sits = |wanted| seated.iter().filter_map(|id| table.index_of(*id)).any(|i| side(&i) == Some(wanted));
        sits(Side::With) && sits(Side::Without)
    };
    let sat_out = (0..dating.setting.rounds)
        .flat_map(|round| dating.participants.iter().filter(move |p| p.is_there(round)).map(move |p| (round, p.id)))
        .filter(|(round, id)| table_of(&seats, (*round).into(), *id).is_none())
        .count();
    let rounds_there = |i: usize| (0..dating.setting.rounds).any(|round| dating.participants[i].is_there(round));
    let counted = || dates.iter().enumerate().filter(|(i, _)| rounds_there(*i)).map(|(_, count)| *count);
    PlanMeasures {
        dates: meetings.len(),
        dates_least: counted().min().unwrap_or(0),
        dates_most: counted().max().unwrap_or(0),
        mixed: meetings.keys().filter(|(a, b)| across(a, b)).count(),
        tables: used().count(),
        mixed_tables: used().filter(is_mixed).count(),
        language_unknown: meetings.keys().filter(|(a, b)| table.affinity.language_unknown(*a, *b)).count(),
        without_talk: counted().filter(|dates| *dates == 0).count(),
        understood: meetings.keys().filter(|(a, b)| table.can_talk(*a, *b)).count(),
        wishes: wishes.len(),
        wishes_kept: kept,
        repeats: meetings.values().map(|times| times - 1).sum(),
        sat_out,
    }
}
