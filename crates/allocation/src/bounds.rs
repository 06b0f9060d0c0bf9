//! Upper bounds for problems that no method here solves exactly: prices found by simple means, proven by [`prove`].

use crate::certificate::{Certificate, prove};
use crate::problem::Problem;

/// The best of the bounds that counting alone gives: all pairs, all meetings at the tables, all dates of people.
pub(crate) fn counted(problem: &Problem) -> Certificate {
    let n = problem.people();
    let mut highest = 0;
    let mut own = vec![0i64; n];
    for b in 0..n {
        for a in (0..b).filter(|&a| problem.may_meet(a, b)) {
            let worth = i64::from(problem.worth(a, b));
            highest = highest.max(worth);
            own[a] = own[a].max(worth);
            own[b] = own[b].max(worth);
        }
    }
    let zero = Certificate { scale: 2, people: vec![0; n], ..Certificate::default() };
    let tables = Certificate { tables: 2 * highest, ..zero.clone() };
    let people = Certificate { people: vec![highest; n], ..zero.clone() };
    let singly = Certificate { people: own, ..zero.clone() };
    let all = [zero, tables, people, singly];
    let value = |certificate: &Certificate| prove(problem, certificate).unwrap_or(i64::MAX);
    let mut best = 0;
    for k in 1..all.len() {
        if value(&all[k]) < value(&all[best]) {
            best = k;
        }
    }
    all.into_iter().nth(best).unwrap_or_default()
}
