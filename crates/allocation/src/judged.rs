//! A plan and what is known about it, as an answer: whoever found the plan, this says what it is worth.

use crate::answer::{Answer, Reason, Status};
use crate::check::check;
use crate::groups::evenness;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::proof::certificate::{Certificate, prove};
use crate::reasons::reasons;

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
        let reached = objective + evenness::rewarded(&report, &proof.rewards);
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
