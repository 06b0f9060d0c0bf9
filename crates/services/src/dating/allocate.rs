//! Letting the tables be allocated: problem, engine on a blocking thread, independent check, save.

use super::{
    interpreting,
    judge::contradiction,
    on_a_blocking_thread,
    problem::{Leaning, Table},
    words,
};
use crate::{Result, Services, actor::Organiser, ports::CommandKey};
use allocation::{Budget, Options, Status};
use domain::{
    DatingId, Refusal, UnixMillis,
    dating::{Dating, Deed, Outcome, Side, Sides},
    plan::{Quality, SeatingPlan},
};

/// Moves the local searches may try; exact parts run to their end. A few seconds on a small server.
const STEPS: u64 = 6_000_000;
/// How often pairs whom no interpreter can serve are kept apart one by one before all of them are.
pub(super) const ATTEMPTS: usize = 3;
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
        // Memory first: who met before is worth less together.
        let met_before = self.met_before(&dating).await?;
        let mut remembering = dating.clone();
        remembering.met_before.clone_from(&met_before);
        let table = self.at_the_table(&remembering).await?;
        let seed = seed.unwrap_or_else(|| self.chance.seed());
        let now = self.now();
        let plan = on_a_blocking_thread(move || best_plan(&remembering, &table, seed, now)).await??;
        let outcome = Outcome { plan: Some(plan), met_before: Some(met_before), ..Outcome::default() };
        self.carry_out(&dating, organiser.name(), Deed::Allocated, outcome, key, now).await.map(|_| ())
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
    if dating.rules.sides == Sides::Across && dating.setting.tables.iter().all(|table| table.least > 2) {
        return Err(Refusal::AcrossNeedsPairs);
    }
    Ok(())
}

/// The engine's plan, judged by the checker, or the rules that cannot be kept together. Where interpreters are needed at
/// more tables than there are interpreters, those pairs are kept apart and it is worked out again.
fn best_plan(dating: &Dating, table: &Table, seed: u64, now: UnixMillis) -> Result<SeatingPlan> {
    let mut leaning = Leaning::default();
    for attempt in 0..=ATTEMPTS {
        let problem = table.problem_leaning(dating, now, &leaning).map_err(|error| contradiction(&error))?;
        let answer = allocation::solve(&problem, &Options { seed, ..Options::default() }, &Budget::steps(STEPS));
        let report = allocation::check(&problem, &answer.plan);
        if !report.is_valid() {
            let broken = report.broken.iter().take(20).map(|v| words::broken(dating, table, v)).collect();
            return Err(Refusal::Contradiction(broken).into());
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
                quality: quality(answer.status, answer.bound.filter(|_| attempt == 0)),
                shortfalls: words::shortfalls(dating, table, &answer.reasons, &seats, now),
                interpreters,
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

pub(super) fn quality(status: Status, bound: Option<i64>) -> Quality {
    match (status, bound) {
        (Status::Optimal, _) => Quality::ProvenBest,
        (_, Some(bound)) => Quality::Bounded { bound },
        (_, None) => Quality::Found,
    }
}
