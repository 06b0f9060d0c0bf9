//! The judge: whether a plan keeps every hard rule, and what it is worth. Shares no code with the search.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::answer::RepairInput;
use crate::plan::Plan;
use crate::problem::{Problem, Repeats, Rule};

/// A hard rule that a plan breaks: where and with whom, in plain data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Violation {
    /// The plan does not have as many rounds as the problem.
    WrongRounds {
        /// Rounds in the plan.
        found: usize,
        /// Rounds asked for.
        wanted: usize,
    },
    /// A round names more tables than there are.
    TooManyTables {
        /// The round.
        round: u32,
    },
    /// Somebody who does not exist.
    UnknownPerson {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// The id found.
        person: u32,
    },
    /// More people than seats.
    OverCapacity {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// People there.
        people: u32,
    },
    /// A used table with fewer people than it needs.
    UnderMinimum {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
        /// People there.
        people: u32,
    },
    /// People at a table that is closed in this round.
    ClosedTable {
        /// The round.
        round: u32,
        /// The table.
        table: u32,
    },
    /// Somebody has two seats in one round.
    SeatedTwice {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// Somebody is seated who is not there.
    Absent {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// Somebody has no seat although everybody has to be seated.
    NotSeated {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
    },
    /// A delegation does not sit at one table.
    Split {
        /// The round.
        round: u32,
        /// The delegation (its index).
        group: u32,
    },
    /// Somebody pinned to a table does not sit there.
    OffPin {
        /// The round.
        round: u32,
        /// The participant.
        person: u32,
        /// The table they are pinned to.
        table: u32,
    },
    /// Two who must not meet sit together.
    Forbidden {
        /// The round.
        round: u32,
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
        /// The rule that forbids it.
        rule: Rule,
    },
    /// Two meet again although nobody may.
    MetAgain {
        /// The round of the further meeting.
        round: u32,
        /// One participant.
        a: u32,
        /// The other participant.
        b: u32,
    },
    /// Somebody meets more people than they want to.
    OverLimit {
        /// The participant.
        person: u32,
        /// Different people met.
        dates: u32,
        /// Most they want to meet.
        limit: u32,
    },
    /// A played round is not what was played.
    PlayedRoundChanged {
        /// The round.
        round: u32,
    },
    /// A round whose cards are out has been changed by more than taking away people who are gone.
    FrozenRoundChanged {
        /// The round.
        round: u32,
    },
}

impl Violation {
    /// The round it is broken in, where it is broken in one.
    pub fn round(&self) -> Option<u32> {
        match *self {
            Violation::WrongRounds { .. } | Violation::OverLimit { .. } => None,
            Violation::TooManyTables { round }
            | Violation::UnknownPerson { round, .. }
            | Violation::OverCapacity { round, .. }
            | Violation::UnderMinimum { round, .. }
            | Violation::ClosedTable { round, .. }
            | Violation::SeatedTwice { round, .. }
            | Violation::Absent { round, .. }
            | Violation::NotSeated { round, .. }
            | Violation::Split { round, .. }
            | Violation::OffPin { round, .. }
            | Violation::Forbidden { round, .. }
            | Violation::MetAgain { round, .. }
            | Violation::PlayedRoundChanged { round }
            | Violation::FrozenRoundChanged { round } => Some(round),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some(round) = self.round() {
            write!(f, "round {round}: ")?;
        }
        match self {
            Violation::WrongRounds { found, wanted } => write!(f, "{found} rounds instead of {wanted}"),
            Violation::TooManyTables { .. } => write!(f, "more tables than there are"),
            Violation::UnknownPerson { table, person, .. } => write!(f, "nobody is called {person} (table {table})"),
            Violation::OverCapacity { table, people, .. } => {
                write!(f, "{people} people are too many for table {table}")
            }
            Violation::UnderMinimum { table, people, .. } => write!(f, "{people} people are too few for table {table}"),
            Violation::ClosedTable { table, .. } => write!(f, "table {table} is closed"),
            Violation::SeatedTwice { person, .. } => write!(f, "{person} has two seats"),
            Violation::Absent { person, .. } => write!(f, "{person} is seated and not there"),
            Violation::NotSeated { person, .. } => write!(f, "{person} has no seat"),
            Violation::Split { group, .. } => write!(f, "delegation {group} is split"),
            Violation::OffPin { person, table, .. } => write!(f, "{person} is not at table {table}"),
            Violation::Forbidden { a, b, rule, .. } => match rule {
                Rule::Veto => write!(f, "{a} and {b} must not meet"),
                Rule::Language => write!(f, "{a} and {b} have no language in common"),
                Rule::SameSide => write!(f, "{a} and {b} stand on the same side"),
            },
            Violation::MetAgain { a, b, .. } => write!(f, "{a} and {b} have met before"),
            Violation::OverLimit { person, dates, limit } => {
                write!(f, "{person} meets {dates} people and wants to meet {limit} at most")
            }
            Violation::PlayedRoundChanged { .. } => write!(f, "has been played and is changed"),
            Violation::FrozenRoundChanged { .. } => write!(f, "has its cards out and is changed"),
        }
    }
}

/// What one participant gets from a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonReport {
    /// Different people met.
    pub dates: u32,
    /// Affinity of these meetings.
    pub quality: i64,
    /// Rounds present but not seated.
    pub sat_out: u32,
    /// Changes of table between consecutive rounds.
    pub moves: u32,
}

/// What a plan breaks and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Every hard rule that is broken; empty = the plan is valid.
    pub broken: Vec<Violation>,
    /// Affinity of all different pairs that meet, less the cost of repeats.
    pub objective: i64,
    /// Meetings after the first of each pair.
    pub repeats: u32,
    /// Different pairs that meet.
    pub pairs: u32,
    /// Of these, pairs across the two sides.
    pub cross_pairs: u32,
    /// Fewest dates of a participant.
    pub dates_min: u32,
    /// Dates of all participants together (for the mean: divide by their number).
    pub dates_sum: u64,
    /// Most dates of a participant.
    pub dates_max: u32,
    /// Each participant.
    pub people: Vec<PersonReport>,
}

