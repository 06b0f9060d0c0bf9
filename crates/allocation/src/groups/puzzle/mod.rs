//! Seating one round by exhaustive search: whoever has the fewest tables left comes first (Brélaz 1979), and what cannot
//! be completed is given up early.

use crate::check::check;
use crate::pairs::matching::Met;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats};

mod search;

/// A room of so many people at most is tried in every way, by so many tries a round.
const TRIED: (usize, u32) = (120, 20_000);

/// Where everybody is to be seated: a plan whose rounds `from..` keep every rule, when those that `plan` breaks can be
/// seated by trying everything. `None` where nothing is broken or no such seating was found.
pub(crate) fn seat_broken_rounds(problem: &Problem, plan: &Plan, from: usize) -> Option<Plan> {
    if !problem.seat_all() || problem.people() > TRIED.0 {
        return None;
    }
    // What is of no round (personal limits) cannot be mended here.
    let broken = |plan: &Plan| -> Option<Vec<usize>> {
        let rounds = check(problem, plan).broken.into_iter().map(|violation| violation.round().map(|r| r as usize));
        rounds.filter(|r| r.is_none_or(|r| r >= from)).collect()
    };
    let mut rounds = broken(plan).filter(|rounds| !rounds.is_empty())?;
    rounds.dedup();
    let mut seated = plan.clone();
    for r in rounds {
        let mut met = Met::new(problem.people());
        if problem.repeats() == Repeats::Hard {
            let known = |&(a, b): &(u32, u32)| (a.max(b) as usize) < problem.people();
            let others = (0..problem.rounds()).filter(|&s| s != r).flat_map(|s| seated.pairs(s));
            met.set(&others.filter(known).collect::<Vec<_>>(), true);
        }
        let puzzle = Puzzle::of_round(problem, r, &|a, b| met.has(a, b))?;
        let Outcome::Seated(at) = puzzle.seat(TRIED.1) else { return None };
        seated.rounds[r].iter_mut().for_each(Vec::clear);
        for (open, units) in puzzle.tables.iter().zip(at) {
            seated.rounds[r][open.table] = units.iter().flat_map(|&u| puzzle.units[u].iter().copied()).collect();
            seated.rounds[r][open.table].sort_unstable();
        }
    }
    broken(&seated).is_some_and(|rounds| rounds.is_empty()).then_some(seated)
}

/// People who sit together, tables and who may not share one.
pub(crate) struct Puzzle {
    /// People who move as one.
    pub(crate) units: Vec<Vec<u32>>,
    /// Units x units: who may not share a table.
    pub(crate) clash: Vec<Vec<bool>>,
    /// The table a unit is held at, as an index into `tables`.
    pub(crate) pins: Vec<Option<usize>>,
    /// The tables that are open.
    pub(crate) tables: Vec<Open>,
}

/// An open table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Open {
    /// Its index in the problem.
    pub(crate) table: usize,
    /// Seats.
    pub(crate) cap: usize,
    /// People at least, where it is used.
    pub(crate) min: usize,
}

/// What the search came to.
pub(crate) enum Outcome {
    /// The units of each table of the puzzle.
    Seated(Vec<Vec<usize>>),
    /// There is no such seating.
    Impossible,
    /// So many tries were not enough.
    Undecided,
}

impl Puzzle {
    /// Everybody who is there in a round, with every rule, and no pair that `apart` forbids besides; `None` where a unit
    /// by itself cannot be seated.
    pub(crate) fn of_round(problem: &Problem, r: usize, apart: &dyn Fn(usize, usize) -> bool) -> Option<Self> {
        let tables: Vec<Open> = (0..problem.tables().len())
            .filter(|&t| problem.is_open(t, r))
            .map(|t| Open { table: t, cap: problem.tables()[t].cap as usize, min: problem.tables()[t].min as usize })
            .collect();
        let mut units: Vec<Vec<u32>> = Vec::new();
        let mut seen = vec![false; problem.people()];
        for i in (0..problem.people()).filter(|&i| problem.is_present(i, r)) {
            let unit: Vec<u32> = match problem.group_of(i) {
                _ if seen[i] => continue,
                Some(g) => problem.groups()[g].iter().copied().filter(|&m| problem.is_present(m as usize, r)).collect(),
                None => vec![i as u32],
            };
            unit.iter().for_each(|&m| seen[m as usize] = true);
            units.push(unit);
        }
        let held = |unit: &Vec<u32>| -> Option<Option<usize>> {
            let mut pins = unit.iter().filter_map(|&m| problem.pin(m as usize));
            let Some(pin) = pins.next() else { return Some(None) };
            let slot = tables.iter().position(|open| open.table == pin)?;
            pins.all(|other| other == pin).then_some(Some(slot))
        };
        let pins = units.iter().map(held).collect::<Option<Vec<_>>>()?;
        let never = |a: u32, b: u32| {
            let (i, j) = (a as usize, b as usize);
            i != j && (!problem.may_meet(i, j) || apart(i, j))
        };
        let clash: Vec<Vec<bool>> = units
            .iter()
            .map(|u| units.iter().map(|v| u != v && u.iter().any(|&a| v.iter().any(|&b| never(a, b)))).collect())
            .collect();
        Some(Puzzle { units, clash, pins, tables })
    }
}
