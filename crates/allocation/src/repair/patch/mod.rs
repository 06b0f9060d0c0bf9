//! One-to-one repairs: those who lost their partner and those who just came are matched, then whole rounds anew.

use super::fixed_rounds;
use super::rests::{Evening, rest_step};
use super::seats::seat_near;
use crate::answer::{Budget, Fairness, Options, RepairInput};
use crate::chance::Chance;
use crate::pairs::Pairs;
use crate::pairs::flow::NONE;
use crate::pairs::matching::{Met, TwoSides};
use crate::plan::Plan;

mod few;
mod rematch;
mod values;

use few::{match_across, match_any};
use values::promised_bonus;

/// A value that beats any sum of affinities it stands against, and yet adds up without overflow.
const ABOVE_ALL: i64 = 1 << 28;

/// The state of a one-to-one repair: pairs round by round, and what people were told.
struct Repair<'a> {
    pairs: &'a Pairs<'a>,
    input: &'a RepairInput,
    first: usize,
    fixed: Plan,
    /// The table everybody was told, round by round.
    told: Vec<Vec<Option<u32>>>,
    /// Announced pairs that still can be, sorted.
    kept: Vec<Vec<(u32, u32)>>,
    plan: Vec<Vec<(u32, u32)>>,
    met: Met,
    /// Dates of everybody in all rounds, as the plan stands.
    dates: Vec<u32>,
    /// Dates of everybody in the announced plan.
    promised: Vec<u32>,
    highest: i64,
    /// What the first rest of somebody costs; each further one costs that much more.
    step: i64,
    fairness: Fairness,
}

/// The repaired plan of a one-to-one problem.
pub(crate) fn patch_pairs(
    pairs: &Pairs,
    input: &RepairInput,
    first: usize,
    options: &Options,
    evening: Evening,
    budget: &Budget,
) -> Plan {
    let sides = pairs.sides();
    let mut repair = Repair::new(pairs, input, first, (options.fairness, evening));
    repair.patch(sides.as_ref());
    let patch = repair.seated();
    let mut steps = budget.steps;
    let mut best = (repair.judge(&patch), patch);
    if repair.rematch(sides.as_ref(), &mut steps, budget) {
        best = better_of(best, &repair);
    }
    let mut chance = Chance::new(options.seed, 4);
    repair.shake(sides.as_ref(), best, &mut chance, &mut steps, budget)
}

/// How good a repair is: valid at all, how many dates where evenness counts, then the repair's own score.
type Judged = (bool, i64, i64);

/// The better of a judged plan and the repair as it stands.
fn better_of(best: (Judged, Plan), repair: &Repair) -> (Judged, Plan) {
    let plan = repair.seated();
    let judged = repair.judge(&plan);
    if judged > best.0 { (judged, plan) } else { best }
}