impl Report {
    /// Whether every hard rule is kept.
    pub fn is_valid(&self) -> bool {
        self.broken.is_empty()
    }

    /// Mean number of dates per participant.
    pub fn dates_mean(&self) -> f64 {
        if self.people.is_empty() { 0.0 } else { self.dates_sum as f64 / self.people.len() as f64 }
    }
}

/// Judges a plan.
pub fn check(problem: &Problem, plan: &Plan) -> Report {
    let n = problem.people();
    let mut report = Report { people: vec![PersonReport::default(); n], ..Report::default() };
    if plan.rounds.len() != problem.rounds() {
        let (found, wanted) = (plan.rounds.len(), problem.rounds());
        report.broken.push(Violation::WrongRounds { found, wanted });
    }
    let mut met: Vec<(u32, u32, u32)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; n];
    for r in 0..problem.rounds().min(plan.rounds.len()) {
        let seat = judge_round(problem, plan, r, &mut report.broken, &mut met);
        for i in 0..n {
            if seat[i].is_none() && problem.is_present(i, r) {
                report.people[i].sat_out += 1;
            }
            if before[i].is_some() && seat[i].is_some() && seat[i] != before[i] {
                report.people[i].moves += 1;
            }
        }
        before = seat;
    }
    let cost = match problem.repeats() {
        Repeats::Hard => 0,
        Repeats::Soft(cost) => i64::from(cost),
    };
    met.sort_unstable();
    for meetings in met.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (a, b, _) = meetings[0];
        let (i, j) = (a as usize, b as usize);
        if problem.same_group(i, j) {
            continue;
        }
        for rule in problem.forbidden_by(i, j) {
            report.broken.extend(meetings.iter().map(|&(.., round)| Violation::Forbidden { round, a, b, rule }));
        }
        if problem.repeats() == Repeats::Hard {
            report.broken.extend(meetings[1..].iter().map(|&(.., round)| Violation::MetAgain { round, a, b }));
        }
        let worth = if problem.may_meet(i, j) { i64::from(problem.worth(i, j)) } else { 0 };
        report.objective += worth - cost * (meetings.len() as i64 - 1);
        report.repeats += meetings.len() as u32 - 1;
        report.pairs += 1;
        report.cross_pairs += u32::from(problem.side(i) != problem.side(j));
        for person in [i, j] {
            report.people[person].dates += 1;
            report.people[person].quality += worth;
        }
    }
    for (i, person) in report.people.iter().enumerate() {
        if let Some(limit) = problem.limit(i).filter(|&limit| person.dates > limit) {
            report.broken.push(Violation::OverLimit { person: i as u32, dates: person.dates, limit });
        }
    }
    report.dates_min = report.people.iter().map(|p| p.dates).min().unwrap_or(0);
    report.dates_max = report.people.iter().map(|p| p.dates).max().unwrap_or(0);
    report.dates_sum = report.people.iter().map(|p| u64::from(p.dates)).sum();
    report.broken.sort();
    report
}

