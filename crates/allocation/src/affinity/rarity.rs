//! How common a topic is, and how near it lies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Traits;

/// How common each topic is among all who take part, and how near it lies: what
/// [`Weights::rarity`](super::Weights::rarity) weighs by.
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
    /// What a topic counts, in thousandths of [`Weights::topic`](super::Weights::topic), where rarity counts `rarity`
    /// thousandths.
    pub(super) fn share(&self, topic: &K, rarity: i32) -> i64 {
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
