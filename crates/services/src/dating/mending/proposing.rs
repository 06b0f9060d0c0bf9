//! Working out what a happening would change, for somebody to look at first.

use super::replan::{Worked, again, breaks, repairs, with_seats};
use crate::Result;
use crate::dating::seating::interpreting;
use crate::dating::seating::judge::as_it_counts;
use crate::dating::seating::problem::Table;
use crate::dating::seating::words;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ParticipantId, Refusal, UnixMillis,
    control_room::{Alternative, Approach, Proposal},
    dating::{Dating, Happening, Pair, Side, pairs},
    plan::{BrokenRule, Post, SeatingPlan, Seats, table_of},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

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
        // More people move for nothing that anybody would see: no choice to put before somebody in a hurry.
        if !alternatives.iter().all(|known| shown.people_moved <= known.people_moved || shown.gains_over(known)) {
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

/// What is compared with: the session before and after the facts, and what the plan held before.
struct Comparison<'a> {
    after: &'a Dating,
    table: &'a Table,
    begun: u8,
    now: UnixMillis,
    old: Seats,
    old_plan: Option<&'a SeatingPlan>,
    old_broken: Vec<BrokenRule>,
    known_breaks: BTreeSet<(u8, ParticipantId)>,
    wishes: Vec<Pair>,
}

impl<'a> Comparison<'a> {
    fn new(before: &'a Dating, after: &'a Dating, table: &'a Table, now: UnixMillis) -> Self {
        let wish = |(a, b): (usize, usize)| (table.ids[a], table.ids[b]);
        Self {
            after,
            table,
            begun: before.rounds_begun(now),
            now,
            old: before.plan.as_ref().map_or_else(Seats::new, |plan| plan.seats.clone()),
            old_plan: before.plan.as_ref(),
            known_breaks: before
                .plan
                .as_ref()
                .map_or_else(BTreeSet::new, |plan| alone(before, &plan.seats, before.rounds_begun(now))),
            old_broken: crate::dating::seating::judge::broken_rules(before, table, now).unwrap_or_default(),
            wishes: words::wishes(table).into_iter().map(wish).collect(),
        }
    }

    fn there(&self, who: ParticipantId, round: u8) -> bool {
        self.after.participant(who).is_ok_and(|p| p.plays(round))
    }

    fn unchanged(&self) -> Alternative {
        let kept = self.kept(&self.old);
        let breaks = breaks(self.after, &self.old);
        Alternative {
            approach: Approach::FewestChanges,
            fingerprint: fingerprint(&self.old, &[]),
            changes: Vec::new(),
            people_moved: 0,
            dates_lost: 0,
            dates_won: 0,
            wishes_lost: 0,
            wishes_won: 0,
            wishes_kept: kept,
            alone: Vec::new(),
            mixed: 0,
            understood: 0,
            broken: Vec::new(),
            objective_before: self.old_plan.map_or(0, |plan| plan.objective),
            objective_after: self.old_plan.map_or(0, |plan| plan.objective),
            quality: self.old_plan.map(|plan| plan.quality),
            most_breaks: breaks.iter().copied().max().unwrap_or(0),
            breaks_again: again(&breaks),
            fits_better: 0,
        }
    }

    /// Wishes that come true by these seats, or did.
    fn kept(&self, seats: &Seats) -> usize {
        let counted = as_it_counts(self.after, seats, self.now);
        let met: BTreeSet<Pair> = counted.iter().flatten().flat_map(|seated| pairs(seated)).collect();
        self.wishes.iter().filter(|(a, b)| met.contains(&(*a.min(b), *a.max(b)))).count()
    }

