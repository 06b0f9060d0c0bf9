//! Whether demands on a few people in one round can be met, and which of them are to blame where they cannot.

use super::{Demand, seats};
use crate::groups::puzzle::{Open, Outcome, Puzzle};
use crate::problem::Problem;

/// So many seats are tried before a puzzle is left unproven.
const MOST_TRIES: u32 = 200_000;

/// Demands on a few people in one round, without minimums: what those few cannot have, nobody else can mend. With a
/// minimum only where they are all who are there.
#[derive(Clone)]
pub(super) struct Clash<'a> {
    pub(super) problem: &'a Problem,
    pub(super) open: Vec<usize>,
    pub(super) demands: Vec<Demand>,
}

impl Clash<'_> {
    /// A smallest part of the demands that still conflicts, with the seats they meet; people seated stand in one list.
    pub(super) fn thinned(mut self) -> Vec<Demand> {
        // Everybody who is there may be the one a table still needs.
        let whole = self.demands.iter().any(|demand| matches!(demand, Demand::Minimum { .. }));
        let mut k = 0;
        while k < self.demands.len() {
            if whole && matches!(self.demands[k], Demand::Seated { .. } | Demand::Minimum { .. }) {
                k += 1;
                continue;
            }
            let demand = self.demands.remove(k);
            if !self.is_impossible() {
                self.demands.insert(k, demand);
                k += 1;
            }
        }
        let (seated, mut rest): (Vec<Demand>, Vec<Demand>) =
            self.demands.into_iter().partition(|demand| matches!(demand, Demand::Seated { .. }));
        let mut people: Vec<u32> = Vec::new();
        for demand in seated {
            if let Demand::Seated { people: these } = demand {
                people.extend(these);
            }
        }
        people.sort_unstable();
        if !people.is_empty() {
            rest.push(Demand::Seated { people });
        }
        rest.push(seats(self.problem, &self.open));
        rest
    }

    /// Whether no seating meets the demands; `false` too when that could not be decided.
    pub(super) fn is_impossible(&self) -> bool {
        let mut units: Vec<Vec<u32>> = Vec::new();
        let mut join = |people: &[u32]| {
            let mut unit: Vec<u32> = people.to_vec();
            units.retain(|other: &Vec<u32>| {
                let common = other.iter().any(|i| unit.contains(i));
                if common {
                    unit.extend(other);
                }
                !common
            });
            unit.sort_unstable();
            unit.dedup();
            units.push(unit);
        };
        let mut must: Vec<u32> = Vec::new();
        for demand in &self.demands {
            match demand {
                Demand::Together { people } => join(people),
                Demand::Seated { people } => {
                    must.extend(people);
                    people.iter().for_each(|&i| join(&[i]));
                }
                Demand::Pin { person, .. } => {
                    must.push(*person);
                    join(&[*person]);
                }
                _ => {}
            }
        }
        // A delegation nobody has to seat can sit out as a whole.
        units.retain(|unit| unit.iter().any(|i| must.contains(i)));
        units.sort_by_key(|unit| (std::cmp::Reverse(unit.len()), unit[0]));
        let apart = |a: u32, b: u32| {
            self.demands.iter().any(|demand| match demand {
                Demand::Apart { a: x, b: y, .. } => (*x, *y) == (a.min(b), a.max(b)),
                _ => false,
            })
        };
        let pin = |unit: &[u32]| -> Result<Option<usize>, ()> {
            let mut table = None;
            for demand in &self.demands {
                if let Demand::Pin { person, table: t } = demand
                    && unit.contains(person)
                {
                    if table.is_some_and(|known| known != *t as usize) {
                        return Err(());
                    }
                    table = Some(*t as usize);
                }
            }
            // Whoever is held at a table that is closed has none.
            table.map(|t| self.open.iter().position(|&open| open == t).ok_or(())).transpose()
        };
        let Ok(pins) = units.iter().map(|unit| pin(unit)).collect::<Result<Vec<_>, ()>>() else { return true };
        let clash: Vec<Vec<bool>> = units
            .iter()
            .map(|u| units.iter().map(|v| u.iter().any(|&a| v.iter().any(|&b| a != b && apart(a, b)))).collect())
            .collect();
        if (0..units.len()).any(|u| clash[u][u]) {
            return true;
        }
        let least = self.demands.iter().any(|demand| matches!(demand, Demand::Minimum { .. }));
        let open = |&t: &usize| {
            let table = &self.problem.tables()[t];
            Open { table: t, cap: table.cap as usize, min: if least { table.min as usize } else { 0 } }
        };
        let tables: Vec<Open> = self.open.iter().map(open).collect();
        matches!(Puzzle { units, clash, pins, tables }.seat(MOST_TRIES), Outcome::Impossible)
    }
}

pub(super) fn demands(problem: &Problem, r: usize, people: &[usize]) -> Vec<Demand> {
    let mut found = Vec::new();
    for (k, &i) in people.iter().enumerate() {
        if problem.seat_all() {
            found.push(Demand::Seated { people: vec![i as u32] });
        }
        if let Some(table) = problem.pin(i) {
            found.push(Demand::Pin { person: i as u32, table: table as u32 });
        }
        for &j in people[..k].iter().filter(|&&j| !problem.may_meet(i, j)) {
            // One rule that forbids it is enough for the clash.
            let rule = problem.forbidden_by(i, j).first().copied();
            found.extend(rule.map(|rule| Demand::Apart { a: i.min(j) as u32, b: i.max(j) as u32, rule }));
        }
    }
    for group in problem.groups() {
        let here: Vec<u32> = group.iter().copied().filter(|&i| problem.is_present(i as usize, r)).collect();
        if here.len() > 1 && here.iter().all(|&i| people.contains(&(i as usize))) {
            found.push(Demand::Together { people: here });
        }
    }
    found
}
