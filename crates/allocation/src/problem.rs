//! What is to be decided, in numbers only: people, tables, rounds, what a meeting is worth and which meetings may not be.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::explain::Loosened;

/// Most people a problem may have; pairs are kept densely (n * (n - 1) / 2 entries).
pub const MAX_PEOPLE: usize = 6_000;
/// Most tables a problem may have.
pub const MAX_TABLES: usize = 6_000;
/// Most rounds a problem may have.
pub const MAX_ROUNDS: usize = 500;
/// Largest absolute value of a pair's affinity and of a cost.
pub const MAX_WORTH: i32 = 1_000_000;

/// The rule that keeps two people from meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The two must never meet (asked for by somebody).
    Veto,
    /// The two have no language in common and a common language is required.
    Language,
    /// The two stand on the same side and only cross pairs are wanted.
    SameSide,
}

impl Rule {
    const ALL: [Rule; 3] = [Rule::Veto, Rule::Language, Rule::SameSide];

    fn bit(self) -> u8 {
        match self {
            Rule::Veto => 1,
            Rule::Language => 2,
            Rule::SameSide => 4,
        }
    }
}

/// Whether two people may meet more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Never.
    Hard,
    /// They may, but each meeting after the first costs this much (0 or more).
    Soft(i32),
}

/// A table: at most `cap` people, at least `min` when it is used at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Seats (1 or more).
    pub cap: u32,
    /// Fewest people at a used table; an empty table is always fine.
    pub min: u32,
    /// Rounds (from 0) in which the table is not available.
    #[serde(default)]
    pub closed: Vec<u32>,
}

impl Table {
    /// A table that is open in every round.
    pub fn open(cap: u32, min: u32) -> Self {
        Table { cap, min, closed: Vec::new() }
    }
}

/// Something is wrong with the input: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{place}: {reason}")]
pub struct ProblemError {
    /// Where it is wrong, as a path into the input: `participants[3].absent[0]`.
    pub place: String,
    /// What is wrong.
    pub reason: Wrong,
}

impl ProblemError {
    /// An error at a place.
    pub fn at(place: impl fmt::Display, reason: Wrong) -> Self {
        ProblemError { place: place.to_string(), reason }
    }
}

/// What can be wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wrong {
    /// The text cannot be read as the format asks.
    #[error("cannot be read: {detail}")]
    Unreadable {
        /// The parser's own words.
        detail: String,
    },
    /// A value lies outside what is allowed.
    #[error("{value} is outside {least}..={most}")]
    OutOfRange {
        /// The value given.
        value: i64,
        /// Smallest allowed value.
        least: i64,
        /// Largest allowed value.
        most: i64,
    },
    /// A name or kind that the format does not know.
    #[error("{value:?} is not known here")]
    Unknown {
        /// The value given.
        value: String,
    },
    /// A participant that does not exist.
    #[error("there is no participant {id}")]
    NoSuchPerson {
        /// The id given.
        id: i64,
    },
    /// A table that does not exist.
    #[error("there is no table {id}")]
    NoSuchTable {
        /// The id given.
        id: i64,
    },
    /// A round that does not exist.
    #[error("there is no round {round}")]
    NoSuchRound {
        /// The round given.
        round: i64,
    },
    /// Ids have to count 0, 1, 2, … in order.
    #[error("id {found} where {wanted} is expected (ids count from 0 in order)")]
    IdOutOfOrder {
        /// The id found.
        found: i64,
        /// The id expected there.
        wanted: i64,
    },
    /// The same thing twice where it may stand once.
    #[error("{id} stands here twice")]
    Twice {
        /// What stands twice.
        id: i64,
    },
    /// A pair of somebody with themself.
    #[error("{id} is paired with itself")]
    WithItself {
        /// The participant.
        id: i64,
    },
    /// A used table would need more people than it has seats.
    #[error("a minimum of {min} does not fit {cap} seats")]
    MinimumAboveSeats {
        /// The minimum.
        min: i64,
        /// The seats.
        cap: i64,
    },
    /// A delegation larger than every table.
    #[error("{size} people cannot sit together: the largest table has {cap} seats")]
    DelegationTooLarge {
        /// People in the delegation.
        size: usize,
        /// Seats of the largest table.
        cap: u32,
    },
    /// People pinned to one table although they must never meet.
    #[error("{a} and {b} are pinned to table {table} but must not meet")]
    PinAgainstRule {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// The table.
        table: u32,
    },
    /// A delegation whose members are pinned to different tables.
    #[error("{a} and {b} belong together but are pinned to different tables")]
    PinAgainstTogether {
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
    },
    /// More people pinned to a table than it has seats.
    #[error("{people} people are pinned to table {table} with {cap} seats")]
    PinOverSeats {
        /// People pinned there.
        people: usize,
        /// The table.
        table: u32,
        /// Its seats.
        cap: u32,
    },
    /// Somebody pinned to a table that is closed while they are there.
    #[error("{person} is pinned to table {table}, which is closed in round {round}")]
    PinAgainstClosed {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
        /// The round.
        round: u32,
    },
}

