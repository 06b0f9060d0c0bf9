//! The organiser's view of a session, with the plan in numbers.

use crate::{
    Error, Result, Services,
    actor::TimeKeeper,
    dating::{
        review::{measures, shortfalls, warnings},
        seating::{Table, broken_rules},
        steps::plan_is_on,
    },
};
use domain::{
    DatingId,
    control_room::InterpreterPosts,
    dating::Dating,
    plan::{BrokenRule, Quality},
    views::{ClockFace, DatingDesk},
};

impl Services {
    pub async fn dating(&self, who: &TimeKeeper, id: DatingId) -> Result<DatingDesk> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let revision = self.stores.history.revision(fair.id).await?;
        let table = self.at_the_table(&dating).await?;
        let now = self.now();
        let (broken, contradiction) = match broken_rules(&dating, &table, now) {
            Ok(broken) => (broken, None),
            Err(Error::Refused(because)) => (Vec::new(), Some(because)),
            Err(error) => return Err(error),
        };
        Ok(DatingDesk {
            revision,
            clock: ClockFace { timing: dating.setting.timing(), run: dating.run, now },
            local_now: self.local(&fair, now),
            ended: dating.ended(now).map(|at| self.local(&fair, at)),
            measures: measures(&dating, &table, now),
            outdated: contradiction.is_some() || is_outdated(&dating, &table, &broken),
            broken,
            contradiction,
            shortfalls: shortfalls(&dating, &table, now),
            warnings: warnings(&dating, &table, now),
            rounds_frozen: dating.rounds_frozen(now),
            frozen: self.frozen(&fair, &dating, now),
            interpreters: posts(&dating),
            last: self.step_line(&fair, id, self.to_take_back(who, &dating, now).await?.as_ref()).await?,
            taken_back: self.step_line(&fair, id, dating.steps.undone.last()).await?,
            plan_is_on: plan_is_on(&dating, fair.phase),
            unpublished_changes: dating.plan.is_some() && dating.plan != dating.published,
            me: who.name().to_owned(),
            may_organise: who.may_organise(),
            slug: fair.slug,
            dating,
        })
    }
}

/// Whether the plan at hand was worked out for something else. One that was found and breaks rules was found by others.
fn is_outdated(dating: &Dating, table: &Table, broken: &[BrokenRule]) -> bool {
    let Some(plan) = dating.plan.as_ref().filter(|_| !dating.has_started()) else { return false };
    let asked = &plan.account.question;
    let otherwise = !asked.is_empty() && *asked != table.question(dating);
    otherwise || plan.quality != Quality::ByHand && !broken.is_empty()
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
