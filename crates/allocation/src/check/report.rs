//! What the judge found, as data.

use serde::{Deserialize, Serialize};

use super::Violation;

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