/// A valid allocation problem. Made by [`Problem::builder`] or read by [`crate::format`].
///
/// People are `0..people()`, tables `0..tables().len()`, rounds `0..rounds()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    people: usize,
    rounds: usize,
    tables: Vec<Table>,
    open: Vec<bool>,
    sides: Vec<u8>,
    present: Vec<bool>,
    worth: Vec<i32>,
    rules: Vec<u8>,
    groups: Vec<Vec<u32>>,
    group_of: Vec<Option<u32>>,
    pins: Vec<Option<u32>>,
    limits: Vec<Option<u32>>,
    repeats: Repeats,
    seat_all: bool,
}

impl Problem {
    /// Starts a problem of `people` participants and `rounds` rounds.
    pub fn builder(people: usize, rounds: usize) -> Builder {
        Builder {
            people,
            rounds,
            tables: Vec::new(),
            sides: Vec::new(),
            absent: Vec::new(),
            worth: Vec::new(),
            forbidden: Vec::new(),
            groups: Vec::new(),
            pins: Vec::new(),
            limits: Vec::new(),
            repeats: Repeats::Hard,
            seat_all: false,
        }
    }

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

    /// Number of participants.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Number of rounds.
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// The tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Whether a table is available in a round.
    pub fn is_open(&self, table: usize, round: usize) -> bool {
        self.open[round * self.tables.len() + table]
    }

    /// The side a participant stands on.
    pub fn side(&self, person: usize) -> u8 {
        self.sides[person]
    }

    /// Whether a participant is there in a round.
    pub fn is_present(&self, person: usize, round: usize) -> bool {
        self.present[round * self.people + person]
    }

    /// Number of rounds a participant is there.
    pub fn rounds_present(&self, person: usize) -> usize {
        (0..self.rounds).filter(|&r| self.is_present(person, r)).count()
    }

    /// What the first meeting of two different people is worth (0 within a delegation; meaningless when forbidden).
    pub fn worth(&self, a: usize, b: usize) -> i32 {
        if self.same_group(a, b) { 0 } else { self.worth[triangle(a, b)] }
    }

    /// Whether two different people may sit at one table. Members of a delegation always may.
    pub fn may_meet(&self, a: usize, b: usize) -> bool {
        self.rules[triangle(a, b)] == 0 || self.same_group(a, b)
    }

    /// The rules that keep two different people apart, whether or not a delegation overrides them.
    pub fn forbidden_by(&self, a: usize, b: usize) -> Vec<Rule> {
        let bits = self.rules[triangle(a, b)];
        Rule::ALL.into_iter().filter(|rule| bits & rule.bit() != 0).collect()
    }

