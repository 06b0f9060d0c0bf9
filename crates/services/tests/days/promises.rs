//! What is promised of a day after every step: the log is the session, played rounds stay, nobody meets twice, and nobody
//! sits alone who need not. Said without the engine, in the words of the rules.

use crate::hall::*;
use domain::{
    ParticipantId, UnixMillis,
    control_room::{Alternative, Approach},
    dating::{CommonLanguage, Dating, Deed, Happening, Pair, Sides, Table, pairs},
    plan::{BrokenRule, Seats, table_of},
};
use std::collections::BTreeSet;

/// `done`: what was decided in this step, and the alternative that was taken.
pub async fn promises(day: &HallDay, before: &Dating, done: Option<&(Happening, Alternative)>) {
    let (after, now) = (day.dating().await, day.now());
    let log = day.log().await;
    assert_eq!(Dating::replay(&log).unwrap().unwrap(), after, "the log tells the session");
    let (was, is) = (seats(before), seats(&after));
    let begun = before.rounds_begun(now).min(after.rounds_begun(now));
    for round in 0..usize::from(begun) {
        assert_eq!(was[round], is[round], "round {round} has begun");
    }
    assert_eq!(after.published.as_ref().map(|plan| &plan.seats), Some(&is), "everybody is shown the plan");
    let takes_part = |who: &ParticipantId| after.participant(*who).is_ok();
    let ghosts: Vec<_> = is.iter().flatten().flatten().filter(|who| !takes_part(who)).collect();
    assert!(ghosts.is_empty(), "{ghosts:?} sit and do not take part");
    // A plan that stays as it was promises what it promised then.
    let last = log.last().unwrap();
    let replanned = last.outcome.plan.is_some() || last.deed == (Deed::Happened { happening: Happening::Mend });
    let Some((happening, taken)) = done.filter(|_| replanned) else { return };
    // What is decided by hand about a round, the plan takes as it is.
    let by_hand = happening.step().map_or(0, |step| step.round + 1);
    let open = (after.rounds_begun(now) + after.rounds_frozen(now)).max(by_hand);
    let ahead = |(round, _): &(u8, Pair)| *round >= open;
    let twice = |dating: &Dating, seats: &Seats| who_meet_twice(dating, &counted(dating, seats, now));
    let again: BTreeSet<_> = twice(&after, &is).into_iter().filter(ahead).collect();
    let broken: Vec<_> = taken.broken.iter().filter(|rule| rule.round().is_none_or(|round| round >= open)).collect();
    // By hand anything goes, and whoever is held at a table sits there in every round, which may be more than the rules
    // have partners for: whoever does it is told.
    let by_hand = taken.approach == Approach::AsAsked;
    if by_hand || !(after.rules.fixed.is_empty() || broken.is_empty() && again.is_empty()) {
        for (round, pair) in again.difference(&twice(before, &was)) {
            assert!(taken.broken.iter().any(|rule| is_about(rule, pair)), "{pair:?} meet again in {round}: {taken:?}");
        }
        return;
    }
    assert!(broken.is_empty(), "{happening:?} breaks {broken:?}");
    assert!(again.is_empty(), "{happening:?} lets meet again {again:?}");
    for round in open..after.setting.rounds {
        let company = company_for_somebody_alone(&after, &is, now, round);
        assert_eq!(company, None, "round {round} after {happening:?}: they need not be alone: {taken:?}");
    }
}

fn seats(dating: &Dating) -> Seats {
    dating.plan.as_ref().unwrap().seats.clone()
}

/// Seats as they count: rounds that have begun as they really were.
fn counted(dating: &Dating, seats: &Seats, now: UnixMillis) -> Seats {
    let mut counted = dating.sat(now);
    counted.extend(seats.iter().skip(counted.len()).cloned());
    counted
}

