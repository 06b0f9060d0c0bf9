//! Where people may sit out, nobody keeps a seat that breaks a rule.
//!
//! The search treats rules as prices, and may end where every way out leads through something worse. An empty chair is
//! always allowed then, so a plan without pins never has to stay invalid.

use super::mobility::{Unit, mobility};
use crate::check::check;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

/// Gives way in the rounds `from..`: whoever is in most conflicts leaves, tables under their minimum are topped up or
/// given up, and those who sit out take free places where nothing is broken. A valid plan stays as it is.
pub(crate) fn give_way(problem: &Problem, plan: &mut Plan, from: usize) {
    if problem.seat_all() || check(problem, plan).is_valid() {
        return;
    }
    let mut relief = Relief::new(problem, plan);
    let units: Vec<Vec<Unit>> = (0..plan.rounds.len()).map(|r| mobility(problem, r).units).collect();
    let mut changed = false;
    for (r, units) in units.iter().enumerate().skip(from) {
        for t in 0..problem.tables().len() {
            changed |= relief.calm(plan, r, t, units);
        }
    }
    // A free place is not worth more meetings than somebody wants.
    let limited = (0..problem.people()).any(|i| problem.limit(i).is_some());
    if changed && !limited {
        (from..plan.rounds.len()).for_each(|r| relief.fill(plan, r, &units[r]));
    }
}

/// Empty tables are opened around so many people at most, each of whom would look at all others.
const SEEDS: usize = 32;

struct Relief<'a> {
    problem: &'a Problem,
    /// In how many rounds two sit together.
    met: Vec<u16>,
    /// What meeting again costs; `None` where it is forbidden.
    again: Option<i64>,
}

impl<'a> Relief<'a> {
    fn new(problem: &'a Problem, plan: &Plan) -> Self {
        let again = match problem.repeats() {
            Repeats::Hard => None,
            Repeats::Soft(cost) => Some(i64::from(cost)),
        };
        let mut relief = Relief { problem, met: vec![0; problem.people() * problem.people()], again };
        plan.rounds.iter().flatten().for_each(|sitting| relief.count(sitting, &[], 1));
        relief
    }

    /// So much more often those of `these` sit together, with each other and with `those`.
    fn count(&mut self, these: &[u32], those: &[u32], more: i16) {
        let n = self.problem.people();
        for (k, &a) in these.iter().enumerate() {
            for &b in these[k + 1..].iter().chain(those) {
                let (i, j) = (a as usize, b as usize);
                // Rounds already played may name people who are no longer known.
                if i < n && j < n {
                    self.met[i * n + j] = self.met[i * n + j].saturating_add_signed(more);
                    self.met[j * n + i] = self.met[i * n + j];
                }
            }
        }
    }

    /// Whether two must not sit together, where they do so in `here` rounds that are none of a repeat.
    fn apart(&self, a: u32, b: u32, here: u16) -> bool {
        let (i, j) = (a as usize, b as usize);
        let again = self.again.is_none() && self.met[i * self.problem.people() + j] > here;
        i != j && !self.problem.same_group(i, j) && (again || !self.problem.may_meet(i, j))
    }

    /// What two have of sitting together once more.
    fn worth(&self, a: u32, b: u32) -> i64 {
        let (i, j) = (a as usize, b as usize);
        match self.again {
            _ if self.problem.same_group(i, j) => 0,
            Some(cost) if self.met[i * self.problem.people() + j] > 0 => -cost,
            _ => i64::from(self.problem.worth(i, j)),
        }
    }

    fn leave(&mut self, plan: &mut Plan, (r, t): (usize, usize), unit: &[u32]) {
        let mut rest = std::mem::take(&mut plan.rounds[r][t]);
        rest.retain(|i| !unit.contains(i));
        self.count(unit, &rest, -1);
        plan.rounds[r][t] = rest;
    }

    fn join(&mut self, plan: &mut Plan, (r, t): (usize, usize), unit: &[u32]) {
        self.count(unit, &plan.rounds[r][t], 1);
        plan.rounds[r][t].extend(unit);
        plan.rounds[r][t].sort_unstable();
    }

