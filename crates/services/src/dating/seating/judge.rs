//! What a plan is worth and breaks, by the engine's own judge, from the first round that has not begun.

use super::{Table, interpreting, words};
use crate::{Error, Result};
use domain::{
    Refusal, UnixMillis,
    dating::Dating,
    plan::{BrokenRule, Post, SeatingPlan, Seats},
};

pub(in crate::dating) struct Judged {
    pub broken: Vec<BrokenRule>,
    pub objective: i64,
}

/// A definition that the engine cannot even read, such as a fixed table that is too small: which rules clash.
pub(in crate::dating) fn contradiction(dating: &Dating, table: &Table, error: &allocation::ProblemError) -> Error {
    tracing::warn!(%error, "a session's rules contradict each other");
    match words::clash_of_rules(dating, table, error) {
        Some(clash) => Refusal::Clash(clash).into(),
        None => Refusal::Contradiction(Vec::new()).into(),
    }
}

/// Seats as they count: rounds that have begun as they really were, the others as planned.
pub(in crate::dating) fn as_it_counts(dating: &Dating, seats: &Seats, now: UnixMillis) -> Seats {
    let mut counted = dating.sat(now);
    counted.truncate(seats.len());
    counted.extend(seats.iter().skip(counted.len()).cloned());
    counted
}

/// History cannot be mended: what was broken in rounds that have begun is no news.
pub(in crate::dating) fn judge(
    dating: &Dating,
    table: &Table,
    seats: &Seats,
    posts: &[Vec<Post>],
    now: UnixMillis,
) -> Result<Judged> {
    let problem = table.problem(dating, now).map_err(|error| contradiction(dating, table, &error))?;
    let begun = dating.rounds_ahead(now).start;
    let report = allocation::check(&problem, &table.plan_of(&as_it_counts(dating, seats, now)));
    let all = report.broken.iter().map(|violation| words::broken(dating, table, violation));
    let mut broken: Vec<_> = all.filter(|rule| rule.round().is_none_or(|round| round >= begun)).collect();
    // A called round only loses people: what that leaves behind is shown as who sits alone, and is nobody's rule.
    let open = dating.rounds_begun(now) + dating.rounds_frozen(now);
    let follows = |rule: &BrokenRule| {
        matches!(
            rule,
            BrokenRule::TableTooEmpty { .. }
                | BrokenRule::NotSeated { .. }
                | BrokenRule::TableOutOfUse { .. }
                | BrokenRule::SplitDelegation { .. }
                | BrokenRule::NotAtFixedTable { .. }
        )
    };
    broken.retain(|rule| rule.round().is_none_or(|round| round >= open) || !follows(rule));
    for (round, _, pair) in interpreting::unserved(table, dating, seats, posts, begun.into()) {
        let rule = words::no_common_language(table, round as u8, pair);
        if !broken.contains(&rule) {
            broken.push(rule);
        }
    }
    Ok(Judged { broken, objective: report.objective })
}

/// What the plan at hand breaks.
pub(in crate::dating) fn broken_rules(dating: &Dating, table: &Table, now: UnixMillis) -> Result<Vec<BrokenRule>> {
    match &dating.plan {
        Some(SeatingPlan { seats, interpreters, .. }) => Ok(judge(dating, table, seats, interpreters, now)?.broken),
        None => Ok(Vec::new()),
    }
}