/// Pairs with a round in which they meet once more. A delegation does not meet itself.
fn who_meet_twice(dating: &Dating, counted: &Seats) -> BTreeSet<(u8, Pair)> {
    let mut met: BTreeSet<Pair> = BTreeSet::new();
    let mut again = BTreeSet::new();
    for (round, tables) in (0..).zip(counted) {
        for pair in tables.iter().flat_map(|seated| pairs(seated)).filter(|pair| !are_one(dating, *pair)) {
            if !met.insert(pair) {
                again.insert((round, pair));
            }
        }
    }
    again
}

fn are_one(dating: &Dating, (a, b): Pair) -> bool {
    dating.rules.together.iter().any(|group| group.contains(&a) && group.contains(&b))
}

fn is_about(rule: &BrokenRule, pair: &Pair) -> bool {
    matches!(rule, BrokenRule::MetBefore { a, b, .. } if (*a.min(b), *a.max(b)) == *pair)
}

/// Those who have nobody to talk with in a round and could sit down together, and where: at a table with room or an empty
/// one, by every rule that cannot be bent.
fn company_for_somebody_alone(
    dating: &Dating,
    seats: &Seats,
    now: UnixMillis,
    round: u8,
) -> Option<(u16, Vec<ParticipantId>, Vec<ParticipantId>)> {
    let counted = counted(dating, seats, now);
    let elsewhere = || counted.iter().enumerate().filter(|(other, _)| *other != usize::from(round));
    let met: BTreeSet<Pair> = elsewhere().flat_map(|(_, tables)| tables).flat_map(|seated| pairs(seated)).collect();
    let tables = &seats[usize::from(round)];
    let company = |who| table_of(seats, round.into(), who).map_or(0, |table| tables[table].len());
    let alone = dating.participants.iter().filter(|p| p.plays(round) && company(p.id) < 2);
    // Whoever belongs together sits down together.
    let units: BTreeSet<Vec<ParticipantId>> = alone.map(|p| unit(dating, p.id, round)).collect();
    let takes = |table: &Table, guests: &[ParticipantId], hosts: &[ParticipantId]| {
        let together = guests.len() + hosts.len();
        let everybody = || guests.iter().chain(hosts).copied();
        !table.is_closed(round)
            && (usize::from(table.least)..=usize::from(table.seats)).contains(&together)
            && everybody().all(|who| dating.rules.fixed.iter().all(|(held, at)| *held != who || *at == table.number))
            && guests.iter().all(|a| hosts.iter().all(|b| may_meet(dating, &met, (*a.min(b), *a.max(b)))))
    };
    for (table, seated) in dating.setting.tables.iter().zip(tables) {
        for guests in &units {
            let hosts: Vec<_> = seated.iter().copied().filter(|who| !guests.contains(who)).collect();
            let others = units.iter().filter(|other| hosts.is_empty() && other.iter().all(|who| !guests.contains(who)));
            let offers = others.cloned().chain((!hosts.is_empty()).then_some(hosts.clone()));
            if let Some(hosts) = offers.into_iter().find(|hosts| takes(table, guests, hosts)) {
                return Some((table.number, guests.clone(), hosts));
            }
        }
    }
    None
}

/// Somebody with those of their delegation who are there too.
fn unit(dating: &Dating, who: ParticipantId, round: u8) -> Vec<ParticipantId> {
    let plays = |id: &ParticipantId| dating.participant(*id).unwrap().plays(round);
    let group = dating.rules.together.iter().find(|group| group.contains(&who));
    group.map_or_else(|| vec![who], |group| group.iter().copied().filter(plays).collect())
}

fn may_meet(dating: &Dating, met: &BTreeSet<Pair>, pair: Pair) -> bool {
    let (a, b) = (dating.participant(pair.0).unwrap(), dating.participant(pair.1).unwrap());
    let speak = || a.languages.iter().any(|ours| b.languages.iter().any(|theirs| ours.code == theirs.code));
    let apart = |(one, other): &Pair| (*one.min(other), *one.max(other)) == pair;
    (dating.rules.sides == Sides::Anybody || a.side != b.side)
        && (dating.rules.language != CommonLanguage::Required || speak())
        && !dating.rules.apart.iter().any(apart)
        && !met.contains(&pair)
}
