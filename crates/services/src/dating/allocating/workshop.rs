//! Beside the plan: what is under way, what came to nothing, and the plan by other terms, to be taken or left.

use super::{allocate::allocated, attempts::seen_at};
use crate::{
    Error, Result, Services,
    actor::{Organiser, TimeKeeper},
    dating::review::{measures, shortfalls},
    ports::CommandKey,
};
use domain::{
    DatingId, Refusal,
    attempt::{Aim, Attempt, End, Mishap, OtherPlan, Workshop},
    dating::{Dating, Deed, Outcome},
    plan::{SeatingPlan, Seats, table_of},
};

impl Services {
    /// Nothing for time keepers, who organise nothing.
    pub async fn workshop(&self, who: &TimeKeeper, id: DatingId) -> Result<Workshop> {
        let mut workshop = Workshop::default();
        if !who.may_organise() {
            return Ok(workshop);
        }
        let (dating, now) = (self.load_dating(id).await?, self.now());
        for attempt in self.stores.attempts.of(id).await? {
            let aim = attempt.aim;
            let mishap = match &attempt.end {
                None if attempt.is_under_way(now) => {
                    workshop.under_way = Some(seen_at(attempt, now));
                    None
                }
                // The process ended between saving the plan and saying so.
                None if dating.plan.as_ref().is_some_and(|plan| plan.seed == attempt.seed) => None,
                None => Some(Mishap::Lost),
                Some(End::Found { plan, .. }) => {
                    workshop.other = self.other_plan(&dating, &attempt, plan).await?;
                    None
                }
                Some(End::Refused { because }) => Some(Mishap::Refused(because.clone())),
                Some(End::Overtaken) => Some(Mishap::Overtaken),
                Some(End::Failed) => Some(Mishap::Failed),
            };
            workshop.mishaps.extend(mishap.map(|mishap| (aim, mishap)));
        }
        Ok(workshop)
    }

    /// Takes the plan by other terms, and the terms with it. It can be taken back.
    pub async fn take_other_plan(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        run: &str,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        dating.may_be_set_up()?;
        if dating.plan.is_none() {
            return Err(Refusal::NoPlan.into());
        }
        let attempts = self.stores.attempts.of(id).await?;
        // Somebody else has had another one worked out meanwhile: look again.
        let attempt = attempts.into_iter().find(|one| one.aim == Aim::Compare && one.run == run).ok_or(Error::Stale)?;
        let (asked, table) = self.asked(&dating, &attempt.terms).await?;
        if table.question(&asked) != attempt.question {
            return Err(Refusal::WorkedOutForOther.into());
        }
        let Some(End::Found { plan, met_before }) = attempt.end else { return Err(Error::Stale) };
        let deed = match attempt.terms == dating.terms() {
            true => allocated(&dating),
            false => Deed::Taken { terms: attempt.terms },
        };
        let outcome = Outcome { plan: Some(*plan), met_before: Some(met_before), ..Outcome::default() };
        self.carry_out(&dating, organiser.name(), deed, outcome, key, self.now()).await.map(|_| ())
    }

    /// `None` where it is the plan at hand, where the session runs, or where its terms name somebody who is gone.
    async fn other_plan(&self, dating: &Dating, attempt: &Attempt, plan: &SeatingPlan) -> Result<Option<OtherPlan>> {
        let at_hand = dating.plan.as_ref().map(|plan| &plan.seats);
        let taken = at_hand == Some(&plan.seats) && attempt.terms == dating.terms();
        if taken || dating.has_started() {
            return Ok(None);
        }
        let (mut asked, table) = match self.asked(dating, &attempt.terms).await {
            Ok(asked) => asked,
            Err(Error::Refused(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let is_old = table.question(&asked) != attempt.question;
        asked.plan = Some(plan.clone());
        Ok(Some(OtherPlan {
            run: attempt.run.clone(),
            by: attempt.by.clone(),
            terms: attempt.terms.clone(),
            objective: plan.objective,
            quality: plan.quality,
            furthest_behind: plan.account.furthest_behind,
            measures: measures(&asked, &table, self.now()),
            shortfalls: shortfalls(&asked, &table, self.now()),
            seated_otherwise: at_hand.map(|seats| seated_otherwise(dating, seats, &plan.seats)),
            is_old,
        }))
    }
}

/// How many have another table or other company in some round.
fn seated_otherwise(dating: &Dating, one: &Seats, other: &Seats) -> usize {
    let company = |seats: &Seats, round: usize, who| {
        let table = table_of(seats, round, who)?;
        let mut seated = seats.get(round)?.get(table)?.clone();
        seated.sort_unstable();
        Some((table, seated))
    };
    let rounds = one.len().max(other.len());
    let differs = |who| (0..rounds).any(|round| company(one, round, who) != company(other, round, who));
    dating.participants.iter().filter(|p| differs(p.id)).count()
}
