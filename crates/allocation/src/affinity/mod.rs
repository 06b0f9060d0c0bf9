//! What a meeting of two participants is worth: one formula, its weights as data, its parts for whoever asks why.

use serde::{Deserialize, Serialize};

mod rarity;
#[cfg(test)]
mod tests;
mod traits;
mod weights;

pub use rarity::Rarity;
pub use traits::Traits;
pub use weights::Weights;

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
pub fn parts<K: Ord>(weights: &Weights, a: (u32, &Traits<K>), b: (u32, &Traits<K>)) -> Parts {
    parts_by(weights, None, a, b)
}

/// The same, where rare topics may count more than frequent ones ([`Weights::rarity`]).
pub fn parts_by<K: Ord>(
    weights: &Weights,
    rarity: Option<&Rarity<K>>,
    (a, x): (u32, &Traits<K>),
    (b, y): (u32, &Traits<K>),
) -> Parts {
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
        topics: weights.topic_max.min(topics(weights, rarity, x, y)),
        gives: fits(&x.offers, &y.needs),
        takes: fits(&y.offers, &x.needs),
        language,
        language_level,
        wishes: match (one, other) {
            (true, true) => weights.wish_mutual,
            (false, false) => 0,
            _ => weights.wish_one,
        },
        district: if common(&x.districts, &y.districts) > 0 { weights.district } else { 0 },
        met_before: if met { weights.met_before } else { 0 },
    }
}

/// Points for topics in common before they are capped; rounded once, half up.
fn topics<K: Ord>(weights: &Weights, rarity: Option<&Rarity<K>>, x: &Traits<K>, y: &Traits<K>) -> i32 {
    match rarity.filter(|_| weights.rarity > 0) {
        None => weights.topic.saturating_mul(common(&x.topics, &y.topics)),
        Some(rarity) => {
            let shared = x.topics.iter().filter(|topic| y.topics.binary_search(topic).is_ok());
            let shares: i64 = shared.map(|topic| rarity.share(topic, weights.rarity)).sum();
            let points = (i64::from(weights.topic).saturating_mul(shares).saturating_add(500)).div_euclid(1000);
            points.clamp(i32::MIN.into(), i32::MAX.into()) as i32
        }
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
