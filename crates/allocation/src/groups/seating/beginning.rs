//! How a seating begins, is filled from a plan and becomes one again.

use super::{AWAY, FIXED, Seating};
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

impl<'a> Seating<'a> {
    /// Nobody is seated yet: all who are there sit on the bench.
    pub(crate) fn new(problem: &'a Problem) -> Self {
        Self::against(problem, 0)
    }

    /// The same, where breaking a hard rule must stay dearer than several changes of such a cost.
    pub(crate) fn against(problem: &'a Problem, change: i32) -> Self {
        let (n, rounds, bench) = (problem.people(), problem.rounds(), problem.tables().len());
        let mut worth = vec![0i32; n * n];
        let mut count = vec![0u16; n * n];
        let mut largest = 1;
        for b in 0..n {
            for a in 0..b {
                largest = largest.max(problem.worth(a, b).abs());
            }
        }
        let (hard, cost) = match problem.repeats() {
            Repeats::Hard => (true, 0),
            Repeats::Soft(cost) => (false, cost),
        };
        // Sums over a whole table have to stay within 32 bits: huge worths are halved until they do.
        let sitting = problem.tables().iter().map(|table| i64::from(table.cap)).max().unwrap_or(1).min(n as i64).max(1);
        let dearest = i64::from(largest.max(cost).max(change));
        let shift = (0..31).find(|s| (dearest >> s) * 12 * (sitting + 4) < 1 << 26).unwrap_or(31);
        let (largest, cost) = ((largest >> shift).max(1), cost >> shift);
        // As dear as fits, twelve times the dearest pair at least: no reward of evenness shall outweigh a rule.
        let penalty = ((1 << 26) / (sitting as i32 + 4) - 1).max(200);
        for b in 0..n {
            for a in 0..b {
                let value = if problem.may_meet(a, b) { problem.worth(a, b) >> shift } else { -penalty };
                worth[a * n + b] = value;
                worth[b * n + a] = value;
                if problem.same_group(a, b) || !problem.may_meet(a, b) {
                    count[a * n + b] = FIXED;
                    count[b * n + a] = FIXED;
                }
            }
        }
        let bench_value = (0..n)
            .map(|i| if problem.seat_all() || problem.pin(i).is_some() { -penalty.saturating_mul(2) } else { 0 })
            .collect::<Vec<_>>();
        let mut seating = Seating {
            problem,
            n,
            rounds,
            bench,
            largest,
            shift,
            penalty,
            repeat: if hard { penalty } else { cost },
            bench_value,
            now: worth.clone(),
            worth,
            count,
            seat: vec![AWAY; rounds * n],
            members: vec![Vec::new(); rounds * (bench + 1)],
            fit: vec![0; (rounds * (bench + 1) + 1) * n],
            lure: Vec::new(),
            both: Vec::new(),
            stuck: Vec::new(),
            home: vec![(rounds * (bench + 1) * n) as u32; rounds * n],
            mates: Vec::new(),
            mate_value: 0,
            evenness: None,
            rewarded: 0,
            score: 0,
        };
        for r in 0..rounds {
            let row = seating.row(r, bench);
            seating.fit[row..row + n].copy_from_slice(&seating.bench_value);
            for i in (0..n).filter(|&i| problem.is_present(i, r)) {
                seating.seat[r * n + i] = bench as u32;
                seating.members[r * (bench + 1) + bench].push(i as u32);
                seating.score += i64::from(seating.bench_value[i]);
            }
        }
        seating
    }

    /// Seats everybody as a plan says (people a round does not name, or who are not there, sit out).
    pub(crate) fn load(&mut self, plan: &Plan) {
        for r in 0..self.rounds {
            let seats = plan.seats(r, self.n);
            for (i, seat) in seats.iter().enumerate() {
                if self.seat[r * self.n + i] != AWAY {
                    self.relocate(r, i, seat.map_or(self.bench, |t| (t as usize).min(self.bench)));
                }
            }
        }
    }

    /// The state as a plan.
    pub(crate) fn plan(&self) -> Plan {
        let mut plan = Plan::empty(self.rounds, self.bench);
        for r in 0..self.rounds {
            for t in 0..self.bench {
                plan.rounds[r][t] = self.at(r, t).to_vec();
                plan.rounds[r][t].sort_unstable();
            }
        }
        plan
    }

    /// For each person the `many` others with whom a first meeting is worth most (`i * many ..`).
    pub(crate) fn near(&self, many: usize) -> Vec<u32> {
        let mut near = Vec::with_capacity(self.n * many);
        let mut others: Vec<u32> = Vec::with_capacity(self.n);
        for i in 0..self.n {
            others.clear();
            others.extend((0..self.n as u32).filter(|&j| j as usize != i));
            others.sort_by_key(|&j| (std::cmp::Reverse(self.worth[i * self.n + j as usize]), j));
            near.extend((0..many).map(|k| others.get(k % others.len().max(1)).copied().unwrap_or(i as u32)));
        }
        near
    }
}
