//! What an alternative changes: who moves, which dates and wishes are lost and won, who sits alone, what is broken.

use super::{
    Worked,
    changes::{alone, dates, seat_changes},
    replan::{again, breaks},
};
use crate::dating::seating::{Table, as_it_counts, broken_rules, interpreting};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ParticipantId, UnixMillis,
    control_room::Alternative,
    dating::{Dating, Pair, Side, pairs},
    plan::{BrokenRule, Post, SeatingPlan, Seats},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared with: the session before and after the facts, and what the plan held before.
pub(super) struct Comparison<'a> {
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
    pub fn new(before: &'a Dating, after: &'a Dating, table: &'a Table, now: UnixMillis) -> Self {
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
            old_broken: broken_rules(before, table, now).unwrap_or_default(),
            wishes: table.wishes().into_iter().map(wish).collect(),
        }
    }

    fn there(&self, who: ParticipantId, round: u8) -> bool {
        self.after.participant(who).is_ok_and(|p| p.plays(round))
    }

    pub fn unchanged(&self) -> Alternative {
        let kept = self.kept(&self.old);
        let breaks = breaks(self.after, &self.old);
        Alternative {
            fingerprint: fingerprint(&self.old, &[]),
            wishes_kept: kept,
            objective_before: self.old_plan.map_or(0, |plan| plan.objective),
            objective_after: self.old_plan.map_or(0, |plan| plan.objective),
            quality: self.old_plan.map(|plan| plan.quality),
            most_breaks: breaks.iter().copied().max().unwrap_or(0),
            breaks_again: again(&breaks),
            ..Alternative::default()
        }
    }

    /// Wishes that come true by these seats, or did.
    fn kept(&self, seats: &Seats) -> usize {
        let counted = as_it_counts(self.after, seats, self.now);
        let met: BTreeSet<Pair> = counted.iter().flatten().flat_map(|seated| pairs(seated)).collect();
        self.wishes.iter().filter(|(a, b)| met.contains(&(*a.min(b), *a.max(b)))).count()
    }

    pub fn alternative(&self, worked: &Worked) -> Alternative {
        let new = &worked.plan.seats;
        let all = seat_changes(self.after, &self.old, new, self.begun);
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
        let left = alone(self.after, new, self.begun);
        let in_company =
            |(round, who): &&(u8, ParticipantId)| self.there(*who, *round) && !left.contains(&(*round, *who));
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
            alone: left.difference(&self.known_breaks).copied().collect(),
            company_won: self.known_breaks.iter().filter(in_company).count(),
            mixed: self.mixed(&are) - self.mixed(&were),
            understood: self.understood(new, &worked.plan.interpreters) - self.understood(&self.old, old_posts),
            broken: worked.broken.iter().filter(|rule| !self.old_broken.contains(rule)).cloned().collect(),
            objective_before: self.old_plan.map_or(0, |plan| plan.objective),
            objective_after: worked.plan.objective,
            quality: Some(worked.plan.quality),
            most_breaks: breaks.iter().copied().max().unwrap_or(0),
            breaks_again: again(&breaks),
            fits_better: 0,
            breaks_spared: 0,
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
