//! Mends an announced plan for those who are there now: a patch at once, then changes that gain more than they disturb.

use std::cmp::Reverse;

use crate::answer::{Answer, Budget, Fairness, Options, Reason, RepairInput, Status};
use crate::chance::{Chance, Heat};
use crate::check::{check, check_repair};
use crate::groups::anneal::anneal_all;
use crate::groups::evenness::Evening;
use crate::groups::puzzle::seat_broken_rounds;
use crate::groups::relief::give_way;
use crate::groups::seating::Seating;
use crate::groups::{self, evenness};
use crate::pairs::Pairs;
use crate::pairs::matching::Met;
use crate::plan::{Plan, changes};
use crate::problem::{Problem, Repeats, Rule};
use crate::proof::bounds;
use crate::proof::certificate::{Certificate, prove};
use crate::solve::{judged, solve};

pub(crate) mod alternatives;
mod patch;

use patch::patch_pairs;

/// The announced plan mended for those who are there: played rounds stay, frozen rounds only lose people who are gone.
///
/// Without steps it is the patch: only people who lost their seat or partner, or just came, get new ones. Steps are
/// spent on changes that gain more than `cost_seat` and `cost_pair` say they cost.
pub fn repair(problem: &Problem, input: &RepairInput, options: &Options, budget: &Budget) -> Answer {
    repair_evenly(problem, input, options, Evening::Never, budget)
}

/// The same, where evenness may count against what was announced.
pub(crate) fn repair_evenly(
    problem: &Problem,
    input: &RepairInput,
    options: &Options,
    evening: Evening,
    budget: &Budget,
) -> Answer {
    let first = first_open(problem, input);
    let by_pairs = Pairs::of(problem).map(|pairs| patch_pairs(&pairs, input, first, options, evening, budget));
    let valid = |plan: &Plan| check_repair(problem, input, plan).report.is_valid();
    match by_pairs.filter(valid) {
        Some(plan) => known(problem, input, plan, true),
        None => {
            let plan = mend_in_company(problem, input, first, options, budget);
            let valid = valid(&plan);
            known(problem, input, plan, valid)
        }
    }
}

/// The first round that may be changed.
pub(crate) fn first_open(problem: &Problem, input: &RepairInput) -> usize {
    input.done_rounds.saturating_add(input.frozen_rounds).min(problem.rounds())
}

/// What is known about a repaired plan.
pub(crate) fn known(problem: &Problem, input: &RepairInput, plan: Plan, valid: bool) -> Answer {
    let mut answer = judged(problem, plan, None, None);
    if valid {
        // Rounds already played may break what has become a rule since: nobody can mend those.
        answer.status = Status::Feasible;
        answer.reasons.retain(|reason| !matches!(reason, Reason::NoPlanFound { .. }));
    }
    answer.changes = Some(changes(&input.announced, &answer.plan));
    answer
}

/// The rounds that cannot be changed: played ones as they were, frozen ones without those who are gone.
pub(crate) fn fixed_rounds(problem: &Problem, input: &RepairInput, first: usize) -> Plan {
    let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
    for r in 0..first.min(input.announced.rounds.len()) {
        for (t, sitting) in input.announced.rounds[r].iter().enumerate().take(problem.tables().len()) {
            let stays =
                |i: u32| r < input.done_rounds || (i as usize) < problem.people() && problem.is_present(i as usize, r);
            plan.rounds[r][t] = sitting.iter().copied().filter(|&i| stays(i)).collect();
        }
    }
    plan
}

/// What the rounds to come can still add, as a problem of its own, and what the fixed rounds are worth already.
///
/// A bound of the rest plus that worth bounds every repair; `insist check` proves it so. `None` where no round is open.
pub fn rest(problem: &Problem, input: &RepairInput) -> Option<(Problem, i64)> {
    let first = first_open(problem, input);
    let (n, open) = (problem.people(), problem.rounds() - first);
    if open == 0 {
        return None;
    }
    let fixed = fixed_rounds(problem, input, first);
    let mut met = vec![false; n * n];
    for (a, b) in (0..first).flat_map(|r| fixed.pairs(r)).filter(|&(_, b)| (b as usize) < n) {
        met[a as usize * n + b as usize] = true;
    }
    let again = |a: usize, b: usize| met[a * n + b] && !problem.same_group(a, b);
    let tables = problem.tables().iter().map(|table| {
        let closed = table.closed.iter().filter(|&&r| r as usize >= first).map(|&r| r - first as u32);
        crate::problem::Table { closed: closed.collect(), ..table.clone() }
    });
    let mut builder = Problem::builder(n, open)
        .tables(tables.collect())
        .sides((0..n).map(|i| problem.side(i)).collect())
        .worth(|a, b| match problem.repeats() {
            Repeats::Soft(cost) if again(a, b) => -cost,
            _ => problem.worth(a, b),
        })
        .repeats(problem.repeats())
        .seat_all(problem.seat_all());
    for b in 0..n {
        for a in 0..b {
            let no_more = problem.repeats() == Repeats::Hard && again(a, b);
            if no_more || !problem.same_group(a, b) && !problem.may_meet(a, b) {
                builder = builder.forbid(a, b, Rule::Veto);
            }
        }
        for r in (first..problem.rounds()).filter(|&r| !problem.is_present(b, r)) {
            builder = builder.absent(b, r - first);
        }
        if let Some(limit) = problem.limit(b) {
            let had = (0..n).filter(|&a| a != b && again(a, b)).count() as u32;
            builder = builder.limit(b, limit.saturating_sub(had));
        }
        if let Some(table) = problem.pin(b) {
            builder = builder.pin(b, table);
        }
    }
    for group in problem.groups() {
        builder = builder.together(group.clone());
    }
    Some((builder.build().ok()?, check(problem, &fixed).objective))
}

