//! Seats beside seats: whose differ, who meets from a round on, and who is left alone.

use domain::{
    ParticipantId,
    dating::{Dating, Pair, pairs},
    plan::{SeatChange, Seats, table_of},
};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody's seats that differ from a round on; somebody whose partner changes at the same table counts too.
pub(super) fn seat_changes(dating: &Dating, before: &Seats, after: &Seats, from_round: u8) -> Vec<SeatChange> {
    let mut changes = Vec::new();
    let number = |index: usize| dating.table_number(index);
    let company = |seats: &Seats, round: usize, who: ParticipantId| -> Vec<ParticipantId> {
        let table = table_of(seats, round, who).and_then(|t| seats.get(round)?.get(t));
        let mut others: Vec<_> = table.into_iter().flatten().copied().filter(|id| *id != who).collect();
        others.sort_unstable();
        others
    };
    for participant in &dating.participants {
        for round in from_round..dating.setting.rounds {
            let r = usize::from(round);
            let (was, is) = (table_of(before, r, participant.id), table_of(after, r, participant.id));
            let with = company(after, r, participant.id);
            if was != is || with != company(before, r, participant.id) {
                let (from, to) = (was.map(number), is.map(number));
                changes.push(SeatChange { who: participant.id, round, from, to, with });
            }
        }
    }
    changes
}

/// All dates from a round on, each with its first round.
pub(super) fn dates(seats: &Seats, from: u8) -> BTreeMap<Pair, u8> {
    let mut dates = BTreeMap::new();
    for (round, tables) in seats.iter().enumerate().skip(from.into()) {
        for pair in tables.iter().flat_map(|seated| pairs(seated)) {
            dates.entry(pair).or_insert(round as u8);
        }
    }
    dates
}

/// Who is there in a round, was not asked to sit out, and has nobody to talk with.
pub(super) fn alone(dating: &Dating, seats: &Seats, from: u8) -> BTreeSet<(u8, ParticipantId)> {
    let mut alone = BTreeSet::new();
    if seats.is_empty() {
        return alone;
    }
    for round in from..dating.setting.rounds {
        for participant in dating.participants.iter().filter(|p| p.plays(round)) {
            let seated = table_of(seats, round.into(), participant.id).map(|t| seats[usize::from(round)][t].len());
            if seated.is_none_or(|company| company < 2) {
                alone.insert((round, participant.id));
            }
        }
    }
    alone
}
