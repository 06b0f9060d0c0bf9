//! What counts how much when tables are allocated, in the words of the rules page.

use serde::{Deserialize, Serialize};

/// How much it counts that talks are spread evenly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evenness {
    /// The best matches, however few talks that leaves somebody.
    Ignored,
    /// Each further talk of somebody is worth a little less: nobody is starved for a slightly better match.
    #[default]
    Fair,
    /// Whoever has fewest talks comes first, then the next, then the matches.
    FewestFirst,
}

impl Evenness {
    pub const ALL: [Evenness; 3] = [Evenness::Ignored, Evenness::Fair, Evenness::FewestFirst];
}

/// How much a reason to meet counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    Nothing,
    Little,
    #[default]
    Usual,
    Much,
}

impl Weight {
    pub const ALL: [Weight; 4] = [Weight::Nothing, Weight::Little, Weight::Usual, Weight::Much];

    /// So many points, weighed: none, half, as many, or twice as many.
    pub fn of(self, points: i32) -> i32 {
        match self {
            Weight::Nothing => 0,
            Weight::Little => points / 2,
            Weight::Usual => points,
            Weight::Much => points.saturating_mul(2),
        }
    }
}

/// A reason for two to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// One with and one without a migration relation.
    Mixed,
    /// Fields of activity and target groups in common.
    Topics,
    /// What one offers and the other needs.
    Exchange,
    /// A common language, the better the more.
    Language,
    Wishes,
    /// The same part of town.
    District,
    /// They have not met at an earlier session or fair.
    NewFaces,
}

impl Matter {
    pub const ALL: [Matter; 7] = [
        Matter::Wishes,
        Matter::Topics,
        Matter::Exchange,
        Matter::Mixed,
        Matter::Language,
        Matter::District,
        Matter::NewFaces,
    ];

    /// A stable name for forms.
    pub fn key(self) -> &'static str {
        match self {
            Matter::Mixed => "mixed",
            Matter::Topics => "topics",
            Matter::Exchange => "exchange",
            Matter::Language => "language",
            Matter::Wishes => "wishes",
            Matter::District => "district",
            Matter::NewFaces => "new_faces",
        }
    }
}

/// How much each reason counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Emphasis {
    pub mixed: Weight,
    pub topics: Weight,
    pub exchange: Weight,
    pub language: Weight,
    pub wishes: Weight,
    pub district: Weight,
    pub new_faces: Weight,
}

impl Emphasis {
    pub fn of(&self, matter: Matter) -> Weight {
        match matter {
            Matter::Mixed => self.mixed,
            Matter::Topics => self.topics,
            Matter::Exchange => self.exchange,
            Matter::Language => self.language,
            Matter::Wishes => self.wishes,
            Matter::District => self.district,
            Matter::NewFaces => self.new_faces,
        }
    }

    pub fn put(&mut self, matter: Matter, weight: Weight) {
        let place = match matter {
            Matter::Mixed => &mut self.mixed,
            Matter::Topics => &mut self.topics,
            Matter::Exchange => &mut self.exchange,
            Matter::Language => &mut self.language,
            Matter::Wishes => &mut self.wishes,
            Matter::District => &mut self.district,
            Matter::NewFaces => &mut self.new_faces,
        };
        *place = weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_for_one_reason_is_that_ones_alone() {
        for matter in Matter::ALL {
            let mut emphasis = Emphasis::default();
            emphasis.put(matter, Weight::Much);
            let loud: Vec<Matter> = Matter::ALL.into_iter().filter(|m| emphasis.of(*m) == Weight::Much).collect();
            assert_eq!(loud, [matter]);
        }
    }

    #[test]
    fn rules_from_before_there_were_weights_count_as_usual() {
        let old = r#"{"sides":"across","language":"preferred","never_twice":true,"wishes":true,"seat_everybody":false,
                      "apart":[],"together":[],"fixed":[]}"#;
        let rules: super::super::Rules = serde_json::from_str(old).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(rules, super::super::Rules::default());
    }
}