/// Judges one round by itself, notes who meets, and returns everybody's table.
fn judge_round(
    problem: &Problem,
    plan: &Plan,
    r: usize,
    broken: &mut Vec<Violation>,
    met: &mut Vec<(u32, u32, u32)>,
) -> Vec<Option<usize>> {
    let round = r as u32;
    let mut seat: Vec<Option<usize>> = vec![None; problem.people()];
    if plan.rounds[r].len() > problem.tables().len() {
        broken.push(Violation::TooManyTables { round });
    }
    for (t, sitting) in plan.rounds[r].iter().enumerate().take(problem.tables().len()) {
        let (table, people) = (t as u32, sitting.len() as u32);
        if people > problem.tables()[t].cap {
            broken.push(Violation::OverCapacity { round, table, people });
        }
        if people > 0 && people < problem.tables()[t].min {
            broken.push(Violation::UnderMinimum { round, table, people });
        }
        if people > 0 && !problem.is_open(t, r) {
            broken.push(Violation::ClosedTable { round, table });
        }
        for &person in sitting {
            let Some(place) = seat.get_mut(person as usize) else {
                broken.push(Violation::UnknownPerson { round, table, person });
                continue;
            };
            if place.replace(t).is_some() {
                broken.push(Violation::SeatedTwice { round, person });
            }
            if !problem.is_present(person as usize, r) {
                broken.push(Violation::Absent { round, person });
            }
        }
        let known: Vec<u32> = sitting.iter().copied().filter(|&i| (i as usize) < problem.people()).collect();
        for (k, &a) in known.iter().enumerate() {
            for &b in known[k + 1..].iter().filter(|&&b| b != a) {
                met.push((a.min(b), a.max(b), round));
            }
        }
    }
    for (i, place) in seat.iter().enumerate().filter(|&(i, _)| problem.is_present(i, r)) {
        let person = i as u32;
        if problem.seat_all() && place.is_none() {
            broken.push(Violation::NotSeated { round, person });
        }
        if let Some(table) = problem.pin(i).filter(|&table| *place != Some(table)) {
            broken.push(Violation::OffPin { round, person, table: table as u32 });
        }
    }
    for (g, group) in problem.groups().iter().enumerate() {
        let mut places = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).map(|i| seat[i]);
        if let Some(first) = places.next()
            && places.any(|place| place != first)
        {
            broken.push(Violation::Split { round, group: g as u32 });
        }
    }
    seat
}

/// What a repair breaks, is worth and costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairReport {
    /// The repaired plan judged as a whole, with changed played or frozen rounds among what is broken.
    pub report: Report,
    /// Seats that somebody still there was told and no longer has, in the rounds to come.
    pub changed_seats: u32,
    /// Announced pairs, both still there, that no longer meet in that round.
    pub lost_pairs: u32,
    /// The objective less `cost_seat` per changed seat and `cost_pair` per lost pair.
    pub score: i64,
}

/// Judges a repair. What a played round breaks, left as it was, is history and not held against it. In a frozen round a table that only lost people may fall under its minimum, and people who were
/// not announced there may stay without a seat: nobody can mend that any more.
pub fn check_repair(problem: &Problem, input: &RepairInput, plan: &Plan) -> RepairReport {
    let n = problem.people();
    let mut report = check(problem, plan);
    let frozen = input.done_rounds..input.done_rounds.saturating_add(input.frozen_rounds).min(problem.rounds());
    let (mut untouched, mut history) = (Vec::new(), Vec::new());
    for r in 0..frozen.end.min(plan.rounds.len()).min(input.announced.rounds.len()) {
        let played = r < input.done_rounds;
        let keep = |sitting: &Vec<u32>| -> Vec<u32> {
            let there = |&&i: &&u32| played || ((i as usize) < n && problem.is_present(i as usize, r));
            let mut kept: Vec<u32> = sitting.iter().filter(there).copied().collect();
            kept.sort_unstable();
            kept
        };
        let used = |tables: &[Vec<u32>]| -> Vec<(usize, Vec<u32>)> {
            tables.iter().map(keep).enumerate().filter(|(_, sitting)| !sitting.is_empty()).collect()
        };
        let round = r as u32;
        if used(&plan.rounds[r]) != used(&input.announced.rounds[r]) {
            report.broken.push(match played {
                true => Violation::PlayedRoundChanged { round },
                false => Violation::FrozenRoundChanged { round },
            });
        } else if played {
            history.push(round);
        } else {
            untouched.push(round);
        }
    }
    report.broken.retain(|violation| violation.round().is_none_or(|round| !history.contains(&round)));
    report.broken.retain(|violation| match violation {
        Violation::UnderMinimum { round, .. }
        | Violation::NotSeated { round, .. }
        | Violation::ClosedTable { round, .. }
        | Violation::Split { round, .. }
        | Violation::OffPin { round, .. } => !untouched.contains(round),
        _ => true,
    });
    let (mut changed_seats, mut lost_pairs) = (0, 0);
    for r in input.done_rounds..problem.rounds() {
        let (was, is) = (input.announced.seats(r, n), plan.seats(r, n));
        let there = |i: &usize| problem.is_present(*i, r);
        changed_seats += (0..n).filter(there).filter(|&i| was[i].is_some() && was[i] != is[i]).count() as u32;
        for (a, b) in input.announced.pairs(r) {
            let (a, b) = (a as usize, b as usize);
            if a < n && b < n && there(&a) && there(&b) && (is[a].is_none() || is[a] != is[b]) {
                lost_pairs += 1;
            }
        }
    }
    let score = report.objective
        - i64::from(input.cost_seat) * i64::from(changed_seats)
        - i64::from(input.cost_pair) * i64::from(lost_pairs);
    report.broken.sort();
    RepairReport { report, changed_seats, lost_pairs, score }
}
