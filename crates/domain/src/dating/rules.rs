//! The rules of a session in the words of its setup page.

use super::{Emphasis, Evenness, Setting};
use crate::ParticipantId;
use serde::{Deserialize, Serialize};

/// Who talks with whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// One side meets the other: associations with a migration relation meet associations without.
    #[default]
    Across,
    /// Anybody meets anybody.
    Anybody,
}

/// How a common language counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommonLanguage {
    Required,
    #[default]
    Preferred,
    Ignored,
}

/// The rules in the words of the setup page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub sides: Sides,
    pub language: CommonLanguage,
    /// No pair meets twice; otherwise it is only avoided.
    pub never_twice: bool,
    /// Wishes count.
    pub wishes: bool,
    /// Nobody who is present is left without a table.
    pub seat_everybody: bool,
    pub apart: Vec<(ParticipantId, ParticipantId)>,
    pub together: Vec<Vec<ParticipantId>>,
    /// A participant's table, by number, in every round.
    pub fixed: Vec<(ParticipantId, u16)>,
    #[serde(default)]
    pub evenness: Evenness,
    #[serde(default)]
    pub emphasis: Emphasis,
}

impl Rules {
    /// Two who never sit together; said twice, in either order, it holds once.
    pub fn keep_apart(&mut self, one: ParticipantId, other: ParticipantId) {
        if !self.apart.contains(&(one, other)) && !self.apart.contains(&(other, one)) {
            self.apart.push((one, other));
        }
    }

    /// What a new session begins with. At tables for groups everybody meets everybody: "with meets without" would
    /// leave two to a table.
    pub fn usual_for(setting: &Setting) -> Self {
        Self { sides: if setting.is_one_to_one() { Sides::Across } else { Sides::Anybody }, ..Self::default() }
    }

    /// Whether two always sit together: that is no talk they were given.
    pub fn are_together(&self, one: ParticipantId, other: ParticipantId) -> bool {
        self.together.iter().any(|group| group.contains(&one) && group.contains(&other))
    }

    /// Two always sit together, and with them everybody either of them already sits with.
    pub fn bring_together(&mut self, one: ParticipantId, other: ParticipantId) {
        let (mut joined, apart): (Vec<_>, Vec<_>) =
            self.together.drain(..).partition(|group| group.contains(&one) || group.contains(&other));
        joined.push(vec![one, other]);
        let mut group: Vec<ParticipantId> = Vec::new();
        for member in joined.into_iter().flatten() {
            if !group.contains(&member) {
                group.push(member);
            }
        }
        self.together = apart;
        self.together.push(group);
    }

    /// Somebody sits where they like again; the others of the group stay together where there are two.
    pub fn leave_group(&mut self, who: ParticipantId) {
        for group in &mut self.together {
            group.retain(|member| *member != who);
        }
        self.together.retain(|group| group.len() > 1);
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            sides: Sides::default(),
            language: CommonLanguage::default(),
            never_twice: true,
            wishes: true,
            seat_everybody: false,
            apart: Vec::new(),
            together: Vec::new(),
            fixed: Vec::new(),
            evenness: Evenness::default(),
            emphasis: Emphasis::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Refusal, refusal::Input};

    #[test]
    fn whoever_is_in_a_group_brings_it_along() {
        let [a, b, c, d, e] = [1, 2, 3, 4, 5].map(ParticipantId);
        let mut rules = Rules::default();
        for (one, other) in [(a, b), (c, d), (a, b), (e, c), (b, c)] {
            rules.bring_together(one, other);
        }
        assert_eq!(rules.together, [vec![a, b, c, d, e]]);
    }

    #[test]
    fn one_of_three_leaves_and_the_others_stay_together() {
        let [a, b, c, d, e] = [1, 2, 3, 4, 5].map(ParticipantId);
        let mut rules = Rules { together: vec![vec![a, b, c], vec![d, e]], ..Rules::default() };
        rules.leave_group(b);
        assert_eq!(rules.together, [vec![a, c], vec![d, e]]);
        rules.leave_group(d);
        assert_eq!(rules.together, [vec![a, c]]);
    }

    #[test]
    fn tables_for_groups_begin_without_the_rule_that_only_pairs_can_keep() {
        let sides = |seats, least| {
            Setting::parse("Tafel", "2027-05-08T14:00", 4, 6, 2, 6, seats, least)
                .map(|setting| Rules::usual_for(&setting).sides)
        };
        assert_eq!(sides(2, 2), Ok(Sides::Across));
        assert_eq!(sides(6, 4), Ok(Sides::Anybody));
        assert_eq!(sides(4, 5), Err(Refusal::OutOfRange { input: Input::Least, least: 2, most: 4 }));
    }

    #[test]
    fn the_same_two_are_kept_apart_once() {
        let [a, b, c] = [1, 2, 3].map(ParticipantId);
        let mut rules = Rules::default();
        for (one, other) in [(a, b), (b, a), (a, c), (a, b)] {
            rules.keep_apart(one, other);
        }
        assert_eq!(rules.apart, [(a, b), (a, c)]);
    }
}
