//! Reads instances in the format `messe-alloc/1` and reads and writes solutions; refuses nonsense with place and reason.

use serde::{Deserialize, Serialize};

use crate::affinity::{Parts, Rarity, Traits, Weights, parts_by};
use crate::answer::RepairInput;
use crate::problem::Problem;

mod claim;
mod given;
mod limits;
mod parts;
mod read;
mod solution;
mod values;

pub use claim::{Claim, FalseClaim, read_claim};
pub use read::read;
pub use solution::{Alternative, Reasons, Seconds, Solution, read_solution, write, write_solution};

/// Longest text that is read, in bytes: several times what the largest problem needs.
pub const MAX_TEXT: usize = 64 << 20;

/// Longest list of vetoes that is read: more than a hundred for each of the most people there may be.
pub const MAX_VETOES: usize = 1_000_000;

/// Most topics, offers or needs of one person.
pub const MAX_NAMES: usize = 1_000;

/// The format's name, as it stands in every instance.
pub const FORMAT: &str = "messe-alloc/1";

/// An instance as read: the problem, and what is needed to explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The instance's own name.
    pub name: String,
    /// What kind of event it describes.
    pub family: Family,
    /// The problem in numbers.
    pub problem: Problem,
    /// The announced plan and what changing it costs, for repair instances.
    pub repair: Option<RepairInput>,
    /// The constants of the affinity formula.
    pub weights: Weights,
    traits: Vec<Traits<u32>>,
    rarity: Rarity<u32>,
}

impl Instance {
    /// Why two participants sit together; `None` for uniform weights, where every pair is worth 1.
    pub fn parts(&self, a: u32, b: u32) -> Option<Parts> {
        let (x, y) = (self.traits.get(a as usize)?, self.traits.get(b as usize)?);
        (self.family != Family::Sgp).then(|| parts_by(&self.weights, Some(&self.rarity), (a, x), (b, y)))
    }

    /// Whom a participant wishes to meet, sorted.
    pub fn wishes(&self, person: u32) -> &[u32] {
        self.traits.get(person as usize).map_or(&[], |traits| traits.wished())
    }
}

/// The kinds of events the format knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Every pair is worth 1 (social golfer).
    Sgp,
    /// One-to-one across two sides.
    TwoSided,
    /// One-to-one, anybody with anybody.
    OneSided,
    /// Group tables.
    Group,
}
