//! Judges a problem before any search: numbers out of range, ids nobody has, pins that cannot be kept.

use std::fmt;

use super::{Builder, MAX_PEOPLE, MAX_ROUNDS, MAX_TABLES, MAX_WORTH, Problem, ProblemError, Repeats, Wrong, triangle};

impl Builder {
    /// The problem, or the first thing that is wrong with it.
    pub fn build(self) -> Result<Problem, ProblemError> {
        let (n, rounds, count) = (self.people, self.rounds, self.tables.len());
        in_range("participants", n as i64, 0, MAX_PEOPLE as i64)?;
        in_range("rounds", rounds as i64, 1, MAX_ROUNDS as i64)?;
        in_range("tables", count as i64, 0, MAX_TABLES as i64)?;
        let mut open = vec![true; rounds * count];
        for (t, table) in self.tables.iter().enumerate() {
            in_range(format_args!("tables[{t}].cap"), table.cap.into(), 1, MAX_PEOPLE as i64)?;
            if table.min > table.cap {
                let reason = Wrong::MinimumAboveSeats { min: table.min.into(), cap: table.cap.into() };
                return Err(ProblemError::at(format_args!("tables[{t}].min"), reason));
            }
            for (k, &round) in table.closed.iter().enumerate() {
                known_round(format_args!("tables[{t}].closed[{k}]"), round as usize, rounds)?;
                open[round as usize * count + t] = false;
            }
        }
        let sides = if self.sides.is_empty() { vec![0; n] } else { self.sides };
        if sides.len() != n {
            let reason = Wrong::OutOfRange { value: sides.len() as i64, least: n as i64, most: n as i64 };
            return Err(ProblemError::at("sides", reason));
        }
        for (i, &side) in sides.iter().enumerate() {
            in_range(format_args!("sides[{i}]"), side.into(), 0, 1)?;
        }
        let mut present = vec![true; rounds * n];
        for (k, &(person, round)) in self.absent.iter().enumerate() {
            known_person(format_args!("absent[{k}]"), person, n)?;
            known_round(format_args!("absent[{k}]"), round, rounds)?;
            present[round * n + person] = false;
        }
        let pairs = n * n.saturating_sub(1) / 2;
        let worth = if self.worth.len() == pairs { self.worth } else { vec![0; pairs] };
        if let Some(&value) = worth.iter().find(|value| !(-MAX_WORTH..=MAX_WORTH).contains(*value)) {
            in_range("worth", value.into(), (-MAX_WORTH).into(), MAX_WORTH.into())?;
        }
        if let Repeats::Soft(cost) = self.repeats {
            in_range("repeats", cost.into(), 0, MAX_WORTH.into())?;
        }
        let mut rules = vec![0; pairs];
        for (k, &(a, b, rule)) in self.forbidden.iter().enumerate() {
            known_person(format_args!("forbidden[{k}]"), a, n)?;
            known_person(format_args!("forbidden[{k}]"), b, n)?;
            if a == b {
                return Err(ProblemError::at(format_args!("forbidden[{k}]"), Wrong::WithItself { id: a as i64 }));
            }
            rules[triangle(a, b)] |= rule.bit();
        }
        let largest = self.tables.iter().map(|table| table.cap).max().unwrap_or(0);
        let mut group_of = vec![None; n];
        // Whoever is alone in a delegation is in none.
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for (g, group) in self.groups.into_iter().enumerate() {
            for (k, &person) in group.iter().enumerate() {
                let place = format!("together[{g}][{k}]");
                known_person(&place, person as usize, n)?;
                let other = if group.len() > 1 { Some(groups.len() as u32) } else { group_of[person as usize] };
                if std::mem::replace(&mut group_of[person as usize], other).is_some() && group.len() > 1 {
                    return Err(ProblemError::at(place, Wrong::Twice { id: person.into() }));
                }
            }
            let size = (0..rounds)
                .map(|r| group.iter().filter(|&&person| present[r * n + person as usize]).count())
                .max()
                .unwrap_or(0);
            if size > largest as usize {
                let reason = Wrong::DelegationTooLarge { size, cap: largest };
                return Err(ProblemError::at(format_args!("together[{g}]"), reason));
            }
            if group.len() > 1 {
                groups.push(group);
            }
        }
        let mut pins = vec![None; n];
        for (k, &(person, table)) in self.pins.iter().enumerate() {
            let place = format!("pins[{k}]");
            known_person(&place, person, n)?;
            if table >= count {
                return Err(ProblemError::at(place, Wrong::NoSuchTable { id: table as i64 }));
            }
            if pins[person].replace(table as u32).is_some_and(|before| before != table as u32) {
                return Err(ProblemError::at(place, Wrong::Twice { id: person as i64 }));
            }
        }
        let mut limits = vec![None; n];
        for (k, &(person, dates)) in self.limits.iter().enumerate() {
            known_person(format_args!("limits[{k}]"), person, n)?;
            limits[person] = Some(limits[person].map_or(dates, |before: u32| before.min(dates)));
        }
        let problem = Problem {
            people: n,
            rounds,
            tables: self.tables,
            open,
            sides,
            present,
            worth,
            rules,
            groups,
            group_of,
            pins,
            limits,
            repeats: self.repeats,
            seat_all: self.seat_all,
        };
        pins_can_be_kept(&problem)?;
        Ok(problem)
    }
}

