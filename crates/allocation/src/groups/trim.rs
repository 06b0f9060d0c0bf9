//! Whoever meets more people than they want to leaves the tables where least is lost.

use crate::plan::Plan;
use crate::problem::Problem;

/// The plan without meetings beyond anybody's limit, as far as seats may be left at all: pins, delegations and "everybody
/// is seated" come first, and a table that would fall under its minimum is given up.
pub(crate) fn trim(problem: &Problem, plan: &mut Plan) {
    let n = problem.people();
    if problem.seat_all() || (0..n).all(|i| problem.limit(i).is_none()) {
        return;
    }
    let mut together = vec![0u32; n * n];
    let count = |together: &mut Vec<u32>, sitting: &[u32], more: i32| {
        for &a in sitting {
            for &b in sitting.iter().filter(|&&b| b != a && !problem.same_group(a as usize, b as usize)) {
                let met = &mut together[a as usize * n + b as usize];
                *met = met.saturating_add_signed(more);
            }
        }
    };
    plan.rounds.iter().flatten().for_each(|sitting| count(&mut together, sitting, 1));
    for i in 0..n {
        let Some(limit) = problem.limit(i) else { continue };
        while together[i * n..(i + 1) * n].iter().filter(|&&met| met > 0).count() > limit as usize {
            let mut best: Option<(i64, usize, usize, Vec<u32>)> = None;
            for (r, tables) in plan.rounds.iter().enumerate() {
                let Some(t) = tables.iter().position(|sitting| sitting.contains(&(i as u32))) else { continue };
                let bound = |&a: &u32| {
                    let a = a as usize;
                    problem.pin(a).is_some()
                        || tables[t].iter().any(|&b| b as usize != a && problem.same_group(a, b as usize))
                };
                let mut rest: Vec<u32> = tables[t].iter().copied().filter(|&a| a as usize != i).collect();
                if rest.len() < problem.tables()[t].min as usize {
                    rest.clear();
                }
                if tables[t].iter().filter(|a| !rest.contains(a)).any(bound) {
                    continue;
                }
                let mut loss = 0;
                for (k, &a) in tables[t].iter().enumerate() {
                    for &b in &tables[t][..k] {
                        let once = together[a as usize * n + b as usize] == 1;
                        if once && !(rest.contains(&a) && rest.contains(&b)) {
                            loss += i64::from(problem.worth(a as usize, b as usize));
                        }
                    }
                }
                if best.as_ref().is_none_or(|(least, ..)| loss < *least) {
                    best = Some((loss, r, t, rest));
                }
            }
            let Some((_, r, t, rest)) = best else { break };
            count(&mut together, &plan.rounds[r][t], -1);
            count(&mut together, &rest, 1);
            plan.rounds[r][t] = rest;
        }
    }
}
