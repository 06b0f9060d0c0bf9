//! Sends each problem to the method that fits it, and says honestly what is known about the plan.

use crate::answer::{Answer, Budget, Options, Reason, RepairInput, Status};
use crate::chance::Chance;
use crate::check::{check, check_repair};
use crate::plan::{Plan, changes};
use crate::problem::Problem;
use crate::seating::Seating;
use crate::groups;

/// The best plan found for a problem, with what is known about it.
pub fn solve(problem: &Problem, options: &Options, budget: &Budget) -> Answer {
    let mut chance = Chance::new(options.seed, 0);
    let mut seating = Seating::new(problem);
    groups::construct(&mut seating, 0, &mut chance);
    let steps = budget.steps.min(1 << 40);
    let (_, plan) = groups::anneal(&mut seating, 0, &mut chance, (24 << 10, 6), steps, budget);
    judged(problem, plan)
}

fn judged(problem: &Problem, plan: Plan) -> Answer {
    let report = check(problem, &plan);
    let mut reasons = Vec::new();
    if !report.is_valid() {
        reasons.push(Reason::NoPlanFound { broken: report.broken.len() as u32 });
    }
    let status = if report.is_valid() { Status::Feasible } else { Status::Infeasible };
    Answer { plan, objective: report.objective, bound: None, status, reasons, certificate: None, changes: None }
}

/// The announced plan mended for those who are there: played rounds stay, frozen rounds only lose people who are gone.
pub fn repair(problem: &Problem, input: &RepairInput, options: &Options, budget: &Budget) -> Answer {
    let mut chance = Chance::new(options.seed, 1);
    let mut seating = Seating::new(problem);
    let _ = (&mut chance, budget);
    seating.load(&input.announced);
    for r in (input.done_rounds + input.frozen_rounds).min(problem.rounds())..problem.rounds() {
        groups::mend_minimum(&mut seating, r, &groups::mobility(problem, r));
    }
    let mut plan = seating.plan();
    let played = input.done_rounds.min(plan.rounds.len()).min(input.announced.rounds.len());
    plan.rounds[..played].clone_from_slice(&input.announced.rounds[..played]);
    let report = check_repair(problem, input, &plan).report;
    let mut answer = judged(problem, plan);
    if report.is_valid() {
        answer.status = Status::Feasible;
        answer.reasons.clear();
    }
    answer.changes = Some(changes(&input.announced, &answer.plan));
    answer
}
