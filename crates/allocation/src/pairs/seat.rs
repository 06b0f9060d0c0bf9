//! How chosen pairs get their tables.

use super::Pairs;
use crate::plan::Plan;

impl Pairs<'_> {
    /// Gives every pair of every round a table: pins first, then where the first of the two, or the other, sat before.
    pub(crate) fn seat(&self, rounds: &[Vec<(u32, u32)>]) -> Plan {
        let problem = self.problem;
        let n = problem.people();
        let mut plan = Plan::empty(problem.rounds(), problem.tables().len());
        let mut before: Vec<Option<usize>> = vec![None; n];
        for (r, pairs) in rounds.iter().enumerate() {
            let mut free = vec![false; problem.tables().len()];
            self.open[r].iter().for_each(|&t| free[t] = true);
            for i in (0..n).filter(|&i| problem.is_present(i, r)) {
                if let Some(t) = problem.pin(i) {
                    free[t] = false;
                }
            }
            let mut waiting: Vec<(u32, u32)> = Vec::new();
            let mut seated = vec![false; n];
            let place = |plan: &mut Plan, a: u32, b: u32, t: usize| plan.rounds[r][t] = vec![a.min(b), a.max(b)];
            for &(a, b) in pairs {
                (seated[a as usize], seated[b as usize]) = (true, true);
                match problem.pin(a as usize).or(problem.pin(b as usize)) {
                    Some(t) => place(&mut plan, a, b, t),
                    None => waiting.push((a, b)),
                }
            }
            for who in 0..2 {
                waiting.retain(|&(a, b)| {
                    let home = before[if who == 0 { a } else { b } as usize].filter(|&t| free[t]);
                    let Some(t) = home else { return true };
                    free[t] = false;
                    place(&mut plan, a, b, t);
                    false
                });
            }
            let mut others = self.open[r].iter().copied().filter(|&t| free[t]).collect::<Vec<_>>().into_iter();
            for (a, b) in waiting {
                if let Some(t) = others.next() {
                    place(&mut plan, a, b, t);
                }
            }
            for i in (0..n).filter(|&i| !seated[i] && problem.is_present(i, r)) {
                let table = match problem.pin(i) {
                    Some(_) => self.may_hold(i),
                    None if self.alone && problem.seat_all() => others.next(),
                    None => None,
                };
                if let Some(t) = table {
                    plan.rounds[r][t] = vec![i as u32];
                }
            }
            for (t, sitting) in plan.rounds[r].iter().enumerate() {
                sitting.iter().for_each(|&i| before[i as usize] = Some(t));
            }
        }
        plan
    }
}
