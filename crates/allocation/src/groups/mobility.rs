//! Who may move in a round, and as what: single people, delegations, and the tables that are open to them.

use crate::problem::Problem;

/// People who move as one in a round: somebody alone, or those of a delegation who are there.
pub(crate) type Unit = Vec<u32>;

/// How a round's units may move.
#[derive(Clone, Default)]
pub(crate) struct Mobility {
    /// Units nobody pins to a table.
    pub(crate) units: Vec<Unit>,
    /// For each person the index of their unit, or `u32::MAX` (pinned or away).
    pub(crate) unit_of: Vec<u32>,
    /// People who move alone.
    pub(crate) singles: Vec<u32>,
    /// Units of several people.
    pub(crate) several: Vec<usize>,
    /// Whether there may be a choice which seats to use.
    pub(crate) loose: bool,
    /// Tables that are open.
    pub(crate) open: Vec<usize>,
}

impl Mobility {
    /// Whether somebody is a unit of their own.
    #[inline]
    pub(crate) fn is_alone(&self, person: u32) -> bool {
        self.units.get(self.unit_of[person as usize] as usize).is_some_and(|unit| unit.len() == 1)
    }
}

/// The units of a round and where they may go.
pub(crate) fn mobility(problem: &Problem, r: usize) -> Mobility {
    let n = problem.people();
    let mut found = Mobility {
        units: Vec::new(),
        unit_of: vec![u32::MAX; n],
        singles: Vec::new(),
        several: Vec::new(),
        loose: false,
        open: (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).collect(),
    };
    let seats: usize = found.open.iter().map(|&t| problem.tables()[t].cap as usize).sum();
    found.loose = seats != (0..n).filter(|&i| problem.is_present(i, r)).count();
    let mut seen = vec![false; n];
    for i in 0..n {
        if seen[i] || !problem.is_present(i, r) {
            continue;
        }
        let unit: Unit = match problem.group_of(i) {
            Some(g) => problem.groups()[g].iter().copied().filter(|&m| problem.is_present(m as usize, r)).collect(),
            None => vec![i as u32],
        };
        unit.iter().for_each(|&m| seen[m as usize] = true);
        if unit.iter().all(|&m| problem.pin(m as usize).is_none()) {
            unit.iter().for_each(|&m| found.unit_of[m as usize] = found.units.len() as u32);
            if unit.len() == 1 {
                found.singles.push(i as u32);
            } else {
                found.several.push(found.units.len());
            }
            found.units.push(unit);
        }
    }
    found
}
