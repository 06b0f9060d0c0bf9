//! Letting the tables be allocated: problem, engine, independent check, and what is known of the plan.

use super::search::Search;
use crate::{
    Result, Services,
    actor::Organiser,
    dating::{
        on_a_blocking_thread,
        seating::{Leaning, Table, contradiction, fairness, in_company, interpreting, lay, words},
    },
    ports::CommandKey,
};
use allocation::{Answer, Budget, Fairness, Options, Plan, PriceKnown, Problem, RepairInput, Status};
use domain::{
    DatingId, Refusal, UnixMillis,
    dating::{CommonLanguage, Dating, Deed, Evenness, Outcome, Side, Sides},
    plan::{Account, RuleCost, SeatingPlan},
};
use std::{cmp::Reverse, collections::HashSet};

/// Moves after which a plan is near enough to show what is in its way.
const GLANCE: u64 = 200_000;

impl Services {
    /// Allocates the tables of a session that has not started, anew, by steps instead of a clock: with a seed the same
    /// plan comes out again.
    pub async fn allocate(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        seed: Option<u64>,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        may_be_allocated(&dating)?;
        // Memory first: who met before is worth less together.
        let met_before = self.met_before(&dating).await?;
        let mut remembering = dating.clone();
        remembering.met_before.clone_from(&met_before);
        let table = self.at_the_table(&remembering).await?;
        let seed = seed.unwrap_or_else(|| self.chance.seed());
        let now = self.now();
        let plan =
            on_a_blocking_thread(move || best_plan(&remembering, &table, seed, now, &Search::by_steps())).await??;
        let outcome = Outcome { plan: Some(plan), met_before: Some(met_before), ..Outcome::default() };
        self.carry_out(&dating, organiser.name(), allocated(&dating), outcome, key, now).await.map(|_| ())
    }
}

/// What it is called in the log: the first plan there is, or another one.
pub(super) fn allocated(dating: &Dating) -> Deed {
    if dating.plan.is_some() { Deed::Reallocated } else { Deed::Allocated }
}

/// Two who could meet are the least a session needs.
pub(super) fn may_be_allocated(dating: &Dating) -> Result<(), Refusal> {
    dating.may_be_set_up()?;
    if dating.participants.len() < 2 {
        return Err(Refusal::TooFewParticipants);
    }
    let open = dating.participants.iter().filter(|p| p.side.is_none()).count();
    let side = |side| dating.participants.iter().any(|p| p.side == Some(side));
    if dating.rules.sides == Sides::Across && open == 0 && !(side(Side::With) && side(Side::Without)) {
        return Err(Refusal::OneSideEmpty);
    }
    if dating.rules.sides == Sides::Across && dating.setting.tables.iter().all(|table| table.least > 2) {
        return Err(Refusal::AcrossNeedsPairs);
    }
    Ok(())
}

/// The engine's plan, judged by the checker, or the rules that cannot be kept together.
pub(super) fn best_plan(
    dating: &Dating,
    table: &Table,
    seed: u64,
    now: UnixMillis,
    search: &Search,
) -> Result<SeatingPlan> {
    let problem = table.problem(dating, now).map_err(|error| contradiction(dating, table, &error))?;
    let options = Options { seed, fairness: fairness(dating) };
    if may_clash(dating) {
        // What cannot be is said at once, and not after a minute of trying.
        let glance = allocation::solve(&problem, &Options { seed, fairness: Fairness::Off }, &Budget::steps(GLANCE));
        refuse_clash(dating, table, &problem, &glance)?;
    }
    let interpreted = dating.rules.language == CommonLanguage::Required && !dating.day.interpreters.is_empty();
    let mut answer = solved(&problem, &options, search, if interpreted { 500 } else { 1000 });
    refuse_broken(dating, table, &problem, &answer, search)?;
    if !is_served(dating, table, &answer.plan) {
        answer = with_interpreters(dating, table, (&problem, answer), &options, now, search)?;
        refuse_broken(dating, table, &problem, &answer, search)?;
    }
    let seats = table.seats_of(&answer.plan);
    Ok(SeatingPlan {
        version: 0,
        made_at: now,
        seed,
        objective: answer.objective,
        quality: words::quality(answer.status, answer.bound),
        interpreters: interpreting::posts(table, dating, &seats, 0, &[]),
        account: Account { question: table.question(dating), ..account(&problem, &answer) },
        seats,
    })
}

/// An answer with company for everybody who can have it, in this share (in thousandths) of the time that is left.
fn solved(problem: &Problem, options: &Options, search: &Search, share: u32) -> Answer {
    let answer = search.solve(problem, options, share);
    if search.was_stopped() {
        return answer;
    }
    let announced = answer.plan.clone();
    let anew = RepairInput { announced, done_rounds: 0, frozen_rounds: 0, cost_seat: 0, cost_pair: 0 };
    in_company(problem, &anew, answer)
}

