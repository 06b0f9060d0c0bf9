//! Letting the tables be allocated: problem, engine on a blocking thread, independent check, save.

use super::{on_a_blocking_thread, problem::Table, words};
use crate::{Error, Result, Services, actor::Organiser, ports::CommandKey};
use allocation::{Budget, Options, RepairInput, Status};
use domain::{
    DatingId, Refusal, UnixMillis,
    dating::{Dating, Side, Sides},
    plan::{BrokenRule, Quality, SeatingPlan, Seats},
};

/// Moves the local searches may try; exact parts run to their end. A few seconds on a small server.
const STEPS: u64 = 6_000_000;
/// Moves a repair may try: a blink, since people wait for it. Steps and not seconds, so that the same repair comes out
/// when it is computed again to be applied.
const REPAIR_STEPS: u64 = 150_000;
/// What a changed seat and a lost announced date cost, in points of affinity.
const SEAT_COST: i32 = 6;
const DATE_COST: i32 = 4;

impl Services {
    /// Allocates the tables of a session that has not started, anew. With a seed the same plan comes out again.
    pub async fn allocate(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        seed: Option<u64>,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        if dating.has_started() {
            return Err(Refusal::FixedWhileRunning.into());
        }
        enough(&dating)?;
        let table = self.at_the_table(&dating).await?;
        let seed = seed.unwrap_or_else(|| self.chance.seed());
        let now = self.now();
        let (dating, plan) = on_a_blocking_thread(move || {
            let plan = best_plan(&dating, &table, seed, now);
            (dating, plan)
        })
        .await?;
        let mut dating = dating;
        dating.adopt(plan?, now)?;
        let note = self.dating_note(&dating, organiser.name(), "dating.allocate", key);
        self.save_dating(&dating, note).await?;
        Ok(())
    }
}

/// Two who could meet are the least a session needs.
fn enough(dating: &Dating) -> Result<(), Refusal> {
    if dating.participants.len() < 2 {
        return Err(Refusal::TooFewParticipants);
    }
    let open = dating.participants.iter().filter(|p| p.side.is_none()).count();
    let side = |side| dating.participants.iter().any(|p| p.side == Some(side));
    if dating.rules.sides == Sides::Across && open == 0 && !(side(Side::With) && side(Side::Without)) {
        return Err(Refusal::OneSideEmpty);
    }
    Ok(())
}

/// The engine's plan, judged by the checker, or the rules that cannot be kept together.
fn best_plan(dating: &Dating, table: &Table, seed: u64, now: UnixMillis) -> Result<SeatingPlan> {
    let problem = table.problem(dating).map_err(|error| contradiction(&error))?;
    let answer = allocation::solve(&problem, &Options { seed, ..Options::default() }, &Budget::steps(STEPS));
    let report = allocation::check(&problem, &answer.plan);
    if !report.is_valid() {
        let broken = report.broken.iter().take(20).map(|v| words::broken(dating, table, v)).collect();
        return Err(Refusal::Contradiction(broken).into());
    }
    let seats = table.seats_of(&answer.plan);
    Ok(SeatingPlan {
        version: 0,
        made_at: now,
        seed,
        objective: report.objective,
        quality: quality(answer.status, answer.bound),
        shortfalls: words::shortfalls(dating, table, &answer.reasons, &seats),
        seats,
    })
}

fn quality(status: Status, bound: Option<i64>) -> Quality {
    match (status, bound) {
        (Status::Optimal, _) => Quality::ProvenBest,
        (_, Some(bound)) => Quality::Bounded { bound },
        (_, None) => Quality::Found,
    }
}

/// A definition that the engine cannot even read, such as a fixed table that is too small.
fn contradiction(error: &allocation::ProblemError) -> Error {
    tracing::warn!(%error, "a session's rules contradict each other");
    Refusal::Contradiction(Vec::new()).into()
}

/// The plan at hand, repaired for what is known now: rounds that have begun stay as they were.
pub(super) fn repaired(dating: &Dating, table: &Table, now: UnixMillis) -> Result<Option<SeatingPlan>> {
    let Some(plan) = &dating.plan else { return Ok(None) };
    let begun = dating.rounds_begun(now);
    let problem = table.problem(dating).map_err(|error| contradiction(&error))?;
    let announced = table.plan_of(&plan.seats);
    let input = RepairInput {
        announced,
        done_rounds: begun.into(),
        frozen_rounds: 0,
        cost_seat: SEAT_COST,
        cost_pair: DATE_COST,
    };
    let options = Options { seed: plan.seed, ..Options::default() };
    let answer = allocation::repair(&problem, &input, &options, &Budget::steps(REPAIR_STEPS));
    let judged = allocation::check_repair(&problem, &input, &answer.plan);
    let ahead: Vec<BrokenRule> = broken_ahead(dating, table, &judged.report.broken, begun);
    if !ahead.is_empty() {
        return Err(Refusal::Contradiction(ahead.into_iter().take(20).collect()).into());
    }
    let seats = keep_played(table.seats_of(&answer.plan), &plan.seats, begun);
    Ok(Some(SeatingPlan {
        version: plan.version,
        made_at: now,
        seed: plan.seed,
        objective: judged.report.objective,
        quality: quality(answer.status, answer.bound),
        shortfalls: words::shortfalls(dating, table, &answer.reasons, &seats),
        seats,
    }))
}

/// Rounds that have begun are taken over literally, with the order at each table.
fn keep_played(mut seats: Seats, before: &Seats, begun: u8) -> Seats {
    for (round, played) in before.iter().enumerate().take(begun.into()) {
        if let Some(slot) = seats.get_mut(round) {
            slot.clone_from(played);
        }
    }
    seats
}

/// What the plan at hand breaks from the first round that has not begun.
pub(super) fn broken_rules(dating: &Dating, table: &Table, now: UnixMillis) -> Result<Vec<BrokenRule>> {
    let Some(plan) = &dating.plan else { return Ok(Vec::new()) };
    let problem = table.problem(dating).map_err(|error| contradiction(&error))?;
    let report = allocation::check(&problem, &table.plan_of(&plan.seats));
    Ok(broken_ahead(dating, table, &report.broken, dating.rounds_begun(now)))
}

/// History cannot be mended: what was broken in rounds that have begun is no news.
fn broken_ahead(dating: &Dating, table: &Table, broken: &[allocation::Violation], begun: u8) -> Vec<BrokenRule> {
    let all = broken.iter().map(|violation| words::broken(dating, table, violation));
    all.filter(|rule| rule.round().is_none_or(|round| round >= begun)).collect()
}