    /// Whether two different people belong to one delegation.
    pub fn same_group(&self, a: usize, b: usize) -> bool {
        self.group_of[a].is_some() && self.group_of[a] == self.group_of[b]
    }

    /// The delegations: at one table whenever present.
    pub fn groups(&self) -> &[Vec<u32>] {
        &self.groups
    }

    /// The delegation of a participant.
    pub fn group_of(&self, person: usize) -> Option<usize> {
        self.group_of[person].map(|group| group as usize)
    }

    /// The table a participant has to sit at in every round they are there.
    pub fn pin(&self, person: usize) -> Option<usize> {
        self.pins[person].map(|table| table as usize)
    }

    /// The most different people that a participant wants to meet; `None` = as many as can be.
    pub fn limit(&self, person: usize) -> Option<u32> {
        self.limits[person]
    }

    /// Whether two people may meet more than once, and at what cost.
    pub fn repeats(&self) -> Repeats {
        self.repeats
    }

    /// Whether everybody present has to be seated.
    pub fn seat_all(&self) -> bool {
        self.seat_all
    }
}

/// Index of an unordered pair of different people in a triangular table.
fn triangle(a: usize, b: usize) -> usize {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high * (high - 1) / 2 + low
}

/// Collects a [`Problem`]; whatever is wrong comes out at [`Builder::build`].
#[derive(Debug, Clone)]
pub struct Builder {
    people: usize,
    rounds: usize,
    tables: Vec<Table>,
    sides: Vec<u8>,
    absent: Vec<(usize, usize)>,
    worth: Vec<i32>,
    forbidden: Vec<(usize, usize, Rule)>,
    groups: Vec<Vec<u32>>,
    pins: Vec<(usize, usize)>,
    limits: Vec<(usize, u32)>,
    repeats: Repeats,
    seat_all: bool,
}

impl Builder {
    /// The tables, in order.
    #[must_use]
    pub fn tables(mut self, tables: Vec<Table>) -> Self {
        self.tables = tables;
        self
    }

    /// The side of each participant, 0 or 1 (all 0 when never called).
    #[must_use]
    pub fn sides(mut self, sides: Vec<u8>) -> Self {
        self.sides = sides;
        self
    }

    /// A participant is not there in a round.
    #[must_use]
    pub fn absent(mut self, person: usize, round: usize) -> Self {
        self.absent.push((person, round));
        self
    }

    /// What the first meeting of `a` and `b` (`a < b`) is worth; asked once per pair. All 0 when never called.
    #[must_use]
    pub fn worth(mut self, worth: impl Fn(usize, usize) -> i32) -> Self {
        if self.people <= MAX_PEOPLE {
            self.worth = (0..self.people).flat_map(|b| (0..b).map(move |a| (a, b))).map(|(a, b)| worth(a, b)).collect();
        }
        self
    }

    /// Two people must not meet, by this rule.
    #[must_use]
    pub fn forbid(mut self, a: usize, b: usize, rule: Rule) -> Self {
        self.forbidden.push((a, b, rule));
        self
    }

    /// A delegation: at one table whenever present. The pair itself earns nothing.
    #[must_use]
    pub fn together(mut self, people: Vec<u32>) -> Self {
        self.groups.push(people);
        self
    }

    /// A participant sits at this table in every round they are there.
    #[must_use]
    pub fn pin(mut self, person: usize, table: usize) -> Self {
        self.pins.push((person, table));
        self
    }

    /// A participant meets at most so many different people.
    #[must_use]
    pub fn limit(mut self, person: usize, dates: u32) -> Self {
        self.limits.push((person, dates));
        self
    }

    /// Whether two people may meet more than once (never, when not called).
    #[must_use]
    pub fn repeats(mut self, repeats: Repeats) -> Self {
        self.repeats = repeats;
        self
    }

    /// Whether everybody present has to be seated (not, when not called).
    #[must_use]
    pub fn seat_all(mut self, seat_all: bool) -> Self {
        self.seat_all = seat_all;
        self
    }

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
