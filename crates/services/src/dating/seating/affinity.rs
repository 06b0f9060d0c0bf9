//! What it is worth to two that they meet: their profiles in the engine's terms. The one place where these meet.
//!
//! Fields of activity form a tree. Whoever works in a field works in those above it too; a field in common counts the
//! more, the nearer it lies to what both really do, and the fewer here have it. So "culture" in common, which half of a
//! fair has, says little, and a choir meets the other choir.

use allocation::affinity::{Parts, Rarity, Traits, Weights, can_talk, parts_by};
use domain::{
    FieldId,
    dating::{CommonLanguage, Dating, Matter, Pair, Participant, Rules, Side},
    profile::Association,
    taxonomy::Field,
};
use std::collections::{HashMap, HashSet};

/// How much rarity and nearness count for what two have in common, in thousandths: the rest counts for any topic alike.
const RARITY: i32 = 700;
/// What it counts that two have not met at an earlier session or fair, where some have. A bonus and no malus, since the
/// affinity never falls below nothing: as much as two meeting again in one session costs.
const NEW_TO_EACH_OTHER: i32 = 40;

/// What everybody of a session brings along, and what counts how much.
pub(in crate::dating) struct Affinity {
    traits: Vec<Traits<u32>>,
    weights: Weights,
    rarity: Rarity<u32>,
    /// Who has noted what they speak.
    speaks: Vec<bool>,
    /// Pairs (the smaller index first) who met at an earlier session or fair.
    met_before: HashSet<(usize, usize)>,
    new_faces: i32,
}

impl Affinity {
    /// In the order of the session's participants.
    pub fn of(dating: &Dating, associations: &[Association], fields: &[Field]) -> Self {
        let people = &dating.participants;
        let index: HashMap<_, _> = people.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
        let seat_of: HashMap<_, _> =
            people.iter().enumerate().filter_map(|(i, p)| Some((p.association?, i as u32))).collect();
        let profiles: HashMap<_, _> = associations.iter().map(|a| (a.id, &a.profile)).collect();
        let mut names = Names::default();
        let mut traits = Vec::with_capacity(people.len());
        for (participant, side) in people.iter().zip(sides(people)) {
            let languages: Vec<(u32, u8)> =
                participant.languages.iter().map(|l| (names.number("language", &l.code), l.level.get())).collect();
            let mut one = Traits::of_side(side).languages(languages);
            if let Some(profile) = participant.association.and_then(|id| profiles.get(&id)) {
                let all = profile.fields.iter().flat_map(|field| up_the_tree(*field, fields));
                let mut topics: Vec<u32> = all.map(|id| names.number("field", &id.to_string())).collect();
                topics.extend(profile.target_groups.iter().map(|group| names.number("group", &same(group))));
                let districts: Vec<u32> =
                    profile.districts.iter().map(|district| names.number("district", &same(district))).collect();
                one = one
                    .topics(topics)
                    .districts(districts)
                    .offers(profile.offers.iter().map(|offer| offer.good as u32))
                    .needs(profile.needs.iter().map(|need| need.good as u32));
                if dating.rules.wishes {
                    one = one.wishes(profile.wishes.iter().filter_map(|wish| seat_of.get(wish).copied()));
                }
            }
            traits.push(one);
        }
        let depths = fields
            .iter()
            .map(|field| (names.number("field", &field.id.to_string()), up_the_tree(field.id, fields).count() as u32));
        let depths: Vec<(u32, u32)> = depths.collect();
        let place = |(a, b): &Pair| Some((*index.get(a)?, *index.get(b)?));
        Self {
            rarity: Rarity::of(&traits).in_a_tree(depths),
            traits,
            weights: weights(&dating.rules),
            speaks: people.iter().map(|p| !p.languages.is_empty()).collect(),
            met_before: dating.met_before.iter().filter_map(place).map(|(a, b)| (a.min(b), a.max(b))).collect(),
            new_faces: dating.rules.emphasis.of(Matter::NewFaces).of(NEW_TO_EACH_OTHER),
        }
    }

    pub fn side(&self, person: usize) -> u8 {
        self.traits[person].side()
    }

    /// Whom somebody wishes to meet, by index.
    pub fn wished(&self, person: usize) -> &[u32] {
        self.traits[person].wished()
    }

