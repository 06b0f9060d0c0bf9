//! The constants of the formula.

use serde::{Deserialize, Serialize};

/// The constants of the formula. The defaults are those of the `messe-alloc/1` format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// The two stand on different sides.
    pub cross: i32,
    /// Each topic in common.
    pub topic: i32,
    /// At most this for topics.
    pub topic_max: i32,
    /// Each offer of one that the other needs.
    pub fit: i32,
    /// At most so many fits in each direction.
    pub fit_max_each: i32,
    /// Best common language by level: entry `l` for level `l`.
    pub lang: Vec<i32>,
    /// Least level at which a language counts as common.
    pub lang_min: u8,
    /// No common language (where that is not forbidden).
    pub no_lang: i32,
    /// One wishes to meet the other.
    pub wish_one: i32,
    /// Both wish to meet.
    pub wish_mutual: i32,
    /// Same district.
    pub district: i32,
    /// Each further meeting of the same two (0 or less).
    pub repeat: i32,
    /// The two have met before, at an earlier fair or session.
    pub met_before: i32,
    /// How much rarity counts for topics: 0 = every topic in common is worth `topic`; 1000 = one that everybody has is
    /// worth nothing, one that only these two have is worth `topic`, those between by the logarithm of their number
    /// (inverse document frequency, Spärck Jones 1972). Needs [`Rarity`](super::Rarity), see
    /// [`parts_by`](super::parts_by).
    pub rarity: i32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            cross: 30,
            topic: 8,
            topic_max: 24,
            fit: 10,
            fit_max_each: 2,
            lang: vec![0, 0, 3, 6, 8],
            lang_min: 2,
            no_lang: -20,
            wish_one: 15,
            wish_mutual: 40,
            district: 3,
            repeat: -40,
            met_before: 0,
            rarity: 0,
        }
    }
}