    /// Makes one table keep the rules, if that is possible without moving anybody who is pinned; whether it changed.
    fn calm(&mut self, plan: &mut Plan, r: usize, t: usize, units: &[Unit]) -> bool {
        let before = plan.rounds[r][t].clone();
        while let Some(unit) = self.who_leaves(&plan.rounds[r][t], t, units) {
            self.leave(plan, (r, t), unit);
        }
        let least = self.problem.tables()[t].min as usize;
        if !plan.rounds[r][t].is_empty() && plan.rounds[r][t].len() < least {
            let company = self.company(&plan.rounds[r][t], (r, t), &self.waiting(plan, r, units));
            company.iter().for_each(|unit| self.join(plan, (r, t), unit));
        }
        let rest = plan.rounds[r][t].clone();
        if rest.len() < least {
            self.leave(plan, (r, t), &rest);
            // Nobody is left alone at a table they are held at: that would break a rule as well.
            if !rest.iter().all(|i| units.iter().any(|unit| unit.contains(i))) {
                self.join(plan, (r, t), &before);
            }
        }
        plan.rounds[r][t] != before
    }

    /// The unit in most conflicts; among equals the one who brings least. Where a table is too full, anybody.
    fn who_leaves<'u>(&self, sitting: &[u32], t: usize, units: &'u [Unit]) -> Option<&'u Unit> {
        let full = sitting.len() > self.problem.tables()[t].cap as usize;
        let pairs = |unit: &'u Unit| unit.iter().flat_map(|&a| sitting.iter().map(move |&b| (a, b)));
        let conflicts = |unit: &'u Unit| pairs(unit).filter(|&(a, b)| self.apart(a, b, 1)).count();
        let brings = |unit: &'u Unit| -> i64 {
            pairs(unit)
                .filter(|(a, b)| a != b)
                .map(|(a, b)| i64::from(self.problem.worth(a as usize, b as usize)))
                .sum()
        };
        let here = units.iter().filter(|unit| unit.iter().all(|i| sitting.contains(i)));
        let known = here.map(|unit| (conflicts(unit), unit)).filter(|&(conflicts, _)| full || conflicts > 0);
        known.max_by_key(|&(conflicts, unit)| (conflicts, -brings(unit))).map(|(_, unit)| unit)
    }

    /// Units that sit out in a round.
    fn waiting<'u>(&self, plan: &Plan, r: usize, units: &'u [Unit]) -> Vec<&'u Unit> {
        let seats = plan.seats(r, self.problem.people());
        units.iter().filter(|unit| unit.iter().all(|&i| seats[i as usize].is_none())).collect()
    }

    /// What a unit gains at a table; `None` where it would break a rule.
    fn gain(&self, sitting: &[u32], unit: &[u32]) -> Option<i64> {
        let pairs = || unit.iter().flat_map(|&a| sitting.iter().map(move |&b| (a, b)));
        pairs().all(|(a, b)| !self.apart(a, b, 0)).then(|| pairs().map(|(a, b)| self.worth(a, b)).sum())
    }

    /// Who of those waiting would come to a table until it has its minimum, then as long as that gains: nobody where it
    /// would stay under its minimum. Always whoever gains most.
    fn company<'u>(&self, sitting: &[u32], (r, t): (usize, usize), waiting: &[&'u Unit]) -> Vec<&'u Unit> {
        let table = &self.problem.tables()[t];
        let (mut all, mut found): (Vec<u32>, Vec<&Unit>) = (sitting.to_vec(), Vec::new());
        while self.problem.is_open(t, r) {
            let fits = |unit: &&&Unit| all.len() + unit.len() <= table.cap as usize && !all.contains(&unit[0]);
            let gains = waiting.iter().filter(fits).filter_map(|&unit| Some((self.gain(&all, unit)?, unit)));
            let enough = all.len() >= table.min as usize;
            let Some((_, unit)) = gains.max_by_key(|&(gain, _)| gain).filter(|&(gain, _)| !enough || gain > 0) else {
                break;
            };
            all.extend(unit);
            found.push(unit);
        }
        if all.len() < table.min as usize {
            found.clear();
        }
        found
    }

    /// Those who sit out take free places at tables in use, then open others, where nothing is broken and they gain.
    fn fill(&mut self, plan: &mut Plan, r: usize, units: &[Unit]) {
        let tables = 0..self.problem.tables().len();
        for t in tables.clone().filter(|&t| self.problem.is_open(t, r)) {
            if !plan.rounds[r][t].is_empty() {
                let company = self.company(&plan.rounds[r][t], (r, t), &self.waiting(plan, r, units));
                company.iter().for_each(|unit| self.join(plan, (r, t), unit));
            }
        }
        for t in tables.filter(|&t| self.problem.is_open(t, r)) {
            let waiting = self.waiting(plan, r, units);
            if waiting.is_empty() || !plan.rounds[r][t].is_empty() {
                continue;
            }
            let around = |seed: &&'_ Unit| {
                let company = self.company(seed, (r, t), &waiting);
                let all: Vec<u32> = seed.iter().copied().chain(company.into_iter().flatten().copied()).collect();
                let pairs = all.iter().enumerate().flat_map(|(k, &a)| all[..k].iter().map(move |&b| (a, b)));
                let gain: i64 = pairs.map(|(a, b)| self.worth(a, b)).sum();
                let fits = all.len() >= self.problem.tables()[t].min as usize;
                (gain > 0 && fits && all.len() <= self.problem.tables()[t].cap as usize).then_some((gain, all))
            };
            if let Some((_, all)) = waiting.iter().take(SEEDS).filter_map(around).max_by_key(|&(gain, _)| gain) {
                self.join(plan, (r, t), &all);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::problem::{Rule, Table};

    fn relieved(problem: &Problem, rounds: Vec<Vec<Vec<u32>>>) -> Plan {
        let mut plan = Plan { rounds };
        give_way(problem, &mut plan, 0);
        plan
    }

    #[test]
    fn whoever_is_in_most_conflicts_leaves_and_somebody_else_comes() {
        let problem = Problem::builder(5, 1).tables(vec![Table::open(4, 4)]).worth(|_, _| 1);
        let problem = problem.forbid(0, 1, Rule::Veto).forbid(0, 2, Rule::Veto).build().unwrap();
        assert_eq!(relieved(&problem, vec![vec![vec![0, 1, 2, 3]]]).rounds, [[[1, 2, 3, 4]]].map(|r| r.map(Vec::from)));
    }

    #[test]
    fn a_table_that_falls_under_its_minimum_is_given_up() {
        let problem = Problem::builder(3, 1).tables(vec![Table::open(3, 3)]).forbid(0, 1, Rule::Veto).build().unwrap();
        assert_eq!(relieved(&problem, vec![vec![vec![0, 1, 2]]]), Plan::empty(1, 1));
    }

    #[test]
    fn nobody_meets_again_where_that_is_forbidden() {
        let problem = Problem::builder(4, 2).tables(vec![Table::open(2, 2); 2]).worth(|_, _| 1);
        let problem = problem.repeats(Repeats::Hard).build().unwrap();
        let round = vec![vec![0, 1], vec![2, 3]];
        let plan = relieved(&problem, vec![round.clone(), round]);
        assert!(check(&problem, &plan).is_valid(), "{plan:?}");
        assert_eq!(check(&problem, &plan).pairs, 4);
    }

    #[test]
    fn somebody_held_at_a_table_is_not_left_there_alone() {
        let problem = Problem::builder(2, 1).tables(vec![Table::open(2, 2)]).forbid(0, 1, Rule::Veto).pin(0, 0);
        let broken = vec![vec![vec![0, 1]]];
        assert_eq!(relieved(&problem.build().unwrap(), broken.clone()).rounds, broken);
    }
}