    /// The parts of what it is worth, but for being new to each other. Where nobody knows what one of them speaks, that
    /// they have no language in common is not held against them.
    pub fn parts(&self, a: usize, b: usize) -> Parts {
        let of = |i: usize| (i as u32, &self.traits[i]);
        let mut parts = parts_by(&self.weights, Some(&self.rarity), of(a), of(b));
        if self.language_unknown(a, b) {
            parts.language = 0;
        }
        parts
    }

    /// What it counts that two are new to each other: nothing where nobody has met before.
    pub fn new_faces(&self, a: usize, b: usize) -> i32 {
        if self.met_before.is_empty() || self.have_met(a, b) { 0 } else { self.new_faces }
    }

    pub fn have_met(&self, a: usize, b: usize) -> bool {
        self.met_before.contains(&(a.min(b), a.max(b)))
    }

    pub fn worth(&self, a: usize, b: usize) -> i32 {
        self.parts(a, b).total() + self.new_faces(a, b)
    }

    /// What meeting once more costs, where it is not forbidden.
    pub fn repeat(&self) -> i32 {
        -self.weights.repeat
    }

    /// Whether two share a language at everyday level, whatever the session's rule about it.
    pub fn can_talk(&self, a: usize, b: usize) -> bool {
        can_talk(&self.weights, &self.traits[a], &self.traits[b])
    }

    /// Whether one of them has noted no language at all.
    pub fn language_unknown(&self, a: usize, b: usize) -> bool {
        !(self.speaks[a] && self.speaks[b])
    }

    /// Everything the worth of meetings follows from, as text: two sessions with the same are the same to the engine.
    pub fn fingerprint(&self) -> String {
        let mut met: Vec<_> = self.met_before.iter().collect();
        met.sort_unstable();
        format!("{:?} {:?} {:?} {:?} {met:?} {}", self.traits, self.weights, self.rarity, self.speaks, self.new_faces)
    }
}

/// The engine's usual weights, each as the organiser weighs it.
fn weights(rules: &Rules) -> Weights {
    let usual = Weights::default();
    let weigh = |matter: Matter, points: i32| rules.emphasis.of(matter).of(points);
    let language = |points: i32| match rules.language {
        CommonLanguage::Ignored => 0,
        CommonLanguage::Preferred | CommonLanguage::Required => weigh(Matter::Language, points),
    };
    Weights {
        cross: weigh(Matter::Mixed, usual.cross),
        topic: weigh(Matter::Topics, usual.topic),
        topic_max: weigh(Matter::Topics, usual.topic_max),
        fit: weigh(Matter::Exchange, usual.fit),
        lang: usual.lang.iter().map(|points| language(*points)).collect(),
        no_lang: language(usual.no_lang),
        wish_one: weigh(Matter::Wishes, usual.wish_one),
        wish_mutual: weigh(Matter::Wishes, usual.wish_mutual),
        district: weigh(Matter::District, usual.district),
        rarity: RARITY,
        ..usual
    }
}

/// 1 for the side with a migration relation, 0 for the other; whoever has no side sits where fewer are.
fn sides(participants: &[Participant]) -> Vec<u8> {
    let count = |side| participants.iter().filter(|p| p.side == Some(side)).count();
    let (mut with, mut without) = (count(Side::With), count(Side::Without));
    let mut sides = Vec::with_capacity(participants.len());
    for participant in participants {
        sides.push(match participant.side {
            Some(Side::With) => 1,
            Some(Side::Without) => 0,
            None if with < without => {
                with += 1;
                1
            }
            None => {
                without += 1;
                0
            }
        });
    }
    sides
}

/// A field and its ancestors, itself first.
pub(in crate::dating) fn up_the_tree(field: FieldId, fields: &[Field]) -> impl Iterator<Item = FieldId> {
    let parent_of = |id: FieldId| fields.iter().find(|f| f.id == id).and_then(|f| f.parent);
    // The tree is shallow; the bound guards against a ring in the data.
    std::iter::successors(Some(field), move |id| parent_of(*id)).take(6)
}

/// Texts of lists that mean the same are written the same.
fn same(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Numbers for names, by kind.
#[derive(Default)]
struct Names(HashMap<(&'static str, String), u32>);

impl Names {
    fn number(&mut self, kind: &'static str, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry((kind, name.to_owned())).or_insert(next)
    }
}

#[cfg(test)]
mod tests;