fn in_range(place: impl fmt::Display, value: i64, least: i64, most: i64) -> Result<(), ProblemError> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(ProblemError::at(place, Wrong::OutOfRange { value, least, most }))
    }
}

fn known_person(place: impl fmt::Display, person: usize, people: usize) -> Result<(), ProblemError> {
    if person < people { Ok(()) } else { Err(ProblemError::at(place, Wrong::NoSuchPerson { id: person as i64 })) }
}

fn known_round(place: impl fmt::Display, round: usize, rounds: usize) -> Result<(), ProblemError> {
    if round < rounds { Ok(()) } else { Err(ProblemError::at(place, Wrong::NoSuchRound { round: round as i64 })) }
}

/// Contradictions among pins, delegations, rules, seats and closed tables, found before any search.
fn pins_can_be_kept(problem: &Problem) -> Result<(), ProblemError> {
    let pinned: Vec<(usize, usize)> = (0..problem.people).filter_map(|i| Some((i, problem.pin(i)?))).collect();
    for group in &problem.groups {
        let mut held = group.iter().filter_map(|&i| Some((i, problem.pin(i as usize)?)));
        if let Some((a, table)) = held.next()
            && let Some((b, _)) = held.find(|&(_, other)| other != table)
        {
            return Err(ProblemError::at("pins", Wrong::PinAgainstTogether { a, b }));
        }
    }
    for round in 0..problem.rounds {
        let there: Vec<_> = pinned.iter().filter(|&&(i, _)| problem.is_present(i, round)).collect();
        let mut at_table: Vec<Vec<usize>> = vec![Vec::new(); problem.tables.len()];
        for &&(i, t) in &there {
            if !problem.is_open(t, round) {
                let reason = Wrong::PinAgainstClosed { person: i as u32, table: t as u32, round: round as u32 };
                return Err(ProblemError::at("pins", reason));
            }
            if let Some(&other) = at_table[t].iter().find(|&&other| !problem.may_meet(i, other)) {
                let reason = Wrong::PinAgainstRule { a: other as u32, b: i as u32, table: t as u32 };
                return Err(ProblemError::at("pins", reason));
            }
            at_table[t].push(i);
        }
        for (t, people) in at_table.iter().enumerate() {
            let cap = problem.tables[t].cap;
            if people.len() > cap as usize {
                let reason = Wrong::PinOverSeats { people: people.len(), table: t as u32, cap };
                return Err(ProblemError::at("pins", reason));
            }
        }
    }
    Ok(())
}
