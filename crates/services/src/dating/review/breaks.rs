//! Who has a break in which round and who has fewer talks than possible, and why, as far as it can be shown.

use allocation::{Problem, Reason, Repeats};
use domain::{
    ParticipantId,
    dating::{Dating, Sides},
    plan::{Rest, Shortfall},
};
use std::collections::{BTreeMap, HashSet};

/// Who sits where in each round and who has a break, by index.
pub(super) struct Hall<'a> {
    problem: &'a Problem,
    seats: &'a allocation::Plan,
    /// One sits across from one: every table is for two, or each holds one of either side.
    in_pairs: bool,
    across: bool,
    /// Those who can meet nobody in any round: of them nothing else is told.
    hopeless: HashSet<usize>,
    /// Pairs who meet, the smaller index first.
    meet: HashSet<(usize, usize)>,
    /// By round.
    resting: Vec<Vec<usize>>,
}

type Breaks = Vec<(Rest, Vec<(ParticipantId, Vec<u8>)>)>;

impl<'a> Hall<'a> {
    pub fn of(dating: &Dating, problem: &'a Problem, seats: &'a allocation::Plan, hopeless: HashSet<usize>) -> Self {
        let across = dating.rules.sides == Sides::Across;
        let ordered = |a: &u32, b: &u32| (*a.min(b) as usize, *a.max(b) as usize);
        let resting = seats.rounds.iter().enumerate().take(problem.rounds()).map(|(round, tables)| {
            let seated: HashSet<usize> = tables.iter().flatten().map(|i| *i as usize).collect();
            let here = (0..problem.people()).filter(|i| problem.is_present(*i, round));
            here.filter(|i| !seated.contains(i) && !hopeless.contains(i)).collect()
        });
        Self {
            problem,
            seats,
            in_pairs: across || dating.setting.is_one_to_one(),
            across,
            meet: seats
                .rounds
                .iter()
                .flatten()
                .flat_map(|seated| seated.iter().flat_map(move |a| seated.iter().map(move |b| ordered(a, b))))
                .filter(|(a, b)| a != b)
                .collect(),
            resting: resting.collect(),
            hopeless,
        }
    }

    /// All breaks, those of the same reason together: who has them in which rounds.
    pub fn breaks(&self, ids: &[ParticipantId]) -> Breaks {
        let mut found: BTreeMap<Rest, BTreeMap<usize, Vec<u8>>> = BTreeMap::new();
        for (round, resting) in self.resting.iter().enumerate().filter(|(_, resting)| !resting.is_empty()) {
            let of_all = self.of_numbers(round);
            for i in resting {
                let why = of_all.unwrap_or_else(|| self.of_one(*i, round));
                found.entry(why).or_default().entry(*i).or_default().push(round as u8);
            }
        }
        let named = |who: BTreeMap<usize, Vec<u8>>| who.into_iter().map(|(i, rounds)| (ids[i], rounds)).collect();
        found.into_iter().map(|(why, who)| (why, named(who))).collect()
    }

    fn open(&self, round: usize) -> impl Iterator<Item = usize> {
        (0..self.problem.tables().len()).filter(move |t| self.problem.is_open(*t, round))
    }

    fn at(&self, round: usize, table: usize) -> &[u32] {
        self.seats.rounds[round].get(table).map_or(&[], Vec::as_slice)
    }

    /// Where the numbers of a round leave somebody over, whoever it is.
    fn of_numbers(&self, round: usize) -> Option<Rest> {
        let here: Vec<usize> = (0..self.problem.people())
            .filter(|i| self.problem.is_present(*i, round) && !self.hopeless.contains(i))
            .collect();
        let resting = &self.resting[round];
        let caps = self.open(round).map(|t| self.problem.tables()[t].cap as usize);
        let seats: usize = if self.in_pairs { 2 * caps.count() } else { caps.sum() };
        let sides = [1, 0].map(|side| here.iter().filter(|i| self.problem.side(**i) == side).count());
        let most = match (self.across, self.in_pairs) {
            (true, _) => 2 * sides[0].min(sides[1]),
            (false, true) => here.len() - here.len() % 2,
            (false, false) => here.len(),
        };
        let [there, places, with, without, breaks] =
            [here.len(), seats, sides[0], sides[1], resting.len()].map(|n| n.min(u16::MAX.into()) as u16);
        let seated = here.len() - resting.len();
        if seats < most && seated + 1 >= seats {
            let in_pairs = self.in_pairs;
            return Some(Rest::TooFewSeats { there, seats: places, breaks, in_pairs });
        }
        let larger = u8::from(with > without);
        if self.across
            && with != without
            && resting.iter().all(|i| self.problem.side(*i) == larger)
            && seated + 1 >= most
        {
            return Some(Rest::UnevenSides { with, without, breaks });
        }
        if self.in_pairs && !self.across && resting.len() == 1 && here.len() % 2 == 1 {
            return Some(Rest::OddNumber { there });
        }
        let (used, unused): (Vec<_>, Vec<_>) = self.open(round).partition(|t| !self.at(round, *t).is_empty());
        let cap = |t: &usize| self.problem.tables()[*t].cap as usize;
        let least = |t: &usize| self.problem.tables()[*t].min as usize;
        let full = used.iter().all(|t| self.at(round, *t).len() >= cap(t));
        let too_few = !unused.is_empty() && unused.iter().all(|t| least(t) > resting.len());
        (!self.in_pairs && full && too_few).then_some(Rest::TooFewForATable { breaks })
    }