/// The most that any repair could be worth (without its costs), and the proof of it over the [`rest`].
pub fn repair_bound(problem: &Problem, input: &RepairInput, budget: &Budget) -> Option<(i64, Certificate)> {
    let (rest, had) = rest(problem, input)?;
    let pairs = Pairs::of(&rest).filter(|pairs| pairs.is_uniform() && pairs.sides().is_some());
    if pairs.is_some() {
        let options = Options { fairness: Fairness::Off, ..Options::default() };
        let proof = solve(&rest, &options, &Budget { steps: 0, ..*budget }).certificate?;
        return Some((had + prove(&rest, &proof)?, proof));
    }
    let counted = bounds::counted(&rest);
    let best = bounds::better(&rest, counted, bounds::drifted(&rest, budget));
    Some((had + prove(&rest, &best)?, best))
}

/// Group tables, where nobody shall be left alone at a table even where the rules would allow it.
fn mend_in_company(problem: &Problem, input: &RepairInput, first: usize, options: &Options, budget: &Budget) -> Plan {
    let mended = |problem: &Problem, budget: &Budget| {
        let mut plan = mend_groups(problem, input, first, options, budget);
        give_way(problem, &mut plan, first);
        seat_broken_rounds(problem, &plan, first).unwrap_or(plan)
    };
    if let Some(kinder) = problem.in_company() {
        let plan = mended(&kinder, budget);
        let judged = |plan: &Plan| check_repair(&kinder, input, plan);
        let found = judged(&plan);
        if found.report.is_valid() {
            // The patch may leave nobody alone as well, and be more.
            let patch = mended(problem, &Budget { steps: 0, ..*budget });
            let known = judged(&patch);
            return if known.report.is_valid() && known.score > found.score { patch } else { plan };
        }
    }
    mended(problem, budget)
}

/// Group tables: people without a seat fill gaps, tables under their minimum merge, then seats change where it pays.
fn mend_groups(problem: &Problem, input: &RepairInput, first: usize, options: &Options, budget: &Budget) -> Plan {
    if problem.rounds() * (problem.tables().len() + 1) * problem.people() > AT_ONCE {
        return mend_round_by_round(problem, input, first, options, budget);
    }
    let change = input.cost_seat.max(input.cost_pair).saturating_mul(2);
    let rewards = evenness::rewards(problem, options.fairness);
    let size = problem.rounds() * (problem.tables().len() + 1) * problem.people();
    let replicas = budget.replicas.min((AT_ONCE / size.max(1)) as u32).max(1);
    let mut walks: Vec<(Seating, Chance)> = Vec::new();
    for replica in 0..u64::from(replicas) {
        let mut seating = Seating::against(problem, change);
        seating.load(&input.announced);
        seating.reward(&rewards, |_| 0);
        seating.bind(input, first);
        for r in first..problem.rounds() {
            groups::mend(&mut seating, r);
        }
        walks.push((seating, Chance::new(options.seed, replica << 8 | 1)));
    }
    let fixed = fixed_rounds(problem, input, first);
    let whole = |mut plan: Plan| {
        plan.rounds[..first].clone_from_slice(&fixed.rounds[..first]);
        plan
    };
    // The search counts in its own way (what is forbidden is dear there, not ruled out): the judge has the last word.
    let value = |plan: &Plan| {
        let judged = check_repair(problem, input, plan);
        let even = evenness::rewarded(&judged.report, &rewards);
        (judged.report.is_valid(), Reverse(judged.report.broken.len()), judged.score + even)
    };
    let patch = whole(walks.first().map_or_else(Plan::default, |(seating, _)| seating.plan()));
    let steps = budget.steps.min(1 << 40);
    let heat = Heat { start: 4 << 10, halvings: 5000 };
    let all = walks.iter_mut().map(|(seating, chance)| (seating, chance));
    let found = whole(anneal_all(all, first, heat, steps, budget).1);
    if value(&found) > value(&patch) { found } else { patch }
}

/// Rounds times tables times people up to which all rounds are mended together (the state takes four bytes of each).
const AT_ONCE: usize = 100_000_000;

/// The same for what would not fit in memory at once: each round by itself, knowing who has met in those before it.
fn mend_round_by_round(
    problem: &Problem,
    input: &RepairInput,
    first: usize,
    options: &Options,
    budget: &Budget,
) -> Plan {
    let n = problem.people();
    let mut plan = fixed_rounds(problem, input, first);
    let mut met = Met::new(n);
    let known = |plan: &Plan, r| plan.pairs(r).into_iter().filter(|&(_, b)| (b as usize) < n).collect::<Vec<_>>();
    (0..first).for_each(|r| met.set(&known(&plan, r), true));
    let share = Budget { steps: (budget.steps / problem.rounds() as u64).min(200_000), ..*budget };
    for r in first..problem.rounds() {
        let Some(alone) = problem.only_round(r, |a, b| met.has(a, b)) else { continue };
        let announced = Plan { rounds: vec![input.announced.rounds.get(r).cloned().unwrap_or_default()] };
        let told = RepairInput { announced, done_rounds: 0, frozen_rounds: 0, ..*input };
        plan.rounds[r] = mend_groups(&alone, &told, 0, options, &share).rounds.swap_remove(0);
        met.set(&known(&plan, r), true);
    }
    plan
}
