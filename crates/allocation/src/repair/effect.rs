//! What a repair changes, gains and costs, as it is told to whoever decides.

use serde::{Deserialize, Serialize};

use super::{first_open, fixed_rounds};
use crate::answer::RepairInput;
use crate::check::check_repair;
use crate::plan::{Meeting, Plan};
use crate::problem::Problem;

/// What a repair changes, gains and costs, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Effect {
    /// Affinity of the whole plan, as `check` counts it.
    pub objective: i64,
    /// The objective less what the changes cost.
    pub score: i64,
    /// The objective above that of doing nothing but leaving out whoever is gone.
    pub gained: i64,
    /// Seats people were told and no longer have, over all rounds to come.
    pub changed_seats: u32,
    /// Different people among them.
    pub people_moved: u32,
    /// Rounds in which anything changes for somebody who is still there.
    pub rounds_changed: Vec<u32>,
    /// Announced pairs, both still there, that no longer meet in that round.
    pub lost: Vec<Meeting>,
    /// Pairs that meet now and were not announced.
    pub added: u32,
    /// Who is there and has no seat, round by round from the first that is open.
    pub without_seat: Vec<(u32, u32)>,
    /// Who sits alone at a table (round, person).
    pub alone: Vec<(u32, u32)>,
    /// Hard rules that stay broken in rounds to come; 0 where everything is kept.
    pub broken: u32,
}

/// What a repaired plan changes, gains and costs against what people were told.
pub fn effect(problem: &Problem, input: &RepairInput, plan: &Plan) -> Effect {
    let n = problem.people();
    let judged = check_repair(problem, input, plan);
    let mut found = Effect {
        objective: judged.report.objective,
        score: judged.score,
        gained: judged.report.objective - check_repair(problem, input, &dropped(problem, input)).report.objective,
        changed_seats: judged.changed_seats,
        broken: judged.report.broken.len() as u32,
        ..Effect::default()
    };
    let mut moved = vec![false; n];
    for r in input.done_rounds..problem.rounds() {
        let round = r as u32;
        let (was, is) = (input.announced.seats(r, n), plan.seats(r, n));
        let mut touched = false;
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            touched |= was[i] != is[i];
            moved[i] |= was[i].is_some() && was[i] != is[i];
            if is[i].is_none() && r >= first_open(problem, input) {
                found.without_seat.push((round, i as u32));
            }
        }
        let (told, now) = (input.announced.pairs(r), plan.pairs(r));
        let there =
            |&&(a, b): &&(u32, u32)| [a, b].iter().all(|&i| (i as usize) < n && problem.is_present(i as usize, r));
        let lost = told.iter().filter(there).filter(|pair| now.binary_search(pair).is_err());
        found.lost.extend(lost.map(|&(a, b)| Meeting { round, a, b }));
        found.added += now.iter().filter(|pair| told.binary_search(pair).is_err()).count() as u32;
        let single = plan.rounds.get(r).into_iter().flatten().filter(|sitting| sitting.len() == 1);
        found.alone.extend(single.map(|sitting| (round, sitting[0])));
        if touched {
            found.rounds_changed.push(round);
        }
    }
    found.people_moved = moved.iter().filter(|&&moved| moved).count() as u32;
    found
}

/// The announced plan without those who are not there.
fn dropped(problem: &Problem, input: &RepairInput) -> Plan {
    fixed_rounds(problem, input, problem.rounds())
}
