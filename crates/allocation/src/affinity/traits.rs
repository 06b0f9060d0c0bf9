//! What the formula looks at in one participant.

use serde::{Deserialize, Serialize};

/// What the formula looks at in one participant. `K` names topics, offers, languages and districts: numbers or texts.
///
/// Lists are kept sorted and without doubles by the setters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits<K> {
    pub(super) side: u8,
    pub(super) districts: Vec<K>,
    pub(super) topics: Vec<K>,
    pub(super) offers: Vec<K>,
    pub(super) needs: Vec<K>,
    pub(super) languages: Vec<(K, u8)>,
    pub(super) wishes: Vec<u32>,
    pub(super) met_before: Vec<u32>,
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
