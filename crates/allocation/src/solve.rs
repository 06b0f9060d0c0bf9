//! Sends each problem to the method that fits it, and says honestly what is known about the plan.

use crate::answer::{Answer, Budget, Options, Progress, Status};
use crate::check::check;
use crate::golfer::uniform;
use crate::groups::evenness;
use crate::groups::search::search;
use crate::groups::trim::trim;
use crate::judged::judged;
use crate::pairs::Pairs;
use crate::pairs::{matching, one_sided, two_sided};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::proof::certificate::{Certificate, prove};
use crate::proof::{bounds, semidefinite};

/// The best plan found for a problem, with what is known about it.
pub fn solve(problem: &Problem, options: &Options, budget: &Budget) -> Answer {
    let Some(pairs) = Pairs::of(problem) else {
        let start = few_are_larger(problem).then(|| in_pairs(problem, options, budget)).flatten();
        return solve_groups(problem, start, options, budget);
    };
    // Whoever keeps a table alone takes it from others: with a partner for each of them there may be more to win.
    let holding = (0..problem.people()).any(|i| pairs.may_hold(i).is_some());
    let start = holding.then(|| in_pairs(problem, options, budget)).flatten();
    match solve_pairs(&pairs, options, budget) {
        Some(answer) => match start {
            Some(plan) => better(problem, options, rejudged(problem, plan, &answer), answer),
            None => answer,
        },
        None => solve_groups(problem, start, options, budget),
    }
}

/// Most tables seat two at most, so that meeting one by one may be the best there is.
fn few_are_larger(problem: &Problem) -> bool {
    let larger = problem.tables().iter().filter(|table| table.cap > 2).count();
    2 * larger <= problem.tables().len()
}

/// A plan of a room in which every table seats exactly two, found in half the time at most: what is allowed besides must
/// never make a plan worse.
fn in_pairs(problem: &Problem, options: &Options, budget: &Budget) -> Option<Plan> {
    let stricter = problem.in_pairs()?;
    let pairs = Pairs::of(&stricter)?;
    let twice = || budget.spent.map_or(0, |spent| spent().saturating_mul(2));
    let spent = budget.spent.is_some().then_some(&twice as &dyn Fn() -> u32);
    let half = Budget { steps: budget.steps / 2, spent, progress: None, ..*budget };
    let found = solve_pairs(&pairs, options, &half)?;
    check(problem, &found.plan).is_valid().then_some(found.plan)
}

/// A plan judged by what is known about another one of the same problem.
fn rejudged(problem: &Problem, plan: Plan, known: &Answer) -> Answer {
    let bound = known.bound_certificate.as_ref().or(known.certificate.as_ref());
    judged(problem, plan, known.certificate.clone(), bound)
}

/// The better of two answers: a valid plan first, then affinity and what evenness counts.
fn better(problem: &Problem, options: &Options, one: Answer, other: Answer) -> Answer {
    let rewards = evenness::rewards(problem, options.fairness);
    let value = |answer: &Answer| (answer.status == Status::Optimal, evenness::value(problem, &answer.plan, &rewards));
    if value(&one) > value(&other) { one } else { other }
}

/// One-to-one tables; `None` where people who need a partner did not all get one.
fn solve_pairs(pairs: &Pairs, options: &Options, budget: &Budget) -> Option<Answer> {
    let problem = pairs.problem;
    let sides = pairs.sides();
    let found = match &sides {
        Some(sides) => two_sided::solve(pairs, sides, options, budget),
        None => one_sided::solve(pairs, options, budget),
    };
    if found.is_some() {
        return found;
    }
    let rounds = matching::round_by_round(pairs, sides.as_ref(), options, budget);
    let plan = pairs.seat(&rounds);
    // A bound is dear: it is looked for where there is something to be judged.
    if !check(problem, &plan).is_valid() {
        return None;
    }
    let bound = match problem.people() <= bounds::RELAXED_EXACTLY {
        true => bounds::relaxed(problem),
        false => bounds::drifted(problem, budget),
    };
    Some(judged(problem, plan, None, Some(&bounds::forced(problem, bound))))
}

/// Group tables, and whatever no exact method fits; never worse than the plan it starts from.
fn solve_groups(problem: &Problem, start: Option<Plan>, options: &Options, budget: &Budget) -> Answer {
    let rewards = evenness::rewards(problem, options.fairness);
    let answered = |plan: Plan, bound: &Certificate, prices: &Certificate| {
        let even = (!rewards.is_empty()).then(|| bounds::rewarded(problem, prices, &rewards));
        judged(problem, plan, even, Some(bound))
    };
    let mut prices = bounds::counted(problem);
    let mut bound = prices.clone();
    let constructed = uniform::construct(problem, options, budget);
    if let Some(plan) = &constructed {
        let answer = answered(plan.clone(), &bound, &prices);
        if answer.status == Status::Optimal || budget.is_over() {
            return answer;
        }
    } else {
        prices = bounds::better(problem, bound, bounds::drifted(problem, budget));
        bound = bounds::forced(problem, semidefinite::sharpened(problem, prices.clone(), budget));
    }
    // Whoever waits hears how near the best so far is to what is possible.
    let most = prove(problem, &bound);
    let tell =
        |progress: Progress| budget.progress.into_iter().for_each(|tell| tell(Progress { bound: most, ..progress }));
    let told = Budget { progress: budget.progress.is_some().then_some(&tell as &dyn Fn(Progress)), ..*budget };
    let mut plan = search(problem, constructed.as_ref().or(start.as_ref()), options, &told);
    trim(problem, &mut plan);
    let answer = answered(plan, &bound, &prices);
    match start {
        Some(plan) => better(problem, options, answered(plan, &bound, &prices), answer),
        None => answer,
    }
}
