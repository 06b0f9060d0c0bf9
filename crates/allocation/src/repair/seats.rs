//! Tables for the pairs of a repaired plan, as near to what people were told as can be.

use crate::pairs::Pairs;
use crate::plan::Plan;

/// Tables for the pairs of a repaired plan: whoever was told a table stays there, or their new partner comes to it.
pub(super) fn seat_near(pairs: &Pairs, plan: &[Vec<(u32, u32)>], told: &[Vec<Option<u32>>], first: usize) -> Plan {
    let problem = pairs.problem;
    let n = problem.people();
    let mut result = Plan::empty(problem.rounds(), problem.tables().len());
    for r in first..problem.rounds() {
        let mut free = vec![false; problem.tables().len()];
        pairs.open[r].iter().for_each(|&t| free[t] = true);
        let mut seats: Vec<Vec<u32>> = vec![Vec::new(); problem.tables().len()];
        let mut partner: Vec<Option<u32>> = vec![None; n];
        for &(a, b) in &plan[r] {
            (partner[a as usize], partner[b as usize]) = (Some(b), Some(a));
        }
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            if let Some(t) = problem.pin(i) {
                free[t] = false;
                if partner[i].is_none() && pairs.may_hold(i).is_some() {
                    seats[t] = vec![i as u32];
                }
            }
        }
        let home = |i: u32| told[r][i as usize].map(|t| t as usize);
        let mut waiting: Vec<(u32, u32)> = Vec::new();
        for &(a, b) in &plan[r] {
            match problem.pin(a as usize).or(problem.pin(b as usize)) {
                Some(t) => seats[t] = vec![a, b],
                None if home(a).is_some() && home(a) == home(b) && home(a).is_some_and(|t| free[t]) => {
                    if let Some(t) = home(a) {
                        free[t] = false;
                        seats[t] = vec![a, b];
                    }
                }
                None => waiting.push((a, b)),
            }
        }
        // Each waiting pair wants one of at most two tables, each table is wanted by at most two pairs: those with a
        // single choice first, then any; around a cycle everybody gets one.
        loop {
            let wants = |pair: &(u32, u32), free: &[bool]| -> Vec<usize> {
                let mut tables: Vec<usize> =
                    [home(pair.0), home(pair.1)].into_iter().flatten().filter(|&t| free[t]).collect();
                tables.dedup();
                tables
            };
            let next = waiting
                .iter()
                .enumerate()
                .map(|(k, pair)| (wants(pair, &free).len(), k))
                .filter(|&(choices, _)| choices > 0)
                .min();
            let Some((_, k)) = next else { break };
            let pair = waiting.swap_remove(k);
            if let Some(&t) = wants(&pair, &free).first() {
                free[t] = false;
                seats[t] = vec![pair.0, pair.1];
            }
        }
        let mut others = pairs.open[r].iter().copied().filter(|&t| free[t]).collect::<Vec<_>>().into_iter();
        for (a, b) in waiting {
            if let Some(t) = others.next() {
                seats[t] = vec![a, b];
            }
        }
        if pairs.alone && problem.seat_all() {
            for i in (0..n).filter(|&i| problem.is_present(i, r) && partner[i].is_none() && problem.pin(i).is_none()) {
                if let Some(t) = others.next() {
                    seats[t] = vec![i as u32];
                }
            }
        }
        seats.iter_mut().for_each(|sitting| sitting.sort_unstable());
        result.rounds[r] = seats;
    }
    result
}
