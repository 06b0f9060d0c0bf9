//! Letting the tables be allocated: problem, engine, independent check, and what is known of the plan.

use super::search::Search;
use crate::{
    Result, Services,
    actor::Organiser,
    dating::{
        on_a_blocking_thread,
        seating::{ATTEMPTS, Leaning, Table, contradiction, fairness, in_company, interpreting, words},
    },
    ports::CommandKey,
};
use allocation::{Answer, Budget, Fairness, Options, PriceKnown, Problem, RepairInput, Status};
use domain::{
    DatingId, Refusal, UnixMillis,
    dating::{CommonLanguage, Dating, Deed, Outcome, Side, Sides},
    plan::{Account, RuleCost, SeatingPlan},
};

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
    if dating.has_started() {
        return Err(Refusal::FixedWhileRunning);
    }
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

/// The engine's plan, judged by the checker, or the rules that cannot be kept together. Where interpreters are needed at
/// more tables than there are interpreters, those pairs are kept apart and it is worked out again.
pub(super) fn best_plan(
    dating: &Dating,
    table: &Table,
    seed: u64,
    now: UnixMillis,
    search: &Search,
) -> Result<SeatingPlan> {
    let mut leaning = Leaning::default();
    let again = dating.rules.language == CommonLanguage::Required && !dating.day.interpreters.is_empty();
    let share = if again { 500 } else { 1000 };
    for attempt in 0..=ATTEMPTS {
        let problem =
            table.problem_leaning(dating, now, &leaning).map_err(|error| contradiction(dating, table, &error))?;
        if attempt == 0 && may_clash(dating) {
            // What cannot be is said at once, and not after a minute of trying.
            let glance =
                allocation::solve(&problem, &Options { seed, fairness: Fairness::Off }, &Budget::steps(GLANCE));
            refuse_clash(dating, table, &problem, &glance)?;
        }
        let options = Options { seed, fairness: fairness(dating) };
        let mut answer = search.solve(&problem, &options, share);
        if !search.was_stopped() {
            let announced = answer.plan.clone();
            let anew = RepairInput { announced, done_rounds: 0, frozen_rounds: 0, cost_seat: 0, cost_pair: 0 };
            answer = in_company(&problem, &anew, answer);
        }
        let report = allocation::check(&problem, &answer.plan);
        if !report.is_valid() {
            refuse_clash(dating, table, &problem, &answer)?;
            let broken = report.broken.iter().take(20).map(|v| words::broken(dating, table, v)).collect();
            // What was stopped proves nothing about the rules.
            return Err(match search.was_stopped() {
                true => Refusal::StoppedTooEarly(broken),
                false => Refusal::Contradiction(broken),
            }
            .into());
        }
        let seats = table.seats_of(&answer.plan);
        let interpreters = interpreting::posts(table, dating, &seats, 0, &[]);
        let unserved = interpreting::unserved(table, dating, &seats, &interpreters, 0);
        if unserved.is_empty() {
            return Ok(SeatingPlan {
                version: 0,
                made_at: now,
                seed,
                objective: report.objective,
                quality: words::quality(answer.status, answer.bound.filter(|_| attempt == 0)),
                interpreters,
                account: account(&problem, &answer),
                seats,
            });
        }
        leaning.keep_apart(unserved.into_iter().map(|(_, _, pair)| pair));
        if attempt + 1 == ATTEMPTS {
            leaning.keep_all_apart(table.ids.len());
        }
    }
    Err(Refusal::Contradiction(Vec::new()).into())
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
        Some(conflict) => Err(Refusal::Clash(words::clash(dating, table, &conflict))),
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
    }
}