/// Whether everybody at a table can talk, with the interpreters there are.
fn is_served(dating: &Dating, table: &Table, plan: &Plan) -> bool {
    let seats = table.seats_of(plan);
    let posts = interpreting::posts(table, dating, &seats, 0, &[]);
    interpreting::unserved(table, dating, &seats, &posts, 0).is_empty()
}

/// Interpreters are needed at more tables than there are interpreters: who would rest without them says which tables they
/// are to have, and the rest is worked out around these. Nothing can be above the bound that counts no interpreters.
fn with_interpreters(
    dating: &Dating,
    table: &Table,
    (problem, uncounted): (&Problem, Answer),
    options: &Options,
    now: UnixMillis,
    search: &Search,
) -> Result<Answer> {
    let leaning = Leaning::default().without_interpreters();
    let solve = |leaning: &Leaning, share: u32| {
        let narrower = table.problem_leaning(dating, now, leaning)?;
        Ok(leaning.seated(solved(&narrower, options, search, share)))
    };
    let without = solve(&leaning, 500).map_err(|error| contradiction(dating, table, &error))?;
    let laid = lay((dating, table, problem), &without.plan, Some(&uncounted.plan), 0, HashSet::new());
    // Where the rules leave no room around these tables, they are kept without.
    let around = solve(&leaning.around(laid), 1000).ok();
    let evenly = dating.rules.evenness != Evenness::Ignored;
    let standing = |answer: &Answer| {
        let report = allocation::check(problem, &answer.plan);
        let nothing = report.people.iter().filter(|person| evenly && person.dates == 0).count();
        (Reverse(report.broken.len()), Reverse(nothing), report.objective)
    };
    let best = match around {
        Some(around) if standing(&around) >= standing(&without) => around,
        _ => without,
    };
    let objective = allocation::check(problem, &best.plan).objective;
    Ok(Answer { objective, bound: uncounted.bound, certificate: None, bound_certificate: None, ..best })
}

/// Refuses a plan that breaks a rule, by what cannot be had together where that is known.
fn refuse_broken(dating: &Dating, table: &Table, problem: &Problem, answer: &Answer, search: &Search) -> Result<()> {
    let report = allocation::check(problem, &answer.plan);
    if report.is_valid() {
        return Ok(());
    }
    refuse_clash(dating, table, problem, answer)?;
    let broken = report.broken.iter().take(20).map(|v| words::broken(dating, table, v)).collect();
    // What was stopped proves nothing about the rules.
    Err(match search.was_stopped() {
        true => Refusal::StoppedTooEarly(broken),
        false => Refusal::Contradiction(broken),
    }
    .into())
}

/// Whether the session asks for what may be impossible.
fn may_clash(dating: &Dating) -> bool {
    let rules = &dating.rules;
    rules.seat_everybody || !rules.fixed.is_empty() || !rules.together.is_empty()
}

/// Refuses where an answer shows what cannot be had together.
fn refuse_clash(dating: &Dating, table: &Table, problem: &Problem, answer: &Answer) -> Result<(), Refusal> {
    if answer.status != Status::Infeasible {
        return Ok(());
    }
    match allocation::conflict(problem, &answer.plan) {
        Some(conflict) => Err(Refusal::Clash(words::clash(dating, table, problem, &conflict))),
        None => Ok(()),
    }
}

/// How evenly talks are spread, and what rules and evenness cost.
fn account(problem: &Problem, answer: &Answer) -> Account {
    let explained = allocation::explain(problem, answer, &|_, _| None, &|_| Vec::new());
    let thousandths = |points: i64| (points.max(0) * 1000 / answer.objective.max(1)) as u32;
    let behind = explained.people.iter().map(|person| person.possible.saturating_sub(person.dates)).max();
    // Where the bound tells nothing of a rule, it tells nothing of its price either.
    let known = explained.rules.iter().filter(|price| price.costs > price.gap);
    let costs = known.map(|price| RuleCost {
        rule: words::costly(price.rule),
        thousandths: thousandths(price.costs),
        exactly: price.known == PriceKnown::Exactly,
    });
    Account {
        furthest_behind: behind.map(|talks| talks.min(u16::MAX.into()) as u16),
        evenness: match (answer.status, answer.bound) {
            (Status::Optimal, Some(bound)) => Some(thousandths(bound - answer.objective)),
            _ => None,
        },
        costs: costs.filter(|cost| cost.thousandths > 0).collect(),
        ..Account::default()
    }
}
