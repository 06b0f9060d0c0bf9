//! Who sits where in which round, and what differs between two such plans.

use serde::{Deserialize, Serialize};

/// A seating: `rounds[r][t]` are the people at table `t` in round `r` (may be empty; order does not matter).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
}

impl Plan {
    /// A plan in which nobody sits anywhere.
    pub fn empty(rounds: usize, tables: usize) -> Self {
        Plan { rounds: vec![vec![Vec::new(); tables]; rounds] }
    }

    /// The table of each of `people` participants in a round; people the round does not name have none.
    pub fn seats(&self, round: usize, people: usize) -> Vec<Option<u32>> {
        let mut seats = vec![None; people];
        for (table, sitting) in self.rounds.get(round).into_iter().flatten().enumerate() {
            for &person in sitting {
                if let Some(seat) = seats.get_mut(person as usize) {
                    *seat = Some(table as u32);
                }
            }
        }
        seats
    }

    /// The pairs (smaller id first) that sit together in a round, sorted.
    pub fn pairs(&self, round: usize) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for sitting in self.rounds.get(round).into_iter().flatten() {
            for (k, &a) in sitting.iter().enumerate() {
                pairs.extend(sitting[k + 1..].iter().map(|&b| (a.min(b), a.max(b))));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Somebody's seat in one round, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// The round.
    pub round: u32,
    /// The participant.
    pub person: u32,
    /// The table before; `None` = sat out.
    pub from: Option<u32>,
    /// The table after; `None` = sits out.
    pub to: Option<u32>,
}

/// Two people in one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Meeting {
    /// The round.
    pub round: u32,
    /// The participant with the smaller id.
    pub a: u32,
    /// The participant with the larger id.
    pub b: u32,
}

/// What differs between two plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Changes {
    /// Seats that differ, by round and person.
    pub seats: Vec<SeatChange>,
    /// Meetings that were in the first plan and are not in the second.
    pub lost: Vec<Meeting>,
    /// Meetings that are in the second plan and were not in the first.
    pub added: Vec<Meeting>,
}

/// What differs between two plans, round by round.
pub fn changes(before: &Plan, after: &Plan) -> Changes {
    let people = [before, after].iter().flat_map(|plan| plan.rounds.iter().flatten().flatten()).max();
    let people = people.map_or(0, |&largest| largest as usize + 1);
    let mut found = Changes::default();
    for r in 0..before.rounds.len().max(after.rounds.len()) {
        let round = r as u32;
        let (was, is) = (before.seats(r, people), after.seats(r, people));
        for (person, (&from, &to)) in was.iter().zip(&is).enumerate() {
            if from != to {
                found.seats.push(SeatChange { round, person: person as u32, from, to });
            }
        }
        let (old, new) = (before.pairs(r), after.pairs(r));
        let only = |these: &[(u32, u32)], those: &[(u32, u32)]| -> Vec<Meeting> {
            let gone = these.iter().filter(|pair| those.binary_search(pair).is_err());
            gone.map(|&(a, b)| Meeting { round, a, b }).collect()
        };
        found.lost.extend(only(&old, &new));
        found.added.extend(only(&new, &old));
    }
    found
}
