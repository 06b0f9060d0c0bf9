//! What a pair, a date and a whole repair are worth, where a promise counts besides the affinity.

use super::{ABOVE_ALL, Judged, Repair};
use crate::answer::{Fairness, RepairInput};
use crate::check::check_repair;
use crate::pairs::flow::NONE;
use crate::pairs::matching::Met;
use crate::plan::Plan;
use crate::repair::rests::rests_cost;

impl Repair<'_> {
    /// Whether somebody was told a table in a round that can still be used.
    pub(super) fn has_home(&self, r: usize, i: usize) -> bool {
        self.told[r][i].is_some_and(|t| self.pairs.problem.is_open(t as usize, r))
    }

    /// What one more date is worth to somebody beyond its affinity: the more, the more of those they were promised they
    /// have lost (or, where evenness comes before all, the fewer they have of those they could have).
    pub(super) fn missing(&self, i: usize) -> i64 {
        let due = match self.fairness {
            Fairness::Off => return 0,
            Fairness::Default => self.promised[i],
            Fairness::Leximin => self.pairs.problem.rounds_present(i) as u32,
        };
        let missing = i64::from(due.saturating_sub(self.dates[i]));
        match self.fairness {
            Fairness::Leximin => (self.highest * missing * missing).min(ABOVE_ALL / 4),
            _ => (self.highest * missing / 64).min(ABOVE_ALL / 4),
        }
    }

    pub(super) fn judge(&self, plan: &Plan) -> Judged {
        let judged = check_repair(self.pairs.problem, self.input, plan);
        let dates = if self.fairness == Fairness::Off { 0 } else { judged.report.dates_sum as i64 };
        let rests = self.rests(|i| judged.report.people.get(i).map_or(0, |person| person.dates));
        (judged.report.is_valid(), dates, judged.score - rests)
    }

    /// What everybody's rests cost with so many dates.
    pub(super) fn rests(&self, dates: impl Fn(usize) -> u32) -> i64 {
        let problem = self.pairs.problem;
        let rests = |i: usize| problem.rounds_present(i) as i64 - i64::from(dates(i));
        (0..problem.people()).map(|i| rests_cost(self.step, rests(i))).sum()
    }

    /// What the plan is worth to the matchings, promised talks as dear as they are there.
    pub(super) fn worth(&self) -> i64 {
        let n = self.pairs.problem.people();
        let met = Met::new(n);
        let none = vec![0; n];
        let value = |r: usize, &(a, b): &(u32, u32)| i64::from(self.valued(&met, r, &none, a as usize, b as usize));
        let pairs: i64 = self.rounds().map(|r| self.plan[r].iter().map(|pair| value(r, pair)).sum::<i64>()).sum();
        pairs - self.rests(|i| self.dates[i])
    }

    /// The same for whole rounds, where each date counts something: the more, the more often somebody rests without it.
    pub(super) fn reward(&self, i: usize) -> i64 {
        match self.fairness {
            Fairness::Off => 0,
            Fairness::Default => {
                let rests = self.pairs.problem.rounds_present(i) as i64 - i64::from(self.dates[i]);
                self.step * rests.max(0)
            }
            Fairness::Leximin => self.highest * 4 + self.missing(i),
        }
    }

    pub(super) fn value(&self, r: usize, rewards: &[i64], a: usize, b: usize) -> i32 {
        self.valued(&self.met, r, rewards, a, b)
    }

    fn valued(&self, met: &Met, r: usize, rewards: &[i64], a: usize, b: usize) -> i32 {
        let worth = self.pairs.worth(a, b);
        if worth == NONE || met.has(a, b) {
            return NONE;
        }
        let pair = (a.min(b) as u32, a.max(b) as u32);
        let seat = i64::from(self.input.cost_seat);
        let bonus = if self.kept[r].binary_search(&pair).is_ok() {
            promised_bonus(self.input, self.highest)
        } else if self.has_home(r, a) || self.has_home(r, b) {
            seat
        } else {
            0
        };
        (i64::from(worth) + bonus + rewards[a] + rewards[b]).min(ABOVE_ALL) as i32
    }
}

/// What a promised talk is worth beside its affinity: it is given up for a good deal only, not for a point or two.
pub(super) fn promised_bonus(input: &RepairInput, highest: i64) -> i64 {
    let kept = i64::from(input.cost_pair);
    let kept = if kept > 0 { kept.max(highest / 4) } else { 0 };
    kept + 2 * i64::from(input.cost_seat)
}