impl<'a> Repair<'a> {
    /// Announced pairs that still can be; nobody else has a partner yet.
    fn new(
        pairs: &'a Pairs<'a>,
        input: &'a RepairInput,
        first: usize,
        (fairness, evening): (Fairness, Evening),
    ) -> Self {
        let problem = pairs.problem;
        let (n, rounds) = (problem.people(), problem.rounds());
        let fixed = fixed_rounds(problem, input, first);
        let mut met = Met::of(problem);
        let mut dates = vec![0; n];
        for r in 0..first {
            let known: Vec<(u32, u32)> = fixed.pairs(r).into_iter().filter(|&(_, b)| (b as usize) < n).collect();
            known.iter().for_each(|&(a, b)| {
                dates[a as usize] += 1;
                dates[b as usize] += 1;
            });
            met.set(&known, true);
        }
        let told: Vec<Vec<Option<u32>>> = (0..rounds).map(|r| input.announced.seats(r, n)).collect();
        let mut kept: Vec<Vec<(u32, u32)>> = vec![Vec::new(); rounds];
        for r in first..rounds {
            let mut busy = vec![false; n];
            let home = |t: u32| (t as usize) < problem.tables().len() && problem.is_open(t as usize, r);
            let told_pairs = input.announced.pairs(r);
            let (at_home, moved): (Vec<_>, Vec<_>) =
                told_pairs.into_iter().partition(|&(a, _)| (a as usize) < n && told[r][a as usize].is_some_and(home));
            // Whose table is out of use goes on talking at another one, as long as there is any.
            for (a, b) in at_home.into_iter().chain(moved) {
                let (i, j) = (a as usize, b as usize);
                let can = i < n && j < n && pairs.is_there(i, r) && pairs.is_there(j, r) && pairs.worth(i, j) != NONE;
                let room = kept[r].len() < pairs.room(r);
                if can && room && !busy[i] && !busy[j] && !met.has(i, j) {
                    kept[r].push((a, b));
                    (busy[i], busy[j]) = (true, true);
                    dates[i] += 1;
                    dates[j] += 1;
                    met.set(&[(a, b)], true);
                }
            }
            kept[r].sort_unstable();
        }
        let mut promised = vec![0; n];
        let told_pairs = (0..rounds).flat_map(|r| input.announced.pairs(r));
        for (a, b) in told_pairs.filter(|&(_, b)| (b as usize) < n) {
            promised[a as usize] += 1;
            promised[b as usize] += 1;
        }
        let highest = (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).map(|(a, b)| problem.worth(a, b));
        let highest = i64::from(highest.max().unwrap_or(0).max(1));
        let step = match (fairness, evening) {
            (Fairness::Default, Evening::Apart) => promised_bonus(input, highest) * 3 / 5,
            (Fairness::Default, Evening::Fully) => rest_step(problem),
            _ => 0,
        };
        let step = step.min(ABOVE_ALL / (4 * rounds as i64 + 4));
        let plan = kept.clone();
        Repair { pairs, input, first, fixed, told, plan, kept, met, dates, promised, highest, step, fairness }
    }

    fn rounds(&self) -> std::ops::Range<usize> {
        self.first..self.pairs.problem.rounds()
    }

    fn set(&mut self, r: usize, pairs: Vec<(u32, u32)>) {
        self.met.set(&self.plan[r], false);
        for &(a, b) in &self.plan[r] {
            self.dates[a as usize] -= 1;
            self.dates[b as usize] -= 1;
        }
        for &(a, b) in &pairs {
            self.dates[a as usize] += 1;
            self.dates[b as usize] += 1;
        }
        self.met.set(&pairs, true);
        self.plan[r] = pairs;
    }

    /// Only people without a partner, over pairs that nobody else was promised. As many pairs as possible come first
    /// where evenness counts; whoever has fewest dates of those they could have is dearest.
    fn patch(&mut self, sides: TwoSides) {
        let problem = self.pairs.problem;
        let n = problem.people();
        for r in self.rounds() {
            let mut busy: Vec<bool> = (0..n).map(|i| !self.pairs.is_there(i, r)).collect();
            self.plan[r].iter().for_each(|&(a, b)| (busy[a as usize], busy[b as usize]) = (true, true));
            let each = match self.fairness {
                Fairness::Off => 0,
                _ => (self.highest * (n as i64 + 2)).min(ABOVE_ALL),
            };
            let missing: Vec<i64> = (0..n).map(|i| self.missing(i)).collect();
            let value = |a: usize, b: usize| {
                if self.met.has(a, b) {
                    return NONE;
                }
                let seat = self.has_home(r, a) || self.has_home(r, b);
                match self.pairs.worth(a, b) {
                    NONE => NONE,
                    worth => {
                        let cost = if seat { i64::from(self.input.cost_seat) } else { 0 };
                        let reward = missing[a] + missing[b];
                        (i64::from(worth) + cost + each + reward) as i32
                    }
                }
            };
            let room = self.pairs.room(r).saturating_sub(self.plan[r].len());
            let free = |i: &u32| !busy[*i as usize];
            let found = match sides {
                Some((left, right)) => {
                    let free = |side: &[u32]| side.iter().copied().filter(free).collect::<Vec<_>>();
                    match_across(&free(left), &free(right), room, &value)
                }
                None => match_any(&(0..n as u32).filter(free).collect::<Vec<_>>(), room, &value),
            };
            let mut all = self.plan[r].clone();
            all.extend(found);
            self.set(r, all);
        }
    }

    fn seated(&self) -> Plan {
        let mut result = seat_near(self.pairs, &self.plan, &self.told, self.first);
        result.rounds[..self.first].clone_from_slice(&self.fixed.rounds[..self.first]);
        result
    }
}
