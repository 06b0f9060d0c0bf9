//! What a meeting of two participants is worth: one formula, its weights as data, its parts for whoever asks why.

use std::collections::BTreeMap;

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
    /// (inverse document frequency, Spärck Jones 1972). Needs [`Rarity`], see [`parts_by`].
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

/// What the formula looks at in one participant. `K` names topics, offers, languages and districts: numbers or texts.
///
/// Lists are kept sorted and without doubles by the setters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits<K> {
    side: u8,
    districts: Vec<K>,
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
            districts: Vec::new(),
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
    pub fn district(self, district: Option<K>) -> Self {
        self.districts(district)
    }

    /// The districts they are at home in: one in common makes them neighbours.
    #[must_use]
    pub fn districts(mut self, districts: impl IntoIterator<Item = K>) -> Self {
        self.districts = sorted(districts);
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

/// How common each topic is among all who take part, and how near it lies: what [`Weights::rarity`] weighs by.
///
/// A tree of topics is given as each node's depth: who shares a leaf shares its ancestors too (list them all in
/// [`Traits::topics`]), and a deeper node in common is rarer by itself; with depths it counts more even where few share
/// anything at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rarity<K: Ord> {
    people: u32,
    /// Topic -> how many have it.
    frequency: BTreeMap<K, u32>,
    /// Topic -> its depth in the tree, 1 = a root; topics that are not named have the depth of a leaf.
    depth: BTreeMap<K, u32>,
    deepest: u32,
}

impl<K: Ord + Clone> Rarity<K> {
    /// Counts the topics of all participants.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Traits<K>>) -> Self
    where
        K: 'a,
    {
        let mut found = Rarity { people: 0, frequency: BTreeMap::new(), depth: BTreeMap::new(), deepest: 1 };
        for traits in all {
            found.people = found.people.saturating_add(1);
            for topic in &traits.topics {
                let many = found.frequency.entry(topic.clone()).or_insert(0);
                *many = many.saturating_add(1);
            }
        }
        found
    }

    /// Topics form a tree: `depths` names the depth of its nodes, 1 = a root.
    #[must_use]
    pub fn in_a_tree(mut self, depths: impl IntoIterator<Item = (K, u32)>) -> Self {
        self.depth = depths.into_iter().map(|(topic, depth)| (topic, depth.max(1))).collect();
        self.deepest = self.depth.values().copied().max().unwrap_or(1);
        self
    }
}

impl<K: Ord> Rarity<K> {
    /// What a topic counts, in thousandths of [`Weights::topic`], where rarity counts `rarity` thousandths.
    fn share(&self, topic: &K, rarity: i32) -> i64 {
        // log2 in 1/256: two are the fewest who can have a topic in common.
        let people = log2(self.people.max(2));
        let many = log2(self.frequency.get(topic).copied().unwrap_or(2).clamp(2, self.people.max(2)));
        let rare = if people <= 256 { 1000 } else { (people - many) * 1000 / (people - 256) };
        let near = i64::from(self.depth.get(topic).copied().unwrap_or(self.deepest)) * 1000 / i64::from(self.deepest);
        let rarity = i64::from(rarity.clamp(0, 1000));
        1000 - rarity + rarity * rare * near / 1_000_000
    }
}

/// log2 of a number from 1 on, in 1/256 (linear between powers of two, which errs by less than a tenth).
fn log2(number: u32) -> i64 {
    let whole = number.max(1).ilog2();
    let fraction = (u64::from(number) << 8 >> whole) - 256;
    i64::from(whole) * 256 + fraction as i64
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

    /// Eight people: all do sport, four of them football, two of these blind football.
    fn club() -> Vec<Traits<&'static str>> {
        let depth = |i: usize| [3, 3, 2, 2, 1, 1, 1, 1][i];
        let tree = ["sport", "football", "blind football"];
        (0..8).map(|i| Traits::of_side(0).topics(tree.into_iter().take(depth(i)))).collect()
    }

    fn topics_of(weights: &Weights, rarity: &Rarity<&'static str>, a: usize, b: usize) -> i32 {
        let all = club();
        parts_by(weights, Some(rarity), (a as u32, &all[a]), (b as u32, &all[b])).topics
    }

    #[test]
    fn what_everybody_has_in_common_says_little() {
        let weights = Weights { topic: 12, topic_max: 100, rarity: 1000, ..Weights::default() };
        let rarity = Rarity::of(&club());
        // Sport is worth 0 of 12, football half, what only two have all of it.
        assert_eq!((topics_of(&weights, &rarity, 4, 5), topics_of(&weights, &rarity, 2, 3)), (0, 6));
        assert_eq!(topics_of(&weights, &rarity, 0, 1), 18);
        let half = Weights { rarity: 500, ..weights.clone() };
        assert_eq!((topics_of(&half, &rarity, 4, 5), topics_of(&half, &rarity, 0, 1)), (6, 27));
    }

    #[test]
    fn nearer_nodes_of_the_tree_count_more() {
        let weights = Weights { topic: 12, topic_max: 100, rarity: 1000, ..Weights::default() };
        let rarity = Rarity::of(&club()).in_a_tree([("sport", 1), ("football", 2), ("blind football", 3)]);
        assert_eq!((topics_of(&weights, &rarity, 2, 3), topics_of(&weights, &rarity, 0, 1)), (4, 16));
    }

    #[test]
    fn without_rarity_the_formula_is_the_plain_one() {
        let (weights, all) = (Weights::default(), club());
        let rarity = Rarity::of(&all);
        for (a, b) in (0..8).flat_map(|b| (0..b).map(move |a| (a, b))) {
            let pair = ((a as u32, &all[a]), (b as u32, &all[b]));
            assert_eq!(parts_by(&weights, Some(&rarity), pair.0, pair.1), parts(&weights, pair.0, pair.1));
        }
    }

    #[test]
    fn strangers_without_a_language_are_worth_nothing_rather_than_less() {
        let weights = Weights::default();
        let (x, y) = (Traits::of_side(0).languages([("de", 1)]), Traits::of_side(0).languages([("de", 4)]));
        let why = parts::<&str>(&weights, (0, &x), (1, &y));
        assert_eq!((why.language, why.total(), can_talk(&weights, &x, &y)), (-20, 0, false));
    }
}
