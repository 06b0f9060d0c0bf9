//! Sends each problem to the method that fits it, and says honestly what is known about the plan.

use crate::answer::{Answer, Budget, Options, Progress, Reason, Status};
use crate::certificate::{Certificate, prove};
use crate::check::check;
use crate::groups;
use crate::pairs::Pairs;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::reasons::reasons;
use crate::trim::trim;
use crate::{bounds, evenness, matching, one_sided, semidefinite, two_sided, uniform};

/// The best plan found for a problem, with what is known about it.
pub fn solve(problem: &Problem, options: &Options, budget: &Budget) -> Answer {
    if let Some(pairs) = Pairs::of(problem) {
        let sides = pairs.sides();
        let found = match &sides {
            Some(sides) => two_sided::solve(&pairs, sides, options, budget),
            None => one_sided::solve(&pairs, options, budget),
        };
        if let Some(answer) = found {
            return answer;
        }
        let bound = match problem.people() <= RELAXED_EXACTLY {
            true => bounds::relaxed(problem),
            false => bounds::drifted(problem, budget),
        };
        let rounds = matching::round_by_round(&pairs, sides.as_ref(), options, budget);
        let answer = judged(problem, pairs.seat(&rounds), None, Some(&bound));
        if answer.status != Status::Infeasible {
            return answer;
        }
    }
    solve_groups(problem, options, budget)
}

/// Group tables, and whatever no exact method fits.
fn solve_groups(problem: &Problem, options: &Options, budget: &Budget) -> Answer {
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
        bound = semidefinite::sharpened(problem, prices.clone(), budget);
    }
    // Whoever waits hears how near the best so far is to what is possible.
    let most = prove(problem, &bound);
    let tell =
        |progress: Progress| budget.progress.into_iter().for_each(|tell| tell(Progress { bound: most, ..progress }));
    let told = Budget { progress: budget.progress.is_some().then_some(&tell as &dyn Fn(Progress)), ..*budget };
    let mut plan = groups::search(problem, constructed.as_ref(), options, &told);
    trim(problem, &mut plan);
    answered(plan, &bound, &prices)
}

/// Up to so many people the exact relaxation is a matter of a second or two.
const RELAXED_EXACTLY: usize = 600;

/// What is known about a plan: whether it is valid, and how far from the best the certificates allow it to be.
///
/// `certificate` proves the optimum in the sense of the fairness asked for, `bound` one of affinity alone.
pub(crate) fn judged(
    problem: &Problem,
    plan: Plan,
    certificate: Option<Certificate>,
    bound: Option<&Certificate>,
) -> Answer {
    let report = check(problem, &plan);
    let objective = report.objective;
    let proven = bound.or(certificate.as_ref()).and_then(|proof| prove(problem, proof));
    let optimal = certificate.as_ref().is_some_and(|proof| {
        let rewarded = |dates: u32| proof.rewards.iter().take(dates as usize).sum::<i64>();
        let reached = objective + report.people.iter().map(|person| rewarded(person.dates)).sum::<i64>();
        prove(problem, proof) == Some(reached)
    });
    // Where evenness counts, the most affinity is not yet the best.
    let plain = certificate.as_ref().is_none_or(|proof| proof.rewards.is_empty());
    let status = match (report.is_valid(), optimal || plain && proven == Some(objective)) {
        (false, _) => Status::Infeasible,
        (true, true) => Status::Optimal,
        (true, false) => Status::Feasible,
    };
    let mut reasons = reasons(problem, &plan, &report);
    if status == Status::Infeasible {
        reasons.push(Reason::NoPlanFound { broken: report.broken.len() as u32 });
    }
    let rewarded = certificate.as_ref().is_some_and(|proof| !proof.rewards.is_empty());
    let bound_certificate = bound.filter(|_| rewarded).cloned();
    let certificate = certificate.or_else(|| bound.cloned());
    Answer { plan, objective, bound: proven, status, reasons, certificate, bound_certificate, changes: None }
}
