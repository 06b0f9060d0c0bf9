//! What a solution's file claims about its plan, and which of it is false.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Instance;
use super::values::parse;
use crate::check::Report;
use crate::problem::ProblemError;
use crate::proof::certificate::{Certificate, prove};
use crate::repair::rest;

/// A solution as a judge reads it: whoever wrote it, only `rounds` has to have its form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Claim {
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
    #[serde(default)]
    objective: Value,
    #[serde(default)]
    bound: Value,
    #[serde(default)]
    status: Value,
    #[serde(default)]
    certificate: Value,
    #[serde(default)]
    bound_certificate: Value,
}

/// Something a file says that is not so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "claim", rename_all = "snake_case")]
pub enum FalseClaim {
    /// The plan is worth something else.
    Objective {
        /// What the file says.
        said: i64,
        /// What the judge counts.
        counted: i64,
    },
    /// The certificate is no proof of anything: a wrong number of prices, a price below nothing, a text.
    Certificate,
    /// The bound is lower than what the certificate proves, or there is none.
    Bound {
        /// What the file says.
        said: i64,
        /// What the certificate proves.
        proven: Option<i64>,
    },
    /// The plan is called optimal and the certificate does not prove it.
    Optimal {
        /// What the plan reaches, with the rewards of fairness.
        reached: i64,
        /// What the certificate proves.
        proven: Option<i64>,
    },
}

impl fmt::Display for FalseClaim {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let proof = |proven: &Option<i64>| match proven {
            Some(proven) => format!("the certificate proves {proven}"),
            None => "no certificate proves it".to_owned(),
        };
        match self {
            FalseClaim::Objective { said, counted } => write!(f, "objective: {said} is said, {counted} is counted"),
            FalseClaim::Certificate => write!(f, "certificate: proves nothing"),
            FalseClaim::Bound { said, proven } => write!(f, "bound: {said} is said, {}", proof(proven)),
            FalseClaim::Optimal { reached, proven } => {
                write!(f, "status: optimal is said, {reached} is reached, {}", proof(proven))
            }
        }
    }
}

/// Reads what a file claims.
pub fn read_claim(text: &str) -> Result<Claim, ProblemError> {
    parse(text)
}

impl Claim {
    /// The bound that is proven, and what is claimed and not so. `report` is what the judge counted.
    ///
    /// What a file does not claim is not held against it; what is in another form than this engine's is no claim, but
    /// for the certificate.
    pub fn judged(&self, instance: &Instance, report: &Report) -> (Option<i64>, Vec<FalseClaim>) {
        let mut wrong = Vec::new();
        if let Some(said) = self.objective.as_i64().filter(|&said| said != report.objective) {
            wrong.push(FalseClaim::Objective { said, counted: report.objective });
        }
        let mut proofs: Vec<(Certificate, i64)> = Vec::new();
        for given in [&self.certificate, &self.bound_certificate].into_iter().filter(|given| !given.is_null()) {
            let read = serde_json::from_value::<Certificate>(given.clone()).ok();
            match read.and_then(|certificate| proven(instance, &certificate).map(|value| (certificate, value))) {
                Some(proof) => proofs.push(proof),
                None => wrong.push(FalseClaim::Certificate),
            }
        }
        let bound = proofs.iter().filter(|(proof, _)| proof.rewards.is_empty()).map(|&(_, value)| value).min();
        if let Some(said) = self.bound.as_i64().filter(|&said| bound.is_none_or(|proven| said < proven)) {
            wrong.push(FalseClaim::Bound { said, proven: bound });
        }
        if self.status.as_str() == Some("optimal") {
            let reached = |proof: &Certificate| {
                let rewards =
                    |dates: u32| proof.rewards.iter().take(dates as usize).map(|&f| i128::from(f)).sum::<i128>();
                let all = report.people.iter().map(|person| rewards(person.dates)).sum::<i128>();
                i64::try_from(i128::from(report.objective) + all).unwrap_or(i64::MAX)
            };
            if !proofs.iter().any(|(proof, value)| reached(proof) == *value) {
                let proven = proofs.first().map(|&(_, value)| value);
                let reached = proofs.first().map_or(report.objective, |(proof, _)| reached(proof));
                wrong.push(FalseClaim::Optimal { reached, proven });
            }
        }
        (bound, wrong)
    }
}

/// What a certificate proves about an instance; in a repair it speaks of the rounds that are still open.
fn proven(instance: &Instance, certificate: &Certificate) -> Option<i64> {
    match &instance.repair {
        None => prove(&instance.problem, certificate),
        Some(input) => {
            let (rest, had) = rest(&instance.problem, input)?;
            prove(&rest, certificate)?.checked_add(had)
        }
    }
}
