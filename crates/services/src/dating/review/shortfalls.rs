//! What the plan at hand could not give, and why. Read off the plan as it is whenever somebody asks, so that it is true after
//! every change; a reason is told only where it can be shown.

use crate::dating::seating::judge::as_it_counts;
use crate::dating::seating::problem::{Leaning, Table};
use crate::dating::seating::words::{hindrance, wishes};
use allocation::{Problem, Reason, Repeats, Rule};
use domain::{
    ParticipantId, UnixMillis,
    dating::{Dating, Pair, Sides, pairs},
    plan::{Hindrance, Rest, SeatingPlan, Seats, Shortfall},
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What concerns many comes first, wishes last. Nothing without a plan, or where the rules contradict each other.
pub(in crate::dating) fn shortfalls(dating: &Dating, table: &Table, now: UnixMillis) -> Vec<Shortfall> {
    let Some(plan) = &dating.plan else { return Vec::new() };
    let Ok(problem) = table.problem_leaning(dating, now, &Leaning::whole_day()) else { return Vec::new() };
    let seated = table.plan_of(&with_those_who_are_there(dating, plan, now));
    let reasons = allocation::reasons_for(&problem, &seated);
    let hopeless = reasons.iter().filter_map(|reason| match reason {
        Reason::NobodyToMeet { person, .. } => Some(*person as usize),
        _ => None,
    });
    let hall = Hall::of(dating, &problem, &seated, hopeless.collect());
    let (numbers, others): (Vec<_>, Vec<_>) =
        hall.breaks(&table.ids).into_iter().partition(|(why, _)| why.is_of_numbers());
    let told = |(why, who)| Shortfall::Breaks { why, who };
    let mut found: Vec<Shortfall> = numbers.into_iter().map(told).collect();
    found.extend(reasons.iter().filter_map(|reason| nobody_to_meet(table, &problem, reason)));
    found.extend(others.into_iter().map(told));
    found.extend(hall.fewer_dates(&table.ids, &reasons));
    let unmet = unmet_wishes(dating, table, &problem, &plan.seats, now).into_iter();
    found.extend(unmet.map(|(who, whom, because)| Shortfall::WishUnmet { who, whom, because }));
    found
}

/// The seats without those who are not there; whoever is left alone by that sits alone.
fn with_those_who_are_there(dating: &Dating, plan: &SeatingPlan, now: UnixMillis) -> Seats {
    let begun = usize::from(dating.rounds_begun(now));
    let there = |round: usize, who: &ParticipantId| {
        let known = dating.participant(*who);
        known.is_ok_and(|p| if round < begun { p.is_there(round as u8) } else { p.plays(round as u8) })
    };
    let rounds = plan.seats.iter().enumerate().map(|(round, tables)| {
        tables.iter().map(|seated| seated.iter().copied().filter(|who| there(round, who)).collect()).collect()
    });
    rounds.collect()
}

fn nobody_to_meet(table: &Table, problem: &Problem, reason: &Reason) -> Option<Shortfall> {
    let Reason::NobodyToMeet { person, rules, never_there_together } = reason else { return None };
    let person = *person as usize;
    let strongest = rules.iter().filter(|c| c.rule != Rule::SameSide).max_by_key(|c| c.people);
    let silent = table.affinity.speaks_nothing_known(person);
    let because = match strongest.or_else(|| rules.iter().max_by_key(|c| c.people)) {
        Some(count) if count.rule == Rule::Language && silent => Hindrance::LanguagesUnknown,
        Some(count) if count.people > 0 => hindrance(count.rule),
        _ if *never_there_together > 0 => Hindrance::Absent,
        _ => Hindrance::Unknown,
    };
    Some(Shortfall::NobodyToMeet { who: *table.ids.get(person)?, because, without: without_one(problem, person) })
}

/// How many could be met if one rule alone were lifted, the most first.
fn without_one(problem: &Problem, person: usize) -> Vec<(Hindrance, u16)> {
    let together = |other: usize| {
        (0..problem.rounds()).any(|round| problem.is_present(person, round) && problem.is_present(other, round))
    };
    let mut found: Vec<(Hindrance, u16)> = Vec::new();
    for other in (0..problem.people()).filter(|other| *other != person && together(*other)) {
        if let [rule] = problem.forbidden_by(person.min(other), person.max(other))[..] {
            let rule = hindrance(rule);
            match found.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, people)) => *people += 1,
                None => found.push((rule, 1)),
            }
        }
    }
    found.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    found
}

/// Who sits where in each round and who has a break, by index.
struct Hall<'a> {
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
    fn of(dating: &Dating, problem: &'a Problem, seats: &'a allocation::Plan, hopeless: HashSet<usize>) -> Self {
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
    fn breaks(&self, ids: &[ParticipantId]) -> Breaks {
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
    fn fewer_dates(&self, ids: &[ParticipantId], reasons: &[Reason]) -> Vec<Shortfall> {
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

/// Wishes that no round holds, and what stands in the way.
fn unmet_wishes(
    dating: &Dating,
    table: &Table,
    problem: &Problem,
    seats: &Seats,
    now: UnixMillis,
) -> Vec<(ParticipantId, ParticipantId, Hindrance)> {
    let met: BTreeSet<Pair> =
        as_it_counts(dating, seats, now).iter().flatten().flat_map(|seated| pairs(seated)).collect();
    let mut unmet = Vec::new();
    for (a, b) in wishes(table) {
        let (who, whom) = (table.ids[a], table.ids[b]);
        if met.contains(&(who.min(whom), who.max(whom))) {
            continue;
        }
        let rule = problem.forbidden_by(a.min(b), a.max(b)).first().copied();
        let never_there = (0..problem.rounds()).all(|r| !problem.is_present(a, r) || !problem.is_present(b, r));
        let because = match rule {
            Some(rule) => hindrance(rule),
            None if never_there => Hindrance::Absent,
            None => Hindrance::NotEnoughRounds,
        };
        unmet.push((who, whom, because));
    }
    unmet
}