    fn alternative(&self, worked: &Worked) -> Alternative {
        let new = &worked.plan.seats;
        let all = words::seat_changes(self.after, &self.old, new, self.begun);
        // That somebody who is gone loses their seats is the news itself, not a change to announce.
        let changes: Vec<_> = all.into_iter().filter(|change| self.there(change.who, change.round)).collect();
        let moved: BTreeSet<_> = changes.iter().filter(|c| c.from != c.to).map(|c| c.who).collect();
        let (were, are) = (dates(&self.old, self.begun), dates(new, self.begun));
        let possible = |(pair, round): &(&Pair, &u8)| self.there(pair.0, **round) && self.there(pair.1, **round);
        let lost: BTreeSet<Pair> =
            were.iter().filter(|(pair, _)| !are.contains_key(pair)).filter(possible).map(|(pair, _)| *pair).collect();
        let won: BTreeSet<Pair> = are.keys().filter(|pair| !were.contains_key(pair)).copied().collect();
        let wishes_of = |these: &BTreeSet<Pair>| {
            self.wishes.iter().filter(|(a, b)| these.contains(&(*a.min(b), *a.max(b)))).count()
        };
        let old_posts = self.old_plan.map_or(&[][..], |plan| &plan.interpreters);
        let breaks = breaks(self.after, new);
        Alternative {
            approach: worked.approach,
            fingerprint: fingerprint(new, &worked.plan.interpreters),
            people_moved: moved.len(),
            dates_lost: lost.len(),
            dates_won: won.len(),
            wishes_lost: wishes_of(&lost),
            wishes_won: wishes_of(&won),
            wishes_kept: self.kept(new),
            // Breaks that everybody has been told of are no news either.
            alone: alone(self.after, new, self.begun).difference(&self.known_breaks).copied().collect(),
            mixed: self.mixed(&are) - self.mixed(&were),
            understood: self.understood(new, &worked.plan.interpreters) - self.understood(&self.old, old_posts),
            broken: worked.broken.iter().filter(|rule| !self.old_broken.contains(rule)).cloned().collect(),
            objective_before: self.old_plan.map_or(0, |plan| plan.objective),
            objective_after: worked.plan.objective,
            quality: Some(worked.plan.quality),
            most_breaks: breaks.iter().copied().max().unwrap_or(0),
            breaks_again: again(&breaks),
            fits_better: 0,
            changes,
        }
    }
}

impl Comparison<'_> {
    fn mixed(&self, dates: &BTreeMap<Pair, u8>) -> i64 {
        let side = |who| self.after.participant(who).ok().and_then(|p| p.side);
        let across = |(a, b): &&Pair| {
            matches!(
                (side(*a), side(*b)),
                (Some(Side::With), Some(Side::Without)) | (Some(Side::Without), Some(Side::With))
            )
        };
        dates.keys().filter(across).count() as i64
    }

    /// Dates ahead of two who have a language in common or an interpreter beside them.
    fn understood(&self, seats: &Seats, posts: &[Vec<Post>]) -> i64 {
        let mut understood = 0;
        for (round, tables) in seats.iter().enumerate().skip(self.begun.into()) {
            for (index, seated) in tables.iter().enumerate() {
                for (a, b) in pairs(seated) {
                    let (Some(a), Some(b)) = (self.table.index_of(a), self.table.index_of(b)) else { continue };
                    let helped = || interpreting::is_helped(self.table, self.after, posts, (round, index), (a, b));
                    understood += i64::from(self.table.can_talk(a, b) || helped());
                }
            }
        }
        understood
    }
}

/// All dates from a round on, each with its first round.
fn dates(seats: &Seats, from: u8) -> BTreeMap<Pair, u8> {
    let mut dates = BTreeMap::new();
    for (round, tables) in seats.iter().enumerate().skip(from.into()) {
        for pair in tables.iter().flat_map(|seated| pairs(seated)) {
            dates.entry(pair).or_insert(round as u8);
        }
    }
    dates
}

/// Who is there in a round, was not asked to sit out, and has nobody to talk with.
fn alone(dating: &Dating, seats: &Seats, from: u8) -> BTreeSet<(u8, ParticipantId)> {
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

/// A few letters that stand for seats and posts; two that differ are taken for the same once in 2^64 times.
fn fingerprint(seats: &Seats, posts: &[Vec<Post>]) -> String {
    let mut digest = Sha256::new();
    for tables in seats {
        digest.update((tables.len() as u32).to_le_bytes());
        for seated in tables {
            digest.update((seated.len() as u32).to_le_bytes());
            seated.iter().for_each(|who| digest.update(who.0.to_le_bytes()));
        }
    }
    for (round, posts) in posts.iter().enumerate() {
        for post in posts {
            digest.update((round as u32).to_le_bytes());
            digest.update(post.who.0.to_le_bytes());
            digest.update((post.table as u32).to_le_bytes());
        }
    }
    URL_SAFE_NO_PAD.encode(&digest.finalize()[..8])
}