    /// What keeps one from a seat, as far as it can be shown.
    fn of_one(&self, i: usize, round: usize) -> Rest {
        let problem = self.problem;
        if problem.group_of(i).is_some() {
            return Rest::Unknown;
        }
        let never_twice = problem.repeats() == Repeats::Hard;
        let met = |j: usize| self.meet.contains(&(i.min(j), i.max(j)));
        let fits =
            |j: usize| j != i && problem.group_of(j).is_none() && problem.may_meet(i, j) && !(never_twice && met(j));
        let at_home = |person: usize, t: usize| problem.pin(person).is_none_or(|home| home == t);
        let here = |t: usize| self.at(round, t).iter().map(|j| *j as usize);
        let joins = |t: usize| {
            let (seated, table) = (here(t).count(), &problem.tables()[t]);
            let room = if self.in_pairs { 2 } else { table.cap as usize };
            (1..room).contains(&seated) && seated + 1 >= table.min as usize && here(t).all(fits)
        };
        if self.open(round).any(|t| at_home(i, t) && joins(t)) {
            return Rest::SeatFree;
        }
        if !self.in_pairs {
            return Rest::Unknown;
        }
        let mut others = self.resting[round].iter().copied().filter(|j| fits(*j)).peekable();
        let empty = |j: usize| self.open(round).any(|t| here(t).count() == 0 && at_home(i, t) && at_home(j, t));
        let alone = self.open(round).filter(|t| here(*t).count() == 1).flat_map(here).any(fits);
        match (others.peek().is_some(), alone) {
            (true, _) if others.any(empty) => Rest::SeatFree,
            // A fixed table is in the way; which one, nobody has looked at.
            (true, _) | (_, true) => Rest::Unknown,
            (false, false) if never_twice && self.has_met_all(i) => Rest::MetEverybody,
            (false, false) => Rest::NobodyLeft,
        }
    }

    /// Whether somebody meets everybody whom the rules allow.
    fn has_met_all(&self, i: usize) -> bool {
        let problem = self.problem;
        let together = |j: usize| (0..problem.rounds()).any(|r| problem.is_present(i, r) && problem.is_present(j, r));
        let mut partners = (0..problem.people()).filter(|j| *j != i && problem.may_meet(i, *j) && together(*j));
        partners.all(|j| self.meet.contains(&(i.min(j), i.max(j))))
    }

    /// Who has fewer talks than possible, where breaks do not say it already.
    pub fn fewer_dates(&self, ids: &[ParticipantId], reasons: &[Reason]) -> Vec<Shortfall> {
        let mut found: BTreeMap<[u16; 5], Vec<ParticipantId>> = BTreeMap::new();
        for reason in reasons {
            let Reason::FewerDates { person, got, possible } = reason else { continue };
            let mine = self.seats.rounds.iter().flatten().filter(|seated| seated.contains(person));
            let (alone, in_company): (Vec<_>, Vec<_>) = mine.partition(|seated| seated.len() == 1);
            let again = in_company.len().saturating_sub(*got as usize);
            let breaks = self.resting.iter().filter(|resting| resting.contains(&(*person as usize))).count();
            if alone.is_empty() && again == 0 {
                continue;
            }
            let figures = [*got as usize, *possible as usize, breaks, alone.len(), again];
            found.entry(figures.map(|n| n.min(u16::MAX.into()) as u16)).or_default().push(ids[*person as usize]);
        }
        let told = |([dates, possible, breaks, alone, again], who): ([u16; 5], _)| Shortfall::FewerDates {
            who,
            dates,
            possible,
            breaks,
            alone,
            again,
        };
        found.into_iter().map(told).collect()
    }
}
