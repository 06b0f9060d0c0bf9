//! What a meeting of two participants is worth: one formula, its weights as data, its parts for whoever asks why.

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
        }
    }
}

/// What the formula looks at in one participant. `K` names topics, offers, languages and districts: numbers or texts.
///
/// Lists are kept sorted and without doubles by the setters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits<K> {
    side: u8,
    district: Option<K>,
    topics: Vec<K>,
    offers: Vec<K>,
    needs: Vec<K>,
    languages: Vec<(K, u8)>,
    wishes: Vec<u32>,
    met_before: Vec<u32>,
}

impl<K: Ord> Traits<K> {
    /// Somebody on a side (0 or 1) of whom nothing else is known.
    pub fn of_side(side: u8) -> Self {
        Traits {
            side,
            district: None,
            topics: Vec::new(),
            offers: Vec::new(),
            needs: Vec::new(),
            languages: Vec::new(),
            wishes: Vec::new(),
            met_before: Vec::new(),
        }
    }

    /// Where they are at home. An unknown district is nobody's neighbour.
    #[must_use]
    pub fn district(mut self, district: Option<K>) -> Self {
        self.district = district;
        self
    }

    /// What they work on.
    #[must_use]
    pub fn topics(mut self, topics: impl IntoIterator<Item = K>) -> Self {
        self.topics = sorted(topics);
        self
    }

    /// What they can give.
    #[must_use]
    pub fn offers(mut self, offers: impl IntoIterator<Item = K>) -> Self {
        self.offers = sorted(offers);
        self
    }

    /// What they look for.
    #[must_use]
    pub fn needs(mut self, needs: impl IntoIterator<Item = K>) -> Self {
        self.needs = sorted(needs);
        self
    }

    /// What they speak, with a level from 1 (a little) to 4 (first language). The best level of a language counts.
    #[must_use]
    pub fn languages(mut self, languages: impl IntoIterator<Item = (K, u8)>) -> Self {
        let mut all = sorted(languages);
        all.reverse();
        all.dedup_by(|later, kept| later.0 == kept.0);
        all.reverse();
        self.languages = all;
        self
    }

    /// Participants (indices) they wish to meet.
    #[must_use]
    pub fn wishes(mut self, wishes: impl IntoIterator<Item = u32>) -> Self {
        self.wishes = sorted(wishes);
        self
    }

    /// Participants (indices) they have met before.
    #[must_use]
    pub fn met_before(mut self, people: impl IntoIterator<Item = u32>) -> Self {
        self.met_before = sorted(people);
        self
    }

    /// Participants (indices) they wish to meet, sorted.
    pub fn wished(&self) -> &[u32] {
        &self.wishes
    }

    /// The side.
    pub fn side(&self) -> u8 {
        self.side
    }
}

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Why two sit together: each part of the affinity, in points, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts {
    /// Points for standing on different sides.
    pub cross: i32,
    /// Points for topics in common.
    pub topics: i32,
    /// Points for what the first offers and the second needs.
    pub gives: i32,
    /// Points for what the second offers and the first needs.
    pub takes: i32,
    /// Points for the best common language (negative: none).
    pub language: i32,
    /// The level of the best common language, 0 = none.
    pub language_level: u8,
    /// Points for wishes.
    pub wishes: i32,
    /// Points for the same district.
    pub district: i32,
    /// Points for having met before.
    pub met_before: i32,
}

impl Parts {
    /// The affinity: the sum of the parts, never below 0.
    pub fn total(&self) -> i32 {
        let parts = [
            self.cross,
            self.topics,
            self.gives,
            self.takes,
            self.language,
            self.wishes,
            self.district,
            self.met_before,
        ];
        parts.into_iter().fold(0, i32::saturating_add).max(0)
    }
}

/// The parts of the affinity of participants `a` and `b` (their indices serve the wishes).
pub fn parts<K: Ord>(weights: &Weights, (a, x): (u32, &Traits<K>), (b, y): (u32, &Traits<K>)) -> Parts {
    let language_level = common_level(&x.languages, &y.languages);
    let language = if language_level < weights.lang_min {
        weights.no_lang
    } else {
        let highest = weights.lang.len().saturating_sub(1);
        weights.lang.get(usize::from(language_level).min(highest)).copied().unwrap_or(0)
    };
    let fits = |offers: &[K], needs: &[K]| weights.fit.saturating_mul(weights.fit_max_each.min(common(offers, needs)));
    let (one, other) = (x.wishes.binary_search(&b).is_ok(), y.wishes.binary_search(&a).is_ok());
    let met = x.met_before.binary_search(&b).is_ok() || y.met_before.binary_search(&a).is_ok();
    Parts {
        cross: if x.side == y.side { 0 } else { weights.cross },
        topics: weights.topic_max.min(weights.topic.saturating_mul(common(&x.topics, &y.topics))),
        gives: fits(&x.offers, &y.needs),
        takes: fits(&y.offers, &x.needs),
        language,
        language_level,
        wishes: match (one, other) {
            (true, true) => weights.wish_mutual,
            (false, false) => 0,
            _ => weights.wish_one,
        },
        district: if x.district.is_some() && x.district == y.district { weights.district } else { 0 },
        met_before: if met { weights.met_before } else { 0 },
    }
}

/// Whether two participants share a language at the level that counts.
pub fn can_talk<K: Ord>(weights: &Weights, x: &Traits<K>, y: &Traits<K>) -> bool {
    common_level(&x.languages, &y.languages) >= weights.lang_min
}

/// Number of common elements of two sorted lists.
fn common<K: Ord>(x: &[K], y: &[K]) -> i32 {
    let (mut i, mut j, mut found) = (0, 0, 0);
    while i < x.len() && j < y.len() {
        match x[i].cmp(&y[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, found) = (i + 1, j + 1, found + 1),
        }
    }
    found
}

/// The best level at which two people share a language: for each language the weaker of the two, 0 when none is shared.
fn common_level<K: Ord>(x: &[(K, u8)], y: &[(K, u8)]) -> u8 {
    let (mut i, mut j, mut best) = (0, 0, 0);
    while i < x.len() && j < y.len() {
        match x[i].0.cmp(&y[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                best = best.max(x[i].1.min(y[j].1));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_counts_and_is_named() {
        let weights = Weights::default();
        let x = Traits::of_side(0)
            .topics(["art", "music", "sport", "youth"])
            .offers(["hall", "sound", "van"])
            .needs(["grants"])
            .languages([("de", 4), ("tr", 1)])
            .district(Some("north"))
            .wishes([1]);
        let y = Traits::of_side(1)
            .topics(["youth", "sport", "music", "art"])
            .offers(["grants"])
            .needs(["hall", "sound", "van"])
            .languages([("de", 3), ("tr", 4)])
            .district(Some("north"))
            .wishes([0]);
        let why = parts(&weights, (0, &x), (1, &y));
        let wanted = Parts {
            cross: 30,
            topics: 24,
            gives: 20,
            takes: 10,
            language: 6,
            language_level: 3,
            wishes: 40,
            district: 3,
            met_before: 0,
        };
        assert_eq!(why, wanted);
        assert_eq!(why.total(), 133);
    }

    #[test]
    fn strangers_without_a_language_are_worth_nothing_rather_than_less() {
        let weights = Weights::default();
        let (x, y) = (Traits::of_side(0).languages([("de", 1)]), Traits::of_side(0).languages([("de", 4)]));
        let why = parts::<&str>(&weights, (0, &x), (1, &y));
        assert_eq!((why.language, why.total(), can_talk(&weights, &x, &y)), (-20, 0, false));
    }
}
