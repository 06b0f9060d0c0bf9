//! The same problem with a difference: one round of it, with stricter tables, without a rule.

use serde::{Deserialize, Serialize};

use super::{Problem, Repeats, Rule, Table};

/// A rule that can be lifted from a whole problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loosened {
    /// Who must not meet.
    Vetoes,
    /// A common language is required.
    Language,
    /// Only across the two sides.
    SameSide,
    /// Delegations stay together.
    Together,
    /// People stay at their table.
    Pins,
    /// Everybody present is seated.
    SeatAll,
}

impl Loosened {
    pub(crate) const ALL: [Loosened; 6] = [
        Loosened::Vetoes,
        Loosened::Language,
        Loosened::SameSide,
        Loosened::Together,
        Loosened::Pins,
        Loosened::SeatAll,
    ];
}

impl Problem {
    /// One round as a problem of its own; pairs that `met` elsewhere cost what a repeat costs, or are forbidden.
    pub(crate) fn only_round(&self, round: usize, met: impl Fn(usize, usize) -> bool) -> Option<Problem> {
        let tables = self.tables.iter().enumerate().map(|(t, table)| Table {
            closed: if self.is_open(t, round) { Vec::new() } else { vec![0] },
            ..table.clone()
        });
        let mut builder = Problem::builder(self.people, 1)
            .tables(tables.collect())
            .sides(self.sides.clone())
            .worth(|a, b| match self.repeats {
                Repeats::Soft(cost) if met(a, b) => -cost,
                _ => self.worth(a, b),
            })
            .repeats(self.repeats)
            .seat_all(self.seat_all);
        for b in 0..self.people {
            for a in 0..b {
                if !self.may_meet(a, b) || self.repeats == Repeats::Hard && met(a, b) && !self.same_group(a, b) {
                    builder = builder.forbid(a, b, Rule::Veto);
                }
            }
            if !self.is_present(b, round) {
                builder = builder.absent(b, 0);
            }
            if let Some(table) = self.pin(b) {
                builder = builder.pin(b, table);
            }
        }
        for group in &self.groups {
            builder = builder.together(group.clone());
        }
        builder.build().ok()
    }

    /// The same problem where a used table seats two at least; `None` where that asks for nothing new.
    pub(crate) fn in_company(&self) -> Option<Problem> {
        let lonely = |table: &Table| table.min < 2 && table.cap >= 2;
        let mut kinder = self.tables.iter().any(lonely).then(|| self.clone())?;
        kinder.tables.iter_mut().filter(|table| lonely(table)).for_each(|table| table.min = 2);
        Some(kinder)
    }

    /// The same problem where every table in use seats two, no more and no fewer: whatever plan keeps this keeps the true
    /// rules. `None` where that asks for nothing new, or takes a table from somebody who is pinned to it.
    pub(crate) fn in_pairs(&self) -> Option<Problem> {
        let mut stricter = self.clone();
        for (t, table) in stricter.tables.iter_mut().enumerate() {
            let fits = table.cap >= 2 && table.min <= 2;
            if !fits && self.pins.contains(&Some(t as u32)) {
                return None;
            }
            if !fits {
                stricter.open.iter_mut().skip(t).step_by(self.tables.len()).for_each(|open| *open = false);
            }
            (table.cap, table.min) = (2, 2);
        }
        (stricter != *self).then_some(stricter)
    }

    /// The same problem where nobody meets twice and nothing counts but who meets whom against the rules, each time at the
    /// same cost; seats, delegations and tables that are fixed stay as they are.
    pub(crate) fn by_rules(&self, cost: i32) -> Problem {
        let mut stern = self.clone();
        for (worth, rules) in stern.worth.iter_mut().zip(&mut stern.rules) {
            *worth = if std::mem::take(rules) == 0 { 0 } else { -cost };
        }
        stern.repeats = Repeats::Soft(cost);
        stern
    }

    /// The same problem with one rule lifted; `None` where that rule plays no part.
    pub(crate) fn without(&self, rule: Loosened) -> Option<Problem> {
        let mut looser = self.clone();
        let lift = |rules: &mut Vec<u8>, rule: Rule| rules.iter_mut().for_each(|bits| *bits &= !rule.bit());
        match rule {
            Loosened::Vetoes => lift(&mut looser.rules, Rule::Veto),
            Loosened::Language => lift(&mut looser.rules, Rule::Language),
            Loosened::SameSide => lift(&mut looser.rules, Rule::SameSide),
            Loosened::Together => {
                looser.groups.clear();
                looser.group_of.fill(None);
            }
            Loosened::Pins => looser.pins.fill(None),
            Loosened::SeatAll => looser.seat_all = false,
        }
        (looser != *self).then_some(looser)
    }
}
