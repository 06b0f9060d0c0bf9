//! Collects a problem, rule by rule.

use super::{MAX_PEOPLE, Repeats, Rule, Table};

/// Collects a [`Problem`](super::Problem); whatever is wrong comes out at [`Builder::build`].
#[derive(Debug, Clone)]
pub struct Builder {
    pub(super) people: usize,
    pub(super) rounds: usize,
    pub(super) tables: Vec<Table>,
    pub(super) sides: Vec<u8>,
    pub(super) absent: Vec<(usize, usize)>,
    pub(super) worth: Vec<i32>,
    pub(super) forbidden: Vec<(usize, usize, Rule)>,
    pub(super) groups: Vec<Vec<u32>>,
    pub(super) pins: Vec<(usize, usize)>,
    pub(super) limits: Vec<(usize, u32)>,
    pub(super) repeats: Repeats,
    pub(super) seat_all: bool,
}

impl Builder {
    pub(super) fn new(people: usize, rounds: usize) -> Self {
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
}
