//! The organiser's view of a session, with the plan in numbers.

use crate::dating::review::shortfalls::shortfalls;
use crate::dating::review::warnings::warnings;
use crate::dating::seating::judge::{as_it_counts, broken_rules};
use crate::dating::seating::problem::Table;
use crate::dating::seating::words;
use crate::{Error, Result, Services, actor::TimeKeeper};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    control_room::InterpreterPosts,
    dating::{Dating, Side},
    plan::table_of,
    views::{ClockFace, DatingDesk, PlanMeasures},
};
use std::collections::BTreeMap;

impl Services {
    pub async fn dating(&self, who: &TimeKeeper, id: DatingId) -> Result<DatingDesk> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let revision = self.stores.history.revision(fair.id).await?;
        let table = self.at_the_table(&dating).await?;
        let now = self.now();
        Ok(DatingDesk {
            revision,
            clock: ClockFace { timing: dating.setting.timing(), run: dating.run, now },
            local_now: self.local(&fair, now),
            measures: measures(&dating, &table, now),
            broken: broken_rules(&dating, &table, now).unwrap_or_default(),
            shortfalls: shortfalls(&dating, &table, now),
            warnings: warnings(&dating, &table, now),
            rounds_frozen: dating.rounds_frozen(now),
            frozen: self.frozen(&fair, &dating, now),
            interpreters: posts(&dating),
            last: self.step_line(&fair, id, self.to_take_back(who, &dating, now).await?.as_ref()).await?,
            taken_back: self.step_line(&fair, id, dating.steps.undone.last()).await?,
            unpublished_changes: dating.plan.is_some() && dating.plan != dating.published,
            me: who.name().to_owned(),
            may_organise: who.may_organise(),
            slug: fair.slug,
            dating,
        })
    }
}

fn posts(dating: &Dating) -> Vec<InterpreterPosts> {
    let rounds = usize::from(dating.setting.rounds);
    let table = |round: usize, who| {
        let posts = dating.plan.as_ref().and_then(|plan| plan.interpreters.get(round));
        posts.into_iter().flatten().find(|post| post.who == who).map(|post| dating.table_number(post.table))
    };
    let all = dating.day.interpreters.iter();
    all.map(|one| InterpreterPosts { who: one.id, tables: (0..rounds).map(|round| table(round, one.id)).collect() })
        .collect()
}

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
    let wishes = words::wishes(table);
    let kept = wishes.iter().filter(|(a, b)| meetings.contains_key(&(*a.min(b), *a.max(b)))).count();
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
